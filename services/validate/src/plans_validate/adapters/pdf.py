"""Own the reading of PDF: its pages, their lines, and what can keep it from being read.

pdfium has no limit of its own, so this runs only inside a process that has one (`reader_process`).
"""

from hashlib import sha256
from itertools import chain

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plans_validate.adapters.pdf_lines import lines_of
from plans_validate.adapters.pdf_pictures import pictures_of, recognised, says_more
from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError, NeedsRecognitionError
from plans_validate.adapters.recognised_lines import RecognisedPage, with_steady_sizes
from plans_validate.adapters.recognition import Scans, engine
from plans_validate.domain.columns import in_reading_order
from plans_validate.domain.document import Document, Page
from plans_validate.domain.layout import blocks_of
from plans_validate.domain.lines import Line
from plans_validate.domain.recognised import text_from

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


def read_pdf(content: bytes, scans: Scans = Scans.LEAVE) -> Document:
    """Read a PDF's pages and blocks; `scans` says what to do with pages that are pictures.

    Raises:
        CouldNotReadError: it is encrypted, damaged or holds no text.
        LimitReachedError: it has more pages than we read, or recognising them takes too long.
        NeedsRecognitionError: it has pictures to recognise, and that is not for this process.

    """
    pdf = _open(content)
    try:
        if len(pdf) > _MOST_PAGES:
            raise LimitReachedError(f"the file has more than {_MOST_PAGES} pages")
        pages = _read_pages(pdf)
        seen = {} if scans is Scans.LEAVE else _recognise(pdf, pages, scans)
    except pdfium.PdfiumError as error:
        raise CouldNotReadError(_DAMAGED) from error
    finally:
        pdf.close()
    return _document(content, pages, seen)


def _document(content: bytes, pages: list[list[Line]], seen: dict[int, RecognisedPage]) -> Document:
    """Put pages and what was recognised on some of them together."""
    for place, printed in zip(seen, with_steady_sizes(page.lines for page in seen.values()), strict=True):
        pages[place] = in_reading_order(printed, place + 1)
    numbered = tuple(Page(place + 1, _text(page), place in seen) for place, page in enumerate(pages))
    if not any(map(str.isalnum, chain.from_iterable(page.text for page in numbered))):
        raise CouldNotReadError(_NO_TEXT)
    lines = [line for page in pages for line in page]
    letters = sum(page.letters for page in seen.values())
    confidence = sum(page.confidence * page.letters for page in seen.values()) / letters if letters else None
    return Document(
        "pdf", sha256(content).hexdigest(), numbered, blocks_of(lines),
        text_from=text_from(numbered), confidence=confidence,
    )  # fmt: skip


def _text(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _recognise(pdf: pdfium.PdfDocument, pages: list[list[Line]], scans: Scans) -> dict[int, RecognisedPage]:
    """Recognise the pages that are pictures, where the engine makes out text that says more than theirs."""
    texts = [_text(page) for page in pages]
    pictures = pictures_of(pdf, texts)
    if pictures and scans is Scans.DEFER:
        raise NeedsRecognitionError
    found = recognised(engine(), pdf, pictures)
    return {place: page for place, page in found.items() if says_more(page, texts[place])}


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


def _read_pages(pdf: pdfium.PdfDocument) -> list[list[Line]]:
    """Give the lines of each page that stand there as text."""
    return [_read_page(pdf, number) for number in range(1, len(pdf) + 1)]


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
