"""Own that figures, lines and words without end cost time that stays within a child's limit."""

import time

import pytest

from plans_validate.adapters.sandbox import Limits
from plans_validate.domain.layout import Line, blocks_of
from plans_validate.domain.printed import PrintedLine, Run
from plans_validate.domain.printed_heads import with_heads_joined
from written_plans import a_plan, checked

GLUED = "Roads\t" + "£1m" * 400
ROWS = "\n".join(f"Service {number}\t£{number % 7 + 1}m" for number in range(1500))


DIGITS = (
    f"We saved £{'7' * 4000}m in 2023/24. We employ {'4' * 400}.5 full-time equivalents and {'9' * 60} EDI champions."
)
WIDE = "Savings\t" + " | ".join("word" + "\t" * 5 for _ in range(400))


@pytest.mark.parametrize("signs", ["[", "[a](", "[a", "](", "**a ", "| a | b |\n--|" + " " * 40_000 + "+\n"])
def test_signs_of_markdown_without_end_are_read_well_within_the_limit(signs: str) -> None:
    start = time.process_time()
    checked("# Plan\n\n" + signs * (40_000 // len(signs) + 1))

    assert time.process_time() - start < Limits().cpu_seconds / 4


@pytest.mark.parametrize(
    "text",
    [" " * 200_000 + "|", "www." * 50_000 + " .gov.uk", "We saw e.g. A " * 14_000, "Aa.\nBb\n" * 2_300],
    ids=["white space before a bar", "one long address", "abbreviations", "short lines after sentences"],
)
def test_text_without_end_is_read_well_within_the_limit(text: str) -> None:
    start = time.process_time()
    checked(f"# Plan\n\n{text}\n")

    assert time.process_time() - start < Limits().cpu_seconds / 4


BOLD = [Line("1" * 20_000 + "x", 1, 10.0, bold=True, gap=2.0)]
WIDEST = Line("We run", 1, 10.0, gap=2.0, left=50.0, right=500.0)
LIST = [WIDEST, *[WIDEST._replace(text=text, left=74.0, right=90.0) for text in ("and on", "Bids") * 4_000]]
PAGES = [Line(f"{page // 2:014b}".translate({48: "a", 49: "b"}), page) for page in range(12_000)]


@pytest.mark.parametrize("lines", [BOLD, LIST, PAGES], ids=["a bold number", "a list", "lines on two pages each"])
def test_lines_without_end_become_blocks_well_within_the_limit(lines: list[Line]) -> None:
    start = time.process_time()
    blocks_of(lines)

    assert time.process_time() - start < Limits().cpu_seconds / 4


def test_columns_without_end_are_read_well_within_the_limit() -> None:
    def row(word: str, top: float) -> tuple[PrintedLine, tuple[str, ...]]:
        cells = (word,) * 3_000
        runs = tuple(Run(word, 40.0 * place, 40.0 * place + 12) for place in range(len(cells)))
        return PrintedLine(" ".join(cells), runs, top, top - 10, 10.0), cells

    rows = [row("ab", 700.0), row("cd", 688.0), row("12", 676.0)]
    start = time.process_time()
    with_heads_joined(rows)

    assert time.process_time() - start < Limits().cpu_seconds / 4


@pytest.mark.parametrize(
    "table", [GLUED, ROWS, DIGITS, WIDE], ids=["glued together", "row upon row", "thousands of digits", "empty cells"]
)
def test_figures_without_end_are_read_well_within_the_limit(table: str) -> None:
    start = time.process_time()
    report = checked(a_plan(after=f"Savings planned for 2024/25\n\n{table}\n"))

    assert report.outcome == "checked"
    assert time.process_time() - start < Limits().cpu_seconds / 2
