"""Own how printed pages are read: columns one after the other, tables whole, words that a line's end broke."""

import textwrap
from collections.abc import Callable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from plans_validate.adapters.reading import read
from plans_validate.domain.document import Block, BlockKind

LEFT = (
    "We changed the way that services are run and how residents reach them. There is now one team for all of it, which "
    "has worked since May. The costs fell by a fifth and complaints by a third. Our staff say that work is better now."
)
RIGHT = (
    "Technology helps. An online form takes the place of nine paper ones, and data from housing and care are joined so "
    "that families who need help are found early. The warehouse of data cost less than planned and opened on the day."
)


def printed(draw: Callable[[Canvas], None]) -> list[Block]:
    """Read what was drawn on one page, headings left out of the type's usual size by a long first line."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return list(read(target.getvalue()).blocks)


def test_two_columns_that_were_written_line_by_line_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (left, right) in enumerate(zip(textwrap.wrap(LEFT, 42), textwrap.wrap(RIGHT, 42), strict=True)):
            canvas.drawString(50, 770 - 12 * number, left)
            canvas.drawString(320, 770 - 12 * number, right)
        canvas.drawString(50, 600, "This line goes across both of the columns and says that it is over.")

    assert [block.folded for block in printed(draw)] == [
        LEFT,
        RIGHT,
        "This line goes across both of the columns and says that it is over.",
    ]


def test_the_rows_of_a_table_are_not_taken_for_columns() -> None:
    rows = [("Service", "2022/23", "2023/24"), *[(f"Service number {n}", f"£{n}.2m", f"£{n}.5m") for n in range(1, 9)]]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for place, cell in zip((50, 200, 330), row, strict=True):
                canvas.drawString(place, 770 - 14 * number, cell)

    blocks = printed(draw)
    assert [block.cells for block in blocks] == rows
    assert {block.column_heads for block in blocks[1:]} == {("Service", "2022/23", "2023/24")}


def test_cells_of_several_lines_that_were_written_one_after_the_other_make_one_row() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (name, about) in enumerate(
            [
                ("Adult social care", "We closed two of five|offices in May"),
                ("Roads and bridges", "A new contract with|a firm nearby"),
            ]
        ):
            top = 700 - 60 * number
            for line, text in enumerate(textwrap.wrap(name, 8)):
                canvas.drawString(50, top - 12 * line, text)
            for line, text in enumerate(about.split("|")):
                canvas.drawString(200, top - 12 * line, text)

    assert [block.cells for block in printed(draw)] == [
        ("Adult social care", "We closed two of five offices in May"),
        ("Roads and bridges", "A new contract with a firm nearby"),
    ]


def test_a_word_broken_at_a_lines_end_is_one_word_and_stays_as_written() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Our teams now work in a way that is more produc-")
        canvas.drawString(50, 688, "tive than before, with a multi-")
        canvas.drawString(50, 676, "year plan for every one of the services.")

    (block,) = printed(draw)
    assert block.text.splitlines()[0].endswith("produc-")
    assert "productive" in block.words.tokens
    assert block.words.tokens[-9:-7] == ("multi", "year")
    quote = block.whole.quote()
    assert quote is not None
    assert "- " not in quote.quote


def test_a_list_item_that_lost_its_bullet_at_a_page_turn_goes_on() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "We list what we did, in the order in which it was done over the year.")
        canvas.drawString(50, 670, "• we moved the staff of four offices into one building and let the")
        canvas.showPage()
        canvas.setFont("Helvetica", 10)
        canvas.drawString(62, 770, "other three to local firms, which pay a rent.")
        canvas.drawString(50, 740, "Then we stopped for a while.")

    items = [block for block in printed(draw) if block.kind is BlockKind.LIST_ITEM]
    assert [(item.page, item.continues) for item in items] == [(1, False), (2, True)]


def test_small_type_with_a_number_at_the_foot_is_a_footnote_and_specks_are_furniture() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "We list what we did, in the order in which it was done over the year.")
        canvas.drawString(50, 650, "~|_ .: ^")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50, 60, "1 Figures are those of the published accounts, at the end of March.")

    assert [block.kind.value for block in printed(draw)] == ["paragraph", "furniture", "footnote"]
