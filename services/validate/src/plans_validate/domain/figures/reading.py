"""Own the reading of figures: statements in, named figures and a count of unnamed sums and shares out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from plans_schema.vocabulary import Confidence
from plans_validate.domain.document import BlockKind
from plans_validate.domain.figures.amounts import Amount, Unit, find_amounts
from plans_validate.domain.figures.clauses import clause_spans
from plans_validate.domain.figures.dating import periods_of, settled
from plans_validate.domain.figures.distribution import rows_of, told_apart, years_apart
from plans_validate.domain.figures.found import Found, in_range, mended, plain
from plans_validate.domain.figures.naming import Named, Namer
from plans_validate.domain.figures.numerals import read_numeral
from plans_validate.domain.figures.periods import Period, PeriodReader, financial_year
from plans_validate.domain.figures.said_units import with_said_units
from plans_validate.domain.figures.statements import Statement
from plans_validate.domain.figures.stretches import Told
from plans_validate.domain.figures.summing import summed, without_other_singles
from plans_validate.domain.figures.texts import spelled, text_of
from plans_validate.domain.figures.views import View
from plans_validate.domain.round_figures import FigureWords, Measure
from plans_validate.domain.words import Phrases, Words, see_to_gathered

_NUMBERING = re.compile(
    r"[#\s*]*\(?\d+(?:(?:\.\d+)*[.)]\s(?=[A-Z*\"'‘“])|(?:\.\d+)*\s(?=[A-Z*\"'‘“][a-z*]|[A-Z] ))(?=.{12})"
)
_MOST_IN_A_STATEMENT = 40
_CONFIDENCES = {"high": Confidence.HIGH, "medium": Confidence.MEDIUM, "low": Confidence.LOW}
_COUNTED_AS_UNPARSED = frozenset({"GBP", "percent", "points"})


@dataclass(frozen=True)
class FiguresRead:
    """The figures of a plan, and how many sums of money and shares in it measure nothing that we know."""

    found: tuple[Found, ...]
    unnamed: int


class FigureReader:
    """Read figures with a round's words; `current` is the year in which the round's financial year began."""

    def __init__(self, words: FigureWords, current: int) -> None:
        see_to_gathered(words.newest_list)
        self._words = words
        self._periods = PeriodReader(current)
        self._namer = Namer(words, financial_year(current)[-7:])
        self._told_apart = tuple(words.lists[name] for name in words.told_apart)

    def read(self, statements: Iterable[Statement]) -> FiguresRead:
        """Read the figures of all statements, in order."""
        found: list[Found] = []
        unnamed = 0
        for statement in map(self._without_left_out, map(_spelled, statements)):
            nothing: set[tuple[str, str | None]] = set()
            for amount, figure in self._read_one(statement):
                if figure is not None and figure.value == 0 and (figure.measure.id, figure.period) in nothing:
                    continue
                if figure is not None:
                    found.append(figure)
                    nothing |= {(figure.measure.id, figure.period)} if figure.value == 0 else set()
                elif amount.unit in _COUNTED_AS_UNPARSED:
                    unnamed += 1
        return FiguresRead(tuple(_without_nil_parts(found)), unnamed)

    def _read_one(self, statement: Statement) -> Iterator[tuple[Amount, Found | None]]:
        periods = settled(self._periods.find(statement.text), statement.previous, self._periods)
        taken = tuple((each.start, each.end) for each in periods)
        numbering = _NUMBERING.match(statement.text)
        amounts = find_amounts(statement.text, (*taken, numbering.span()) if numbering else taken)
        amounts = without_other_singles(amounts, statement.text, self._words)
        if statement.cell is not None and statement.cell.is_figure:
            amounts = [each for each in map(partial(_in_cell, statement), amounts[:1]) if not _is_negative_count(each)]
        elif statement.cell is None:
            amounts = with_said_units(amounts, statement)
        if not amounts:
            return
        amounts = summed(amounts, statement.text, self._words)
        for amount in amounts[_MOST_IN_A_STATEMENT:]:
            yield amount, None
        for view, year in self._views(statement, amounts[:_MOST_IN_A_STATEMENT], periods):
            yield from ((view.amount, each) for each in self._figures(view, year))

    def _figures(self, view: View, year: Period | None) -> Iterator[Found | None]:
        """Give what an amount states: one figure, or one for each of two years that it holds for."""
        candidates = self._namer.candidates(view)
        if not candidates:
            yield None
            return
        for period in (year,) if year else periods_of(view, self._periods):
            named = self._namer.name(view, candidates, period)
            yield None if named is None else self._found(view, named, period)

    def _views(
        self, statement: Statement, amounts: Sequence[Amount], periods: Sequence[Period]
    ) -> Iterator[tuple[View, Period | None]]:
        """Give what stands with each amount, and the year that its row gives it; what is told in one breath, apart."""
        told = Told(statement, amounts, periods)
        subjects = self._subjects_in(statement.text) if len(amounts) > 1 else ()
        spans = clause_spans(statement.text, amounts, self._names_in(statement.text), subjects)
        whole = ((0, len(statement.text)),)
        years: list[Period] = []
        for row in rows_of(statement.text, amounts):
            same = years if row.is_change and len(years) == len(row.numbers) else []
            years = years_apart(periods, row, spans) or same
            apart = [] if years else told_apart(statement, amounts, row, self._told_apart)
            numbers = row.numbers * max(1, len(apart) // len(row.numbers))
            for place, number in enumerate(numbers):
                if apart:
                    view = View(Told(apart[place], amounts[number : number + 1], periods), 0, whole, self._words)
                else:
                    view = View(told, number, spans, self._words)
                yield view, years[place] if years else None

    def _names_in(self, text: str) -> list[tuple[int, int]]:
        """Give where names stand that hold commas or "and": "equality, diversity and inclusion"."""
        words = Words.of(text)
        found = Phrases.of(self._words.compounds).find(words.tokens)
        return [(words.spans[each.first][0], words.spans[each.after - 1][1]) for each in found]

    def _without_left_out(self, statement: Statement) -> Statement:
        """Give the statement with what it says to be left out blanked: "excluding consultants"."""
        text, words = statement.text, text_of(statement.text).words
        for match in words.matches(Phrases.of(self._words.left_out)):
            start, end = words.spans[match.first][0], words.spans[match.after - 1][1]
            text = text[:start] + " " * (end - start) + text[end:]
        return statement if text is statement.text else replace(statement, text=text)

    def _subjects_in(self, text: str) -> Sequence[int]:
        """Give where the subjects that are told apart stand; nothing unless there are several."""
        words = text_of(text).words
        found = [each for each in (words.matches(Phrases.of(phrases)) for phrases in self._told_apart) if each]
        return [words.spans[match.first][0] for each in found for match in each] if len(found) > 1 else ()

    def _found(self, view: View, named: Named, period: Period | None) -> Found:
        statement = view.told.statement
        amount, doubtful = mended(view.amount, named, statement)
        kind = self._kind(named)
        if kind == "target" and amount.qualifier == "up_to":
            amount = replace(amount, value=amount.high, high=None, qualifier=None)
        figure = Found(
            measure=named.measure,
            statement=statement,
            amount=amount,
            value=plain(amount.value),
            low=plain(amount.low),
            high=plain(amount.high),
            period=period.name if period else None,
            kind=kind,
            basis=self._basis(view, named.measure, period),
            scope=self._scope(view, named.measure),
            confidence=_CONFIDENCES[named.reading.confidence],
        )
        if doubtful:
            figure = replace(figure.with_flag("typo_suspected"), confidence=Confidence.MEDIUM)
        if not in_range(figure.number, named.measure):
            figure = replace(figure.with_flag("out_of_range"), confidence=Confidence.LOW)
        return figure

    def _kind(self, named: Named) -> str:
        kind = named.reading.kind or named.measure.kind
        if kind is not None:
            return kind
        return named.aim or ("planned" if named.tense == "ahead" else "actual")

    def _basis(self, view: View, measure: Measure, period: Period | None) -> str | None:
        if measure.unit != "GBP":
            return None
        words = self._words
        texts = (view.own, view.told.whole)
        for basis, phrases in (
            ("benefit_mix", words.mixed_benefits),
            ("one_off", words.one_off),
            ("recurrent", words.recurrent),
            ("total_over_years", words.over_years),
        ):
            if any(each.has(phrases) for each in texts):
                return basis
        return "total_over_years" if period is not None and period.is_total else None

    def _scope(self, view: View, measure: Measure) -> str | None:
        if measure.id not in self._words.scoped:
            return None
        for stretch in (view.own, *view.chain, view.told.whole):
            named = [name for name, phrases in self._words.scopes.items() if stretch.has(phrases)]
            if named:
                return named[0] if len(named) == 1 else "all"
        return "all"


def _without_nil_parts(found: Sequence[Found]) -> Iterator[Found]:
    """Give the figures save a nought in a list of parts of which another is none: "internal: nil; external: £900"."""
    listed = {_list_of(figure) for figure in found if figure.number}
    return (figure for figure in found if figure.value != 0 or _list_of(figure) not in listed or not _is_listed(figure))


def _list_of(figure: Found) -> tuple[object, ...]:
    statement = figure.statement
    return figure.measure.id, figure.period, statement.leads, statement.heading


def _is_listed(figure: Found) -> bool:
    return figure.statement.passage.block.kind is BlockKind.LIST_ITEM


def _spelled(statement: Statement) -> Statement:
    leads = tuple(map(spelled, statement.leads))
    return replace(statement, text=spelled(statement.text), leads=leads)


def _is_negative_count(amount: Amount) -> bool:
    """Tell whether a cell's bare number is below nought, as a change in a number is: "(60)"."""
    return amount.unit == "number" and amount.number < 0


