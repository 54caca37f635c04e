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
    assert "│ type" not in text


def test_a_view_without_rows_shows_nothing() -> None:
    out = StringIO()
    show_tables({"finding_v1": []}, Console(file=out))
    assert out.getvalue() == ""
