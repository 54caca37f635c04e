"""The read model in Postgres: one transaction a batch, one statement a table, whatever the batch's size.

The inbox decides what is new. A lock on each council of the batch keeps two members of the consumer
group apart when a rebalance makes them meet; locks are taken in one order, so nobody waits in a ring.
"""

import types
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any, get_args, get_type_hints
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from plans_aggregate.domain.content import BarrierRow, FigureRow, PracticeRow, QuestionRow, content_rows
from plans_aggregate.domain.projections import (
    Change,
    EffectRow,
    EvidenceRow,
    FindingRow,
    Standing,
    SubmissionRow,
    ThemeRow,
    Validated,
    evidence_rows,
    finding_rows,
    submission_row,
    theme_rows,
)
from plans_aggregate.ports import Remembered

SQL_TYPES = {UUID: "uuid", str: "text", int: "integer", bool: "boolean", Decimal: "numeric", datetime: "timestamptz"}
TABLES = {
    EffectRow: "effect",
    SubmissionRow: "submission",
    ThemeRow: "theme_coverage",
    FindingRow: "finding",
    EvidenceRow: "evidence",
    QuestionRow: "question_coverage",
    FigureRow: "figure",
    BarrierRow: "barrier",
    PracticeRow: "practice",
}
CHILDREN: tuple[Callable[[Validated], Iterator[object]], ...] = (theme_rows, finding_rows, evidence_rows, content_rows)

LOCK = text(
    "SELECT pg_advisory_xact_lock(key) FROM (SELECT DISTINCT hashtextextended('plans_aggregate ' || code, 0) AS key"
    " FROM unnest(CAST(:codes AS text[])) AS code ORDER BY key) AS ordered"
)
REMEMBER = text(
    "WITH known AS (SELECT DISTINCT submission_id FROM inbox"
    " WHERE submission_id = ANY(CAST(:submission_ids AS uuid[]))),"
    " fresh AS (INSERT INTO inbox (event_id, submission_id)"
    " SELECT * FROM unnest(CAST(:event_ids AS uuid[]), CAST(:submission_ids AS uuid[]))"
    " ON CONFLICT DO NOTHING RETURNING event_id, submission_id)"
    " SELECT event_id, fresh.submission_id, known.submission_id IS NOT NULL AS counted"
    " FROM fresh LEFT JOIN known ON known.submission_id = fresh.submission_id"
)
HELD = text(
    "SELECT submission_id, outcome <> 'could_not_check' AS settled, attempt, event_id FROM submission"
    " WHERE submission_id = ANY(CAST(:submission_ids AS uuid[]))"
)
GIVE_WAY = text(
    "DELETE FROM submission WHERE submission_id = ANY(CAST(:submission_ids AS uuid[])) RETURNING council_code"
)
POINT = text(
    "INSERT INTO current_plan (council_code, round, submission_id, version)"
    " SELECT newest.council_code, newest.round, newest.submission_id, newest.version"
    " FROM unnest(CAST(:codes AS text[])) AS code CROSS JOIN LATERAL"
    " (SELECT DISTINCT ON (round) council_code, round, submission_id, version FROM submission"
    " WHERE council_code = code AND outcome = 'checked' ORDER BY round, version DESC, submission_id DESC) AS newest"
    " ON CONFLICT (council_code, round)"
    " DO UPDATE SET submission_id = EXCLUDED.submission_id, version = EXCLUDED.version"
    " WHERE current_plan.submission_id <> EXCLUDED.submission_id"
)


def _sql_type(hint: Any) -> str:  # noqa: ANN401 - a type hint has no type of its own
    alternatives = get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return next(SQL_TYPES[each] for each in alternatives if each is not types.NoneType)


def _insert(row: type) -> TextClause:
    hints = get_type_hints(row)
    arrays = ", ".join(f"CAST(:{name} AS {_sql_type(hint)}[])" for name, hint in hints.items())
    columns = ", ".join(hints)
    return text(f"INSERT INTO {TABLES[row]} ({columns}) SELECT * FROM unnest({arrays})")  # noqa: S608 - our own names


INSERTS = {row: _insert(row) for row in TABLES}


class PostgresTransaction:
    """One open transaction on the tables."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def remember(self, batch: Sequence[Validated]) -> Remembered:
        """Put the events in the inbox and tell which are new to it."""
        values = {
            "event_ids": [validated.id for validated in batch],
            "submission_ids": [validated.data.submission_id for validated in batch],
        }
        answers = (await self._connection.execute(REMEMBER, values)).all()
        new = {answer.event_id for answer in answers}
        fresh = {validated.id: validated for validated in batch if validated.id in new}
        return Remembered(tuple(fresh.values()), {answer.submission_id for answer in answers if answer.counted})

    async def held(self, submission_ids: Iterable[UUID]) -> Mapping[UUID, Standing]:
        """Give the standing of what is stored on these submissions."""
        answers = await self._connection.execute(HELD, {"submission_ids": list(submission_ids)})
        return {answer.submission_id: Standing(answer.settled, answer.attempt, answer.event_id) for answer in answers}

    async def write(self, change: Change) -> None:
        """Write a batch's rows and point each of its councils to its current plan."""
        await self._append(EffectRow, change.effects)
        bereft = await self._connection.scalars(GIVE_WAY, {"submission_ids": list(change.replaced)})
        codes = {report.data.council_code for report in change.reports}.union(bereft)
        await self._append(SubmissionRow, [submission_row(report) for report in change.reports])
        await self._append_children(change.reports)
        await self._connection.execute(POINT, {"codes": sorted(codes)})

    async def _append_children(self, reports: Iterable[Validated]) -> None:
        rows: dict[type, list[object]] = defaultdict(list)
        for report in reports:
            for row in chain.from_iterable(project(report) for project in CHILDREN):
                rows[type(row)].append(row)
        for kind, found in rows.items():
            await self._append(kind, found)

    async def _append(self, kind: type, rows: Sequence[object]) -> None:
        if not rows:
            return
        columns = {each.name: [getattr(row, each.name) for row in rows] for each in fields(kind)}
        await self._connection.execute(INSERTS[kind], columns)


class PostgresReadModel:
    """The tables of the schema `aggregate`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def transaction(self, council_codes: Iterable[str]) -> AsyncIterator[PostgresTransaction]:
        """Open a transaction that nobody else can fold events of these councils beside."""
        async with self._engine.begin() as connection:
            await connection.execute(LOCK, {"codes": list(council_codes)})
            yield PostgresTransaction(connection)
