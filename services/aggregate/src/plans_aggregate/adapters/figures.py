"""Read the sector's figures from the published views and show them: as tables, or as JSON for machines.

Rows are put in the order of their words, never of their numbers. What is the same in every row of a table stands once
above it, and codes give way to their words, so that tables fit a terminal.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

TITLES = {
    "sector_overview_v1": "How far the exercise has come",
    "response_v1": "Response",
    "outcome_v1": "What became of submissions",
    "theme_coverage_v1": "Themes in current plans",
    "question_coverage_v1": "The letter's questions, item by item",
    "barrier_prevalence_v1": "Barriers that current plans name",
    "barrier_addressees_v1": "Whom they address with each barrier",
    "barrier_departments_v1": "Departments named in asks of the government",
    "practice_prevalence_v1": "Practices that current plans describe",
    "asked_figures_v1": "Figures the letter asks for",
    "edi_spend_v1": "Spend on EDI, by what it covers",
    "planned_savings_v1": "Savings planned, by year",
    "savings_basis_v1": "Basis of planned savings",
    "plan_length_v1": "Length of current plans, in pages",
    "endorsement_v1": "What plans say of endorsement by members",
    "endorsement_by_body_v1": "The same with the body they name",
    "endorsing_body_v1": "The body they name",
    "document_kind_v1": "What sort of document holds the plan",
    "publication_v1": "What plans say of their publication",
    "finding_v1": "Findings, by rule",
    "data_quality_v1": "How well documents could be read",
}
HIDDEN = "hidden"
SIDE_BY_SIDE = {"question_coverage_v1": "status"}  # one row an item with a column a status, instead of a row each
COUNTED = "councils"
PLANS = "plans"
SHARES = ("share", "_share")
NAMES = {"name", "asks_for"}
CODES = {"item", "barrier", "practice", "figure"}

Row = Mapping[str, object]
Figures = Mapping[str, Sequence[Row]]


async def read_figures(engine: AsyncEngine) -> Figures:
    """Read every sector view in one snapshot."""
    async with engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        return {view: await _rows(connection, view) for view in TITLES}


async def _rows(connection: AsyncConnection, view: str) -> list[Row]:
    answers = await connection.execute(text(f"SELECT * FROM analytics.{view}"))  # noqa: S608 - a name from TITLES
    return sorted((dict(answer) for answer in answers.mappings()), key=_words)


def _words(row: Row) -> list[str]:
    return [str(value) for value in row.values() if isinstance(value, str | bool)]


def as_json(figures: Figures) -> str:
    """Write figures as JSON: the same figures give the same bytes."""
    return json.dumps(figures, default=_decimal, indent=1, ensure_ascii=False)


def _decimal(value: object) -> str:
    if not isinstance(value, Decimal):
        raise TypeError(f"no figure is a {type(value).__name__}")
    return str(value)


def show_tables(figures: Figures, console: Console) -> None:
    """Show figures as tables; a breakdown that holds nothing but hidden cells is told in a line."""
    for view, rows in figures.items():
        shown = [row for row in rows if not row.get(HIDDEN)]
        if shown:
            wide = _side_by_side(shown, SIDE_BY_SIDE[view]) if view in SIDE_BY_SIDE else shown
            console.print(f"\n[bold]{TITLES[view]}[/bold]", *filter(None, (_said_once(wide),)), sep="\n")
            console.print(_table(wide))
        if len(shown) < len(rows):
            console.print(f"Hidden by type or region, for too few councils: {len(rows) - len(shown)}.", style="dim")


def _side_by_side(rows: Sequence[Row], column: str) -> list[Row]:
    names = list(dict.fromkeys(str(row[column]) for row in rows))
    wide: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        rest = {name: value for name, value in row.items() if name not in {column, COUNTED, *SHARES, HIDDEN}}
        wide.setdefault(tuple(rest.values()), rest | dict.fromkeys(names))[str(row[column])] = row[COUNTED]
    return list(wide.values())


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    columns = [name for name in _shown(rows[0]) if not _is_said_once(name, rows)]
    for name in columns:
        in_words = isinstance(rows[0][name], str)
        table.add_column(name.replace("_", "\n"), justify="left" if in_words else "right", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(name, row[name]) for name in columns))
    return table


def _said_once(rows: Sequence[Row]) -> str:
    same = (name for name in _shown(rows[0]) if _is_said_once(name, rows))
    return "; ".join(f"{name.replace('_', ' ')} {_cell(name, rows[0][name])}" for name in same)


def _is_said_once(name: str, rows: Sequence[Row]) -> bool:
    """Tell whether a word, or the number of plans, is the same in every row."""
    in_words = isinstance(rows[0][name], str) or name == PLANS
    return in_words and len(rows) > 1 and len({row[name] for row in rows}) == 1


def _shown(row: Row) -> list[str]:
    """Give the columns that are shown: not the code beside its words."""
    needless = {HIDDEN} | (CODES if not NAMES.isdisjoint(row) else set())
    return [name for name in row if name not in needless]


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.0%}" if name.endswith(SHARES) else f"{value.normalize():,f}"
    return str(value)
