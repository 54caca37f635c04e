"""Figures are shown the same way each time, and what is hidden stays hidden."""

from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console

from plans_aggregate.adapters.figures import Row, as_json, show_tables

ROWS: list[Row] = [
    {"grain": "sector", "theme": "T1", "councils": 5, "plans": 8, "share": Decimal("0.625"), "hidden": False},
    {"grain": "type", "theme": "T1", "councils": None, "plans": None, "share": None, "hidden": True},
]


def test_json_keeps_decimals_exact() -> None:
    assert '"share": "0.625"' in as_json({"theme_coverage_v1": ROWS})


def test_what_is_no_figure_is_refused() -> None:
    with pytest.raises(TypeError, match="no figure is a object"):
        as_json({"theme_coverage_v1": [{"theme": object()}]})


def test_a_table_shows_what_is_published_and_counts_what_is_hidden() -> None:
    out = StringIO()
    show_tables({"theme_coverage_v1": ROWS}, Console(file=out, width=100))
    text = out.getvalue()
    assert "Themes in current plans" in text
    assert "62%" in text
    assert "Hidden by type or region, for too few councils: 1." in text
    assert "  type" not in text


QUESTIONS: list[Row] = [
    {
        "grain": "sector",
        "item": item,
        "status": status,
        "councils": councils,
        "plans": 8,
        "share": None,
        "hidden": False,
    }
    for item, status, councils in (("T1.Q1.a", "addressed", 5), ("T1.Q1.a", "partial", 3), ("T1.Q2.a", "addressed", 7))
]


def test_answers_to_a_question_stand_side_by_side() -> None:
    out = StringIO()
    show_tables({"question_coverage_v1": QUESTIONS}, Console(file=out, width=100))
    rows = [line.split() for line in out.getvalue().splitlines() if "T1" in line or "addressed" in line]
    assert rows == [["item", "addressed", "partial"], ["T1.Q1.a", "5", "3"], ["T1.Q2.a", "7"]]
    assert "grain sector; plans 8" in out.getvalue()


def test_words_stand_for_their_codes_and_fit_a_terminal() -> None:
    out = StringIO()
    rows: list[Row] = [
        {"theme": "T3", "item": item, "asks_for": words, "plans": 8, "addressed": 1, "partial": 2, "not_found": 3,
         "not_applicable": 1, "unclear": 1}
        for item, words in (("T3.Q7.a", "External training you share"), ("T3.Q9.a", "Trade union facility time"))
    ]  # fmt: skip
    show_tables({"barrier_prevalence_v1": rows}, Console(file=out, width=80))
    assert "T3.Q7.a" not in out.getvalue()
    assert "External training" in " ".join(out.getvalue().split())
    assert "…" not in out.getvalue()


def test_sums_are_written_with_their_thousands_and_shares_as_percent() -> None:
    out = StringIO()
    row: Row = {
        "year": "2024/25",
        "total": Decimal("5000000"),
        "median": Decimal("5.7500"),
        "voices_share": Decimal("0.250"),
    }
    show_tables({"planned_savings_v1": [row]}, Console(file=out, width=100))
    assert "5,000,000     5.75      25%" in out.getvalue()


def test_a_view_without_rows_shows_nothing() -> None:
    out = StringIO()
    show_tables({"finding_v1": []}, Console(file=out))
    assert out.getvalue() == ""
