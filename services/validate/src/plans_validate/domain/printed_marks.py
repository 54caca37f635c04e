"""Own lines of a printed page that stand beside others and are no cells: raised note marks, and heads in the margin."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from plans_validate.domain.marks import NOTE_MARK
from plans_validate.domain.printed import MARK_WAS_HERE, SAME_HEIGHT, SAME_PLACE, PrintedLine, Run

_WITH_INDEX = re.compile(r"(?:CO|NO|\bk?m)[23]$")  # a gas or an area: the figure is set lower or higher
_SMALL = 0.95
_BOTH = 2
_CLOSE = 0.6
_LARGER = 1.08
_MOST_HEAD_WORDS = 8
_MOSTLY = 0.5


def with_raised_marks(printed: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give the lines again, each that a raised note mark cut in two whole."""
    found: list[PrintedLine] = []
    for line in printed:
        if found and _is_cut_by_mark(found[-1], line):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
    return found


def _is_cut_by_mark(last: PrintedLine, line: PrintedLine) -> bool:
    if len(last.runs) + len(line.runs) > _BOTH:
        return False
    if not -SAME_PLACE <= line.left - last.right <= _CLOSE * max(last.size or 0.0, line.size or 0.0):
        return False
    is_level = abs(last.top - line.top) <= SAME_HEIGHT
    goes_on = is_level and bool(last.text.endswith(MARK_WAS_HERE) or _WITH_INDEX.search(last.text))
    return goes_on or _ends_with_mark(last, line) or _begins_with_mark(last, line)


def _ends_with_mark(last: PrintedLine, line: PrintedLine) -> bool:
    return NOTE_MARK.fullmatch(line.text.split(maxsplit=1)[0]) is not None and _is_raised(line, last)


def _begins_with_mark(last: PrintedLine, line: PrintedLine) -> bool:
    return NOTE_MARK.fullmatch(last.text.strip()) is not None and _is_raised(last, line)


def _is_raised(mark: PrintedLine, line: PrintedLine) -> bool:
    is_small = (mark.size or 0.0) <= _SMALL * (line.size or 0.0)
    return is_small and line.bottom + SAME_HEIGHT < mark.bottom < line.top


def _joined(last: PrintedLine, line: PrintedLine) -> PrintedLine:
    """Join two parts of a line; where a mark stood amid its words nothing can be quoted across it."""
    if not _ends_with_mark(last, line):
        return _run_together(last, line, f"{last.text} {line.text}", line)
    _, _, rest = line.text.partition(" ")
    return _run_together(last, line, f"{last.text}{MARK_WAS_HERE} {rest}".rstrip(" "), last)


def _run_together(last: PrintedLine, line: PrintedLine, text: str, like: PrintedLine) -> PrintedLine:
    return like._replace(text=text, runs=(Run(text, last.left, line.right),), fine=())


def with_margin_heads(printed: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give the lines again, heads in larger type that stand left of a page's text put above what they stand beside."""
    body = _body(printed)
    if body is None:
        return list(printed)
    lines = [part for line in printed for part in _parted(line, *body)]
    return [_lifted(lines, place, body) for place in range(len(lines))]


def _body(printed: Sequence[PrintedLine]) -> tuple[float, float] | None:
    """Give where most of a page's text begins and the size of its type; null where something else is as usual."""
    kinds = Counter((round(line.left / SAME_PLACE), line.size) for line in printed if len(line.runs) == 1)
    if not kinds:
        return None
    (place, size), count = kinds.most_common(1)[0]
    return (place * SAME_PLACE, size) if size is not None and count >= _MOSTLY * len(printed) else None


def _parted(line: PrintedLine, left: float, size: float) -> Iterator[PrintedLine]:
    if len(line.runs) == 2 and abs(line.runs[1].left - left) <= SAME_PLACE:  # noqa: PLR2004 - a head and the text
        head, text = line.runs
        part = line._replace(text=head.text, runs=(head,), fine=())
        if _is_margin_head(part, left, size):
            yield part
            yield line._replace(text=text.text, runs=(text,), fine=(), size=size, bold=False)
            return
    yield line


def _is_margin_head(line: PrintedLine, left: float, size: float) -> bool:
    is_large = (line.size or 0.0) >= _LARGER * size
    return is_large and line.right < left - SAME_PLACE and len(line.text.split()) <= _MOST_HEAD_WORDS


def _lifted(lines: Sequence[PrintedLine], place: int, body: tuple[float, float]) -> PrintedLine:
    line = lines[place]
    if not _is_margin_head(line, *body):
        return line
    after = place
    while after < len(lines) and _is_margin_head(lines[after], *body):
        after += 1
    if after == len(lines) or lines[after].top < lines[after - 1].top - SAME_HEIGHT:
        return line
    up = lines[after].top + SAME_HEIGHT - lines[after - 1].bottom
    return line._replace(top=line.top + up, bottom=line.bottom + up)
