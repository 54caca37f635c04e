"""Own the way from lines to blocks: what belongs together, what is a heading, what is page furniture.

Readers give lines with what they know of them (size and weight of the type, place on the page). Where a reader knows
nothing, blank lines, markers and the shape of a line decide. Text is never changed: a block is its lines as written.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.words import fold

_LARGER = 1.12
_WIDE_GAP = 0.3
_LONGEST_HEADING = 25
_LONGEST_PLAIN_HEADING = 14
_EDGE_LINES = 3
_REPEATS_WITHOUT_PAGES = 4
_LONGEST_FURNITURE = 14

_BULLET = re.compile(r"^\s*(?:[-*+•·‣▪◦●○■□–—➢✓]|o(?=\s))\s+|^\s*[•·▪●■➢]")
_NUMBERED = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*$", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"^\s*#{1,6}\s+\S")
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)[^*]+(?:\*\*|__):?\s*$")
_TABLE = re.compile(r"^\s*\|.*\|\s*$|\S\t+\S|\S\s{4,}\S")
_RULE = re.compile(r"^[\s|:_=*.-]*$")


@dataclass(frozen=True)
class Line:
    """One line as written; `size` and the places are in points, null where the format does not tell.

    `gap` is the white space above the line, `page` is null where the format has no pages.
    """

    text: str
    page: int | None = None
    size: float | None = None
    bold: bool = False
    gap: float | None = None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is written here."""
        return not self.text.strip()


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Gather lines into blocks, in their order; no block crosses a page."""
    furniture = _furniture(lines)
    typical = _typical_size(lines)
    blocks = []
    for group in _groups(lines, furniture):
        text = "\n".join(lines[place].text for place in group)
        if not _RULE.match(text):
            kind = BlockKind.FURNITURE if group[0] in furniture else _kind([lines[place] for place in group], typical)
            blocks.append(Block(kind, text, lines[group[0]].page))
    return tuple(_with_plain_headings(blocks) if typical is None else blocks)


def _typical_size(lines: Sequence[Line]) -> float | None:
    sizes = Counter[float]()
    for line in lines:
        if line.size is not None:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _groups(lines: Sequence[Line], furniture: set[int]) -> Iterator[list[int]]:
    """Give the places of the lines of each block; a line of furniture stands by itself."""
    wide_gap = _wide_gap(lines)
    group: list[int] = []
    for place, line in enumerate(lines):
        apart = place in furniture or place - 1 in furniture
        if group and (line.is_blank or apart or _breaks([lines[member] for member in group], line, wide_gap)):
            yield group
            group = []
        if not line.is_blank:
            group.append(place)
    if group:
        yield group


def _wide_gap(lines: Sequence[Line]) -> float:
    gaps = [line.gap for line in lines if line.gap is not None and line.gap > -_line_height(line)]
    return median(gaps) if gaps else 0.0


def _line_height(line: Line) -> float:
    return line.size or 10.0


def _breaks(group: list[Line], line: Line, wide_gap: float) -> bool:
    last = group[-1]
    if line.page != last.page or _marks_a_start(line) or _is_table(line) or _is_table(last):
        return True
    if line.gap is None and (_MARKDOWN_HEADING.match(last.text) or _BOLD_LINE.match(last.text)):
        return True
    if line.size is not None and last.size is not None and abs(line.size - last.size) > 0.08 * last.size:
        return True
    if line.bold != last.bold and all(member.bold == last.bold for member in group):
        return last.bold or not _ends_mid_sentence(last)
    return line.gap is not None and line.gap > wide_gap + _WIDE_GAP * _line_height(line)


def _ends_mid_sentence(line: Line) -> bool:
    return line.text.rstrip()[-1:] not in ".!?:;"


def _marks_a_start(line: Line) -> bool:
    return bool(
        _BULLET.match(line.text)
        or _NUMBERED.match(line.text)
        or _MARKDOWN_HEADING.match(line.text)
        or _BOLD_LINE.match(line.text)
    )


def _is_table(line: Line) -> bool:
    return bool(_TABLE.search(line.text.strip("\r\n")))


def _kind(group: Sequence[Line], typical: float | None) -> BlockKind:
    first = group[0]
    if _MARKDOWN_HEADING.match(first.text) or _BOLD_LINE.match(first.text):
        return BlockKind.HEADING
    if _is_table(first):
        return BlockKind.TABLE_ROW
    if typical is not None and _looks_like_heading(group, typical):
        return BlockKind.HEADING
    if _BULLET.match(first.text) or _NUMBERED.match(first.text):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _looks_like_heading(group: Sequence[Line], typical: float) -> bool:
    words = sum(len(line.text.split()) for line in group)
    if words > _LONGEST_HEADING or _BULLET.match(group[0].text):
        return False
    larger = all(line.size is not None and line.size >= typical * _LARGER for line in group)
    return larger or all(line.bold for line in group)


def _with_plain_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Take a short line that stands alone, above running text, for a heading: plain text has no other sign."""
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is not None and _is_plain_heading(block, following):
            yield Block(BlockKind.HEADING, block.text, block.page)
        else:
            yield block


def _is_plain_heading(block: Block, following: Block) -> bool:
    text = block.folded
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or _BULLET.match(block.text):
        return False
    if following.kind is BlockKind.TABLE_ROW and block.kind is BlockKind.LIST_ITEM:
        return False
    short = len(text.split()) <= _LONGEST_PLAIN_HEADING
    return short and text.rstrip(" -–")[-1:] not in ".;,:?!" and (text[0].isupper() or text[0].isdigit())


def _furniture(lines: Sequence[Line]) -> set[int]:
    """Give the places of running headers, footers and page numbers."""
    if any(line.page is not None for line in lines):
        return _repeated_at_the_edges(lines)
    return _repeated_anywhere(lines)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", fold(text).lower())


def _repeated_at_the_edges(lines: Sequence[Line]) -> set[int]:
    by_page: dict[int | None, list[int]] = {}
    for place, line in enumerate(lines):
        if not line.is_blank:
            by_page.setdefault(line.page, []).append(place)
    edges = {place for places in by_page.values() for place in (*places[:_EDGE_LINES], *places[-_EDGE_LINES:])}
    outermost = {place for places in by_page.values() for place in (places[0], places[-1])}
    pages_with = Counter(shape for _, shape in {(lines[place].page, _shape(lines[place].text)) for place in edges})
    enough = max(2, min(3, len(by_page) // 2 + 1))
    return {
        place
        for place in edges
        if (place in outermost and _PAGE_NUMBER.match(lines[place].text))
        or (pages_with[_shape(lines[place].text)] >= enough and _may_be_furniture(lines[place].text))
    }


def _repeated_anywhere(lines: Sequence[Line]) -> set[int]:
    alone = [place for place in range(len(lines)) if _stands_alone(lines, place)]
    counts = Counter(fold(lines[place].text) for place in alone)
    return {
        place
        for place in alone
        if _PAGE_NUMBER.match(lines[place].text)
        or (counts[fold(lines[place].text)] >= _REPEATS_WITHOUT_PAGES and re.search(r"\d", lines[place].text))
    }


def _may_be_furniture(text: str) -> bool:
    words = text.split()
    return len(words) <= _LONGEST_FURNITURE and any(character.isalnum() for character in text)


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    before = place == 0 or lines[place - 1].is_blank
    after = place + 1 == len(lines) or lines[place + 1].is_blank
    text = lines[place].text
    return before and after and not lines[place].is_blank and _may_be_furniture(text) and not _BULLET.match(text)
