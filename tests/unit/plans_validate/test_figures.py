"""Own what figures of a plan are taken for, beyond the wordings that the quality page measures."""

import pytest

from plans_schema.report import Figure
from plans_validate.adapters.checking import check_document
from quality.variants.figures import PLAN
from written_formats import WRITERS, Grid, Prose, elements_of

ABOVE, BELOW = PLAN.split("{passage}")
Read = tuple[str, str | None, str | None]


def figures_in(passage: str) -> tuple[Figure, ...]:
    return check_document(PLAN.format(passage=passage).encode()).figures


def read(figures: tuple[Figure, ...]) -> list[Read]:
    return [(each.id, None if each.value is None else str(each.value), each.period) for each in figures]


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("We spend £30,000 a year on EDI training and will look at it again next spring.", "actual"),
        ("Our EDI team costs £80,000 a year.", "actual"),
        ("The council spent £12,000 on equality and diversity training.", "actual"),
        ("The annual EDI budget is £12,000.", "planned"),
        ("We plan to spend £40,000 on EDI in 2024/25.", "planned"),
        ("£25,000 has been set aside for equality, diversity and inclusion.", "planned"),
    ],
)
def test_a_budget_for_edi_is_planned_and_what_is_spent_is_actual(passage: str, kind: str) -> None:
    assert [(each.id, each.kind) for each in figures_in(passage)] == [("edi_spend_gbp", kind)]


def test_a_small_threshold_is_not_odd() -> None:
    (figure,) = figures_in("Spend over £500 without a purchase order is reported to the board.")

    assert (figure.id, figure.flags) == ("governance_threshold_gbp", ())


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        (
            Grid(
                ("Measure", "2022/23", "2023/24"),
                (
                    ("Agency spend as % of staff budget", "5.1%", "4.2%"),
                    ("Facility time as % of paybill", "0.12%", "0.1%"),
                ),
            ),
            [
                ("agency_spend_pct", "5.1", "2022/23"),
                ("agency_spend_pct", "4.2", "2023/24"),
                ("tu_facility_time_pct", "0.12", "2022/23"),
                ("tu_facility_time_pct", "0.1", "2023/24"),
            ],
        ),
        (
            Grid(
                ("Indicator", "Value", "Period"),
                (("Paybill spent on facility time", "0.12%", "2022/23"), ("EDI spend", "£40,000", "2022/23")),
            ),
            [("tu_facility_time_pct", "0.12", "2022/23"), ("edi_spend_gbp", "40000", "2022/23")],
        ),
        (
            Grid(("", "2022/23 (£m)", "2023/24 (£m)"), (("Agency spend", "5.1", "4.2"),)),
            [("agency_spend_gbp", "5100000", "2022/23"), ("agency_spend_gbp", "4200000", "2023/24")],
        ),
        (
            Grid(("£000", "2024/25", "2025/26"), (("Planned savings: waste", "1,250", "300"),)),
            [("savings_planned_gbp", "1250000", "2024/25"), ("savings_planned_gbp", "300000", "2025/26")],
        ),
        (
            Grid(("Programme", "Savings £m 2024/25"), (("Adult care", "2.5"),)),
            [("savings_planned_gbp", "2500000", "2024/25")],
        ),
    ],
)
def test_a_table_is_read_alike_in_every_format(writer: str, grid: Grid, expected: list[Read]) -> None:
    written = (*elements_of(ABOVE), Prose("The table below gives the figures."), grid, *elements_of(BELOW))

    assert read(check_document(WRITERS[writer](written)).figures) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "How many agency staff have been in place for over a year?\n\n72",
            [("agency_over_12_months_count", "72", None)],
        ),
        ("Paybill spent on facility time:\n\n0.1%", [("tu_facility_time_pct", "0.1", None)]),
        ("How many EDI champions do you have?\n\nseven", [("edi_champions_count", "7", None)]),
    ],
)
def test_an_answer_that_stands_alone_is_quoted_with_its_question(passage: str, expected: list[Read]) -> None:
    figures = figures_in(passage)

    assert read(figures) == expected
    assert all(each.as_written in each.evidence[0].quote for each in figures)
    assert all(each.evidence[0].quote in " ".join(PLAN.format(passage=passage).split()) for each in figures)


def test_a_plan_that_says_at_present_is_no_minutes() -> None:
    assert check_document(PLAN.format(passage="At present, we have 40 vans.").encode()).outcome == "checked"


def test_a_fragment_of_a_web_page_is_read_as_one() -> None:
    parts = "".join(f"<p>{part}</p>" for part in PLAN.format(passage="Agency: 4.1% of staff budget.").split("\n\n"))
    report = check_document(f"<div>{parts}</div>".encode())

    assert (report.document.format, read(report.figures)) == ("html", [("agency_spend_pct", "4.1", None)])


@pytest.mark.parametrize("start", ["<p>Words of a note", "<div align='center'>\n\n# Plan\n</div></div>", "<3 our plan"])
def test_text_with_a_stray_tag_is_no_web_page(start: str) -> None:
    assert check_document(f"{start}\n\n{PLAN}".encode()).document.format != "html"


def test_a_month_below_a_title_with_a_financial_year_is_no_day() -> None:
    text = PLAN.replace("Productivity Plan\n", "Productivity Plan 2024/25\nJuly 2024\n").format(passage="")
    dates = check_document(text.encode()).dates

    assert dates is not None
    assert dates.stated == "2024-07"
