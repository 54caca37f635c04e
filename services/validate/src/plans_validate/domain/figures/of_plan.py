"""Own the figures of a plan as the report holds them: read once, for every rule that rests on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans_schema.report import Figure
from plans_validate.domain.figures.checks import cross_checked
from plans_validate.domain.figures.found import Found
from plans_validate.domain.figures.reading import FigureReader
from plans_validate.domain.figures.statements import statements_of
from plans_validate.domain.letter import Letter
from plans_validate.domain.round import Round
from plans_validate.domain.segments import Part

_APRIL = 4


@dataclass(frozen=True)
class FiguresStated:
    """The figures that a plan states, and how many sums of money and shares in it are none that we know."""

    figures: tuple[Figure, ...]
    unparsed: int


def figures_stated(parts: Iterable[Part], round_: Round, letter: Letter) -> FiguresStated:
    """Read the figures of a plan's parts: each typed by the catalogue, none where the words leave it open."""
    words = round_.figures
    read = FigureReader(words, _current_year(round_)).read(statements_of(parts, letter))
    figures = [_figure(each) for each in cross_checked(read.found, words)]
    quoted = tuple(figure for figure in figures if figure is not None)
    return FiguresStated(quoted, read.unnamed + len(figures) - len(quoted))


def _current_year(round_: Round) -> int:
    """Give the year in which the financial year of the deadline began."""
    return round_.deadline.year - (round_.deadline.month < _APRIL)


def _figure(found: Found) -> Figure | None:
    """Give a figure of the report; null when no quote can show it as written."""
    statement = found.statement
    evidence = statement.passage.quote(statement.place + found.amount.start)
    if evidence is None or found.as_written not in evidence.quote:
        return None
    return Figure(
        id=found.measure.id,
        value=found.value,
        low=found.low,
        high=found.high,
        unit=found.measure.unit,
        period=found.period,
        qualifier=found.amount.qualifier or ("target" if found.kind == "target" else None),
        kind=found.kind,
        basis=found.basis,
        scope=found.scope,
        flags=tuple(sorted(found.flags)),
        confidence=found.confidence,
        as_written=found.as_written,
        evidence=(evidence,),
    )