def _in_cell(statement: Statement, amount: Amount) -> Amount:
    """Give an amount of a table with the unit and the sign that the table gives it."""
    text, cell = statement.text, statement.cell
    unit = cell.unit((*statement.leads, statement.heading)) if cell is not None else None
    negative = text.startswith(("(", "-", "–")) and amount.value is not None
    if amount.unit == "number" and unit is not None and amount.value is not None:
        amount = _with_unit(amount, unit.name, unit.scale, text)
    elif amount.unit == "GBP" and unit is not None and unit.name == "GBP" and not _is_scaled(text):
        amount = _with_unit(amount, "GBP", unit.scale, text)
    return replace(amount, value=-amount.value) if negative and amount.value else amount


def _is_scaled(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _with_unit(amount: Amount, unit: Unit, scale: Decimal, text: str) -> Amount:
    written = text[amount.start : amount.end].strip("£ ")
    if amount.value is None or not written[:1].isdigit():
        return replace(amount, unit=unit)
    read = read_numeral(written)
    thousands = scale == 1000 and read.other is not None and read.value < 1  # noqa: PLR2004 - "0,250" in a column of thousands
    value = read.other if thousands and read.other is not None else read.value
    return replace(amount, unit=unit, value=value * scale, other=None, doubtful=False)


def total_row(statement: Statement, words: FigureWords) -> bool:
    """Tell whether a figure stands in the row of a table's totals."""
    cell = statement.cell
    return cell is not None and Words.of(cell.row).tokens[:2] in Phrases.of(words.totals)
