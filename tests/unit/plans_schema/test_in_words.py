"""A report in plain words: grouped, as written, never counted."""

from datetime import date

import pytest

from plans_schema.in_words import (
    Group,
    Said,
    barriers_in_words,
    day_in_words,
    declaration_in_words,
    endorsement_in_words,
    figures_in_words,
    findings_in_words,
    practices_in_words,
    publication_in_words,
    questions_in_words,
)
from plans_schema.report import Evidence, Report
from saying import QUOTE, a_barrier, a_figure, a_practice, a_saving, a_saying_report

QUOTED = (Evidence.model_validate(QUOTE[0]),)


def test_questions_stand_under_their_theme_in_the_letters_order() -> None:
    report = a_saying_report(
        questions={"T3.Q7.b": "not_applicable", "T3.Q1.a": "partial", "T2.Q3.a": "not_found", "T3.Q8.a": "unclear"}
    )
    assert questions_in_words(report) == (
        Group("How services are designed and delivered", (Said("How you measure productivity", "addressed", QUOTED),)),
        Group(
            "Technology and data",
            (Said("How often you share data with other organisations", "we could not find it", ()),),
        ),
        Group(
            "Reducing wasteful spend",
            (
                Said("How you find and reduce waste", "addressed in part", QUOTED),
                Said("How you avoid doing the county council's work twice", "it does not apply to you", ()),
                Said(
                    "Your experience of a mayor, combined authority or devolution deal",
                    "we could not tell whether it applies to you",
                    (),
                ),
            ),
        ),
    )


FIGURES = {
    "as written": (a_figure("agency_spend_pct", "2.36", as_written="2.36%"), "2.36%", "2023/24; actual"),
    "in thousands": (
        a_saving("400000", as_written="0,400", flags=["part_of"]),
        "0,400",
        "read as £400,000; 2024/25; planned; part of a larger figure in your plan",
    ),
    "a bound over years": (
        a_saving(None, "2024/25-2026/27", high="5000000", qualifier="up_to", as_written="£5m"),
        "£5m",
        "read as up to £5,000,000; 2024/25 to 2026/27; planned",
    ),
    "a range": (
        a_figure("fte_count", None, "fte", low="3", high="4.5", period=None, qualifier="range", as_written="3 to 4.5"),
        "3 to 4.5",
        "read as 3 full-time equivalents to 4.5 full-time equivalents; no period given; actual",
    ),
    "each year": (
        a_figure("edi_spend_gbp", "900", "GBP", period=None, basis="recurrent", as_written="£900"),
        "£900",
        "each year; actual",
    ),
    "at a day, unsure": (
        a_figure("edi_champions_count", "8", "count", period="at 2024-03-31", confidence="low", as_written="eight"),
        "eight",
        "read as 8; at 31 March 2024; actual; we are not sure of this reading",
    ),
    "with a scope": (
        a_figure("edi_spend_gbp", "900", "GBP", scope="team", kind=None, as_written="£900"),
        "£900",
        "2023/24; it covers the team",
    ),
}


@pytest.mark.parametrize("case", FIGURES)
def test_a_figure_is_shown_as_written_with_what_we_read(case: str) -> None:
    figure, name, words = FIGURES[case]
    ((said,),) = (group.said for group in figures_in_words(a_saying_report(figures=[figure])))
    assert said == Said(name, words, QUOTED)


def test_figures_the_letter_asks_for_come_first_and_cells_of_a_row_share_their_quote() -> None:
    other = ({"page": 3, "quote": "Another sentence of the plan."},)
    report = a_saying_report(
        figures=[
            a_saving("1", as_written="£1"),
            a_saving("2", as_written="£2"),
            a_saving("3", as_written="£3", evidence=other),
            a_figure("tu_facility_time_pct", "0.1", as_written="0.1%"),
        ]
    )
    asked, savings = figures_in_words(report)
    assert (asked.title, savings.title) == (
        "Trade union facility time as a share of the paybill",
        "Savings planned",
    )
    assert [(said.name, [each.page for each in said.evidence]) for said in savings.said] == [
        ("£1", []),
        ("£2", [2]),
        ("£3", [3]),
    ]


