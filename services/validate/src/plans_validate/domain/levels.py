"""Own the levels of headings: by what their signs state, else by the size of their type, else by their order."""

from collections.abc import Sequence
from dataclasses import replace

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.marks import underline_level, written_level

_SAME_SIZE = 0.06
_DEEPEST = 6
_FIRST, _USUAL = 1, 2


def with_levels(blocks: Sequence[Block], sizes: Sequence[float | None]) -> list[Block]:
    """Give the blocks again, each heading with its level; `sizes` are the blocks' sizes of type, null when unknown."""
    ladder = _ladder(blocks, sizes)
    found: list[Block] = []
    for block, size in zip(blocks, sizes, strict=True):
        if block.kind is not BlockKind.HEADING:
            found.append(block)
            continue
        is_first = all(earlier.kind is not BlockKind.HEADING for earlier in found)
        level = _rung(ladder, size) if size is not None else _plain_level(block, is_first=is_first)
        found.append(replace(block, level=level))
    return found


def _ladder(blocks: Sequence[Block], sizes: Sequence[float | None]) -> list[float]:
    """Give the sizes of the headings' type, each clearly smaller than the one before it."""
    ladder: list[float] = []
    headings = {size for block, size in zip(blocks, sizes, strict=True) if size and block.kind is BlockKind.HEADING}
    for size in sorted(headings, reverse=True):
        if not ladder or size < ladder[-1] * (1 - _SAME_SIZE):
            ladder.append(size)
    return ladder


def _rung(ladder: Sequence[float], size: float) -> int:
    return min(_DEEPEST, sum(size < rung * (1 - _SAME_SIZE) for rung in ladder) + 1)


def _plain_level(block: Block, *, is_first: bool) -> int:
    underlined = underline_level(block.text.rsplit("\n", 1)[-1]) if "\n" in block.text else None
    return underlined or written_level(block.text) or (_FIRST if is_first else _USUAL)
