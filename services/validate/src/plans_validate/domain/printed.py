"""Own lines as they lie on a printed page: runs of words, and where each begins and ends, in points.

There are thousands of them in a file, so they are named tuples: made in a third of the time of a frozen dataclass.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

MARK_WAS_HERE = "\u2060"  # nothing is quoted across it
SAME_PLACE = 4.0
SAME_HEIGHT = 1.0
_FEWEST_SPREAD = 3
_FEWEST_IN_PROSE = 6
_WIDER = 1.5
_ALIKE = 0.6


class Run(NamedTuple):
    """Words of one line without a wide gap between them, and where they begin and end, in points."""

    text: str
    left: float
    right: float


class PrintedLine(NamedTuple):
    """A line as it lies on the page; `top` and `bottom` in points from the page's bottom, runs from left to right.

    `fine` are the runs where narrow gaps part them too, set where this makes a difference: a cell that is nearly full
    leaves no more room before the next one.
    """

    text: str
    runs: tuple[Run, ...]
    top: float
    bottom: float
    size: float | None = None
    bold: bool = False
    fine: tuple[Run, ...] = ()

    @property
    def left(self) -> float:
        """Give where the line begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Give where the line ends."""
        return self.runs[-1].right


class PrintedColumn(NamedTuple):
    """Lines that each lie in one run, as a list for each thing known of them: most pages need no more than this."""

    texts: Sequence[str]
    sizes: Sequence[float | None]
    bold: Sequence[bool]
    tops: Sequence[float]
    bottoms: Sequence[float]
    lefts: Sequence[float]
    rights: Sequence[float]


def is_spread(text: str, stretches: Sequence[tuple[float, float]], widest: float) -> bool:
    """Tell whether words were set apart, all alike, to fill a line: gaps of up to `widest` then part no cells."""
    words = text.split()
    if len(stretches) < _FEWEST_SPREAD or len(stretches) != len(words):
        return False
    gaps = [after[0] - before[1] for before, after in pairwise(stretches)]
    runs_on = any(word[0].islower() for word in words[1:]) and not any(map(str.isdigit, words))
    return runs_on and max(gaps) <= widest and min(gaps) >= _ALIKE * max(gaps)


def prose_gap(text: str, stretches: Sequence[tuple[float, float]]) -> float:
    """Give how wide a gap in a line of prose must be to part cells: wider than most between its words; else 0."""
    words = text.split()
    is_prose = len(words) >= _FEWEST_IN_PROSE and not is_mostly_figures(words)
    if not is_prose or 2 * len(stretches) < len(words):
        return 0.0
    return _WIDER * median(after[0] - before[1] for before, after in pairwise(stretches))


def is_mostly_figures(words: Sequence[str]) -> bool:
    """Tell whether at least half of a line's words are figures, as in a row of a table of them."""
    return 2 * sum(map(is_figure, words)) >= len(words)


def is_figure(word: str) -> bool:
    """Tell whether a word is a figure or a year such as 2024/25, and no unit such as £000."""
    bare = word.strip("£()+-–%mk.,'’")
    return bare[-1:].isdigit() and bare != "000"
