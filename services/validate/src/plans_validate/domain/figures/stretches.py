"""Own a statement taken apart: its words, stretch by stretch, and which phrases of a list stand in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.periods import Period
from plans_validate.domain.figures.statements import Statement
from plans_validate.domain.words import Match, Phrases, Words
from plans_validate.domain.worked_out_once import once

_TEXTS_KEPT = 1024
_LONGEST_LABEL = 8


@lru_cache(maxsize=_TEXTS_KEPT)
def words_of(text: str) -> Words:
    """Give the words of a text; the same headings and labels are split again and again."""
    return Words.of(text)


@lru_cache(maxsize=_TEXTS_KEPT * 16)
def found_in(text: str, phrases: tuple[str, ...]) -> tuple[Match, ...]:
    """Find the phrases of a list in a text; the same headings and labels are looked through again and again."""
    return tuple(Phrases.of(phrases).find(words_of(text).tokens))


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
        spans = words_of(text).spans
        inside = [place for place, span in enumerate(spans) if span[0] >= start and span[1] <= end]
        return cls(text, inside[0], inside[-1] + 1) if inside else cls(text, 0, 0)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Give the words."""
        return words_of(self.text).tokens[self.first : self.after]

    def find(self, phrases: tuple[str, ...]) -> list[Match]:
        """Give where phrases of a list stand in this stretch."""
        return [each for each in found_in(self.text, phrases) if self.first <= each.first and each.after <= self.after]

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
    def heading(self) -> Stretch:
        """Give the heading above."""
        return Stretch.whole(self.statement.heading)
