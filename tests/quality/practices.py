"""Measure the practices of a report: which kinds a plan describes.

`PYTHONPATH=tests .venv/bin/python -m quality.practices` prints the shares and every miss with its words.
"""

from collections.abc import Iterator

from plans_schema.report import Report
from quality.labelled import Label, labels, report_on
from quality.verdicts import Verdict, shares_of

KIND = "practices"


def judge(report: Report, label: Label) -> Iterator[Verdict]:
    """Compare the kinds of practices of a plan; the labels hold few mentions of each, and no level."""
    found = {each.category.value: each for each in report.practices}
    quotes = {each["category"]: each["quote"] for each in label["practices"]}
    for category in sorted(found.keys() | quotes.keys()):
        words = found[category].evidence[0].quote if category in found else quotes[category]
        yield Verdict(
            KIND,
            label["document"],
            category,
            category if category in quotes else None,
            category if category in found else None,
            words,
        )


def main() -> None:
    """Print the shares on the labelled documents and every miss."""
    verdicts = [each for label in labels() for each in judge(report_on(label["document"]), label)]
    shares = shares_of(verdicts)
    print(f"{KIND}: precision {shares.precision:.3f} recall {shares.recall:.3f} F1 {shares.f1:.3f}")  # noqa: T201
    for each in verdicts:
        if not each.is_right:
            print(f"{each.place[:3]} {each.item}: expected {each.expected}, found {each.found} | {each.words[:160]}")  # noqa: T201


if __name__ == "__main__":
    main()
