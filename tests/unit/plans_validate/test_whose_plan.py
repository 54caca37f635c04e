"""Own whose plan a file holds, and of when: councils, other bodies, several at once, other years."""

import pytest

from written_plans import COUNCIL, a_plan, checked

PAGE_BREAK = "\n\f\n"


@pytest.mark.parametrize(
    "title",
    [
        "Hereford and Worcester Fire and Rescue Authority Productivity Plan",
        "Worcestershire Pension Fund Productivity Plan",
        "West Mercia Police and Crime Commissioner: Productivity Plan",
    ],
)
def test_another_kind_of_body_is_not_a_council(title: str) -> None:
    text = a_plan(title=title).replace("Council", "Authority")

    assert checked(text).outcome == "not_from_a_council"


@pytest.mark.parametrize(
    "title",
    [
        "Avon Fire Authority productivity plan",
        "Productivity Plan of the Avon Fire Authority",
        "Productivity and Efficiency Plan\n\nAvon Fire Authority",
        "Ledbury Town Council Productivity Plan",
        "Cardiff Council Productivity Plan",
        "Perth and Kinross Council Productivity Plan 2024",
    ],
)
def test_a_body_that_was_not_asked_is_known_by_the_head_of_its_plan(title: str) -> None:
    assert checked(a_plan(title=title)).outcome == "not_from_a_council"


@pytest.mark.parametrize(
    "heading",
    [
        "Working with the NHS",
        "Helping people home from hospital is where our productivity plan starts",
        "How the productivity plan works with the NHS",
        "Fire and rescue: productivity and efficiency plan",
        "Police and crime",
        "Our University partnership",
    ],
)
@pytest.mark.parametrize("title", ["Herefordshire Council Productivity Plan", "Productivity Plan 2024/25"])
def test_a_partner_named_in_a_heading_is_not_taken_for_the_author(title: str, heading: str) -> None:
    introduction = "Our council serves a rural county. The council has worked hard."

    assert checked(a_plan(title=title, introduction=introduction, after=f"{heading}\n\nWe meet.")).outcome == "checked"


def test_a_plan_that_names_no_council_is_looked_at_and_said_to_name_none() -> None:
    report = checked(a_plan(title="Productivity Plan 2024/25"))

    assert (report.outcome, report.council.in_document) == ("checked", None)
    assert report.findings[0].message == "We could not find in your document which council the plan is from."


@pytest.mark.parametrize(
    ("year", "outcome", "said"),
    [
        ("2019", "no_plan_found", "We found a plan of 2019"),
        ("2021/22", "no_plan_found", "We found a plan of 2022"),
        ("2023/24", "checked", ""),
        ("2024/25", "checked", ""),
        ("2024 to 2028", "checked", ""),
        ("2026/27", "checked", "Your plan's title says 2026"),
    ],
)
def test_a_plan_of_another_year_is_said_to_be_so(year: str, outcome: str, said: str) -> None:
    report = checked(a_plan(title=f"Herefordshire Council Productivity Plan {year}"))
    messages = [finding.message for finding in report.findings if finding.rule == "FILE"]

    assert report.outcome == outcome
    assert [message[: len(said)] for message in messages] == ([said] if said else [])


SEVERAL = PAGE_BREAK.join(
    a_plan(title=f"{council} Productivity Plan")
    for council in ("Rutland County Council", "Herefordshire Council", "Cumberland Council")
)


def test_of_several_councils_plans_the_senders_is_looked_at() -> None:
    report = checked(SEVERAL)

    assert (report.outcome, report.council.in_document) == ("checked", COUNCIL)
    assert [segment.kind for segment in report.segments] == ["other", "plan", "other"]
    assert (report.plan.first_page, report.plan.last_page) == (2, 2) if report.plan else False
    assert report.findings[0].message == (
        "This file holds the plans of Rutland County Council, Herefordshire Council and Cumberland Council. "
        "We looked at Herefordshire Council's plan only."
    )


@pytest.mark.parametrize("declared", ["E07000234", None])
def test_of_several_councils_plans_none_is_taken_for_that_of_somebody_else(declared: str | None) -> None:
    report = checked(SEVERAL, declared)

    assert report.outcome == "another_council"
    assert "could not tell which of them is yours" in report.findings[0].message


def test_another_councils_plan_is_said_to_be_so() -> None:
    report = checked(a_plan(title="Rutland County Council Productivity Plan"))

    assert report.outcome == "another_council"
    assert report.council.in_document == "E06000017"
    assert "Rutland" in report.findings[0].message
    assert report.findings[0].evidence[0].quote == "Rutland County Council Productivity Plan"


def test_a_partner_named_in_the_text_is_not_taken_for_the_author() -> None:
    report = checked(a_plan(introduction="We share a depot with Shropshire Council and Powys."))

    assert (report.outcome, report.council.in_document) == ("checked", COUNCIL)


def test_without_a_declared_council_the_document_speaks_for_itself() -> None:
    report = checked(a_plan(), declared=None)

    assert (report.council.declared, report.council.in_document) == (None, COUNCIL)
