"""Own tables on a printed page: which lines are rows, and what stands in their cells.

A row's cells stand side by side. Each may run over several lines, which most programs write cell by cell: down one
cell, then up and to the right for the next. Rows belong to a table when their cells stand under each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plans_validate.domain.printed import SAME_HEIGHT, SAME_PLACE, PrintedLine, Run, is_figure, is_mostly_figures

_USUAL_SIZE = 10.0
_FAR_APART = 2.5
_MOST_FIRST_CELL_LINES = 8
_MOST_CELL_LINES = 80
_MOST_ROW_LINES = 4
_MOST_ROW_WORDS = 60
_FEWEST_CELLS = 2

Row = tuple[PrintedLine, tuple[str, ...]]


@dataclass(frozen=True)
class _Candidate:
    """Lines that may be one row: its cells, each of some lines, and the place of the first line after it."""

    cells: tuple[tuple[PrintedLine, ...], ...]
    after: int

    @property
    def line(self) -> PrintedLine:
        """Give the row as one line, each cell a run of it."""
        lines = [line for cell in self.cells for line in cell]
        runs = tuple(
            Run(
                " ".join(line.text.strip() for line in cell),
                min(line.left for line in cell),
                max(line.right for line in cell),
            )
            for cell in self.cells
        )
        text = " ".join(run.text for run in runs)
        top, bottom = max(line.top for line in lines), min(line.bottom for line in lines)
        return PrintedLine(text, runs, top, bottom, lines[0].size, lines[0].bold)


def table_rows(printed: Sequence[PrintedLine]) -> list[Row]:
    """Give the lines again, each row of a table as one line with its cells; other lines have no cells."""
    if any(line.fine for line in printed):
        printed = [_finely_parted(printed, place) for place in range(len(printed))]
    starts = _possible_starts(printed)
    found: list[Row] = []
    above: PrintedLine | None = None
    place = 0
    while place < len(printed):
        if place not in starts:
            found.append((printed[place], ()))
            above, place = None, place + 1
            continue
        candidate = _candidate(printed, place)
        line = candidate.line if len(candidate.cells) >= _FEWEST_CELLS else None
        if line is not None and _is_in_table(line, above, printed, candidate.after):
            found += _written(candidate, line)
            above, place = line, candidate.after
        else:
            found.append((printed[place], ()))
            above, place = None, place + 1
    return found


def _possible_starts(printed: Sequence[PrintedLine]) -> set[int]:
    """Give the places where rows may begin: where runs stand side by side, and shortly before a line beside another.

    On a page of prose there are hardly any, which saves looking at each line's neighbours.
    """
    starts = {place for place, line in enumerate(printed) if len(line.runs) > 1}
    for place, (last, line) in enumerate(pairwise(printed), 1):
        if line.top >= last.top - SAME_HEIGHT and line.left >= last.right - SAME_PLACE:
            starts.update(range(place - _MOST_FIRST_CELL_LINES, place))
    return starts


def _finely_parted(printed: Sequence[PrintedLine], place: int) -> PrintedLine:
    """Part a line at its narrow gaps too, where a cell of the line above or below begins."""
    line = printed[place]
    if not line.fine:
        return line
    in_figures = is_mostly_figures(line.text.split())
    near = [*printed[max(0, place - 1) : place], *printed[place + 1 : place + 2]]
    begins = [run.left for other in near for run in other.runs[1:]]
    runs = [line.fine[0]]
    for run in line.fine[1:]:
        beside_figure = in_figures and (is_figure(runs[-1].text.split()[-1]) or is_figure(run.text.split()[0]))
        if beside_figure or any(abs(run.left - left) <= SAME_PLACE / 2 for left in begins):
            runs.append(run)
        else:
            runs[-1] = Run(f"{runs[-1].text} {run.text}", runs[-1].left, run.right)
    return line._replace(runs=tuple(runs)) if len(runs) > len(line.runs) else line


def _is_in_table(line: PrintedLine, above: PrintedLine | None, printed: Sequence[PrintedLine], after: int) -> bool:
    if above is not None and _stand_in_columns(line, above):
        return True
    if after < len(printed) and _stand_in_columns(line, _candidate(printed, after).line):
        return True
    return line.top - line.bottom < _MOST_ROW_LINES * _height(line) and _stand_far_apart(line)


def _written(candidate: _Candidate, line: PrintedLine) -> list[Row]:
    """Give a row, or where its cells hold prose, the lines of one cell after the other."""
    if len(line.text.split()) <= _MOST_ROW_WORDS:
        return [(line, tuple(run.text.strip() for run in line.runs))]
    return [(member, ()) for cell in candidate.cells for member in cell]


def _stand_in_columns(line: PrintedLine, near: PrintedLine) -> bool:
    """Tell whether cells of two rows begin or end under each other, or lie under each other one by one."""
    if len(line.runs) == len(near.runs) >= _FEWEST_CELLS:
        pairs = zip(line.runs, near.runs, strict=True)
        if all(run.left < other.right and other.left < run.right for run, other in pairs):
            return True
    return any(
        abs(run.left - other.left) <= SAME_PLACE or abs(run.right - other.right) <= SAME_PLACE
        for run in line.runs[1:]
        for other in near.runs[1:]
    )


def _stand_far_apart(line: PrintedLine) -> bool:
    gaps = (after.left - before.right for before, after in pairwise(line.runs))
    return min(gaps) >= _FAR_APART * _height(line)


def _height(line: PrintedLine) -> float:
    return line.size or _USUAL_SIZE


def _candidate(printed: Sequence[PrintedLine], start: int) -> _Candidate:
    """Gather the lines from a place on that may be one row."""
    first = printed[start]
    cells = [[part] for part in _parts(first)]
    place = start + 1
    while place < len(printed) and len(cells[-1]) <= (_MOST_CELL_LINES if len(cells) > 1 else _MOST_FIRST_CELL_LINES):
        line, last = printed[place], cells[-1][-1]
        if _is_beside(line, cells[-1], first):
            cells += [[part] for part in _parts(line)]
        elif len(line.runs) == 1 and _is_below(line, last, cells[-1][0]) and (len(cells) > 1 or len(first.runs) == 1):
            cells[-1].append(line)
        else:
            break
        place += 1
    if len(cells) < _FEWEST_CELLS:
        return _Candidate(((first,),), start + 1)
    return _Candidate(tuple(map(tuple, cells)), place)


def _parts(line: PrintedLine) -> list[PrintedLine]:
    if len(line.runs) == 1:
        return [line]
    return [line._replace(text=run.text, runs=(run,)) for run in line.runs]


def _is_beside(line: PrintedLine, cell: Sequence[PrintedLine], first: PrintedLine) -> bool:
    """Tell whether a line starts the next cell: as high as the row began, to the right of the last cell."""
    is_high = abs(line.top - first.top) <= 2 * _height(line) and line.top >= cell[-1].top - SAME_HEIGHT
    return is_high and line.left >= max(member.right for member in cell) - SAME_PLACE


def _is_below(line: PrintedLine, last: PrintedLine, first: PrintedLine) -> bool:
    """Tell whether a line goes on with a cell: right below its last line, at the same left or right end or middle."""
    if not -1.0 <= last.bottom - line.top <= _height(line) / 2:
        return False
    offsets = (
        line.left - first.left,
        line.right - first.right,
        (line.left + line.right - first.left - first.right) / 2,
    )
    return min(map(abs, offsets)) <= SAME_PLACE
