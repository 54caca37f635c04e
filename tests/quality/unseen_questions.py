"""Compare the items of the letter's questions with what a reader wrote down for plans nobody tuned to."""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

from plans_local.render import render_markdown
from plans_schema.report import Report
from plans_validate.adapters.checking import check_document
from quality.questions import show
from quality.verdicts import Verdict

UNSEEN = Path(__file__).parents[1] / "unseen"
KIND = "question items, unseen plans"
_COLUMNS = {
    "addressed": ("addressed",),
    "partial": ("partial",),
    "addressed_or_partial": ("addressed", "partial"),
    "partial_or_not_found": ("not_found", "partial"),
    "not_applicable": ("not_applicable",),
    "unclear": ("unclear", "not_applicable", "not_found"),
}


def rows() -> list[dict[str, str]]:
    """Give what the reader wrote down, plan by plan; an item in no column was not found."""
    with (UNSEEN / "questions.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def report_on(file: str) -> Report:
    """Check a plan, as text or rendered."""
    source = UNSEEN / "documents" / file
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".txt":
        return check_document(text.encode())
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "plan.pdf"
        render_markdown(text, target)
        return check_document(target.read_bytes())


def judge(row: dict[str, str], report: Report) -> Iterator[Verdict]:
    """Compare each item that is compared."""
    right = {item: statuses for column, statuses in _COLUMNS.items() for item in row[column].split()}
    for found in report.questions:
        if found.id in row["not_compared"].split():
            continue
        allowed = right.get(found.id, ("not_found",))
        given = found.status.value
        words = found.evidence[0].quote if found.evidence else ""
        yield Verdict(KIND, row["file"], found.id, given if given in allowed else allowed[0], given, words)


def main() -> None:
    """Show how the items of the unseen plans were read."""
    show([each for row in rows() for each in judge(row, report_on(row["file"]))])


if __name__ == "__main__":
    main()
