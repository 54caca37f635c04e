"""Own the reading of PDF: its pages, their lines, and what can keep it from being read.

pdfium has no limit of its own, so this runs only inside a process that has one (`reader_process`).
"""

from hashlib import sha256

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plans_validate.adapters.pdf_lines import lines_of
from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError
from plans_validate.domain.document import Document, Page
from plans_validate.domain.layout import blocks_of
from plans_validate.domain.lines import Line

_MOST_PAGES = 400

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
    for number in range(1, len(pdf) + 1):
        of_page = _read_page(pdf, number)
        pages.append(Page(number, "\n".join([line.text for line in of_page])))
        lines.extend(of_page)
    return pages, lines


def _read_page(pdf: pdfium.PdfDocument, number: int) -> list[Line]:
    """Read a page's lines; it is closed before anything else happens, as pdfium asks for."""
    page = pdfium_c.FPDF_LoadPage(pdf, number - 1)
    _need(page)
    try:
        text_page = pdfium_c.FPDFText_LoadPage(page)
        _need(text_page)
        try:
            return lines_of(text_page, number)
        finally:
            pdfium_c.FPDFText_ClosePage(text_page)
    finally:
        pdfium_c.FPDF_ClosePage(page)


def _need(handle: object) -> None:
    if not handle:
        raise pdfium.PdfiumError("a page could not be loaded")
