"""Own the choice of what an amount measures: by the readings of the catalogue, or nothing when none fits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans_validate.domain.figures.periods import Period
from plans_validate.domain.figures.views import Stretch, View
from plans_validate.domain.round_figures import FigureWords, Measure, Reading

_UNITS = {"GBP": "GBP", "percent": "percent", "points": "percent", "fte": "fte", "hours": "hours", "number": "count"}
_BASE = re.compile(
    r"(?:out of|of (?:our|the|these|those|its|their|all|every))(?: total of)?\s(?:\w+\s)?$", re.IGNORECASE
)
_ORDINAL_BEFORE = re.compile(
    r"\b(?:appendix|annex|section|page|figure|table|tier|phase|year|item|priority|theme|part|chapter|stage|grade|band"
    r"|level|version|question|number|no\.?|paragraph|zone|q|quarter|schedule|rule|covid|top|act|article)\s$",
    re.IGNORECASE,
)  # fmt: skip
_NOT_A_COUNT_AFTER = re.compile(
    r"^\s?(?:times?\b|of (?:a|the|our|its|their|many|several|which|those|these)\b(?! (?:agency|consultan|interim|workers))|st\b|nd\b|rd\b|th\b|o'clock|am\b|pm\b|[.)]\s|/|-)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """What an amount measures, and the reading that says so; `tense` of the words with it."""

    measure: Measure
    reading: Reading
    tense: str | None
    is_target: bool


class Namer:
    """Name amounts by a round's catalogue."""

    def __init__(self, words: FigureWords, current: str) -> None:
        self._words = words
        self._current = current

    def name(self, view: View, period: Period | None) -> Named | None:
        """Give what the amount measures; null when no reading fits."""
        tense = self._tense(view, period)
        fits = [
            (reading.rank, distance, order, measure, reading)
            for order, (measure, reading) in enumerate(self._readings(view))
            if (distance := self._fit(reading, view, tense)) is not None
        ]
        if not fits:
            return None
        *_, measure, reading = min(fits, key=lambda each: each[:3])
        return Named(measure, reading, tense, any(each.has(self._words.targets) for each in (view.own, *view.chain)))

    def _readings(self, view: View) -> Iterator[tuple[Measure, Reading]]:
        unit = _UNITS[view.amount.unit]
        units = {unit, "percent"} if unit == "count" else {unit}
        return (
            (measure, reading)
            for measure in self._words.catalogue
            if measure.unit in units and (measure.unit == unit or _is_fraction(view, measure))
            for reading in measure.readings
        )

    def _fit(self, reading: Reading, view: View, tense: str | None) -> int | None:
        """Give how far the deciding words stand from the amount; null when the reading does not fit."""
        if reading.moves is not None and reading.moves != view.moves:
            return None
        if reading.tense is not None and reading.tense != tense:
            return None
        if reading.of and view.share_of not in reading.of:
            return None
        if reading.counts and not self._counts(reading, view):
            return None
        return self._words_fit(reading, view)

    def _words_fit(self, reading: Reading, view: View) -> int | None:
        lists = self._words.lists
        total = 0
        for name in reading.here:
            distance = view.distance(lists[name])
            if distance is None:
                return None
            total = max(total, distance)
        around = view.around
        if not all(any(each.has(lists[name]) for each in around) for name in reading.near):
            return None
        if not all(any(each.has(lists[name]) for each in view.above) for name in reading.ahead):
            return None
        if any(each.has(lists[name]) for name in reading.never_here for each in view.chain):
            return None
        return None if any(each.has(lists[name]) for name in reading.never_near for each in around) else total

    def _counts(self, reading: Reading, view: View) -> bool:
        text, amount = view.told.statement.text, view.amount
        before, after = text[: amount.start], text[amount.end :]
        if _BASE.search(before) or _ORDINAL_BEFORE.search(before) or _NOT_A_COUNT_AFTER.match(after):
            return False
        return all(view.counts(self._words.lists[name]) for name in reading.counts)

    def _tense(self, view: View, period: Period | None) -> str | None:
        """Tell whether something has been or is to be: by the words nearest that say so, else by the period."""
        for stretch in (view.own, view.told.whole):
            if (said := self._tense_in(stretch, view.place)) is not None:
                return said
        if period is not None and period.name and not period.name.startswith("at "):
            return "past" if period.name[-7:] < self._current else "ahead"
        above = (*view.told.leads, view.told.previous, view.told.heading)
        return next((said for each in above if (said := self._tense_in(each, 0)) is not None), None)

    def _tense_in(self, stretch: Stretch, place: int) -> str | None:
        """Tell which tense stands nearest; what is "to be saved" or "will have saved" is ahead."""
        ahead, past = stretch.find(self._words.ahead), stretch.find(self._words.past)
        if not ahead or not past:
            return "ahead" if ahead else "past" if past else None
        if any(0 <= done.first - due.after <= 2 for done in past for due in ahead):  # noqa: PLR2004 - "will we have"
            return "ahead"
        nearest = min((*ahead, *past), key=lambda each: min(abs(place - each.first), abs(place - each.after)))
        return "ahead" if nearest in ahead else "past"


def _is_fraction(view: View, measure: Measure) -> bool:
    """Tell whether a plain number can be a share written as a fraction of one."""
    value = view.amount.value
    exponent = value.as_tuple().exponent if value is not None else 0
    has_decimals = isinstance(exponent, int) and exponent <= -2  # noqa: PLR2004 - 0.5 may be half of anything
    return (
        measure.fraction_up_to is not None
        and value is not None
        and has_decimals
        and 0 < value <= measure.fraction_up_to
    )
