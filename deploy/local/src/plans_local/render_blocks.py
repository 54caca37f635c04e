"""Reads the small subset of Markdown that the sample plans are written in.

- `# ` and `## ` start a heading; a blank line ends a paragraph; the lines between are one paragraph.
- A line that ends in a backslash keeps its line break; `**words**` are bold.
- `- ` and `1. ` start a list item, which goes on to the next item or blank line.
- Lines that start with `|` are the rows of a table; a row of `|---|` makes the rows above it the head.
- `---` alone on a line is a page break.
- The file may begin with front matter: `---`, lines of `key: value`, `---`. The keys are the fields of `FrontMatter`,
  with `yes` or `no` for the flags. A block with another key, or a style or layout that is not known, is not front
  matter but text.

Everything else is text, shown as it is written: nothing is an error and nothing is dropped.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

STYLES: Final = ("plain", "modern", "classic", "report", "formal", "brochure", "typed")
LAYOUTS: Final = ("one-column", "two-column")
_FLAGS: Final = {"yes": True, "no": False}
_ITEM: Final = re.compile(r"(-|\d{1,3}\.) +(.*)")
_RULE_ROW: Final = re.compile(r"\|[ :|-]*-[ :|-]*")


@dataclass(frozen=True)
class FrontMatter:
    """Say how a document looks; the running header and footer are absent when empty.

    `style` is one of `STYLES`, `layout` one of `LAYOUTS`. `title` is the title of the file and, in two columns, the
    banner of the first page. The footer is followed by "Page x of y". A `scanned` document has pictures for pages.
    """

    council: str = ""
    title: str = ""
    style: str = "plain"
    layout: str = "one-column"
    header: str = ""
    footer: str = ""
    scanned: bool = False


@dataclass(frozen=True)
class Heading:
    """Hold a heading of level 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True)
class Passage:
    """Hold a paragraph; a line feed in it is a line break."""

    text: str


@dataclass(frozen=True)
class Item:
    """Hold one list item and its marker: `-`, or a number with a full stop."""

    marker: str
    text: str


@dataclass(frozen=True)
class Grid:
    """Hold the rows of a table, of which the first `heads` are its head."""

    rows: tuple[tuple[str, ...], ...]
    heads: int = 0


@dataclass(frozen=True)
class Break:
    """Stand for a page break."""


@dataclass(frozen=True)
class Gap:
    """Stand for the space that a blank line leaves between lines of plain text."""


Block = Heading | Passage | Item | Grid | Break | Gap


@dataclass
class _Reader:
    """Collect blocks from lines, holding the paragraph or item that is still open."""

    blocks: list[Block] = field(default_factory=list)
    marker: str = ""
    held: str = ""

    def close(self) -> None:
        """Put the open paragraph or item among the blocks."""
        text = self.held.rstrip()
        if text or self.marker:
            self.blocks.append(Item(self.marker, text) if self.marker else Passage(text))
        self.marker, self.held = "", ""

    def take(self, line: str) -> None:
        """Add one line that is no row of a table."""
        if not line:
            self.close()
        elif line == "---":
            self._add(Break())
        elif line.startswith(("# ", "## ")):
            marks, _, text = line.partition(" ")
            self._add(Heading(len(marks), text.strip()))
        elif item := _ITEM.fullmatch(line):
            self.close()
            self.marker, self.held = item[1], ""
            self._join(item[2])
        else:
            self._join(line)

    def _add(self, block: Block) -> None:
        self.close()
        self.blocks.append(block)

    def _join(self, line: str) -> None:
        self.held += line[:-1].rstrip() + "\n" if line.endswith("\\") else line + " "

    def take_rows(self, lines: list[str]) -> None:
        """Add the rows of one table; rows made of rules alone are text."""
        rules = [position for position, line in enumerate(lines) if _RULE_ROW.fullmatch(line)]
        rows = tuple(_cells(line) for line in lines if not _RULE_ROW.fullmatch(line))
        if rows:
            self._add(Grid(rows, heads=rules[0] if rules else 0))
        else:
            self._add(Passage("\n".join(lines)))


def unified(text: str) -> str:
    """Give every line of `text` the same ending, a line feed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_markdown(text: str) -> tuple[FrontMatter, tuple[Block, ...]]:
    """Split `text` into its front matter and its blocks, in order."""
    lines = [line.strip(" \t") for line in unified(text).split("\n")]
    front, lines = _front_matter(lines)
    reader = _Reader()
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            reader.take_rows(list(group))
        else:
            for line in group:
                reader.take(line)
    reader.close()
    return front, tuple(reader.blocks)


def _front_matter(lines: list[str]) -> tuple[FrontMatter, list[str]]:
    if lines[0] != "---" or "---" not in lines[1:]:
        return FrontMatter(), lines
    end = lines.index("---", 1)
    pairs = [line.partition(":") for line in lines[1:end]]
    front = _front({key.strip(): value.strip() for key, _, value in pairs})
    return (front, lines[end + 1 :]) if front and pairs else (FrontMatter(), lines)


def _front(values: dict[str, str]) -> FrontMatter | None:
    """Read the values of front matter, or answer None when one of them is not known."""
    scanned = _FLAGS.get(values.pop("scanned", "no"))
    known = values.keys() <= {"council", "title", "style", "layout", "header", "footer"}
    if scanned is None or not known:
        return None
    front = FrontMatter(scanned=scanned, **values)
    return front if front.style in STYLES and front.layout in LAYOUTS else None


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|"))


def read_plain(text: str) -> tuple[Block, ...]:
    """Split plain extracted text into blocks: every line is kept as a line, and a form feed starts a new page.

    A short line alone between blank lines, without a full stop or comma at its end, is shown bold. Nothing else is
    guessed: marks of Markdown or HTML are shown as they are, and the columns of a line with tabs stay one row.
    """
    blocks: list[Block] = []
    for number, page in enumerate(unified(text).split("\f")):
        if number:
            blocks.append(Break())
        for is_blank, lines in groupby(page.split("\n"), key=lambda line: not line.strip()):
            blocks += [Gap()] if is_blank else _paragraph(list(lines))
    return tuple(blocks)


_LONGEST_TITLE: Final = 80


def _paragraph(lines: list[str]) -> list[Block]:
    only = lines[0].strip()
    if len(lines) == 1 and len(only) <= _LONGEST_TITLE and "\t" not in only and only[-1].isalnum():
        return [Heading(2, only)]
    return [Passage(line.strip()) for line in lines]
