"""Own small documents of headings, paragraphs, lists and tables, and their writing in every format that is read."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta")
) + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'  # fmt: skip


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Prose:
    text: str


@dataclass(frozen=True)
class Items:
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Element = Heading | Prose | Items | Grid
Written = tuple[Element, ...]


def elements_of(text: str) -> Written:
    """Read the tests' plain plans as elements: a short line that ends without a stop is a heading."""
    parts = [" ".join(part.split()) for part in text.replace("\f", "\n\n").split("\n\n")]
    return tuple(
        Heading(2 if number else 1, part) if len(part.split()) <= 12 and part[-1] not in ".;:" else Prose(part)
        for number, part in enumerate(filter(None, parts))
    )


def package_of(parts: Mapping[str, str | bytes]) -> bytes:
    """Zip parts in their order, always to the same bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, stored)
    return target.getvalue()


def docx_run(text: str, properties: str = "") -> str:
    """Write a run of Word's."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx_paragraph(text: str, properties: str = "") -> str:
    """Write a paragraph of Word's."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{docx_run(text)}</w:p>"


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCX_FRAME = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
}  # what other programs need to open a Word file


def docx_of_body(body: str, *, pages: int | None = None, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Write a Word file around a body; `pages` is what it states of itself."""
    properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    stated = "" if pages is None else f"<Pages>{pages}</Pages>"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in range(1, 7)
    )
    return package_of(
        {
            **_DOCX_FRAME,
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "docProps/app.xml": f'<Properties xmlns="{properties}">{stated}</Properties>',
            **(parts or {}),
        }
    )


def docx_of(written: Written, pages: int | None = None) -> bytes:
    """Write elements as a Word file."""
    return docx_of_body("".join(map(_docx_element, written)), pages=pages)


def _docx_element(element: Element) -> str:
    if isinstance(element, Heading):
        return docx_paragraph(element.text, f'<w:pStyle w:val="Heading{element.level}"/>')
    if isinstance(element, Prose):
        return docx_paragraph(element.text)
    if isinstance(element, Items):
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        return "".join(docx_paragraph(text, number) for text in element.texts)
    rows = "".join(
        f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if row is element.heads else ''}"
        + "".join(f"<w:tc>{docx_paragraph(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in (element.heads, *element.rows)
    )
    return f"<w:tbl>{rows}</w:tbl>"


def odt_of_body(body: str, *, pages: int | None = None, styles: str = "") -> bytes:
    """Write an OpenDocument text around a body."""
    stated = "" if pages is None else f'<meta:document-statistic meta:page-count="{pages}"/>'
    return package_of(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {ODF}><office:meta>{stated}</office:meta></office:document-meta>",
        }
    )


def odt_of(written: Written, pages: int | None = None) -> bytes:
    """Write elements as an OpenDocument text."""
    return odt_of_body("".join(map(_odt_element, written)), pages=pages)


def _odt_element(element: Element) -> str:
    if isinstance(element, Heading):
        return f'<text:h text:outline-level="{element.level}">{escape(element.text)}</text:h>'
    if isinstance(element, Prose):
        return _odt_paragraph(element.text)
    if isinstance(element, Items):
        items = "".join(f"<text:list-item>{_odt_paragraph(text)}</text:list-item>" for text in element.texts)
        return f"<text:list>{items}</text:list>"
    rows = "".join(map(_odt_row, element.rows))
    heads = f"<table:table-header-rows>{_odt_row(element.heads)}</table:table-header-rows>"
    return f"<table:table>{heads}{rows}</table:table>"


def _odt_paragraph(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def _odt_row(row: tuple[str, ...]) -> str:
    cells = "".join(f"<table:table-cell>{_odt_paragraph(cell)}</table:table-cell>" for cell in row)
    return f"<table:table-row>{cells}</table:table-row>"


def html_of(written: Written) -> bytes:
    """Write elements as a web page with what surrounds a page's content."""
    body = "\n".join(map(_html_element, written))
    return (
        "<!DOCTYPE html><html><head><title>A page</title><style>p { color: red }</style></head><body>"
        f"<nav><ul><li>Home</li></ul></nav><main>{body}</main><script>track();</script></body></html>"
    ).encode()


def _html_element(element: Element) -> str:
    if isinstance(element, Heading):
        return f"<h{element.level}>{escape(element.text)}</h{element.level}>"
    if isinstance(element, Prose):
        return f"<p>{escape(element.text)}</p>"
    if isinstance(element, Items):
        return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in element.texts)}</ul>"
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in element.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in element.rows)
    return f"<table><tr>{heads}</tr>{rows}</table>"


def markdown_of(written: Written) -> bytes:
    """Write elements as Markdown."""
    return "\n\n".join(map(_markdown_element, written)).encode()


def _markdown_element(element: Element) -> str:
    if isinstance(element, Heading):
        return f"{'#' * element.level} {element.text}"
    if isinstance(element, Prose):
        return element.text
    if isinstance(element, Items):
        return "\n".join(f"- {text}" for text in element.texts)
    rows = (element.heads, tuple("---" for _ in element.heads), *element.rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def text_of(written: Written) -> bytes:
    """Write elements as plain text: headings underlined, tables with tabs."""
    return "\n\n".join(map(_text_element, written)).encode()


def _text_element(element: Element) -> str:
    if isinstance(element, Heading):
        return f"{element.text}\n{('=' if element.level == 1 else '-') * len(element.text)}"
    if isinstance(element, Prose):
        return element.text
    if isinstance(element, Items):
        return "\n".join(f"• {text}" for text in element.texts)
    return "\n".join("\t".join(row) for row in (element.heads, *element.rows))


def laid_out_pdf_of(written: Written) -> bytes:
    """Write elements as a PDF: headings larger and bold, bullets, tables with lines."""
    styles = getSampleStyleSheet()
    headings = {
        level: ParagraphStyle(
            f"H{level}", parent=styles["BodyText"], fontName="Helvetica-Bold", fontSize=20 - 3 * level,
            leading=24 - 3 * level, spaceBefore=10, spaceAfter=6,
        )
        for level in (1, 2, 3)
    }  # fmt: skip
    story: list[Any] = []
    for element in written:
        if isinstance(element, Heading):
            story.append(Paragraph(escape(element.text), headings[element.level]))
        elif isinstance(element, Prose):
            story.append(Paragraph(escape(element.text), styles["BodyText"]))
        elif isinstance(element, Items):
            items = [Paragraph(escape(text), styles["BodyText"]) for text in element.texts]
            story.append(ListFlowable(items, bulletType="bullet", start="•"))
        else:
            story.append(_laid_out_table(element, styles["BodyText"]))
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=A4, invariant=1).build(story)
    return target.getvalue()


def _laid_out_table(grid: Grid, style: ParagraphStyle) -> Table:
    wraps = any(len(cell) > 30 for row in grid.rows for cell in row)
    rows = [[Paragraph(escape(cell), style) if wraps else cell for cell in row] for row in (grid.heads, *grid.rows)]
    table = Table(rows, colWidths=220 if wraps else 110)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


WRITERS: dict[str, Callable[[Written], bytes]] = {
    "docx": docx_of,
    "odt": odt_of,
    "html": html_of,
    "markdown": markdown_of,
    "text": text_of,
    "pdf": laid_out_pdf_of,
}
