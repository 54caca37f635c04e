"""A report in plain words: grouped, as written, never counted."""

import pytest

from plans_schema.in_words import (
    Group,
    Said,
    barriers_in_words,
    figures_in_words,
    practices_in_words,
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
                Said("How you find and reduce waste", "a little", QUOTED),
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
        "read as £400,000; 2024/25; planned; part of a larger figure in the plan",
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
    "at a day, unsure": (
        a_figure("edi_champions_count", "8", "count", period="at 2024-03-31", confidence="low", as_written="eight"),
        "eight",
        "read as 8; at 31 March 2024; actual; we are not sure of this reading",
    ),
    "with a scope": (
        a_figure("edi_spend_gbp", "900", "GBP", scope="team", kind=None, as_written="£900"),
        "£900",
        "2023/24; it covers: team",
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
                Said("", "you ask the government for something (DWP)", QUOTED),
                Said("", "it lies within your own organisation; we are not sure of this reading", QUOTED),
            ),
        ),
    )


def test_practices_say_how_they_are_described() -> None:
    report = a_saying_report(practices=[a_practice("open_data", "stated_effect")])
    assert practices_in_words(report) == (
        Group("Data open to residents", (Said("", "described with its effect", QUOTED),)),
    )


def test_a_report_without_content_has_no_groups() -> None:
    bare = Report.model_validate(a_saying_report().model_dump() | {"questions": []})
    for in_words in (questions_in_words, figures_in_words, barriers_in_words, practices_in_words):
        assert in_words(bare) == ()
