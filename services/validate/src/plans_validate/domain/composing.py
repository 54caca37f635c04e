"""Own the way from marked-up pieces to blocks, for formats that say themselves what a heading, an item or a row is.

Such formats have no pages: the document's text is its blocks, joined by line feeds. A table whose rows hold figures or
short texts becomes table rows; one that only lays out prose (a form with answers in its cells) becomes the prose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.marks import BULLET
from plans_validate.domain.tables import with_column_heads, with_tabbed_rows
from plans_validate.domain.words import fold

MOST_BLOCKS = 50_000
MOST_COLUMNS = 64
_LONGEST_REPEATED = 100
_FEWEST_COLUMNS = 2
_MOST_WORDS_IN_ROW = 60
_LONGEST_BOLD_HEADING = 25
_DEEPEST = 6


class TooManyBlocksError(Exception):
    """A document has more blocks than we read."""


class Piece(NamedTuple):
    """A paragraph of a file and what its markup says of it."""

    kind: BlockKind
    text: str
    level: int | None = None
    stated_page: int | None = None


_Cell = list[Piece]


@dataclass
class _Row:
    """A row: a cell a column, empty where one of the row or of a row above stands over more than one place.

    `taken` holds the columns that cells of rows above stand in; `spans` how many columns each cell stands over, 0 for
    an empty one that a cell before it covers; `repeated` the places of cells that are said once for several columns.
    """

    taken: frozenset[int] = frozenset()
    row_head: Sequence[Piece] = ()
    cells: list[_Cell] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)
    repeated: tuple[int, ...] = ()
    own_cells: int = 0
    head_cells: int = 0
    says_heads: bool = False
    _free: int = 0

    @property
    def is_head(self) -> bool:
        """Tell whether the row names the columns: it says so, or each of its cells does."""
        return self.says_heads or self.head_cells == self.own_cells

    def open_cell(self, columns: int, *, is_head: bool, repeated: bool) -> range:
        """Begin a cell in the next free column, and give the columns it stands in."""
        while (place := len(self.cells)) < self._free or place in self.taken:
            self.spans.append(0 if place < self._free else 1)
            self.cells.append([])
        columns = 1 if columns == 1 else max(1, min(columns, MOST_COLUMNS - place))
        self._free = place + columns
        self.cells.append([])
        self.spans.append(columns)
        self.own_cells += 1
        self.head_cells += is_head
        if repeated and columns > 1:
            self.repeated += (place,)
        return range(place, self._free)

    def texts(self) -> tuple[list[str], list[int]]:
        """Give the text of each cell, and how many columns it stands over."""
        texts, spans = [_text(cell) for cell in self.cells], self.spans
        for place in self.repeated:
            columns = range(place, place + spans[place])
            if len(texts[place]) <= _LONGEST_REPEATED:
                texts[columns.start : columns.stop] = [texts[place]] * len(columns)
                spans[columns.start : columns.stop] = [1] * len(columns)
        return texts, spans


class Composer:
    """Gather pieces in reading order; tables may nest, the outermost one decides."""

    def __init__(self) -> None:
        self._pieces: list[Block] = []
        self._end = 0
        self._heads: set[int] = set()
        self._rows: list[_Row] = []
        self._hanging: dict[int, tuple[int, _Cell]] = {}  # by column: for how many rows more a cell stands there
        self._depth = 0
        self._heading_level = 1
        self._count = 0

    def add(self, piece: Piece) -> None:
        """Add a piece, to the open cell if there is one; one without words is left out.

        Raises:
            TooManyBlocksError: there are more than we read.

        """
        if not piece.text.strip():
            return
        self._count += 1
        if self._count > MOST_BLOCKS:
            raise TooManyBlocksError(f"more than {MOST_BLOCKS} blocks")
        if self._depth and self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].append(piece)
        else:
            self._write(piece)

    def add_bold(self, text: str, stated_page: int | None = None) -> None:
        """Add a paragraph that is bold throughout: a heading below the last one, unless it is long or a sentence."""
        is_heading = len(text.split()) <= _LONGEST_BOLD_HEADING and text.rstrip()[-1:] not in ".;,"
        kind = BlockKind.HEADING if is_heading and not self._depth else BlockKind.PARAGRAPH
        level = min(_DEEPEST, self._heading_level + 1) if kind is BlockKind.HEADING else None
        last_level = self._heading_level
        self.add(Piece(kind, text, level, stated_page))
        self._heading_level = last_level

    def open_table(self) -> None:
        """Begin a table, or one inside a cell of another."""
        self._depth += 1

    def open_row(self) -> None:
        """Begin a row of the outermost table."""
        if self._depth != 1:
            return
        hanging = self._hanging
        if not hanging:
            self._rows.append(_Row())
            return
        self._rows.append(_Row(frozenset(hanging), hanging[0][1] if 0 in hanging else ()))
        self._hanging = {column: (rows - 1, cell) for column, (rows, cell) in hanging.items() if rows > 1}

    def open_cell(self, *, columns: int = 1, rows: int = 1, is_head: bool = False, repeated: bool = False) -> None:
        """Begin a cell of the outermost table; `is_head` when it names its column.

        It stands over so many `columns`, or with `repeated` is said once for each of them, and beside so many `rows`.
        """
        if self._depth == 1 and self._rows:
            row = self._rows[-1]
            places = row.open_cell(columns, is_head=is_head, repeated=repeated)
            if rows > 1:
                hung = (place for place in places if place < MOST_COLUMNS)
                self._hanging |= dict.fromkeys(hung, (rows - 1, row.cells[-1]))

    def go_on_above(self) -> None:
        """Say that the open cell carries on the one above it."""
        if self._depth == 1 and len(self._rows) > 1 and len(self._rows[-1].cells) == 1:
            above = self._rows[-2]
            self._rows[-1].row_head = above.row_head or next(iter(above.cells), ())

    def end_row_group(self) -> None:
        """Say that no cell above stands beside the rows that follow, in the outermost table."""
        if self._depth == 1:
            self._hanging = {}

    def mark_heads(self) -> None:
        """Say that the open row of the outermost table names the columns."""
        if self._depth == 1 and self._rows:
            self._rows[-1].says_heads = True

    def close_table(self) -> None:
        """End a table; the end of the outermost one writes its rows."""
        self._depth = max(0, self._depth - 1)
        if self._depth == 0:
            rows, self._rows, self._hanging = self._rows, [], {}
            self._write_table([row for row in rows if any(row.cells)])

    def close_all(self) -> None:
        """End every table that is still open."""
        while self._depth:
            self.close_table()

    def blocks(self) -> tuple[tuple[Block, ...], str]:
        """Give the blocks, each with its place, and the document's text."""
        self.close_all()
        found = with_column_heads(tuple(with_tabbed_rows(self._pieces)), frozenset(self._heads))
        return tuple(found), "\n".join(block.text for block in found)

    def _write(self, piece: Piece) -> None:
        kind, text, level, page = piece
        if kind is BlockKind.HEADING and level:
            self._heading_level = level
        elif kind is BlockKind.PARAGRAPH and BULLET.match(text):
            kind, level = BlockKind.LIST_ITEM, 1
        self._append(Block(kind, text, None, level, self._end, stated_page=page))

    def _append(self, block: Block) -> None:
        self._pieces.append(block)
        self._end += len(block.text) + 1

    def _write_table(self, rows: Sequence[_Row]) -> None:
        lays_out_only = max((len(row.cells) for row in rows), default=0) < _FEWEST_COLUMNS
        for row in rows:
            if lays_out_only or _is_prose(row):
                for piece in (piece for cell in row.cells for piece in cell):
                    self._write(piece)
            else:
                self._write_row(row)

    def _write_row(self, row: _Row) -> None:
        cells, spans = row.texts()
        first = next(piece for cell in row.cells for piece in cell)
        if row.is_head:
            self._heads.add(len(self._pieces))
        text = "\t".join(cells).strip("\t")
        block = Block(BlockKind.TABLE_ROW, text, None, None, self._end, tuple(cells), stated_page=first.stated_page)
        if row.row_head or spans.count(1) < len(spans):
            block = replace(block, spans=tuple(spans), row_head=_text(row.row_head))
        self._append(block)


def _text(cell: Sequence[Piece]) -> str:
    return fold(cell[0].text) if len(cell) == 1 else " ".join(fold(piece.text) for piece in cell)


def _is_prose(row: _Row) -> bool:
    long, several = 0, False
    for cell in row.cells:
        several = several or len(cell) > 1
        for piece in cell:
            if piece.kind is BlockKind.HEADING:
                return True
            long += len(piece.text) > _MOST_WORDS_IN_ROW
    if not several and not long:
        return False
    words = [len(piece.text.split()) for cell in row.cells for piece in cell]
    return (several and sum(words) > _MOST_WORDS_IN_ROW) or (not row.is_head and max(words) > _MOST_WORDS_IN_ROW)
