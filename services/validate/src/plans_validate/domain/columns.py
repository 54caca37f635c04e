"""Own the order in which a printed page is read: columns one after the other, table rows kept whole.

A reader of pages hands on lines as they lie, each with its runs: stretches of words without a wide gap between them.
Where many lines are parted at the same place and prose stands on both sides, that place is a gutter: the left column is
read before the right one. Where runs stand under each other and are no prose, they are the cells of table rows.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import pairwise, repeat
from operator import sub

from plans_validate.domain.grids import table_rows
from plans_validate.domain.lines import Line
from plans_validate.domain.marks import is_mark
from plans_validate.domain.printed import SAME_HEIGHT, SAME_PLACE, PrintedColumn, PrintedLine, Run
from plans_validate.domain.printed_heads import with_heads_joined
from plans_validate.domain.printed_marks import with_margin_heads, with_raised_marks

_FEWEST_GUTTER_LINES = 5
_PROSE_WORDS = 4
_PROSE_SHARE = 0.6
_FULL_WIDTH = 0.55
_CLOSE = 0.7
_line_of = partial(tuple.__new__, Line)  # what `Line` does with its values, without a call into Python for each


def in_one_column(column: PrintedColumn, page: int) -> list[Line] | None:
    """Give the lines of a page as they stand, with the white space above each; null where one stands beside another."""
    texts, sizes, bold, tops, bottoms, lefts, rights = column
    neighbours = zip(tops, tops[1:], rights, lefts[1:], strict=False)
    if any(top >= last_top - SAME_HEIGHT and left >= right - SAME_PLACE for last_top, top, right, left in neighbours):
        return None
    gaps = [None, *map(sub, bottoms, tops[1:])]
    return list(map(_line_of, zip(texts, repeat(page), sizes, bold, gaps, lefts, rights, repeat(()))))


def in_reading_order(printed: Sequence[PrintedLine], page: int) -> list[Line]:
    """Give a page's lines in the order of reading, with the white space above each."""
    printed = with_margin_heads(with_raised_marks(printed))
    if any(len(line.runs) > 1 for line in printed):
        printed = _by_columns([_with_mark(line) for line in printed])
    lines: list[Line] = []
    above: float | None = None
    for line, cells in with_heads_joined(table_rows(printed)):
        text, runs, top, bottom, size, bold, _ = line
        gap = None if above is None else above - top
        lines.append(
            Line("\t".join(cells) if cells else text, page, size, bold, gap, runs[0].left, runs[-1].right, cells)
        )
        above = bottom
    return lines


def _with_mark(line: PrintedLine) -> PrintedLine:
    """Join a bullet or number that stands by itself to the words behind it: that gap is no column's."""
    if len(line.runs) == 1 or not is_mark(line.runs[0].text):
        return line
    mark, first, *others = line.runs
    return line._replace(runs=(Run(f"{mark.text} {first.text}", mark.left, first.right), *others), fine=())


def _by_columns(printed: list[PrintedLine]) -> list[PrintedLine]:
    """Put the columns of a band of lines one after the other; bands above and below stay where they are."""
    gutter = _gutter(printed)
    if gutter is None:
        return printed
    parted = [place for place, line in enumerate(printed) if _split_at(line, gutter) is not None]
    first, last = parted[0], parted[-1] + 1
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in printed[first:last]:
        parts = _split_at(line, gutter)
        if parts is not None:
            left.append(parts[0])
            right.append(parts[1])
        else:
            (right if line.left >= gutter - SAME_PLACE else left).append(line)
    return [*printed[:first], *left, *_by_columns(right), *printed[last:]]


def _gutter(printed: Sequence[PrintedLine]) -> float | None:
    """Give the place where a second column begins; null where the page has one column, or a table."""
    begins = Counter(round(run.left / SAME_PLACE) for line in printed for run in line.runs[1:])
    for place, _ in sorted(begins.items(), key=lambda item: (-item[1], item[0])):
        gutter = place * SAME_PLACE
        parted = [parts for line in printed if (parts := _split_at(line, gutter)) is not None]
        if len(parted) < _FEWEST_GUTTER_LINES:
            return None
        if _is_prose([left for left, _ in parted]) and _is_prose([right for _, right in parted]):
            return gutter if _runs_on(printed, gutter) else None
    return None


def _runs_on(printed: Sequence[PrintedLine], gutter: float) -> bool:
    """Tell whether the lines left of a gutter mostly follow right below each other, as a table's short cells do not."""
    beside = (_split_at(line, gutter) for line in printed)
    lefts = [line if parts is None else parts[0] for line, parts in zip(printed, beside, strict=True)]
    column = sorted((line for line in lefts if line.right < gutter), key=lambda line: -line.top)
    gaps = [(last.bottom - line.top) / max(1.0, last.top - last.bottom) for last, line in pairwise(column)]
    return 2 * sum(gap <= _CLOSE for gap in gaps) >= len(gaps)


def _split_at(line: PrintedLine, gutter: float) -> tuple[PrintedLine, PrintedLine] | None:
    """Part a line in two where a run begins at the gutter."""
    for place, run in enumerate(line.runs[1:], 1):
        if abs(run.left - gutter) <= SAME_PLACE:
            return _part(line, line.runs[:place]), _part(line, line.runs[place:])
    return None


def _part(line: PrintedLine, runs: tuple[Run, ...]) -> PrintedLine:
    return line._replace(text=" ".join(run.text for run in runs), runs=runs, fine=())


def _is_prose(lines: Sequence[PrintedLine]) -> bool:
    """Tell whether lines fill their column with words, as cells of a table seldom do."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(
        len(line.text.split()) >= _PROSE_WORDS and line.right - line.left >= _FULL_WIDTH * width for line in lines
    )
    return full >= _PROSE_SHARE * len(lines)
