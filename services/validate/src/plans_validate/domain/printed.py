"""Own lines as they lie on a printed page: runs of words, and where each begins and ends, in points."""

from dataclasses import dataclass

SAME_PLACE = 4.0


@dataclass(frozen=True)
class Run:
    """Words of one line without a wide gap between them, and where they begin and end, in points."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class PrintedLine:
    """A line as it lies on the page; `top` and `bottom` in points from the page's bottom, runs from left to right."""

    text: str
    runs: tuple[Run, ...]
    top: float
    bottom: float
    size: float | None = None
    bold: bool = False

    @property
    def left(self) -> float:
        """Give where the line begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Give where the line ends."""
        return self.runs[-1].right
