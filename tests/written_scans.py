"""Own scans for the tests: pages made into pictures that lie a little askew, with the grain of a scanner."""

import random
from collections.abc import Sequence
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PAPER = 248
GRAIN = 0.12


def scan_of(pdf: bytes, *, tilt_degrees: float = 0.5, dots_per_inch: int = 150) -> bytes:
    """Make each page of a PDF a picture, turned and grained."""
    with pdfium.PdfDocument(pdf) as document:
        pages = [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil() for page in document]
    return pdf_of_pictures(
        [_grained(page.rotate(tilt_degrees, Image.Resampling.BICUBIC, fillcolor=PAPER)) for page in pages]
    )


def photograph() -> Image.Image:
    """Make something like a photograph: soft blots of every grey, no letters."""
    return _noise((300, 424)).resize((1240, 1754), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(6))


def pdf_of_pictures(pictures: Sequence[Image.Image]) -> bytes:
    """Write a PDF with a picture on each page."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for picture in pictures:
        canvas.drawImage(ImageReader(_as_jpeg(picture)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def pages_of(*parts: tuple[bytes, Sequence[int]]) -> bytes:
    """Put pages of several PDFs into one; pages are counted from 0."""
    target = BytesIO()
    joined = pdfium.PdfDocument.new()
    for content, pages in parts:
        joined.import_pages(pdfium.PdfDocument(content), list(pages))
    joined.save(target)
    joined.close()
    return target.getvalue()


def _grained(picture: Image.Image) -> Image.Image:
    return Image.blend(picture, _noise(picture.size), GRAIN)


def _noise(size: tuple[int, int]) -> Image.Image:
    grain = random.Random(20261125).randbytes(size[0] * size[1])
    return Image.frombytes("L", size, grain)


def _as_jpeg(picture: Image.Image) -> BytesIO:
    target = BytesIO()
    picture.save(target, "JPEG", quality=60)
    return target
