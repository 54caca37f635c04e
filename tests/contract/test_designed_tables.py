"""Own how tables on designed pages are read: narrow cells, heads of several lines, and what only looks like a table."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import blocks, lines, row, said
from plans_validate.domain.document import BlockKind


def test_small_labels_left_of_figures_stay_cells() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(6):
            canvas.drawString(50, 770 - 14 * number, f"Service {number}")
            canvas.drawString(190, 770 - 14 * number, f"£{number}.4m")

    assert [block.cells for block in blocks(draw)] == [(f"Service {number}", f"£{number}.4m") for number in range(6)]


def test_words_that_were_set_apart_to_fill_a_line_are_no_cells() -> None:
    def draw(canvas: Canvas) -> None:
        place = 50.0
        for word in ("collection,", "grounds", "maintenance", "and"):
            canvas.drawString(place, 770, word)
            place += canvas.stringWidth(word, "Helvetica", 10) + 13
        lines(canvas, 50, 758, "planning are next, and each has its measures.")

    assert said(draw) == [
        ("paragraph", "collection, grounds maintenance and planning are next, and each has its measures.")
    ]


def test_narrow_cells_of_figures_are_parted_and_a_line_of_prose_above_is_not() -> None:
    years = ("2024/25", "2025/26", "2026/27")

    def draw(canvas: Canvas) -> None:
        lines(canvas, 50, 770, "We plan these savings, all of them agreed with finance before the work began.")
        canvas.drawString(50, 740, "Programme")
        row(canvas, 740, (190, 233, 276), years)
        for number, name in enumerate(("Home to school travel", "Reviews of care", "Everything")):
            canvas.drawString(50, 726 - 14 * number, name)
            row(canvas, 726 - 14 * number, (190, 233, 276), ("1,100", "900", f"1,{number}00"))

    prose, *rows = blocks(draw)
    assert prose.kind is BlockKind.PARAGRAPH
    assert [each.cells[1:] for each in rows] == [years, *[("1,100", "900", f"1,{number}00") for number in range(3)]]
    assert {each.column_heads for each in rows[1:]} == {("Programme", *years)}


@pytest.mark.parametrize("unit", ["Savings £000", "Planned savings (£000)"])
def test_heads_of_several_lines_name_the_columns_below_them(unit: str) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 50, 800, "We plan these savings, all of them agreed with finance before the work began.")
        canvas.drawCentredString(240, 764, unit)
        canvas.drawString(50, 750, "Programme")
        row(canvas, 750, (190, 260, 330), ("2024/25", "2025/26", "2026/27"))
        for number, name in enumerate(("Home to school travel", "Reviews of care")):
            canvas.drawString(50, 736 - 14 * number, name)
            row(canvas, 736 - 14 * number, (190, 260, 330), ("1,100", "900", f"1,{number}00"))

    rows = [block for block in blocks(draw) if block.cells]
    heads = ("Programme", *(f"{unit} {year}" for year in ("2024/25", "2025/26", "2026/27")))
    assert {each.column_heads for each in rows[1:]} == {heads}


def test_a_row_that_only_states_units_is_a_row_of_heads() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 750, "Programme")
        row(canvas, 750, (190, 260), ("2024/25", "2025/26"))
        row(canvas, 736, (190, 260), ("£000", "£000"))
        for number, name in enumerate(("Home to school travel", "Reviews of care")):
            canvas.drawString(50, 722 - 14 * number, name)
            row(canvas, 722 - 14 * number, (190, 260), ("1,100", f"{number}50"))

    assert [each.column_heads for each in blocks(draw)][-1] == ("Programme", "2024/25 £000", "2025/26 £000")


def test_a_table_of_questions_with_long_answers_stays_a_table() -> None:
    questions = (
        ("What have we changed in services?", "One hub answers for housing, benefits and licensing now", "38% fewer"),
        ("How do we know that it works?", "The panel sees four and twenty measures in each quarter", "Scorecard"),
        ("What will come after all that?", "Waste rounds and grounds work are to be designed again", "£275,000"),
        ("Which systems are in the way?", "The one for housing is old and cannot pass on records", "Two clerks"),
        ("What do we ask government for?", "A settlement for several years and notices put online", "£31,000"),
        ("What do we do with technology?", "An assistant checks planning forms before officers do", "Two days"),
    )

    def draw(canvas: Canvas) -> None:
        for number, cells in enumerate(questions):
            for place, cell in zip((50, 230, 510), cells, strict=True):
                canvas.drawString(place, 770 - 40 * number, cell)

    assert [block.cells for block in blocks(draw)] == list(questions)
