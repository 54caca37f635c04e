"""Own the steps of reading that are measured: each with nothing but the product's own code."""

from collections.abc import Callable, Mapping

import pypdfium2 as pdfium

from plans_validate.adapters.checking import checker
from plans_validate.adapters.pdf import _open, read_pdf


def text_step(content: bytes) -> list[str]:
    """Read the text as our reader opens and reads a file."""
    pdf = _open(content)
    try:
        return texts_of(pdf)
    finally:
        pdf.close()


def texts_of(pdf: pdfium.PdfDocument) -> list[str]:
    """Read the text of each page."""
    texts = []
    for index in range(len(pdf)):
        page = pdf[index]
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range())
        text_page.close()
        page.close()
    return texts


def with_segments(content: bytes) -> object:
    """Read a file's blocks and part them into segments."""
    return checker().parts_of(read_pdf(content))


TEXT, PARTS = "text", "parts"
STEPS: Mapping[str, Callable[[bytes], object]] = {TEXT: text_step, PARTS: with_segments}
