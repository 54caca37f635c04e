"""Own that figures without end cost time that stays within a child's limit: cases that fuzzing found."""

import time

import pytest

from plans_validate.adapters.sandbox import Limits
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
    "table", [GLUED, ROWS, DIGITS, WIDE], ids=["glued together", "row upon row", "thousands of digits", "empty cells"]
)
def test_figures_without_end_are_read_well_within_the_limit(table: str) -> None:
    start = time.process_time()
    report = checked(a_plan(after=f"Savings planned for 2024/25\n\n{table}\n"))

    assert report.outcome == "checked"
    assert time.process_time() - start < Limits().cpu_seconds / 2
