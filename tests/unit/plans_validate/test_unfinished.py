"""Own when a plan is said to be unfinished: at places kept for what is still to come, and nowhere else."""

import pytest

from plans_schema.report import Finding
from written_plans import a_plan, checked


def notes(text: str) -> list[Finding]:
    findings = checked(a_plan(after=f"Next year\n\n{text}")).findings
    return [each for each in findings if "unfinished" in each.message]


@pytest.mark.parametrize(
    "text",
    [
        "[To be completed]",
        "To be completed.",
        "TBC",
        "Savings in 2026/27: TBC",
        "[insert figure here]",
        "We will save [insert figure] by moving to one depot in the spring of next year.",
        "[To be completed - awaiting comments from the leadership team]",
        "We expect to save £XX in the first year of the new contract for our vehicles.",
        "Agency staff took xx% of the staff budget in the last financial year.",
        "Lorem ipsum dolor sit amet",
    ],
)
def test_a_place_kept_for_what_is_to_come_is_named_with_its_words(text: str) -> None:
    (note,) = notes(text)

    assert (note.rule, note.force) == ("FILE", "note")
    assert text.rstrip(".") in note.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The dates of the next two rounds of funding are still to be confirmed by the department.",
        "We have [a senior structure](https://www.council.example) with three directors.",
        "Residents insert their meter readings in an online form, and details are to be added by phone too.",
        "The rest of the programme is to follow in the spring, when the depot has moved.",
        "We publish what we spend on everything above £500.",
        "Under section 20 [of the Act] we consult each leaseholder.",
        "Mandatory training to be completed annually.",
        "To be completed by March 2025.",
        "Fleet replacement to follow in 2026.",
    ],
)
def test_ordinary_sentences_are_finished(text: str) -> None:
    assert notes(text) == []


def test_the_first_places_are_named_and_quoted_where_they_are_long_enough() -> None:
    (note,) = notes("TBC\n\n[To be completed]\n\nTo be drafted.\n\n[insert figure here]")

    assert [quote.quote for quote in note.evidence] == ["[To be completed]"]
    assert "drafted" in note.message
    assert "figure" not in note.message
