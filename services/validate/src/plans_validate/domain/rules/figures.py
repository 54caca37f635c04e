"""Own the figures that a plan states: each typed by the catalogue, none where the words leave it open."""

from plans_schema.report import Evidence, Figure
from plans_validate.domain.document import Document
from plans_validate.domain.figures.checks import cross_checked
from plans_validate.domain.figures.found import Found
from plans_validate.domain.figures.reading import FigureReader
from plans_validate.domain.figures.statements import statements_of
from plans_validate.domain.round import Round
from plans_validate.domain.round_figures import FigureWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.subject import Subject

_APRIL = 4


def states_figures(subject: Subject) -> Answer:
    """Find the plan's figures: value, unit, period and what they measure, as the catalogue of the round defines them.

    Source: letter of 16 April 2024, theme 3 (shares of the staff budget, time and money on EDI, facility time) and its
    paragraph on metrics (R12, "should"; R05: no figure is required).
    """
    words = subject.round_.figures
    read = _reader(words, _current_year(subject.round_)).read(statements_of(subject))
    figures = [_figure(each, subject.document) for each in cross_checked(read.found, words)]
    quoted = tuple(figure for figure in figures if figure is not None)
    return Answer(fields={"figures": quoted, "unparsed_figures": read.unnamed + len(figures) - len(quoted)})


def _current_year(round_: Round) -> int:
    """Give the year in which the financial year of the deadline began."""
    return round_.deadline.year - (round_.deadline.month < _APRIL)


def _reader(words: FigureWords, current: int) -> FigureReader:
    return FigureReader(words, current)


def _figure(found: Found, document: Document) -> Figure | None:
    """Give a figure of the report; null when no quote can show it as written."""
    evidence = _quote(found, document)
    if evidence is None:
        return None
    qualifier = found.amount.qualifier or ("target" if found.kind == "target" else None)
    return Figure(
        id=found.measure.id,
        value=found.value,
        low=found.low,
        high=found.high,
        unit=found.measure.unit,
        period=found.period,
        qualifier=qualifier,
        kind=found.kind,
        basis=found.basis,
        scope=found.scope,
        flags=tuple(sorted(found.flags)),
        confidence=found.confidence,
        as_written=found.as_written,
        evidence=(evidence,),
    )


def _quote(found: Found, document: Document) -> Evidence | None:
    """Quote the passage that holds the figure, with what stands before it when it is too short to quote alone."""
    statement = found.statement
    quoted = statement.passage.quote(statement.place + found.amount.start)
    return quoted if quoted is not None and found.as_written in quoted.quote else None
