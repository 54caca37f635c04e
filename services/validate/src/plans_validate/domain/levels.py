"""Own the levels of headings: by what their signs state, else by the size of their type, else by their order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.marks import underline_level, written_level

_SAME_SIZE = 0.06
_DEEPEST = 6
_FIRST, _USUAL = 1, 2


def rungs_of(sizes: Iterable[float | None]) -> dict[float | None, int]:
    """Give the level of headings by the size of their type: one for each size that is clearly smaller than another."""
    known = {size for size in sizes if size is not None}
    ladder: list[float] = []
    for size in sorted(filter(None, known), reverse=True):
        if not ladder or size < ladder[-1] * (1 - _SAME_SIZE):
            ladder.append(size)
    return {size: min(_DEEPEST, sum(size < rung * (1 - _SAME_SIZE) for rung in ladder) + 1) for size in known}


def with_plain_levels(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks again, each heading whose level no size of type tells with the one that its signs or place do."""
    found = list(blocks)
    headings = [place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    for place in headings:
        if blocks[place].level is None:
            level = _plain_level(blocks[place], is_first=place == headings[0])
            found[place] = replace(blocks[place], level=level)
    return found


def _plain_level(block: Block, *, is_first: bool) -> int:
    underlined = underline_level(block.text.rsplit("\n", 1)[-1]) if "\n" in block.text else None
    return underlined or written_level(block.text) or (_FIRST if is_first else _USUAL)
