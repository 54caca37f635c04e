"""Own a statement taken apart: its words, stretch by stretch, and which phrases of a list stand in each."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.periods import Period
from plans_validate.domain.figures.statements import Statement
from plans_validate.domain.figures.texts import text_of
from plans_validate.domain.words import Match, Phrases, Words
from plans_validate.domain.worked_out_once import once

_END = itemgetter(1)
_LONGEST_LABEL = 8


def words_of(text: str) -> Words:
    """Give the words of a text; the same headings and labels are split again and again."""
    return text_of(text).words


def found_in(text: str, phrases: tuple[str, ...]) -> Sequence[Match]:
    """Find the phrases of a list in a text; the same headings and labels are looked through again and again."""
    return words_of(text).matches(Phrases.of(phrases))


def place_from(text: str, start: int) -> int:
    """Give the place of the first word that begins at or after a letter."""
    return bisect_left(words_of(text).spans, (start,))


def place_after(text: str, end: int) -> int:
    """Give the place of the first word that ends after a letter."""
    return bisect_right(words_of(text).spans, end, key=_END)


@dataclass(frozen=True)
class Stretch:
    """A run of a text's words, `first` to before `after`."""

    text: str
    first: int
    after: int

    @classmethod
    def whole(cls, text: str) -> "Stretch":
        """Take all of a text."""
        return cls(text, 0, len(words_of(text)))

    @classmethod
    def between(cls, text: str, start: int, end: int) -> "Stretch":
        """Take the words that stand between two places of a text."""
        first, after = place_from(text, start), place_after(text, end)
        return cls(text, first, after) if first < after else cls(text, 0, 0)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Give the words."""
        return words_of(self.text).tokens[self.first : self.after]

    def find(self, phrases: tuple[str, ...]) -> list[Match]:
        """Give where phrases of a list stand in this stretch."""
        found = found_in(self.text, phrases)
        inside = [each for each in found if self.first <= each.first and each.after <= self.after] if found else []
        crosses = not inside and any(each.first < self.after and each.after > self.first for each in found)
        return self._find_again(phrases) if crosses else inside

    def _find_again(self, phrases: tuple[str, ...]) -> list[Match]:
        """Find phrases that a longer one hides which goes beyond this stretch."""
        found = Phrases.of(phrases).find(self.tokens)
        return [each._replace(first=each.first + self.first, after=each.after + self.first) for each in found]

    def has(self, phrases: tuple[str, ...]) -> bool:
        """Tell whether a phrase of a list stands in this stretch."""
        return bool(self.find(phrases))


class Told:
    """A statement taken apart: its amounts, its periods and its parts, read once for all its amounts."""

    def __init__(self, statement: Statement, amounts: Sequence[Amount], periods: Sequence[Period]) -> None:
        self.statement = statement
        self.amounts = tuple(amounts)
        self.periods = tuple(periods)

    @once
    def lists(self) -> frozenset[Hashable]:
        """Give the lists of words that may show in the statement or in anything that stands around it."""
        statement = self.statement
        around = (statement.previous, statement.topic, statement.heading, statement.neighbour)
        texts = (statement.text, *statement.leads, *around)
        return frozenset().union(*[words_of(text).tokens.lists() for text in texts if text])

    @once
    def whole(self) -> Stretch:
        """Give all words of the statement."""
        return Stretch.whole(self.statement.text)

    @once
    def opening(self) -> Stretch:
        """Give the words before the first amount."""
        return Stretch.between(self.statement.text, 0, self.amounts[0].start)

    @once
    def label(self) -> Stretch | None:
        """Give the few words before a colon with which the statement opens; null when there are none."""
        label, colon, _ = self.statement.text.partition(": ")
        words = Stretch.between(self.statement.text, 0, len(label))
        return words if colon and 0 < words.after <= _LONGEST_LABEL else None

    @once
    def leads(self) -> tuple[Stretch, ...]:
        """Give what stands above, nearest first."""
        return tuple(Stretch.whole(lead) for lead in self.statement.leads)

    @once
    def previous(self) -> Stretch:
        """Give the sentence before."""
        return Stretch.whole(self.statement.previous)

    @once
    def topic(self) -> Stretch:
        """Give the sentence that the one before goes on about."""
        return Stretch.whole(self.statement.topic)

    @once
    def heading(self) -> Stretch:
        """Give the heading above."""
        return Stretch.whole(self.statement.heading)
