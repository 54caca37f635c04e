"""Own the writing of laid-out sheets: as a PDF, and as text whose pages are parted by form feeds."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from variants.sheets import Sheet


def pdf_of(sheets: Sequence[Sheet]) -> bytes:
    """Draw sheets as the pages of a PDF."""
    sink = BytesIO()
    canvas = Canvas(sink, pagesize=A4, invariant=1)
    for sheet in sheets:
        canvas.setLineWidth(0.5)
        for box in sheet.boxes:
            canvas.rect(*box)
        for line in sheet.lines:
            canvas.setFont("Helvetica-Bold" if line.bold else "Helvetica", line.size)
            canvas.drawString(line.x, line.y, line.text)
        canvas.showPage()
    canvas.save()
    return sink.getvalue()


def paged_text_of(sheets: Sequence[Sheet]) -> bytes:
    """Set sheets as text, a form feed after each page; what has white space above it on the page has a blank line."""
    return "".join(f"{_text_of(sheet)}\f" for sheet in sheets).encode()


def _text_of(sheet: Sheet) -> str:
    lines: list[str] = []
    for line in sheet.lines:
        lines += ["", line.text] if line.apart and lines else [line.text]
    return "\n".join(lines)
