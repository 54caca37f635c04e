"""Own how a plan is put on paper: blocks of words, written as plain text, Markdown or a web page."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a list item or a table, by its kind; `cells` are a table's rows."""

    kind: Literal["title", "heading", "paragraph", "item", "table"]
    words: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


_ITEMS = re.compile(r"((?:<li>.*</li>\n)+)")
Shell = Literal["plain", "markdown", "html"]
SHELLS: tuple[Shell, ...] = ("plain", "markdown", "html")


def written(blocks: Sequence[Block], shell: Shell) -> str:
    """Write blocks in one of the shells."""
    return _SHELLS[shell](blocks)


def passage(text: str) -> Iterator[Block]:
    """Read paragraphs parted by an empty line; a line that begins with a star is a list item."""
    for paragraph in text.split("\n\n"):
        for line in paragraph.split("\n"):
            yield Block("item", line[2:]) if line.startswith("* ") else Block("paragraph", line)


def lines(text: str) -> Iterator[Block]:
    """Read a paragraph from each line; lines next to each other with tabs in them are a table's rows."""
    for is_table, every in groupby(text.split("\n"), key=lambda line: "\t" in line):
        if is_table:
            yield table([line.split("\t") for line in every])
        else:
            yield from (Block("paragraph", line) for line in every)


def table(rows: Sequence[Sequence[str]]) -> Block:
    """Make a table whose first row names its columns."""
    return Block("table", cells=tuple(map(tuple, rows)))


def _plain(blocks: Sequence[Block]) -> str:
    return "\n\n".join(map(_plain_block, blocks)) + "\n"


def _plain_block(block: Block) -> str:
    if block.kind == "table":
        return "\n".join("\t".join(row) for row in block.cells)
    return f"• {block.words}" if block.kind == "item" else block.words


def _markdown(blocks: Sequence[Block]) -> str:
    marks = {"title": "# ", "heading": "## ", "item": "- ", "paragraph": ""}
    return "\n\n".join(_pipes(block) if block.cells else marks[block.kind] + block.words for block in blocks) + "\n"


def _pipes(block: Block) -> str:
    head, *rows = (f"| {' | '.join(row)} |" for row in block.cells)
    return "\n".join([head, "|---" * len(block.cells[0]) + "|", *rows])


def _html(blocks: Sequence[Block]) -> str:
    tags = {"title": "h1", "heading": "h2", "item": "li", "paragraph": "p"}
    body = "\n".join(
        _rows(block) if block.cells else f"<{tags[block.kind]}>{escape(block.words)}</{tags[block.kind]}>"
        for block in blocks
    )
    body = _ITEMS.sub(r"<ul>\n\1</ul>\n", body)
    head = escape(blocks[0].words)
    return f"<!DOCTYPE html>\n<html><head><title>{head}</title></head>\n<body>\n{body}\n</body></html>\n"


def _rows(block: Block) -> str:
    head, *rows = block.cells
    return f"<table>{_row(head, 'th')}{''.join(_row(row, 'td') for row in rows)}</table>"


def _row(row: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in row)}</tr>"


_SHELLS: Mapping[Shell, Callable[[Sequence[Block]], str]] = {"plain": _plain, "markdown": _markdown, "html": _html}
