"""Own how designed pages are read: note marks, heads in the margin, drawn bullets, posters, watermarks."""

from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import Draw, blocks, lines, printed, said
from plans_validate.adapters.checking import check_document
from plans_validate.domain.document import BlockKind


def test_a_raised_note_mark_parts_no_sentence_and_is_not_read_as_its_number() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 50, 770, "Over four years we have saved £6.4 million")
        end = 50 + canvas.stringWidth("Over four years we have saved £6.4 million", "Helvetica", 10)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(end, 774, "3")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(end + 4, 770, " and let six offices.")
        lines(canvas, 50, 758, "We will go on with that work in each of our services.")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(50, 74, "3")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(58, 71, "Outturn reports to the committee, paragraph 14.")

    first, note = blocks(draw)
    assert (first.kind, note.kind) == (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)
    assert first.folded.replace("\u2060", "") == (
        "Over four years we have saved £6.4 million and let six offices. "
        "We will go on with that work in each of our services."
    )
    assert note.folded == "3 Outturn reports to the committee, paragraph 14."


def with_small(before: str, small: str, rise: float, after: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 50, 770, before)
        end = 50 + canvas.stringWidth(before, "Helvetica", 10)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(end, 770 + rise, small)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(end + 4 * len(small), 770, after)

    return draw


def test_a_quote_stops_at_a_note_mark() -> None:
    before = "We cut the cost of each repair by a third since the spring"

    (block,) = blocks(with_small(before, "1", 4, "of the year before."))
    quote = block.whole.quote()
    assert quote is not None
    assert quote.quote == before


@pytest.mark.parametrize("mark", ["3", "12"])
@pytest.mark.parametrize("number", ["2023/24", "1,120", "5", "45"])
def test_a_raised_note_mark_behind_a_number_is_no_digit_of_it(number: str, mark: str) -> None:
    before = f"We cut the cost of each repair in {number}"

    ((_, text),) = said(with_small(before, mark, 4, "and let six offices."))
    assert text.replace("\u2060", "") == f"{before} and let six offices."


@pytest.mark.parametrize(
    ("before", "small", "rise", "after", "expected"),
    [
        ("We saved £12.", "5", 0, "m in the year.", "We saved £12.5m in the year."),
        ("We let 500 m", "2", 4, " of offices.", "We let 500 m2 of offices."),
        ("We cut our CO", "2", -2, " by insulating homes.", "We cut our CO2 by insulating homes."),
    ],
)
def test_small_figures_that_are_no_note_marks_stay_in_their_sentence(
    before: str, small: str, rise: float, after: str, expected: str
) -> None:
    assert said(with_small(before, small, rise, after)) == [("paragraph", expected)]


def test_heads_in_the_margin_stand_above_the_text_beside_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 13)
        lines(canvas, 50, 770, "What we did")
        canvas.setFont("Helvetica", 10)
        lines(canvas, 190, 770, "We have brought four call centres into one since 2020,", "and repairs cost less.")
        canvas.setFont("Helvetica-Bold", 13)
        lines(canvas, 50, 720, "What stands", "in the way")
        canvas.setFont("Helvetica", 10)
        lines(canvas, 190, 720, "A settlement for one year at a time makes it hard to plan", "beyond the spring.")
        lines(canvas, 190, 690, "We cannot hire planners: firms pay more than we may.")

    assert said(draw) == [
        ("heading", "What we did"),
        ("paragraph", "We have brought four call centres into one since 2020, and repairs cost less."),
        ("heading", "What stands in the way"),
        ("paragraph", "A settlement for one year at a time makes it hard to plan beyond the spring."),
        ("paragraph", "We cannot hire planners: firms pay more than we may."),
    ]


