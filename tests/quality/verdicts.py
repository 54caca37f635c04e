"""Own what is counted: each thing a careful reader says beside what the report says, and the shares made of that."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """One thing compared: what a reader says and what the report says; null where one of them says nothing.

    `kind` is what is measured ("figures", "question items"), `place` the document or variant, `item` the thing in it,
    `words` the passage it is about, as far as known.
    """

    kind: str
    place: str
    item: str
    expected: str | None
    found: str | None
    words: str = ""

    @property
    def is_right(self) -> bool:
        """Tell whether both say the same."""
        return self.expected == self.found


@dataclass(frozen=True)
class Shares:
    """Precision, recall and their harmonic mean, from counts."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Give which share of what was found is right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Give which share of what is there was found; 1 when nothing is there."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of the two."""
        total = self.found + self.expected
        return 2 * self.right / total if total else 1.0


def shares_of(verdicts: Iterable[Verdict]) -> Shares:
    """Count all verdicts together."""
    every = list(verdicts)
    return Shares(
        right=sum(each.is_right and each.expected is not None for each in every),
        found=sum(each.found is not None for each in every),
        expected=sum(each.expected is not None for each in every),
    )


def macro_f1(verdicts: Iterable[Verdict]) -> float:
    """Give the mean F1 over the values that a reader gives: a rare status counts as much as a frequent one."""
    every = list(verdicts)
    values = sorted({each.expected for each in every if each.expected is not None})
    shares = [_of_value(value, every) for value in values]
    return sum(each.f1 for each in shares) / len(shares) if shares else 1.0


def _of_value(value: str, verdicts: Iterable[Verdict]) -> Shares:
    every = list(verdicts)
    return Shares(
        right=sum(each.expected == each.found == value for each in every),
        found=sum(each.found == value for each in every),
        expected=sum(each.expected == value for each in every),
    )
