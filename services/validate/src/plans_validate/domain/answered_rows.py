"""Own tables of questions and answers: a row that answers in sentences is a heading and the text below it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.letter import Letter
from plans_validate.domain.tables import cells_of
from plans_validate.domain.words import Words

_FEWEST_WORDS = 5


def with_answers_parted(blocks: Iterable[Block], letter: Letter) -> Iterator[Block]:
    """Give the blocks, each row whose first cell asks and whose others answer as a heading and its paragraphs.

    A row without an answer is the heading alone; a row of figures stays a row.
    """
    for block in blocks:
        parts = _parts(block, letter) if block.kind is BlockKind.TABLE_ROW else None
        if parts is None:
            yield block
        else:
            yield from parts


def _parts(block: Block, letter: Letter) -> list[Block] | None:
    cells = block.cells or cells_of(block.text)
    if len(cells) < 2 or not _asks(cells[0], letter):  # noqa: PLR2004 - a question and what stands beside it
        return None
    answers = [cell for cell in cells[1:] if cell.strip()]
    if any(len(cell.split()) < _FEWEST_WORDS for cell in answers):
        return None
    parts: list[Block] = []
    at = 0
    for cell in (cells[0], *answers):
        at = block.text.find(cell, at)
        if at < 0:
            return None
        kind = BlockKind.PARAGRAPH if parts else BlockKind.HEADING
        own = replace(block, kind=kind, text=cell, start=block.start + at, cells=(), column_heads=())
        parts.append(replace(own, row_head=cells[0]))
        at += len(cell)
    return parts


def _asks(cell: str, letter: Letter) -> bool:
    words = Words.of(cell)
    return len(words) >= _FEWEST_WORDS and (
        cell.rstrip("*_ ").endswith("?")
        or letter.theme_titled(words) is not None
        or letter.question_asked(words) is not None
    )
