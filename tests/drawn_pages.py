"""Draw PDF pages as designers lay them out, and read what stands on them."""

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from plans_validate.adapters.reading import read
from plans_validate.domain.document import Block, BlockKind

Draw = Callable[[Canvas], None]


def printed(*pages: Draw) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def blocks(*pages: Draw) -> list[Block]:
    return [block for block in read(printed(*pages)).blocks if block.kind is not BlockKind.FURNITURE]


def said(*pages: Draw) -> list[tuple[str, str]]:
    return [(block.kind.value, block.folded) for block in blocks(*pages)]


def lines(canvas: Canvas, left: float, top: float, *texts: str) -> None:
    for number, text in enumerate(texts):
        canvas.drawString(left, top - 12 * number, text)


def row(canvas: Canvas, top: float, places: Sequence[float], cells: Sequence[str]) -> None:
    for place, cell in zip(places, cells, strict=True):
        canvas.drawRightString(place, top, cell)
