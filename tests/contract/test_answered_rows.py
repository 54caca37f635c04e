"""A plan laid out as a table of the letter's questions and the council's answers is read as one with headings."""

from collections.abc import Callable

import pytest

from plans_validate.adapters.checking import check_document
from plans_validate.rounds import load_round
from written_formats import (
    Grid,
    Heading,
    Prose,
    Written,
    docx_of,
    html_of,
    laid_out_pdf_of,
    markdown_of,
    odt_of,
    text_of,
)
from written_plans import COUNCIL, THEMES, TITLE

ASKED = {theme.id: theme.title for theme in load_round().themes}
ANSWERS = {theme: " ".join(text.split("\n\n", 1)[1].split()) for theme, text in THEMES.items()}
HEADS = ("What you asked", "What we say")
FORMATS = [docx_of, odt_of, html_of, laid_out_pdf_of, markdown_of, text_of]


def a_table(without: str = "") -> Written:
    rows = tuple((asked, "" if theme == without else ANSWERS[theme]) for theme, asked in ASKED.items())
    return Heading(1, TITLE), Prose("Here are our answers."), Grid(HEADS, rows)


@pytest.mark.parametrize("write", FORMATS)
def test_answers_beside_questions_are_the_councils_own_words(write: Callable[[Written], bytes]) -> None:
    report = check_document(write(a_table()), COUNCIL)

    assert report.outcome == "checked"
    assert [theme.status for theme in report.themes] == ["addressed"] * 4


@pytest.mark.parametrize("write", [docx_of, html_of, markdown_of])
@pytest.mark.parametrize("theme", THEMES)
def test_a_question_beside_an_empty_cell_answers_nothing(write: Callable[[Written], bytes], theme: str) -> None:
    report = check_document(write(a_table(theme)), COUNCIL)

    assert {str(covered.id): covered.status for covered in report.themes}[theme] == "not_found"
