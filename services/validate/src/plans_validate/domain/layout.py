"""Own the way from lines to blocks: what belongs together, what is a heading, what is page furniture.

Readers give lines with what they know of them (size and weight of the type, place on the page). Where a reader knows
nothing, blank lines, markers and the shape of a line decide. Text is never changed: a block is its lines as written.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.furniture import furniture_of
from plans_validate.domain.grouping import groups_of, is_table_line
from plans_validate.domain.levels import rungs_of, with_plain_levels
from plans_validate.domain.lines import Line
from plans_validate.domain.marks import (
    BARE_FIGURE,
    BULLET,
    FOOTNOTE,
    IN_QUOTES,
    RULE,
    begins_with_word,
    is_markdown_heading,
    item_depth,
    starts_item,
    underline_level,
)
from plans_validate.domain.tables import cells_of, is_rule_row, with_column_heads
from plans_validate.domain.unmarked import unmarked_items

__all__ = ["Line", "blocks_of"]

_LARGER = 1.12
_SMALLER = 0.88
_LONGEST_HEADING = 25
_LONGEST_PLAIN_HEADING = 14
_MOST_HEADING_LINES = 3
_CELLS_IN_A_ROW = 5
_LONGEST_AMONG_CELLS = 5


class _Draft(NamedTuple):
    """A block before the levels of headings are known; `start` is its place in its page's text."""

    kind: BlockKind
    text: str
    first: Line
    start: int


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Gather lines into blocks, in their order; no block crosses a page.

    A page's text is its lines, joined by line feeds: there each block says where it starts.
    """
    typical = _typical_size(lines)
    drafts, ruled = _drafts(lines, typical)
    rungs = rungs_of([draft.first.size for draft in drafts if draft.kind is BlockKind.HEADING])
    blocks = [_block(draft, rungs) for draft in drafts]
    if typical is None:
        blocks = list(_with_plain_headings(blocks))
    return tuple(_continued(with_column_heads(with_plain_levels(blocks), ruled)))


def _drafts(lines: Sequence[Line], typical: float | None) -> tuple[list[_Draft], frozenset[int]]:
    """Give what each group of lines makes, and the places of the table rows below which a rule stands."""
    furniture = furniture_of(lines)
    starts = _starts(lines)
    drafts: list[_Draft] = []
    ruled: set[int] = set()
    items = unmarked_items(lines)
    for first, after in groups_of(lines, furniture, items):
        members = lines[first:after]
        text = "\n".join([line.text for line in members]) if len(members) > 1 else members[0].text
        is_marked = not begins_with_word(text)
        if is_marked and RULE.match(text):
            if is_rule_row(text) and drafts and drafts[-1].kind is BlockKind.TABLE_ROW:
                ruled.add(len(drafts) - 1)
            continue
        kind = BlockKind.FURNITURE if first in furniture else _kind(members, typical, is_marked=is_marked)
        kind = BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH and first in items else kind
        drafts.append(_Draft(kind, text, members[0], starts[first]))
    return drafts, frozenset(ruled)


def _starts(lines: Sequence[Line]) -> list[int]:
    """Give the place of each line in its page's text."""
    found = []
    page, length = None, 0
    for line in lines:
        if line.page != page:
            page, length = line.page, 0
        found.append(length)
        length += len(line.text) + 1
    return found


def _block(draft: _Draft, rungs: Mapping[float | None, int]) -> Block:
    kind, text, first, start = draft
    if kind is BlockKind.LIST_ITEM:
        return Block(kind, text, first.page, item_depth(first.text), start)
    if kind is BlockKind.TABLE_ROW:
        return Block(kind, text, first.page, None, start, first.cells or cells_of(text))
    return Block(kind, text, first.page, rungs.get(first.size) if kind is BlockKind.HEADING else None, start)


def _typical_size(lines: Sequence[Line]) -> float | None:
    sizes: dict[float, int] = {}
    for line in lines:
        if line.size is not None:
            sizes[line.size] = sizes.get(line.size, 0) + len(line.text)
    rounded = Counter[float]()
    for size, length in sizes.items():
        rounded[round(size * 2) / 2] += length
    return rounded.most_common(1)[0][0] if rounded else None


