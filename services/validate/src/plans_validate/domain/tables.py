"""Own table rows: the cells of a written line, and which row heads the columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile, zip_longest

from plans_validate.domain.document import Block, BlockKind

_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_GAPS = re.compile(r"\t+|\s{4,}")
_ROW = re.compile(r"^\s*\|.*\|\s*$|\S\t+\S|\S\s{4,}\S")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_ROW = re.compile(r"^\s*(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*(?::?-+:?\s*)?)*$")
_NAMES_A_COLUMN = re.compile(r"\b(?:19|20)\d\d(?:[/-]\d{2,4})?\b|(?<![\d,.])['’]?000s?\b")
_UNIT = re.compile(r"\(?(?:['’£]?000s?|£ ?(?:000s?|k|m|million|thousand)?|%)\)?", re.IGNORECASE)
_LONGEST_HEAD = 8
_MOST_HEAD_ROWS = 3
_FEWEST_COLUMNS = 2
_FEWEST_TABBED = 3
_FEWEST_ROWS = 2


def is_row(text: str) -> bool:
    """Tell whether a line is written as a table row: between bars, or with tabs or wide gaps inside."""
    return bool(_ROW.search(text.strip("\r\n")))


def is_rule_row(text: str) -> bool:
    """Tell whether a line is the rule below a Markdown table's heads."""
    return "|" in text and bool(_RULE_ROW.match(text))


def cells_of(text: str) -> tuple[str, ...]:
    """Give the cells of a row, white space trimmed."""
    if _PIPES.match(text):
        return tuple(cell.strip() for cell in _PIPE.split(text.strip())[1:-1])
    return tuple(cell.strip() for cell in _GAPS.split(text.strip()))


def are_heads(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table's first row names its columns: a few words each, no figures, where others may have some."""
    if len(first) < _FEWEST_COLUMNS or not rows or not all(len(cell.split()) <= _LONGEST_HEAD for cell in first):
        return False
    if sum(not cell for cell in first) > 1 or not any(len(row) >= len(first) for row in rows):
        return False
    figures_below = any(holds_figure(cell) for row in rows for cell in row[1:])
    return figures_below and not any(holds_figure(cell) for cell in first)


def holds_figure(cell: str) -> bool:
    """Tell whether a cell holds a figure; a year such as 2023/24, or £000, names a column."""
    return any(character.isdigit() for character in _NAMES_A_COLUMN.sub("", cell))


def stands_under(below: Block, top: Block, rows: Iterable[Sequence[str]]) -> bool:
    """Tell whether a row names the columns that merged heads in the row above it stand over.

    `rows` are the cells of the rows below both.
    """
    columns = zip_longest(below.cells, _columns_under(top), fillvalue="")
    if any(
        len(cell.split()) > _LONGEST_HEAD or holds_figure(cell) or (merged and not cell) for cell, merged in columns
    ):
        return False
    return bool(top.spans) and any(holds_figure(cell) for row in rows for cell in row[1:])


def states_units(cells: Sequence[str]) -> bool:
    """Tell whether a row says nothing but in which units its columns are."""
    said = [cell for cell in cells if cell]
    return bool(said) and all(_UNIT.fullmatch(cell) for cell in said)


def _columns_under(top: Block) -> list[str]:
    """Give for each column the merged head that stands over it and others; empty where none does."""
    return [cell * (columns > 1) for cell, columns in zip(top.cells, top.spans, strict=False) for _ in range(columns)]


def joined(heads: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Give each column's head from rows that stand under each other."""
    return tuple(" ".join(filter(None, column)) for column in zip_longest(*heads, fillvalue=""))


def with_tabbed_rows(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks again, paragraphs in a row that tabs part into as many short cells as rows of a table."""
    if not any("\t" in block.text for block in blocks):
        yield from blocks
        return
    for columns, run in groupby(blocks, key=_tabbed_columns):
        rows = list(run)
        are_rows = columns >= _FEWEST_TABBED and len(rows) >= _FEWEST_ROWS
        for block in rows:
            yield replace(block, kind=BlockKind.TABLE_ROW, cells=cells_of(block.text)) if are_rows else block


def _tabbed_columns(block: Block) -> int:
    if block.kind is not BlockKind.PARAGRAPH or "\t" not in block.text:
        return 0
    cells = cells_of(block.text)
    return len(cells) if all(0 < len(cell.split()) <= _LONGEST_HEAD for cell in cells) else 0


def with_column_heads(blocks: Sequence[Block], ruled: frozenset[int] = frozenset()) -> list[Block]:
    """Give the blocks again, each table row with the heads of its columns.

    `ruled` holds the places of the rows that a rule follows, as Markdown writes a table's heads.
    """
    if BlockKind.TABLE_ROW not in [block.kind for block in blocks]:
        return list(blocks)
    found: list[Block] = []
    names: tuple[str, ...] = ()
    heads: tuple[Block, ...] = ()
    in_table = False
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE_ROW:
            if names and len(block.over_columns) > len(names):
                names, heads, in_table = (), (), False
            if heads or not in_table or place in ruled:
                heads = _heads_down_to(blocks, place, heads, in_table=in_table, ruled=ruled)
            if heads:
                names = joined(_right_aligned(row.over_columns, heads[0]) for row in heads)
            elif names:
                block = block.under(names)  # noqa: PLW2901 - the same row, told what its columns are
            in_table = True
        elif block.kind is not BlockKind.FURNITURE:
            names, heads, in_table = (), (), False
        found.append(block)
    return found


def _heads_down_to(
    blocks: Sequence[Block], place: int, above: tuple[Block, ...], *, in_table: bool, ruled: frozenset[int]
) -> tuple[Block, ...]:
    """Give the rows of heads that end with this one, `above` being those right before it; none when it is no head."""
    block = blocks[place]
    if 0 < len(above) < _MOST_HEAD_ROWS and (
        place in ruled
        or states_units(block.cells)
        or (above[-1].spans and stands_under(block, above[-1], _rows_below(blocks, place)))
    ):
        return (*above, block)
    is_head = place in ruled or (not in_table and are_heads(block.over_columns, _rows_below(blocks, place)))
    return (block,) if is_head else ()


def _right_aligned(cells: tuple[str, ...], heads: Block) -> tuple[str, ...]:
    """Give the cells of a row of units below its heads: a page shows none above the names of the rows."""
    missing = len(heads.over_columns) - len(cells)
    return ("",) * missing + cells if missing > 0 and states_units(cells) else cells


def _rows_below(blocks: Sequence[Block], place: int) -> list[tuple[str, ...]]:
    following = map(blocks.__getitem__, range(place + 1, len(blocks)))  # a slice would copy all the rest of the file
    return [block.cells for block in takewhile(lambda block: block.kind is BlockKind.TABLE_ROW, following)]
