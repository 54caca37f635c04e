"""Own the levels of headings: by what their signs state, else by the size of their type, else by their order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.marks import underline_level, written_level

_SAME_SIZE = 0.06
_DEEPEST = 6
_FIRST, _USUAL = 1, 2


def ladder_of(sizes: Iterable[float | None]) -> list[float]:
    """Give the sizes of the headings' type, each clearly smaller than the one before it."""
    ladder: list[float] = []
    for size in sorted({size for size in sizes if size}, reverse=True):
        if not ladder or size < ladder[-1] * (1 - _SAME_SIZE):
            ladder.append(size)
    return ladder


def rung_of(ladder: Sequence[float], size: float) -> int:
    """Give the level of a heading by the size of its type."""
    return min(_DEEPEST, sum(size < rung * (1 - _SAME_SIZE) for rung in ladder) + 1)


def with_plain_levels(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks again, each heading whose level no size of type tells with the one that its signs or place do."""
    found: list[Block] = []
    is_first = True
    for block in blocks:
        is_heading = block.kind is BlockKind.HEADING
        if is_heading and block.level is None:
            found.append(replace(block, level=_plain_level(block, is_first=is_first)))
        else:
            found.append(block)
        is_first = is_first and not is_heading
    return found


def _plain_level(block: Block, *, is_first: bool) -> int:
    underlined = underline_level(block.text.rsplit("\n", 1)[-1]) if "\n" in block.text else None
    return underlined or written_level(block.text) or (_FIRST if is_first else _USUAL)
