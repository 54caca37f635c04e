"""Own the heads of a printed table: several lines that name its columns, put into one row above its figures."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from plans_validate.domain.printed import SAME_PLACE, PrintedLine, Run
from plans_validate.domain.tables import holds_figure

_USUAL_SIZE = 10.0
_MOST_LINES = 12
_MOST_WORDS = 6
_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 64
_CLOSE = 1.8
_A_LINE = 0.75

Row = tuple[PrintedLine, tuple[str, ...]]


def with_heads_joined(rows: Sequence[Row]) -> list[Row]:
    """Give a page's lines again, where several lines of heads stand above a table of figures as one row."""
    found: list[Row] = []
    for place, row in enumerate(rows):
        if _has_figures(row) and not (place and _has_figures(rows[place - 1])):
            first = _first_head(found, row[0])
            heads = [line for line, _ in found[first:]]
            columns = _columns([line for line, _ in takewhile(_has_figures, rows[place:])], len(row[1]))
            over = _over_columns(heads, columns)
            if len(heads) > 1 and all(over[1:]):
                found[first:] = [_as_row(heads, over, columns)]
        found.append(row)
    return found


def _has_figures(row: Row) -> bool:
    _, cells = row
    return _FEWEST_COLUMNS <= len(cells) <= _MOST_COLUMNS and all(holds_figure(cell) for cell in cells[1:])


def _first_head(rows: Sequence[Row], below: PrintedLine) -> int:
    """Give the place of the first of the short lines right above a table, within its sides."""
    first, top = len(rows), below.top
    while first > 0 and len(rows) - first < _MOST_LINES and _may_head(rows[first - 1][0], top, below):
        first -= 1
        top = max(top, rows[first][0].top)
    return first


def _may_head(line: PrintedLine, top: float, table: PrintedLine) -> bool:
    is_within = line.left >= table.left - SAME_PLACE and line.right <= table.right + SAME_PLACE
    is_short = all(len(run.text.split()) <= _MOST_WORDS and not holds_figure(run.text) for run in line.runs)
    return is_within and is_short and line.bottom - top <= _CLOSE * (table.size or _USUAL_SIZE)


def _columns(table: Sequence[PrintedLine], count: int) -> list[Run]:
    """Give the sides of a table's columns, each up to half-way to the next one."""
    runs = [line.runs for line in table if len(line.runs) == count]
    begins = [min(row[column].left for row in runs) for column in range(count)]
    ends = [max(row[column].right for row in runs) for column in range(count)]
    parting = [(end + begin) / 2 for end, begin in zip(ends, begins[1:], strict=False)]
    return [Run("", *sides) for sides in pairwise([begins[0], *parting, ends[-1]])]


def _over_columns(heads: Sequence[PrintedLine], columns: Sequence[Run]) -> list[list[str]]:
    """Give what stands over each column, from the top; what stands higher than all beside it is over these too."""
    own: list[list[PrintedLine]] = [[] for _ in columns]
    for line in sorted(heads, key=lambda line: -line.top):
        for run in line.runs:
            nearest = max(range(len(columns)), key=lambda place: _overlap(run, columns[place]))
            own[nearest].append(line._replace(text=run.text, runs=(run,)))
    return [[line.text for line in (*_merged_over(own, place), *lines)] for place, lines in enumerate(own)]


def _overlap(run: Run, side: Run) -> float:
    return min(run.right, side.right) - max(run.left, side.left)


def _merged_over(own: Sequence[Sequence[PrintedLine]], place: int) -> Iterator[PrintedLine]:
    """Give the heads of other columns that are over this one: nothing stands as high between them."""
    for other, lines in enumerate(own):
        between = own[min(place, other + 1) : max(place + 1, other)] if place and other != place else ()
        if between and len(lines) > 1 and all(_is_lower(line, lines[0]) for beside in between for line in beside):
            yield lines[0]


def _is_lower(line: PrintedLine, head: PrintedLine) -> bool:
    return line.top <= head.top - _A_LINE * (head.size or _USUAL_SIZE)


def _as_row(heads: Sequence[PrintedLine], over: Sequence[Sequence[str]], columns: Sequence[Run]) -> Row:
    cells = tuple(" ".join(said) for said in over)
    runs = tuple(side._replace(text=cell) for cell, side in zip(cells, columns, strict=True))
    top, bottom = max(line.top for line in heads), min(line.bottom for line in heads)
    line = PrintedLine(" ".join(filter(None, cells)), runs, top, bottom, heads[0].size, heads[0].bold)
    return line, cells
