"""Own how lines become blocks, and what is left aside as page furniture."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from plans_validate.domain.document import BlockKind
from plans_validate.domain.layout import Line, blocks_of


def blocks(text: str, page: int | None = None) -> list[tuple[str, str]]:
    return [(block.kind.value, block.folded) for block in blocks_of([Line(line, page) for line in text.split("\n")])]


def test_blank_lines_part_paragraphs_and_markers_part_items() -> None:
    assert blocks("We changed\nmuch.\n\n- one thing;\n- another\nthing;\n") == [
        ("paragraph", "We changed much."),
        ("list_item", "- one thing;"),
        ("list_item", "- another thing;"),
    ]


def test_headings_are_known_by_markdown_and_by_standing_alone() -> None:
    assert [kind for kind, _ in blocks("## Data\nWe use it.\n\nOur staff\n\nThey are good at this.\n")] == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_larger_or_bold_type_makes_a_heading() -> None:
    lines = [
        Line("Our services", 1, 14.0, bold=False, gap=4.0),
        Line("We changed them all, and it has", 1, 10.0, bold=False, gap=9.0),
        Line("saved money.", 1, 10.0, bold=False, gap=2.0),
        Line("What came next", 1, 10.0, bold=True, gap=2.0),
        Line("More of the same.", 1, 10.0, bold=False, gap=2.0),
    ]
    assert [(block.kind.value, block.folded) for block in blocks_of(lines)] == [
        ("heading", "Our services"),
        ("paragraph", "We changed them all, and it has saved money."),
        ("heading", "What came next"),
        ("paragraph", "More of the same."),
    ]


def test_running_headers_and_page_numbers_are_furniture() -> None:
    lines = [
        Line(text, page)
        for page in (1, 2, 3)
        for text in ("Cabinet 17th July 2024", f"Words of page {'abc'[page - 1]}, and more.", f"Page {page} of 3")
    ]
    found = blocks_of(lines)

    assert [block.folded for block in found if block.kind is not BlockKind.FURNITURE] == [
        "Words of page a, and more.",
        "Words of page b, and more.",
        "Words of page c, and more.",
    ]


def test_a_title_said_again_inside_is_no_running_header() -> None:
    pages = (
        (("Rutland County Council", 20.0), ("Productivity Plan", 20.0), ("July 2024", 10.0)),
        (("Contents", 20.0), ("Our services ..... 3", 10.0)),
        (("Rutland County Council", 20.0), ("Productivity Plan", 20.0), ("We changed a lot of things.", 10.0)),
    )
    lines = [Line(text, page, size) for page, said in enumerate(pages, 1) for text, size in said]

    assert [block.folded for block in blocks_of(lines) if block.kind is BlockKind.FURNITURE] == []


def test_a_small_header_that_repeats_the_large_title_leaves_the_title() -> None:
    lines = [Line("Productivity Plan 2024", 1, 20.0), Line("We changed a lot of things.", 1, 10.0)]
    for page in (2, 3, 4):
        lines += [Line("Productivity Plan 2024", page, 8.0), Line(f"More of them, {'abc'[page - 2]}.", page, 10.0)]
    found = blocks_of(lines)

    assert found[0].kind is BlockKind.HEADING
    assert [block.kind is BlockKind.FURNITURE for block in found[2:]] == [True, False] * 3


def test_a_list_number_on_a_line_of_its_own_is_no_page_number() -> None:
    found = blocks_of([Line(text) for text in ("1.", "", "We share a depot.", "", "2", "", "We share a board.")])

    assert [(block.folded, block.kind is BlockKind.FURNITURE) for block in found] == [
        ("1.", False),
        ("We share a depot.", False),
        ("2", True),
        ("We share a board.", False),
    ]


def test_rows_of_cells_that_lost_their_table_are_no_headings() -> None:
    cells = (
        "Our services",
        "Joined the two teams for care into one",
        "Four fewer placements outside the borough this year",
        "A third hub opens in the spring",
        "Moved all staff out of the civic centre",
        "We let two floors of it.",
    )

    assert [kind for kind, _ in blocks("\n\n".join(cells))] == ["heading", *["paragraph"] * 5]


def test_a_year_at_the_end_of_a_wrapped_title_is_no_page_number() -> None:
    lines = [Line("Productivity plan sent in July", 1), Line("2024", 1), Line("We changed a lot.", 1), Line("7", 1)]

    assert blocks_of(lines)[0].folded.startswith("Productivity plan sent in July 2024")
    assert blocks_of(lines)[-1].kind is BlockKind.FURNITURE


def _words(texts: Iterable[str]) -> list[str]:
    """Give all words but rules, which are drawn and not said."""
    return [word for word in " ".join(texts).split() if word.strip("|:_=*.+-")]


@given(
    st.lists(
        st.builds(
            Line,
            text=st.text(alphabet=st.characters(exclude_characters="\n\r")),
            page=st.none() | st.integers(1, 3),
            size=st.none() | st.floats(1, 40),
            bold=st.booleans(),
            gap=st.none() | st.floats(-800, 800),
            left=st.none() | st.floats(-800, 800),
            right=st.none() | st.floats(-800, 800),
            cells=st.just(()),
        ),
        max_size=30,
    )
)
def test_any_lines_become_blocks_that_keep_the_text(lines: list[Line]) -> None:
    found = blocks_of(lines)

    assert _words(block.text for block in found) == _words(line.text for line in lines)
    assert all(block.page in {line.page for line in lines} for block in found)
