"""Own the laying out of chapters on pages, line by line, so that each line's page and chapter are known.

The lines know where they stand and what they look like; `writing` draws them as a PDF or sets them as paged text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth

from variants.chapters import Chapter
from written_formats import Element, Grid, Heading, Items, Prose

WIDTH, HEIGHT = A4
MARGIN = 64.0
COLUMN_GAP = 24.0
BULLET = "•"
_BOLD, _PLAIN = "Helvetica-Bold", "Helvetica"
_BREAKABLE = 9
_ROOM_TO_BREAK = 5
RUNNING = -1


@dataclass(frozen=True)
class Look:
    """Say how pages are laid out; a header or footer is absent when empty, `#` in it is the page's number."""

    size: float = 11.0
    leading: float = 16.0
    columns: int = 1
    hyphenated: bool = False
    header: str = ""
    footer: str = ""
    continuous: bool = False
    blank_sheets: bool = False


@dataclass(frozen=True)
class Line:
    """One line on a page; `chapter` is its chapter's place, or `RUNNING`. `apart` has white space above it."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    chapter: int
    apart: bool = False


@dataclass
class Sheet:
    """One page: its lines, and the boxes of its tables' cells."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass
class Setter:
    """Set elements on sheets, one after the other."""

    look: Look
    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    column: int = 0
    y: float = HEIGHT - MARGIN

    @property
    def width(self) -> float:
        """Give the width of a column."""
        return float((WIDTH - 2 * MARGIN - (self.look.columns - 1) * COLUMN_GAP) / self.look.columns)

    @property
    def left(self) -> float:
        """Give where the column begins."""
        return MARGIN + self.column * (self.width + COLUMN_GAP)

    def turn(self) -> None:
        """Begin the next column, or a new page after the last one."""
        self.column += 1
        self.y = HEIGHT - MARGIN
        if self.column == self.look.columns:
            self.column = 0
            self.sheets.append(Sheet())

    def new_page(self) -> None:
        """Begin a new page, unless the one at hand is still empty."""
        if self.sheets[-1].lines:
            self.sheets.append(Sheet())
        self.column, self.y = 0, HEIGHT - MARGIN

    def room_for(self, height: float) -> None:
        """Turn if less than this height is left."""
        if self.y - height < MARGIN:
            self.turn()

    def put(self, element: Element, chapter: int) -> None:
        """Set one element."""
        if isinstance(element, Grid):
            self._table(element, chapter)
        elif isinstance(element, Items):
            for number, text in enumerate(element.texts):
                self._run(f"{BULLET} {text}", chapter, apart=number == 0, indent=12.0)
        elif isinstance(element, Heading):
            self.room_for(6 * self.look.leading)
            self._run(element.text, chapter, size=self.look.size + 7 - 2 * min(3, element.level), bold=True)
        elif isinstance(element, Prose):
            self._run(element.text, chapter)

    def _run(
        self, text: str, chapter: int, *, size: float = 0, bold: bool = False, apart: bool = True, indent: float = 0
    ) -> None:
        size = size or self.look.size
        leading = max(self.look.leading, size * 1.25)
        lines = broken(text, size, self.width - indent, bold=bold, hyphenated=self.look.hyphenated and not bold)
        for number, line in enumerate(lines):
            first = number == 0
            above = 0.6 * self.look.leading if first and apart else 0.0
            self.room_for(leading + above)
            self.y -= leading + above
            left = self.left + (indent if number else 0.0)
            self.sheets[-1].lines.append(Line(line, left, self.y, size, bold, chapter, first and apart))

    def _table(self, grid: Grid, chapter: int) -> None:
        self.y -= 0.6 * self.look.leading
        for row in (grid.heads, *grid.rows) if grid.heads else grid.rows:
            width = self.width / len(row)
            cells = [list(broken(cell, self.look.size, width - 8, bold=row is grid.heads)) for cell in row]
            height = self.look.leading * max(map(len, cells)) + 6
            self.room_for(height)
            for number, cell in enumerate(cells):
                left = self.left + number * width
                self.sheets[-1].boxes.append((left, self.y - height, width, height))
                for place, text in enumerate(cell, 1):
                    y = self.y - place * self.look.leading
                    self.sheets[-1].lines.append(
                        Line(text, left + 4, y, self.look.size, row is grid.heads, chapter, apart=place == 1)
                    )
            self.y -= height


def broken(text: str, size: float, width: float, *, bold: bool = False, hyphenated: bool = False) -> Iterator[str]:
    """Break a text into lines of a width, within words too if so asked."""
    font = _BOLD if bold else _PLAIN
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if not line or stringWidth(longer, font, size) <= width:
            line = longer
            continue
        half = len(word) // 2
        fits = stringWidth(f"{line} {word[:half]}-", font, size) <= width
        if hyphenated and len(word) >= _BREAKABLE and word.isalpha() and half >= _ROOM_TO_BREAK - 1 and fits:
            yield f"{line} {word[:half]}-"
            line = word[half:]
        else:
            yield line
            line = word
    yield line


def laid_out(chapters: Sequence[Chapter], look: Look) -> list[Sheet]:
    """Lay chapters out; each begins a page, unless the look says that they run on."""
    setter = Setter(look)
    for place, chapter in enumerate(chapters):
        alone = chapter.kind == "cover" or (place > 0 and chapters[place - 1].kind == "cover")
        if place and (alone or not look.continuous):
            setter.new_page()
            if look.blank_sheets and not alone:
                setter.sheets.append(Sheet())
        for element in chapter.elements:
            setter.put(element, place)
    for number, sheet in enumerate(setter.sheets, 1):
        _furnish(sheet, look, number)
    return setter.sheets


def _furnish(sheet: Sheet, look: Look, number: int) -> None:
    if look.header:
        header = look.header.replace("#", str(number))
        sheet.lines.insert(0, Line(header, MARGIN, HEIGHT - 36, 9.0, bold=False, chapter=RUNNING, apart=True))
    if look.footer:
        footer = look.footer.replace("#", str(number))
        sheet.lines.append(Line(footer, WIDTH / 2 - 20, 34, 9.0, bold=False, chapter=RUNNING, apart=True))


def pages_of(sheets: Sequence[Sheet], chapters: Sequence[Chapter], kind: str) -> tuple[int, ...]:
    """Give the numbers of the pages on which chapters of a kind stand."""
    wanted = {place for place, chapter in enumerate(chapters) if chapter.kind == kind}
    return tuple(
        number for number, sheet in enumerate(sheets, 1) if any(line.chapter in wanted for line in sheet.lines)
    )
