"""Own which lines belong together: white space, the size and weight of the type and the first word of a line tell."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from statistics import median_low

from plans_validate.domain.lines import Line
from plans_validate.domain.marks import is_markdown_heading, starts_anew, underline_level
from plans_validate.domain.tables import is_row
from plans_validate.domain.unmarked import is_under_figure

_RUNS_ON = re.compile(r"\s*(?:[a-z]|[£(]?\d(?!\d?[.)]?\s+[A-Z]))")
_WIDE_GAP = 0.3
_BESIDE = 0.6
_COLUMN_JUMP = 2.0
_SAME_COLUMN = 8.0
_SAME_SIZE = 0.08
_FULL = 0.9
_FEW_WORDS = 6
_USUAL_HEIGHT = 10.0

_Column = tuple[int | None, int | None]


def groups_of(lines: Sequence[Line], furniture: Set[int], items: Set[int]) -> Iterator[tuple[int, int]]:
    """Give where the lines of each block begin and end; furniture and blank lines stand alone, `items` begin anew."""
    usual_gap = _usual_gap(lines)
    alone = furniture | {place for place, line in enumerate(lines) if not line.text.strip()}
    first = 0
    for place in range(1, len(lines)):
        apart = place in alone or place - 1 in alone or place in items
        if apart or (_breaks(lines, first, place, usual_gap) and not is_under_figure(lines[place - 1], lines[place])):
            yield first, place
            first = place
    if lines:
        yield first, len(lines)


def is_table_line(line: Line) -> bool:
    """Tell whether a line is a table row: as its reader saw it on the page, else as it is written."""
    return bool(line.cells) or (line.left is None and is_row(line.text))


def _usual_gap(lines: Sequence[Line]) -> float:
    """Give the white space between lines of one paragraph: that below full lines, else that of most lines."""
    columns, ends = _ends_of_columns(lines)
    gaps, below_full = [], []
    for (last, line), column in zip(pairwise(lines), columns, strict=False):
        gap = line.gap
        if gap is None or (gap <= 0 and gap <= -_BESIDE * _line_height(line)):
            continue
        gaps.append(gap)
        _, _, size, _, _, left, right, _ = last
        if size == line.size and left is not None and right is not None:
            is_full = right - left >= _FULL * (ends.get(column, 0.0) - left)
            if is_full and _ends_mid_sentence(last) and not starts_anew(line.text) and _has_many_words(last):
                below_full.append(gap)
    return median_low(below_full or gaps or [0.0])


def _has_many_words(line: Line) -> bool:
    return line.text.count(" ") >= _FEW_WORDS


def _ends_of_columns(lines: Sequence[Line]) -> tuple[list[_Column], dict[_Column, float]]:
    """Give each line's page and about where it begins there; and how far to the right the lines reach that do alike."""
    columns: list[_Column] = []
    ends: dict[_Column, float] = {}
    for _, page, _, _, _, left, right, _ in lines:
        column = page, None if left is None else round(left / _SAME_COLUMN)
        columns.append(column)
        if right is not None and right > ends.get(column, 0.0):
            ends[column] = right
    return columns, ends


def _line_height(line: Line) -> float:
    return line.size or _USUAL_HEIGHT


def _breaks(lines: Sequence[Line], first: int, place: int, usual_gap: float) -> bool:
    """Tell whether a line begins a block of its own below those from the first on."""
    last, line = lines[place - 1], lines[place]
    _, page, last_size, last_bold, _, last_left, _, _ = last
    text, _, size, bold, gap, left, _, cells = line
    is_apart = gap is not None and (
        gap > usual_gap + _WIDE_GAP * (size or _USUAL_HEIGHT) or (gap < 0 and _is_beside(last, line, gap))
    )
    if is_apart and bold == last_bold:
        return True
    if line.page != page or cells or starts_anew(text) or (size != last_size and _differ(size, last_size)):
        return True
    if last.cells or (left is None and is_row(text)) or (last_left is None and is_row(last.text)):
        return True
    if gap is None and (is_markdown_heading(last.text) or (place - first > 1 and underline_level(last.text))):
        return True
    if bold != last_bold and all(member.bold == last_bold for member in lines[first:place]):
        return last_bold or not _ends_mid_sentence(last)
    return is_apart


def _differ(size: float | None, last_size: float | None) -> bool:
    return size is not None and last_size is not None and abs(size - last_size) > _SAME_SIZE * last_size


def _is_beside(last: Line, line: Line, gap: float) -> bool:
    """Tell whether a line stands beside the one before it, or starts again in another column and begins anew there."""
    height = _line_height(line)
    if gap < -_COLUMN_JUMP * height:
        return not (_ends_mid_sentence(last) and _RUNS_ON.match(line.text))
    return gap < -_BESIDE * height


def _ends_mid_sentence(line: Line) -> bool:
    return line.text.rstrip()[-1:] not in ".!?:;"
