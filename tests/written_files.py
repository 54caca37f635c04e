"""Own the files that the tests of validate read: made here, page by page and byte by byte."""

import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

PAGE_BREAK = "\f"
FONT = b"/Font << /F1 5 0 R >>"


def pdf_of(text: str, *, header: str = "", password: str = "", owner_password: str = "") -> bytes:
    """Write paragraphs, parted by blank lines, to a PDF; a form feed is a page break, a short line a heading."""
    styles = getSampleStyleSheet()
    story: list[Any] = []
    for number, page in enumerate(text.split(PAGE_BREAK)):
        story += [PageBreak()] if number else []
        for paragraph in filter(None, (part.strip() for part in page.split("\n\n"))):
            is_heading = len(paragraph.split()) <= 12 and paragraph[-1] not in ".;:"
            story.append(Paragraph(paragraph, styles["Heading2" if is_heading else "BodyText"]))

    def running_header(canvas: Any, document: Any) -> None:
        canvas.drawString(60, A4[1] - 40, header)
        canvas.drawString(290, 30, f"Page {document.page}")

    target = BytesIO()
    protection = StandardEncryption(password, owner_password) if password or owner_password else None
    document = SimpleDocTemplate(target, pagesize=A4, encrypt=protection, invariant=1)
    document.build(story, onFirstPage=running_header, onLaterPages=running_header)
    return target.getvalue()


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """Write a PDF out of its numbered objects; the first is the catalogue."""
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return content + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def one_page_pdf(stream: bytes, filters: bytes = b"") -> bytes:
    """Write a PDF of one page with this content stream."""
    return pdf_of_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % FONT,
            b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


@cache
def bomb() -> bytes:
    """Write a PDF of a few kilobytes that unfolds to a gigabyte: spaces, packed twice."""
    squeeze = zlib.compressobj(9)
    packed = b"".join(squeeze.compress(b" " * 2**20) for _ in range(1024)) + squeeze.flush()
    return one_page_pdf(zlib.compress(packed, 9), b"/Filter [/FlateDecode /FlateDecode]")
