"""Own the order of a printed page's lines: the short way for pages in one column says what the long way says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plans_validate.domain.columns import in_one_column, in_reading_order
from plans_validate.domain.printed import PrintedColumn, PrintedLine, Run

PLACE = st.integers(0, 60).map(float)
LINE = st.tuples(st.sampled_from(["We changed it.", "Roads", "£1.2m", "and more"]), PLACE, PLACE, PLACE)


def lines_of(drawn: list[tuple[str, float, float, float]]) -> list[PrintedLine]:
    return [
        PrintedLine(text, (Run(text, left, left + width),), top, top - 10.0, 10.0) for text, left, width, top in drawn
    ]


@settings(max_examples=60)
@given(st.lists(LINE, min_size=1, max_size=12))
def test_the_short_way_gives_the_same_lines_or_none(drawn: list[tuple[str, float, float, float]]) -> None:
    printed = lines_of(drawn)
    texts, runs, tops, bottoms, sizes, bold, _ = zip(*printed, strict=True)
    lefts, rights = [run.left for (run,) in runs], [run.right for (run,) in runs]

    lines = in_one_column(PrintedColumn(texts, sizes, bold, tops, bottoms, lefts, rights), 1)

    assert lines is None or lines == in_reading_order(printed, 1)


def test_a_line_that_stands_beside_the_one_before_needs_the_long_way() -> None:
    beside = PrintedColumn(["Roads", "£1.2m"], [10.0] * 2, [False] * 2, [700.0] * 2, [690.0] * 2, [50, 200], [90, 230])
    below = beside._replace(tops=[700.0, 688.0], bottoms=[690.0, 678.0])

    assert in_one_column(beside, 1) is None
    assert [(line.text, line.gap) for line in in_one_column(below, 1) or ()] == [("Roads", None), ("£1.2m", 2.0)]
