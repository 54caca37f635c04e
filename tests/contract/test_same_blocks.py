"""Own the promise that the same text gives the same blocks, whatever the format, up to layout."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plans_validate.adapters.reading import read
from plans_validate.domain.document import Block, BlockKind, Document
from written_formats import WRITERS, Grid, Heading, Items, Prose, Written

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=10)
NAME = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=6)
FIGURE = st.tuples(st.sampled_from(["£{}m", "{}%", "{} staff"]), st.integers(1, 999)).map(
    lambda pair: pair[0].format(pair[1])
)


def phrase(fewest: int, most: int, end: str = "", word: st.SearchStrategy[str] = WORD) -> st.SearchStrategy[str]:
    return st.lists(word, min_size=fewest, max_size=most).map(lambda words: " ".join(words).capitalize() + end)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    columns = draw(st.integers(2, 4))
    heads = tuple(draw(st.lists(phrase(1, 2, word=NAME), min_size=columns, max_size=columns)))
    row = st.tuples(phrase(1, 2, word=NAME), *[FIGURE] * (columns - 1))
    return Grid(heads, tuple(draw(st.lists(row, min_size=2, max_size=4))))


ELEMENT = st.one_of(
    st.builds(Heading, st.integers(1, 2), phrase(2, 6)),
    st.builds(Prose, phrase(16, 40, ".")),
    st.builds(Items, st.lists(phrase(3, 12, ";"), min_size=2, max_size=4).map(tuple)),
    grids(),
)
FIRST = Prose("The text of every document begins with a sentence in the size of its running text. " * 6)
LAST = Prose("The text of every document ends with a sentence in the size of its running text as well.")
DOCUMENTS = st.lists(ELEMENT, min_size=1, max_size=6).filter(
    lambda elements: not any(isinstance(one, Grid) and isinstance(next_, Grid) for one, next_ in pairwise(elements))
).map(lambda elements: (FIRST, *elements, LAST))  # fmt: skip


def said(document: Document) -> list[tuple[str, int | None, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Give each block without layout: no marks, levels by rank, words alone."""
    blocks = list(document.running_text())
    levels = sorted({block.level or 0 for block in blocks if block.kind is BlockKind.HEADING})
    return [
        (
            block.kind.value,
            levels.index(block.level or 0) if block.kind is BlockKind.HEADING else None,
            block.words.tokens,
            block.cells,
            block.column_heads,
        )
        for block in blocks
    ]


@settings(
    max_examples=30,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(DOCUMENTS)
def test_the_same_text_gives_the_same_blocks(written: Written) -> None:
    expected = said(read(WRITERS["docx"](written)))

    assert [text for _, _, text, _, _ in expected if text] != []
    for name, write in WRITERS.items():
        assert said(read(write(written))) == expected, name


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(DOCUMENTS, st.sampled_from(sorted(WRITERS)))
def test_every_block_stands_where_it_says(written: Written, name: str) -> None:
    document = read(WRITERS[name](written))

    def place(block: Block) -> str:
        return document.text_on(block.page)[block.start : block.end]

    assert [block.text for block in document.blocks if place(block) != block.text] == []


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_the_blocks_are_those_that_were_written(name: str) -> None:
    written = (
        Heading(1, "Herefordshire Council Productivity Plan"),
        Prose("We changed much of what we do, and we saved money for the people who live in the county."),
        Heading(2, "Technology and data"),
        Items(("one thing that residents asked for;", "another thing that nobody asked for;")),
        Grid(("Service", "2023/24", "2024/25"), (("Adult care", "£1.2m", "£1.5m"), ("Roads", "£0.2m", "£0.5m"))),
        Prose("There is nothing else to say about this, so we stop here and thank you for reading it."),
    )
    document = read(WRITERS[name](written))

    assert document.format == name
    assert [(block.kind.value, block.level) for block in document.running_text()] == [
        ("heading", 1),
        ("paragraph", None),
        ("heading", 2),
        ("list_item", 1),
        ("list_item", 1),
        ("table_row", None),
        ("table_row", None),
        ("table_row", None),
        ("paragraph", None),
    ]
    last_row = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW][-1]
    assert (last_row.cells, last_row.column_heads) == (("Roads", "£0.2m", "£0.5m"), ("Service", "2023/24", "2024/25"))
