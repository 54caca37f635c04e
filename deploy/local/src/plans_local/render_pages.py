"""Lays blocks out on A4 pages as PDF: the same blocks give the same bytes on every run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Final

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from plans_local.render_blocks import Block, Break, FrontMatter, Gap, Grid, Heading, Item, Passage
from plans_local.render_glyphs import markup, shown

WIDTH, HEIGHT = A4
BANNER_HEIGHT: Final = 40 * mm
COLUMN_GAP: Final = 8 * mm
MOST_COLUMNS: Final = 8
LONGEST_CELL: Final = 300
NARROWEST, WIDEST = 8, 24  # a column's share of the table, in characters
_FIGURE: Final = re.compile(r"[(£-]*[\d.,]+[%kmbn)]*")


@dataclass(frozen=True)
class Look:
    """Describe one house style; sizes in points, the margin at the sides in millimetres."""

    family: str
    size: float
    leading: float
    ink: str
    title_size: float
    side: float
    heading_family: str = "Helvetica-Bold"
    justified: bool = False


LOOKS: Final = {
    "plain": Look("Helvetica", 10.5, 14.5, "#000000", 16, 22),
    "modern": Look("Helvetica", 10.5, 15.2, "#0b5a4a", 22, 23),
    "classic": Look("Times-Roman", 12, 20, "#000000", 18, 30, "Times-Bold", justified=True),
    "report": Look("Helvetica", 11, 15, "#1f2a44", 17, 25),
    "formal": Look("Times-Roman", 12, 17, "#6b1e2e", 20, 25, "Helvetica-Bold"),
    "brochure": Look("Helvetica", 10.5, 15, "#3b2a78", 22, 17),
    "typed": Look("Courier", 10.5, 17, "#222222", 12, 24, "Courier-Bold"),
}


@dataclass(frozen=True)
class Press:
    """Turn blocks into what reportlab places on pages, in one look and one width of column (points)."""

    look: Look
    width: float
    bold_marks: bool

    def flowables(self, block: Block) -> Iterator[Flowable]:
        """Answer what stands for one block."""
        match block:
            case Heading(level, text):
                yield Paragraph(self._marked(text), self._heading(level))
            case Passage(text):
                yield Paragraph(self._marked(text), self._body())
            case Item(marker, text):
                yield Paragraph(self._marked(text), self._item(), bulletText="•" if marker == "-" else marker)
            case Grid():
                yield from self._table(block)
            case Break():
                yield PageBreak()
            case Gap():
                yield Spacer(1, self.look.size / 2)

    def _marked(self, text: str) -> str:
        return markup(text, bold_marks=self.bold_marks)

    def _body(self) -> ParagraphStyle:
        look = self.look
        return ParagraphStyle(
            "body",
            fontName=look.family,
            fontSize=look.size,
            leading=look.leading,
            spaceBefore=look.size * 0.45 if self.bold_marks else 0,
            spaceAfter=look.size * 0.62 if self.bold_marks else 1,
            alignment=TA_JUSTIFY if look.justified else TA_LEFT,
        )

    def _heading(self, level: int) -> ParagraphStyle:
        size = self.look.title_size if level == 1 else self.look.size * 1.22
        return ParagraphStyle(
            "heading",
            fontName=self.look.heading_family,
            fontSize=size,
            leading=size * 1.25,
            textColor=colors.HexColor(self.look.ink),
            spaceBefore=size * 0.5,
            spaceAfter=size * 0.35,
            keepWithNext=1,
        )

    def _item(self) -> ParagraphStyle:
        return ParagraphStyle("item", parent=self._body(), leftIndent=18, bulletIndent=4, spaceBefore=0, spaceAfter=3)

    def _table(self, grid: Grid) -> Iterator[Flowable]:
        """Draw a table, or its rows as lines of text where its columns would be too narrow to read."""
        columns = max(len(row) for row in grid.rows)
        if columns > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for row in grid.rows for cell in row):
            yield from (Paragraph(self._marked(" | ".join(row)), self._body()) for row in grid.rows)
            return
        rows = [row + ("",) * (columns - len(row)) for row in grid.rows]
        figures = [all(map(_FIGURE.fullmatch, column[grid.heads :])) for column in zip(*rows, strict=True)]
        cells = [
            [
                self._cell(text, head=number < grid.heads, figure=figure)
                for text, figure in zip(row, figures, strict=True)
            ]
            for number, row in enumerate(rows)
        ]
        yield Table(cells, colWidths=self._widths(rows), style=self._lines(grid), splitInRow=1)
        yield Spacer(1, self.look.size)

    def _cell(self, text: str, *, head: bool, figure: bool) -> Paragraph:
        style = ParagraphStyle(
            "cell",
            fontName=self.look.heading_family if head else self.look.family,
            fontSize=self.look.size - 1,
            leading=self.look.leading - 2,
            alignment=TA_RIGHT if figure else TA_LEFT,
        )
        return Paragraph(self._marked(text), style)

    def _widths(self, rows: list[tuple[str, ...]]) -> list[float]:
        longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        shares = [min(max(length, NARROWEST), WIDEST) for length in longest]
        return [self.width * share / sum(shares) for share in shares]

    def _lines(self, grid: Grid) -> TableStyle:
        commands: list[tuple[object, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9a9a9a")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        if grid.heads:
            commands.append(("BACKGROUND", (0, 0), (-1, grid.heads - 1), colors.HexColor("#e6e8ec")))
        return TableStyle(commands)


def lay_out(front: FrontMatter, blocks: tuple[Block, ...], *, bold_marks: bool = True) -> bytes:
    """Draw `blocks` on A4 pages and answer the bytes of the PDF; without blocks, one empty page.

    Pages are drawn twice where there is a footer: once to count them, once to print "Page x of y".
    """
    draw = partial(_draw, front, blocks, bold_marks=bold_marks)
    drawn, pages = draw(0)
    return draw(pages)[0] if front.footer else drawn


def _draw(front: FrontMatter, blocks: tuple[Block, ...], total: int, *, bold_marks: bool) -> tuple[bytes, int]:
    look = LOOKS[front.style]
    press = Press(look, width=_column_width(front, look), bold_marks=bold_marks)
    sink = BytesIO()
    document = BaseDocTemplate(
        sink, pagesize=A4, title=shown(front.title), author="", lang="en-GB", invariant=1, pageCompression=1
    )
    furniture = {"onPage": partial(_head, front, look), "onPageEnd": partial(_foot, front, look, total)}
    document.addPageTemplates(
        [
            PageTemplate(
                "first",
                _frames(front, look, first=True),
                onPage=partial(_banner, front, look),
                onPageEnd=furniture["onPageEnd"],
            ),
            PageTemplate("later", _frames(front, look), **furniture),
        ]
    )
    story = [flowable for block in blocks for flowable in press.flowables(block)]
    document.build([NextPageTemplate("later"), *story, Spacer(1, 0)], canvasmaker=Canvas)
    return sink.getvalue(), document.page


def _column_width(front: FrontMatter, look: Look) -> float:
    whole: float = WIDTH - 2 * look.side * mm
    return whole if front.layout == "one-column" else (whole - COLUMN_GAP) / 2


def _frames(front: FrontMatter, look: Look, *, first: bool = False) -> list[Frame]:
    """Place the columns between header and footer, and on a first page in two columns below the banner."""
    two = front.layout == "two-column"
    side, foot, width = look.side * mm, 22 * mm, _column_width(front, look)
    top = BANNER_HEIGHT + 8 * mm if first and two else 20 * mm
    return [
        Frame(side + number * (width + COLUMN_GAP), foot, width, HEIGHT - foot - top, 0, 0, 0, 0)
        for number in range(1 + two)
    ]


def _banner(front: FrontMatter, look: Look, canvas: Canvas, document: BaseDocTemplate) -> None:
    """Open the first page: its header and, in two columns, the title on a coloured band."""
    _head(front, look, canvas, document)
    if front.layout == "two-column":
        canvas.setFillColor(colors.HexColor(look.ink))
        canvas.rect(0, HEIGHT - BANNER_HEIGHT, WIDTH, BANNER_HEIGHT, stroke=0, fill=1)
        style = ParagraphStyle(
            "banner",
            fontName=look.heading_family,
            fontSize=look.title_size,
            leading=look.title_size * 1.2,
            textColor=colors.white,
        )
        _place(canvas, front.title, style, HEIGHT - BANNER_HEIGHT + 10 * mm, look)


def _head(front: FrontMatter, look: Look, canvas: Canvas, _document: BaseDocTemplate) -> None:
    if front.header:
        _place(canvas, front.header, _small(TA_RIGHT), HEIGHT - 14 * mm, look)


def _foot(front: FrontMatter, look: Look, total: int, canvas: Canvas, document: BaseDocTemplate) -> None:
    if front.footer:
        canvas.setStrokeColor(colors.HexColor("#9a9a9a"))
        canvas.line(look.side * mm, 16 * mm, WIDTH - look.side * mm, 16 * mm)
        _place(canvas, f"{front.footer} · Page {document.page} of {total}", _small(TA_LEFT), 10 * mm, look)


def _small(alignment: int) -> ParagraphStyle:
    return ParagraphStyle(
        "small", fontName="Helvetica", fontSize=8.5, textColor=colors.HexColor("#555555"), alignment=alignment
    )


def _place(canvas: Canvas, text: str, style: ParagraphStyle, bottom: float, look: Look) -> None:
    paragraph = Paragraph(markup(text), style)
    paragraph.wrap(WIDTH - 2 * look.side * mm, HEIGHT)
    paragraph.drawOn(canvas, look.side * mm, bottom)
