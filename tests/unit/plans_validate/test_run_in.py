"""Own headings that run on into their text, fields of forms, and which themes headings and labels name."""

import pytest

from plans_schema.vocabulary import ThemeId
from plans_validate.domain.clues import ClueFinder
from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.headings import themes_labelled, themes_opened
from plans_validate.domain.letter import Letter
from plans_validate.domain.run_in import with_run_in_headings
from plans_validate.rounds import load_round

PARAGRAPH, HEADING, ITEM, ROW = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW
SENTENCES = "The depot moved to a smaller site in May, and the old one was let.\nRents cover the cost of both."


def parted(*blocks: Block) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in with_run_in_headings(blocks)]


def test_a_short_line_above_sentences_is_a_heading_and_keeps_its_place() -> None:
    whole = Block(PARAGRAPH, f"Where we have come from\n{SENTENCES}", page=2, start=40)
    heading, text = with_run_in_headings([whole])

    assert (heading.kind, heading.text, heading.start) == (HEADING, "Where we have come from", 40)
    assert (text.kind, text.text, text.start, text.page) == (PARAGRAPH, SENTENCES, 64, 2)


def test_a_heading_that_the_line_above_also_says_and_blank_lines_keep_their_places() -> None:
    text = f"We looked at Data here.\nData\n \n{SENTENCES}\n\nStaff\n{SENTENCES}"
    blocks = list(with_run_in_headings([Block(PARAGRAPH, text, page=2, start=40)]))

    assert [block.folded for block in blocks if block.kind is HEADING] == ["Data", "Staff"]
    assert [text[block.start - 40 : block.end - 40] for block in blocks] == [block.text for block in blocks]
    assert [block.start for block in blocks[:2]] == [40, 64]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCES,
        "The depot moved to a smaller\nSite in May, and the old one\nwas let to a charity.",
        "Hartlepool Borough Council\nProductivity Plan\nJuly 2024",
        "Rents cover the cost of both,\nThe depot among them, as the accounts of last year show.",
        f"Agency staff. In 2023/24 we spent £2.4m, or\n9.7% of the pay budget, which is seen each month.\n{SENTENCES}",
        f"The agency share was higher than the\n2022 one and most of it is in care and waste.\n{SENTENCES}",
    ],
)
def test_text_that_merely_wraps_stays_whole(text: str) -> None:
    assert parted(Block(PARAGRAPH, text)) == [(PARAGRAPH, text)]


def test_the_fields_of_a_form_stand_apart() -> None:
    form = (
        "Decision taker: Councillor A. Name\nDate of decision: 1 July 2024\nDecision: To approve the plan\nas attached"
    )

    assert [text for _, text in parted(Block(PARAGRAPH, form))] == [
        "Decision taker: Councillor A. Name",
        "Date of decision: 1 July 2024",
        "Decision: To approve the plan\nas attached",
    ]


def test_a_numbered_line_above_bullets_heads_them_and_one_among_its_like_does_not() -> None:
    assert parted(Block(ITEM, "1. Barriers"), Block(ITEM, "• Rents"))[0] == (HEADING, "1. Barriers")
    assert parted(Block(ITEM, "1. Barriers"), Block(ITEM, "2. Rents"))[0] == (ITEM, "1. Barriers")


@pytest.mark.parametrize(
    ("heading", "themes"),
    [
        ("Digital transformation", {"T1", "T2"}),
        ("Waste collection", {"T1"}),
        ("Waste, and why we cannot go further", {"T3", "T4"}),
        ("Barriers to transforming services", {"T1", "T4"}),
        ("Theme two", {"T2"}),
        ("Are there particular barriers from legacy systems?", {"T2"}),
        ("Our place", set()),
    ],
)
def test_a_heading_opens_the_themes_it_names(heading: str, themes: set[str]) -> None:
    round_ = load_round()
    letter = Letter(round_)
    (clue,) = ClueFinder(round_, letter).clues([Block(HEADING, heading)])

    assert themes_opened(clue, round_, letter) == {ThemeId(theme) for theme in themes}


@pytest.mark.parametrize(
    ("block", "themes"),
    [
        (Block(PARAGRAPH, "TECHNOLOGY & DATA: online benefits and an automated payroll."), {"T2"}),
        (Block(ITEM, "• Barrier: rural broadband and bus links"), {"T4"}),
        (Block(ROW, "| Reducing wasteful spend | Agency cut by a fifth |"), {"T3"}),
        (Block(ROW, "| Reducing agency spend | 1,100 | 4,000 |"), set()),
        (Block(PARAGRAPH, "We moved the depot. Data: see the annex of this plan."), set()),
    ],
)
def test_a_label_names_the_themes_of_its_own_statement(block: Block, themes: set[str]) -> None:
    assert themes_labelled(block, load_round()) == {ThemeId(theme) for theme in themes}
