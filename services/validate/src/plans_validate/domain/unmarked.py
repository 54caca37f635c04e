"""Own lines that begin something new without any mark: list items whose bullets were drawn, and what figures count."""

from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from plans_validate.domain.lines import Line
from plans_validate.domain.marks import BARE_FIGURE

_SAME_PLACE = 2.0
_LEAST_INDENT = 10.0
_MOST_INDENT = 60.0
_SPARE_ROOM = 1.0
_POSTER = 1.5
_CLOSE = 0.3
_OVERLAP = -0.6


def unmarked_items(lines: Sequence[Line]) -> frozenset[int]:
    """Give the places of indented lines that the line above had room for: programs that draw bullets write no mark."""
    leftmost, announced = _leftmost(lines), _announced(lines)
    may_begin = [
        (place, last, line)
        for place, (last, line) in enumerate(pairwise(lines), 1)
        if line.left is not None
        and line.left >= leftmost[line.page] + _LEAST_INDENT
        and (place in announced or not line.text[:1].islower())
        and _may_begin_item(last, line)
    ]
    ends = _ends_by_left(lines, {line.page for _, _, line in may_begin})
    items = {place for place, last, line in may_begin if _leaves_room(last, line, ends[line.page])}
    return frozenset(items | {_first_of_list(lines, place, items) for place in items})


def _announced(lines: Sequence[Line]) -> frozenset[int]:
    """Give the places of lines in lists below a line that announces them ("we have:"): an item may begin small."""
    announced: set[int] = set()
    for opening in [place for place, line in enumerate(lines[:-1]) if line.text[-1:] == ":"]:
        last, place = lines[opening], opening + 1
        if lines[place].page != last.page or (lines[place].left or 0.0) <= (last.left or 0.0):
            continue
        announced.add(place)
        while place + 1 < len(lines) and _is_under(lines[place], lines[place + 1]):
            place += 1
            announced.add(place)
    return frozenset(announced)


def _first_of_list(lines: Sequence[Line], place: int, items: Set[int]) -> int:
    """Give the place of the first line of the list that an item goes on with, or of the item before it there."""
    while place > 0 and _is_under(lines[place - 1], lines[place]):
        place -= 1
        if place in items:
            break
    return place


def _is_under(last: Line, line: Line) -> bool:
    if line.left is None or last.left is None or line.page != last.page or line.cells or last.cells:
        return False
    return abs(line.left - last.left) <= _SAME_PLACE and line.size == last.size and bool(last.text.strip())


def _ends_by_left(lines: Sequence[Line], pages: Set[int | None]) -> dict[int | None, dict[float, float]]:
    """Give for each page how far to the right the lines reach that begin at each place."""
    ends: dict[int | None, dict[float, float]] = {page: {} for page in pages}
    for line in lines:
        if line.page in pages and line.left is not None and line.right is not None:
            reached = ends[line.page]
            reached[line.left] = max(line.right, reached.get(line.left, line.right))
    return ends


def _leftmost(lines: Sequence[Line]) -> dict[int | None, float]:
    """Give where the leftmost line of each page begins."""
    leftmost: dict[int | None, float] = {}
    for page, left in {(line.page, line.left) for line in lines if line.left is not None}:
        leftmost[page] = min(left, leftmost.get(page, left))
    return leftmost


def _may_begin_item(last: Line, line: Line) -> bool:
    return not line.is_blank and _is_under(last, line) and last.text[-1:] not in ",-"


def _leaves_room(last: Line, line: Line, ends: Mapping[float, float]) -> bool:
    """Tell whether a line's first word had room in the line above, up to where less indented text reaches."""
    left, right = line.left or 0.0, last.right or 0.0
    letter = (right - left) / max(1, len(last.text))
    spare = _SPARE_ROOM * (2 if line.text[:1].islower() else 1)
    taken = right + letter * (1 + len(line.text.split(maxsplit=1)[0])) + spare * (line.size or 0.0)
    return any(taken < end for begin, end in ends.items() if _LEAST_INDENT <= left - begin <= _MOST_INDENT)


def is_under_figure(figure: Line, line: Line) -> bool:
    """Tell whether a line says what the figure in much larger type right above it counts."""
    if figure.size is None or line.size is None or figure.size < _POSTER * line.size or figure.page != line.page:
        return False
    gap = line.gap or 0.0
    return _OVERLAP * figure.size <= gap <= _CLOSE * figure.size and bool(BARE_FIGURE.match(figure.text))
