"""Project what a plan says on rows: the questions it answers, its figures, the barriers and practices it names.

One row a thing said, never a sum over what one council said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from plans_schema.envelope import Envelope
from plans_schema.events.plans import PlanValidated


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One item of the letter's questions in one submission."""

    submission_id: UUID
    item: str
    status: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure, numbered from 1 in the report's order; `flags` are parted by spaces, money is in pounds."""

    submission_id: UUID
    ordinal: int
    figure: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    period: str | None
    qualifier: str | None
    kind: str | None
    basis: str | None
    scope: str | None
    flags: str
    confidence: str
    as_written: str


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """One passage on a barrier, numbered from 1; `wording` is equal for near-identical passages of several councils."""

    submission_id: UUID
    ordinal: int
    category: str
    secondary: str
    addressee: str
    department: str | None
    explicit_ask: bool
    wording: str | None
    confidence: str


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One practice, numbered from 1, and how it is evidenced."""

    submission_id: UUID
    ordinal: int
    category: str
    level: str


Row = QuestionRow | FigureRow | BarrierRow | PracticeRow


def content_rows(validated: Envelope[PlanValidated]) -> Iterator[Row]:
    """Project what one report says of its plan's content."""
    yield from _question_rows(validated.data)
    yield from _figure_rows(validated.data)
    yield from _barrier_rows(validated.data)
    yield from _practice_rows(validated.data)


def _question_rows(plan: PlanValidated) -> Iterator[QuestionRow]:
    """Give a row an item; an item named twice keeps what was said last."""
    for item, status in {each.id: each.status for each in plan.report.questions}.items():
        yield QuestionRow(plan.submission_id, item, status)


def _figure_rows(plan: PlanValidated) -> Iterator[FigureRow]:
    for ordinal, figure in enumerate(plan.report.figures, start=1):
        yield FigureRow(
            submission_id=plan.submission_id,
            ordinal=ordinal,
            figure=figure.id,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            unit=figure.unit,
            period=figure.period,
            qualifier=figure.qualifier,
            kind=figure.kind,
            basis=figure.basis,
            scope=figure.scope,
            flags=" ".join(figure.flags),
            confidence=figure.confidence,
            as_written=figure.as_written,
        )


def _barrier_rows(plan: PlanValidated) -> Iterator[BarrierRow]:
    for ordinal, barrier in enumerate(plan.report.barriers, start=1):
        yield BarrierRow(
            submission_id=plan.submission_id,
            ordinal=ordinal,
            category=barrier.category,
            secondary=" ".join(barrier.secondary),
            addressee=barrier.addressee,
            department=barrier.department,
            explicit_ask=barrier.explicit_ask,
            wording=barrier.wording,
            confidence=barrier.confidence,
        )


def _practice_rows(plan: PlanValidated) -> Iterator[PracticeRow]:
    for ordinal, practice in enumerate(plan.report.practices, start=1):
        yield PracticeRow(plan.submission_id, ordinal, practice.category, practice.level)
