"""Own the reading of PDF: text a page in the file's order, lines with their type size and weight.

pdfium has no limit of its own, so this runs only inside a process that has one (`reader_process`).
"""

import ctypes
import re
from collections.abc import Iterator
from hashlib import sha256

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError
from plans_validate.domain.document import Document, Page
from plans_validate.domain.layout import Line, blocks_of

_MOST_PAGES = 400
_FONT_NAME_BYTES = 128
_BOLD_WEIGHT = 600
_LINE_END = re.compile(r"\r\n|\r|\n")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)

_ENCRYPTED = (
    "We could not open this PDF because it is protected with a password. "
    "Please save it without a password and send it again."
)
_DAMAGED = (
    "We could not open this file: it looks like a PDF that is damaged or was cut short. "
    "Please export the plan to PDF again and send the new file."
)
_NO_TEXT = (
    "We could not find any text in this PDF. It may be a scan or pictures of pages. "
    "Please send a PDF made from the original document, so that its words can be read."
)


def read_pdf(content: bytes) -> Document:
    """Read a PDF's pages and blocks.

    Raises:
        CouldNotReadError: it is encrypted, damaged or holds no text.
        LimitReachedError: it has more pages than we read.

    """
    pdf = _open(content)
    try:
        if len(pdf) > _MOST_PAGES:
            raise LimitReachedError(f"the file has more than {_MOST_PAGES} pages")
        pages, lines = _read_pages(pdf)
    except pdfium.PdfiumError as error:
        raise CouldNotReadError(_DAMAGED) from error
    finally:
        pdf.close()
    if not any(character.isalnum() for page in pages for character in page.text):
        raise CouldNotReadError(_NO_TEXT)
    return Document("pdf", sha256(content).hexdigest(), tuple(pages), blocks_of(lines))


def _open(content: bytes) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(content)
        page_count = len(pdf)
    except pdfium.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise CouldNotReadError(_ENCRYPTED if encrypted else _DAMAGED) from error
    if page_count == 0:
        raise CouldNotReadError(_DAMAGED)
    return pdf


def _read_pages(pdf: pdfium.PdfDocument) -> tuple[list[Page], list[Line]]:
    pages: list[Page] = []
    lines: list[Line] = []
    for index in range(len(pdf)):
        page = pdf[index]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        pages.append(Page(index + 1, text))
        lines.extend(_lines(text_page, text, index + 1))
        text_page.close()
        page.close()
    return pages, lines


def _lines(text_page: pdfium.PdfTextPage, text: str, page: int) -> Iterator[Line]:
    """Give a page's lines; type and gap are known only where characters and text count alike."""
    aligned = text_page.count_chars() == len(text)
    bottom_above: float | None = None
    start = 0
    for written in _LINE_END.split(text):
        stripped = written.strip()
        if stripped and aligned:
            first = start + written.index(stripped[0])
            last = start + len(written.rstrip()) - 1
            top, bottom = _extent(text_page, first)
            bold = _is_bold(text_page, first) and _is_bold(text_page, last)
            gap = None if bottom_above is None else bottom_above - top
            bottom_above = bottom
            yield Line(written, page, round(top - bottom, 1) or None, bold, gap)
        else:
            yield Line(written, page)
        start += len(written) + (2 if text[start + len(written) : start + len(written) + 2] == "\r\n" else 1)


def _extent(text_page: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    _, bottom, _, top = text_page.get_charbox(index, loose=True)
    return top, bottom


def _is_bold(text_page: pdfium.PdfTextPage, index: int) -> bool:
    if pdfium_c.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME_BYTES, flags)
    return bool(_BOLD_NAME.search(name.value.decode("utf-8", "replace")))
