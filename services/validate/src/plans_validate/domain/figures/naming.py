"""Own the choice of what an amount measures: by the readings of the catalogue, or nothing when none fits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.clauses import is_left
from plans_validate.domain.figures.counting import PARTS_FOLLOW, is_broken_down, may_count
from plans_validate.domain.figures.dating import is_later
from plans_validate.domain.figures.periods import Period
from plans_validate.domain.figures.stretches import Stretch
from plans_validate.domain.figures.views import View
from plans_validate.domain.round_figures import NOTHING, Candidate, FigureWords, Measure, Reading
from plans_validate.domain.words import Phrases

_UNITS = {"GBP": "GBP", "percent": "percent", "points": "percent", "fte": "fte", "hours": "hours", "number": "count"}
_BOUNDS = frozenset({"over", "up_to", "under"})
_QUARTER_BEFORE = re.compile(r"\bQ[1-4](?: (?:was|is|stood at)|:| [–—=-])?\s?$", re.IGNORECASE)
_NOT_SPENT = re.compile(r" (?:spend|pay|use|put) any$")
_ALONE = frozenset({"nil", "zero", "nought", "none", "nothing"})


@dataclass(frozen=True)
class Named:
    """What an amount measures, and the reading that says so; `tense` of the words with it.

    `aim` is `target` where it is aimed at, `planned` where it is foreseen, `actual` where its year has ended.
    """

    measure: Measure
    reading: Reading
    tense: str | None
    aim: str | None


class Namer:
    """Name amounts by a round's catalogue."""

    def __init__(self, words: FigureWords, current: str) -> None:
        self._words = words
        self._current = current

    def candidates(self, view: View) -> list[Candidate]:
        """Give the readings that may fit the amount, by its unit, the words round it and whose it is."""
        candidates = [each for each in self._candidates(view) if each.needs <= view.told.lists]
        if candidates and (view.is_the_whole or view.is_of_several or self._is_elsewhere(view)):
            candidates = [each for each in candidates if not (each.measure.asked or each.measure.ours)]
        return [] if candidates and _is_quarters(view) else candidates

    def name(self, view: View, candidates: Sequence[Candidate], period: Period | None) -> Named | None:
        """Give what the amount measures; null when none of these readings fits."""
        tense = self._tense(view, period)
        fits = [
            (each.reading.rank, distance, each.order, each.measure, each.reading)
            for each in candidates
            if (distance := self._fit(each.reading, view, tense)) is not None
        ]
        if not fits:
            return None
        *_, measure, reading = min(fits, key=lambda each: each[:3])
        return Named(measure, reading, tense, self._aim(view, period))

    def _is_elsewhere(self, view: View) -> bool:
        """Tell whether the amount is that of other councils: these are named with it, or further off and we are not."""
        words, cell = self._words, view.told.statement.cell
        if cell is not None and cell.is_figure:
            heads = view.told.leads[: len(cell.leads)]
            if Stretch.whole(cell.corner).tokens in Phrases.of(words.part_heads):
                return True
            if any(each.has(words.elsewhere_heads) for each in heads):
                return not heads[0].has(words.ours)
        if view.own.has(words.elsewhere) and not view.own.has(words.as_others):
            return True
        is_ours = view.own.has(words.ours)
        if view.number and view.told.opening.has(words.elsewhere) and not view.told.whole.has(words.ours):
            return True
        theirs = (each for each in view.chain if each.has(words.elsewhere))
        return not is_ours and any(not (each.has(words.ours) or each.has(words.as_others)) for each in theirs)

    def _candidates(self, view: View) -> Iterator[Candidate]:
        """Give the readings of the amount's unit; of a nought, of counted hours and of a fraction, others too."""
        candidates, unit = self._words.candidates, _UNITS[view.amount.unit]
        nothing = candidates.get(NOTHING, ())
        yield from candidates.get(unit, ())
        if view.amount.unit == "number" and view.amount.value == 0:
            yield from nothing
        if unit == "count" and view.counts(self._words.hours, behind=False) and may_count(view):
            yield from candidates.get("hours", ())
            yield from (each for each in nothing if each.measure.unit == "hours")
        if unit == "count" and _has_decimals(view.amount):
            yield from (each for each in candidates.get("percent", ()) if _is_fraction(view.amount, each.measure))

    def _fit(self, reading: Reading, view: View, tense: str | None) -> int | None:
        """Give how far the deciding words stand from the amount; null when the reading does not fit."""
        excluded = (
            (reading.moves is not None and reading.moves != view.moves)
            or (reading.tense is not None and reading.tense != tense)
            or (reading.bound and view.amount.qualifier not in _BOUNDS)
            or (reading.nothing and not self._is_nothing(view))
            or (reading.counts and (self._is_part(reading, view) or self._is_whole(reading, view)))
            or (reading.bare and not self._is_bare(reading, view))
            or (reading.bare and reading.nothing and not view.is_labelled)
            or (reading.among_sums and not view.is_among_sums)
            or (view.ends_change and not set(self._words.ends_of_change).isdisjoint(reading.here))
        )
        if excluded or (reading.of and view.share_of not in reading.of):
            return None
        counts = not reading.counts or (self._counts(reading, view) and may_count(view))
        return self._words_fit(reading, view) if counts else None

    def _words_fit(self, reading: Reading, view: View) -> int | None:
        lists = self._words.lists
        total = 0
        for name in reading.here:
            distance = view.distance(lists[name])
            if distance is None:
                return None
            total = max(total, distance)
        near = view.near(self._words.subjects[reading.here]) if reading.near else ()
        for names, places in ((reading.beside, view.beside), (reading.near, near), (reading.ahead, view.above)):
            if not all(any(each.has(lists[name]) for each in places) for name in names):
                return None
        counted = tuple(phrase for name in reading.here for phrase in lists[name]) if reading.joined else ()
        if not all(view.goes_on_with(counted, lists[name]) for name in reading.joined):
            return None
        if any(each.has(lists[name]) for name in reading.never_here for each in self._barring(view, name)):
            return None
        return None if any(each.has(lists[name]) for name in reading.never_near for each in view.around) else total

    def _aim(self, view: View, period: Period | None) -> str | None:
        """Tell whether an amount is aimed at or foreseen; a share also by vague words, unless its year has ended."""
        words, barring = self._words, list(self._barring(view, self._words.targets))
        if is_left(view.told.statement.text, view.amount):
            return "actual"
        if any(each.has(words.set_targets) for each in barring):
            return "target"
        if view.amount.unit != "percent":
            return None
        if self._is_past(view) or (period is not None and self._has_ended(period.name)):
            return "actual"
        if any(each.has(words.foreseen) for each in barring):
            return "planned"
        return "target" if any(each.has(words.lists[words.targets]) for each in barring) else None

    def _barring(self, view: View, name: str) -> Iterable[Stretch]:
        """Give where words of a list bar a reading: not further off when words with the amount excuse them."""
        excuse = self._words.excused.get(name)
        if name in self._words.ends_of_change and view.ends_change:
            return ()
        if name in self._words.excused_by_whole and view.own_share == "pay":
            return view.chain[:1]
        if excuse is None:
            return view.chain
        is_excused = view.own.has(self._words.lists[excuse]) or (
            name in self._words.excused_by_past and self._is_past(view)
        )
        return view.chain[:1] if is_excused else view.chain

    def _is_past(self, view: View) -> bool:
        """Tell whether a year that has ended is said with the amount."""
        start, end = view.spans[view.number]
        named = (each.name for each in view.told.periods if start <= each.start < end)
        return any(map(self._has_ended, named))

    def _has_ended(self, year: str | None) -> bool:
        return bool(year and not year.startswith("at ") and year[-7:] < self._current)

    def _counts(self, reading: Reading, view: View) -> bool:
        if view.amount.number == 0 and self._is_of_spending(view):
            return False
        return all(view.counts(self._words.lists[name], behind=reading.behind) for name in reading.counts)

    def _is_part(self, reading: Reading, view: View) -> bool:
        """Tell whether a number is a part of the one before, and does not say itself what is counted."""
        lists = self._words.lists
        own = Stretch.between(view.told.statement.text, view.amount.end, view.spans[view.number][1])
        says = not reading.ahead and any(own.has(lists[name]) for name in reading.here)
        return not says and is_broken_down(view)

    def _is_whole(self, reading: Reading, view: View) -> bool:
        """Tell whether what is asked is said of a part of the number alone: "41 workers: five for over a year"."""
        text, amounts, following = view.told.statement.text, view.told.amounts, view.number + 1
        if following >= len(amounts) or not PARTS_FOLLOW.fullmatch(text, view.amount.end, amounts[following].start):
            return False
        part = Stretch.between(text, *view.spans[following])
        return any(
            part.has(self._words.lists[name]) and not view.own.has(self._words.lists[name]) for name in reading.here
        )

    def _is_bare(self, reading: Reading, view: View) -> bool:
        """Tell whether the amount's part of the sentence names the subject and nothing else."""
        return view.is_plain_but_for(self._words.subjects[reading.here])

    def _is_nothing(self, view: View) -> bool:
        """Tell whether a nought in words is one of money: "nothing", or "no" with spending behind it."""
        written = view.told.statement.text[view.amount.start : view.amount.end].lower()
        if written in _ALONE or written.endswith(("thing", "penny", "pound", "money")) or _NOT_SPENT.search(written):
            return True
        return self._is_of_spending(view)

    def _is_of_spending(self, view: View) -> bool:
        spending = view.own.find(self._words.plain_nothing)
        return any(0 <= each.first - view.place_after <= 1 for each in spending)

    def _tense(self, view: View, period: Period | None) -> str | None:
        """Tell whether something has been or is to be: by the words nearest that say so, else by the period."""
        if is_later(period, self._current):
            return "ahead"
        is_share = view.amount.unit == "percent"
        if is_share and self._is_past(view):
            return "past"
        for stretch in (view.own, view.told.opening if is_share else view.told.whole):
            if (said := self._tense_in(stretch, view.place)) is not None:
                return said
        if view.told.statement.cell is not None and (said := self._tense_above(view)) is not None:
            return said
        if period is not None and period.name and not period.name.startswith("at "):
            return "past" if period.name[-7:] < self._current else "ahead"
        above = (*view.told.leads, view.told.heading)
        return next((said for each in above if (said := self._tense_in(each, 0)) is not None), None)

    def _tense_above(self, view: View) -> str | None:
        """Tell the tense of what heads a cell, when it has but one."""
        heads = view.told.leads
        said = {name for name in ("ahead", "past") if any(each.has(getattr(self._words, name)) for each in heads)}
        return said.pop() if len(said) == 1 else None

    def _tense_in(self, stretch: Stretch, place: int) -> str | None:
        """Tell which tense stands nearest; what is "to be saved" or "will have saved" is ahead."""
        ahead, past = stretch.find(self._words.ahead), stretch.find(self._words.past)
        if not ahead and not past:
            return "past" if self._is_told(stretch) else None
        if not ahead or not past:
            return "ahead" if ahead else "past"
        if any(0 <= done.first - due.after <= 2 for done in past for due in ahead):  # noqa: PLR2004 - "will we have"
            return "ahead"
        nearest = min((*ahead, *past), key=lambda each: min(abs(place - each.first), abs(place - each.after)))
        return "ahead" if nearest in ahead else "past"

    def _is_told(self, stretch: Stretch) -> bool:
        """Tell whether a verb in the past follows who did it: "we renegotiated"."""
        subjects = self._words.passive_after
        return any(second.endswith("ed") and first in subjects for first, second in pairwise(stretch.tokens))


def _is_quarters(view: View) -> bool:
    """Tell whether an amount is that of a quarter in a list which gives no year for it: "Q1 4.1%"."""
    text = view.told.statement.text
    start, end = view.spans[view.number]
    dated = any(each.name and start <= each.start < end for each in view.told.periods)
    return not dated and _QUARTER_BEFORE.search(text, start, view.amount.start) is not None


def _has_decimals(amount: Amount) -> bool:
    exponent = amount.value.as_tuple().exponent if amount.value is not None else 0
    return isinstance(exponent, int) and exponent <= -2  # noqa: PLR2004 - 0.5 may be half of anything


def _is_fraction(amount: Amount, measure: Measure) -> bool:
    """Tell whether a plain number with decimals can be a share written as a fraction of one."""
    most = measure.fraction_up_to
    return most is not None and amount.value is not None and 0 < amount.value <= most
