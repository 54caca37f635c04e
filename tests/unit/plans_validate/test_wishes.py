"""Own what counts as said of the letter's wishes beside its questions: monitoring, partners, updates and metrics."""

import pytest

from written_plans import a_plan, checked


def test_wishes_beside_the_questions_are_found_with_quotes_or_named() -> None:
    said = "We will report progress on this plan to Cabinet each quarter, with twelve performance indicators."
    found = {each.rule: each for each in checked(a_plan(after=f"Reporting\n\n{said}")).findings}
    silent = {each.rule: each for each in checked(a_plan()).findings}

    assert [quote.quote for quote in found["R11"].evidence] == [said]
    assert found["R12"].message == "Your plan contains or names metrics or key performance indicators."
    assert silent["R11"].message.startswith("We could not find how you will update this plan")
    assert (silent["R11"].force, silent["R11"].evidence) == ("should", ())


REPORTED = [
    "Progress will be reported to Cabinet and the Audit Committee twice a year.",
    "We will send members a report on progress every six months.",
    "Scrutiny receives a progress report each quarter.",
    "Updates on progress will be published annually.",
    "Next review July 2025",
    "Next review: 1 April 2025.",
    "Next review: spring 2025",
    "It is on the website and will be refreshed each July.",
    "It is reviewed by the Cabinet each quarter and published again every July.",
    "We will report on this plan every spring to the Scrutiny Committee.",
    "The plan is monitored through our budget and performance reports.",
]
REPORTED_ON_ANOTHER_THING = [
    "Progress on the capital programme is reported to Cabinet each quarter.",
    "Our contractor gives us a progress report each month.",
    "We made good progress last year.",
    "The Corporate Plan is refreshed each year.",
    "The next review of the savings is in July 2025.",
    "Each contract has a date at which it is reviewed.",
    "The next review date for our procurement strategy is May 2025.",
    "Rounds are reviewed every spring and the fleet is refreshed each July.",
    "The workforce plan is monitored by the personnel team.",
]


@pytest.mark.parametrize("said", REPORTED)
def test_progress_that_is_reported_regularly_is_found(said: str) -> None:
    (found,) = [each for each in checked(a_plan(after=f"Governance\n\n{said}")).findings if each.rule == "R11"]

    assert [quote.quote for quote in found.evidence] == [said]


@pytest.mark.parametrize(
    ("said", "is_monitored"),
    [
        ("The Scrutiny Committee will monitor the delivery of the plan each quarter.", True),
        ("Scrutiny receives a report on progress with the programme twice a year.", True),
        ("The plan was considered by the committee, which asked for a progress report to members next year.", True),
        ("This plan was considered by the Scrutiny Committee on 4 July 2024.", False),
        ("The Scrutiny Committee considered a draft of the plan and its comments were taken into account.", False),
        ("Our monitoring officer is shared with the council next door, and so is our executive support.", False),
    ],
)
def test_to_have_looked_at_a_plan_is_not_to_monitor_it(said: str, is_monitored: bool) -> None:  # noqa: FBT001 - a case
    (found,) = [each for each in checked(a_plan(after=f"Governance\n\n{said}")).findings if each.rule == "R04"]

    assert (said in [quote.quote for quote in found.evidence]) == is_monitored


def test_what_was_reviewed_says_nothing_of_updates() -> None:
    looked_back = "I have reviewed this plan with my Cabinet and endorse it."
    ahead = "Progress will be reported to Cabinet twice a year."
    findings = checked(a_plan(introduction=f"Foreword\n\n{looked_back}", after=f"Governance\n\n{ahead}")).findings

    assert [quote.quote for each in findings if each.rule == "R11" for quote in each.evidence] == [ahead]


@pytest.mark.parametrize("said", REPORTED_ON_ANOTHER_THING)
def test_reports_on_other_things_say_nothing_of_the_plan(said: str) -> None:
    (found,) = [each for each in checked(a_plan(after=f"Governance\n\n{said}")).findings if each.rule == "R11"]

    assert found.evidence == ()


def test_the_words_that_tell_most_are_quoted_first() -> None:
    vague = "The NHS is a large employer here. The transformation board monitors performance."
    telling = "We work together with NHS trusts on discharge. Delivery of this plan will be monitored by Cabinet."
    report = checked(a_plan(introduction=f"Introduction\n\n{vague}", after=f"Governance\n\n{telling}"))
    first = {each.rule: each.evidence[0].quote for each in report.findings if each.rule in {"R04", "R07"}}

    assert first == {
        "R04": "Delivery of this plan will be monitored by Cabinet.",
        "R07": "We work together with NHS trusts on discharge.",
    }