def test_items_whose_bullets_were_drawn_are_items_and_a_wrapped_line_is_not() -> None:
    wrapped = "Two repairs teams became one, and what tenants told us was put to use by the"

    def draw(canvas: Canvas) -> None:
        lines(
            canvas, 50, 770, "These are the services in which we have changed the most over the years, and why that is."
        )
        items = ("Agency: 2.2% of the staff budget", wrapped, "Housing Board when it chose the next one")
        lines(canvas, 74, 752, *items, "Bids: eight of them, two won")

    assert said(draw)[1:] == [
        ("list_item", "Agency: 2.2% of the staff budget"),
        ("list_item", f"{wrapped} Housing Board when it chose the next one"),
        ("list_item", "Bids: eight of them, two won"),
    ]


def test_items_that_begin_small_are_items_below_a_line_that_announces_them() -> None:
    wrapped = "set up a board which tracks each saving month by month, with the directors and the"

    def draw(canvas: Canvas) -> None:
        lines(
            canvas,
            50,
            770,
            "Over two years we looked at all that we do and at how it is paid for by each of us. We have:",
        )
        items = (wrapped, "members who lead on finance", "moved from five directorates to four", "let two floors")
        lines(canvas, 74, 752, *items)

    assert said(draw)[1:] == [
        ("list_item", f"{wrapped} members who lead on finance"),
        ("list_item", "moved from five directorates to four"),
        ("list_item", "let two floors"),
    ]


def test_indented_text_that_begins_small_stays_whole_where_nothing_announces_a_list() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 50, 770, "Over two years we looked at all that we do and at how it is paid for by each of us.")
        lines(canvas, 74, 752, "The board tracks each saving", "month by month, with all", "of the directors.")

    assert said(draw)[1:] == [("paragraph", "The board tracks each saving month by month, with all of the directors.")]


def test_a_pull_quote_heads_nothing_and_a_poster_figure_is_read_with_what_it_counts() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 24)
        canvas.drawString(50, 780, "38%")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, 768, "fewer complaints about delay")
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(50, 730, "What gets in the way")
        canvas.setFont("Helvetica", 10)
        lines(canvas, 50, 710, "A settlement for one year at a time makes it hard to plan beyond the", "next spring.")
        canvas.setFont("Helvetica", 14)
        canvas.drawString(50, 670, "“Let us publish online”")
        canvas.setFont("Helvetica", 10)
        lines(canvas, 50, 640, "Notices in printed papers cost £31,000 a year and hardly anybody sees", "them.")

    assert said(draw) == [
        ("paragraph", "38% fewer complaints about delay"),
        ("heading", "What gets in the way"),
        ("paragraph", "A settlement for one year at a time makes it hard to plan beyond the next spring."),
        ("paragraph", "“Let us publish online”"),
        ("paragraph", "Notices in printed papers cost £31,000 a year and hardly anybody sees them."),
    ]


def page(font: str, size: int, left: float, top: float, word: str, text: str) -> Draw:
    """Draw a word in large type, and running text."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(left, top, word)
        canvas.setFont("Helvetica", 10)
        lines(canvas, 50, 770, text)

    return draw


def test_a_page_left_blank_and_a_word_across_each_page_say_nothing() -> None:
    page_with = partial(page, "Helvetica", 90, 100, 400, "DRAFT")

    pages = (page_with("We have changed much of it."), page_with("This page is intentionally left blank"))
    assert said(*pages) == [("paragraph", "We have changed much of it.")]


def test_a_heading_that_goes_on_with_the_same_words_on_the_second_page_is_read_twice() -> None:
    page_with = partial(page, "Helvetica-Bold", 16, 50, 790, "Barriers")

    pages = (
        page_with("Grants come late and for one year at a time."),
        page_with("Planners are hard to find at our wages."),
    )
    assert [kind for kind, _ in said(*pages)] == ["heading", "paragraph"] * 2


def test_a_line_that_begins_with_a_ligature_is_of_its_true_size() -> None:
    def draw(canvas: Canvas) -> None:
        written = ("We run twelve projects, each with a sponsor and measures agreed with", "finance at the start.")
        lines(canvas, 50, 770, *written)

    assert said(draw) == [
        ("paragraph", "We run twelve projects, each with a sponsor and measures agreed with finance at the start.")
    ]
    assert check_document(printed(draw)).outcome == "not_a_productivity_plan"