def _kind(group: Sequence[Line], typical: float | None, *, is_marked: bool) -> BlockKind:
    first = group[0]
    if (is_marked and is_markdown_heading(first.text)) or (first.size is None and _is_underlined(group)):
        return BlockKind.HEADING
    if is_table_line(first):
        return BlockKind.TABLE_ROW
    if typical is not None and (first.bold or _is_larger(first, typical)) and _looks_like_heading(group, typical):
        return BlockKind.HEADING
    if is_marked and typical is not None and _looks_like_footnote(first, typical):
        return BlockKind.FOOTNOTE
    if is_marked and starts_item(first.text):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _is_underlined(group: Sequence[Line]) -> bool:
    return len(group) == 2 and underline_level(group[1].text) is not None  # noqa: PLR2004 - a title and its line


def _looks_like_heading(group: Sequence[Line], typical: float) -> bool:
    if False in [line.bold for line in group] and False in [_is_larger(line, typical) for line in group]:
        return False
    text = " ".join(line.text for line in group)
    if IN_QUOTES.match(text) or BARE_FIGURE.match(text):
        return False
    words = len(text.split())
    return words <= _LONGEST_HEADING and not BULLET.match(group[0].text)


def _is_larger(line: Line, typical: float) -> bool:
    return line.size is not None and line.size >= typical * _LARGER


def _looks_like_footnote(first: Line, typical: float) -> bool:
    small = first.size is not None and first.size <= typical * _SMALLER
    return small and bool(FOOTNOTE.match(first.text)) and not BULLET.match(first.text)


def _with_plain_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Take a short line that stands alone, above running text, for a heading: plain text has no other sign.

    Many such lines in a row are cells of a table or items that lost their marks; among them only very short ones head.
    """
    for may_head, run in groupby(range(len(blocks)), key=lambda index: _may_head(blocks, index)):
        places = list(run)
        longest = _LONGEST_PLAIN_HEADING if len(places) < _CELLS_IN_A_ROW else _LONGEST_AMONG_CELLS
        for block in (blocks[place] for place in places):
            heads = may_head and len(block.folded.split()) <= longest
            yield replace(block, kind=BlockKind.HEADING, level=None) if heads else block


def _may_head(blocks: Sequence[Block], index: int) -> bool:
    block, following = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    in_list = following is not None and _are_one_list(block, following)
    in_list = in_list or (index > 0 and _are_one_list(blocks[index - 1], block))
    return following is not None and not in_list and _is_plain_heading(block, following)


def _are_one_list(block: Block, following: Block) -> bool:
    """Tell whether two items stand in lines one below the other."""
    both = block.kind is BlockKind.LIST_ITEM and following.kind is BlockKind.LIST_ITEM
    return both and block.page == following.page and following.start == block.end + 1


def _is_plain_heading(block: Block, following: Block) -> bool:
    text = block.folded
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or BULLET.match(block.text):
        return False
    if following.kind is BlockKind.TABLE_ROW and block.kind is BlockKind.LIST_ITEM:
        return False
    short = len(text.split()) <= _LONGEST_PLAIN_HEADING and block.text.count("\n") < _MOST_HEADING_LINES
    return short and text.rstrip(" -–")[-1:] not in ".;,:?!" and (text[0].isupper() or text[0].isdigit())


def _continued(blocks: Sequence[Block]) -> Iterator[Block]:
    """Mark what carries on after a page turn; an item that lost its bullet there is a list item again."""
    before: Block | None = None
    for block in blocks:
        if before is not None and block.page != before.page and _carries_on(before, block):
            kind = BlockKind.LIST_ITEM if before.kind is BlockKind.LIST_ITEM else block.kind
            before = replace(block, kind=kind, level=before.level, continues=True)
            yield before
            continue
        if block.kind is not BlockKind.FURNITURE:
            before = block
        yield block


def _carries_on(before: Block, block: Block) -> bool:
    running = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    if before.kind not in running or block.kind is not BlockKind.PARAGRAPH:
        return False
    return block.folded[:1].islower() and before.folded[-1:] not in ".!?:"