def test_barriers_say_whom_they_address() -> None:
    report = a_saying_report(
        barriers=[
            a_barrier("data_sharing", department="DWP"),
            a_barrier("data_sharing", addressee="internal", explicit_ask=False, confidence="low"),
        ]
    )
    assert barriers_in_words(report) == (
        Group(
            "Sharing data with other bodies",
            (
                Said("", "you ask the government to act (DWP)", QUOTED),
                Said("", "it lies within your own council; we are not sure of this reading", QUOTED),
            ),
        ),
    )


def test_practices_are_quoted_without_a_word_on_how_well_they_are_told() -> None:
    report = a_saying_report(practices=[a_practice("open_data", "stated_effect")])
    assert practices_in_words(report) == (Group("Data open to residents", (Said("", "", QUOTED),)),)


FINDINGS = [
    {"rule": "R02", "force": "expected", "message": "Your plan takes up 6 pages."},
    {"rule": "T3", "force": "note", "message": "Theme 3: we could not find anything on these questions."},
    {"rule": "COUNCIL", "force": "note", "message": "Your document names Leeds."},
    {"rule": "R09", "force": "must", "message": "We could not find that members endorsed it."},
    {"rule": "R10", "force": "must", "message": "We could not find where it is published."},
]


def test_what_must_be_done_is_said_first_and_no_rule_is_named() -> None:
    report = Report.model_validate(a_saying_report().model_dump() | {"findings": FINDINGS})
    assert [(group.title, [said.words for said in group.said]) for group in findings_in_words(report)] == [
        ("What the letter says must be done", [FINDINGS[3]["message"], FINDINGS[4]["message"]]),
        ("About your file", [FINDINGS[2]["message"]]),
        ("What the letter expects", [FINDINGS[0]["message"]]),
        ("Also worth knowing", [FINDINGS[1]["message"]]),
    ]


@pytest.mark.parametrize(
    ("endorsement", "words"),
    [
        (
            {"status": "endorsed", "by": "Cabinet", "date": "2024-07-08"},
            "Members have endorsed the plan (Cabinet, 8 July 2024)",
        ),
        ({"status": "pending", "date": "2024-07"}, "Members have yet to decide (July 2024)"),
        ({"status": "endorsed"}, "Members have endorsed the plan"),
        ({"status": "not_stated", "by": "the Chief Executive"}, "We could not find members' endorsement in the text"),
    ],
)
def test_endorsement_names_who_and_when(endorsement: dict[str, str], words: str) -> None:
    said = {"endorsement": endorsement | {"evidence": QUOTE}}
    report = Report.model_validate(a_saying_report().model_dump() | said)
    assert endorsement_in_words(report) == Said("Endorsement", words, QUOTED)


def test_publication_gives_the_address() -> None:
    given = {"status": "given", "address": "https://example.org/plan", "evidence": QUOTE}
    report = Report.model_validate(a_saying_report().model_dump() | {"publication": given})
    assert publication_in_words(report).words == "Your document gives the plan's web address: https://example.org/plan"


def test_days_are_written_as_people_do() -> None:
    assert [day_in_words(each) for each in ("2024-07-08", "2024-07", "July")] == ["8 July 2024", "July 2024", "July"]
    assert declaration_in_words("full_council", date(2024, 7, 8)) == "Full Council, 8 July 2024"
    assert declaration_in_words(None, None) == "Nobody yet"


def test_a_report_without_content_has_no_groups() -> None:
    bare = Report.model_validate(a_saying_report().model_dump() | {"questions": []})
    for in_words in (questions_in_words, figures_in_words, barriers_in_words, practices_in_words):
        assert in_words(bare) == ()
