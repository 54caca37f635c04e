"""Own the pages of a PDF that are pictures: which they are, and the recognition of their letters within limits.

A file is never read in part: recognising that takes too long, or a picture too large, ends in a limit of ours. Only a
file that is mostly text keeps its pictures unread when it has very many.
"""

import time
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plans_validate.adapters.ink import Ink
from plans_validate.adapters.reading_faults import ScanLimitError
from plans_validate.adapters.recognised_lines import RecognisedPage, page_of

MOST_PICTURES = 24
RECOGNITION_SECONDS = 22.0
PAGE_SECONDS = 8.0
DOTS_PER_INCH = 200
MOST_PIXELS = 12_000_000
MOST_PICTURE_PIXELS = 80_000_000

_POINTS_PER_INCH = 72
_FEW_LETTERS = 40
_OBJECTS_LOOKED_AT = 2_000
_OUTLINES = 200
_PICTURE_SHARE = 0.4
_SAYS_MORE = 3


def pictures_of(pdf: pdfium.PdfDocument, texts: Sequence[str]) -> list[int]:
    """Give the places of the pages to recognise, from each page's text.

    Raises:
        ScanLimitError: most pages are pictures, and they are more than we recognise.

    """
    found = [place for place, text in enumerate(texts) if letters_of(text) < _FEW_LETTERS and _is_picture(pdf, place)]
    if len(found) <= MOST_PICTURES:
        return found
    if 2 * len(found) >= len(texts):
        raise ScanLimitError(f"more than {MOST_PICTURES} pages are pictures")
    return []


def recognised(engine: Any, pdf: pdfium.PdfDocument, pictures: Sequence[int]) -> dict[int, RecognisedPage]:  # noqa: ANN401
    """Recognise the pages at these places.

    Raises:
        ScanLimitError: a picture has too many dots, a page or all of them took too long.

    """
    end = time.monotonic() + RECOGNITION_SECONDS
    return {place: _recognised_page(engine, pdf, place, end) for place in pictures}


def says_more(page: RecognisedPage, text: str) -> bool:
    """Tell whether what was recognised is text, and says more than what stood on the page as text."""
    return page.is_text and page.letters >= _SAYS_MORE * letters_of(text)


def letters_of(text: str) -> int:
    """Count letters and digits."""
    return sum(map(str.isalnum, text))


def _is_picture(pdf: pdfium.PdfDocument, place: int) -> bool:
    """Tell whether pictures cover much of a page, or outlines enough to be letters are drawn on it."""
    page = pdf[place]
    try:
        covered, outlines = 0.0, 0
        for number, found in enumerate(page.get_objects()):
            if found.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = found.get_bounds()
                covered += abs(right - left) * abs(top - bottom)
            outlines += found.type == pdfium_c.FPDF_PAGEOBJ_PATH
            if number >= _OBJECTS_LOOKED_AT:
                break
        width, height = page.get_size()
        return covered >= _PICTURE_SHARE * width * height or outlines >= _OUTLINES
    finally:
        page.close()


def _recognised_page(engine: Any, pdf: pdfium.PdfDocument, place: int, end: float) -> RecognisedPage:  # noqa: ANN401
    page = pdf[place]
    try:
        _refuse_huge_pictures(page)
        width, height = page.get_size()
        scale = min(DOTS_PER_INCH / _POINTS_PER_INCH, (MOST_PIXELS / (width * height)) ** 0.5)
        picture = page.render(scale=scale, grayscale=True)
        grey = bytes(picture.buffer)
        size = (picture.width, picture.height)
        engine.SetImageBytes(grey, *size, 1, picture.stride)
        ink = Ink(grey, *size, picture.stride)
        picture.close()
        engine.SetSourceResolution(round(scale * _POINTS_PER_INCH))
        left = min(PAGE_SECONDS, end - time.monotonic())
        if left <= 0 or not engine.Recognize(max(1, int(left * 1000))):
            raise ScanLimitError("recognising took too long")
        return page_of(engine, ink, scale * _POINTS_PER_INCH, height)
    finally:
        page.close()


def _refuse_huge_pictures(page: pdfium.PdfPage) -> None:
    for number, found in enumerate(page.get_objects()):
        if found.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            width, height = found.get_px_size()
            if width * height > MOST_PICTURE_PIXELS:
                raise ScanLimitError("a picture has too many dots")
        if number >= _OBJECTS_LOOKED_AT:
            return
