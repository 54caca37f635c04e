"""Judge which themes reports find addressed."""

from collections.abc import Iterator

from plans_schema.report import Report
from quality.labelled import Label
from quality.variants.case import Case
from quality.verdicts import Verdict

KIND = "themes"
_ADDRESSED = "addressed"


def judge(report: Report, label: Label) -> Iterator[Verdict]:
    """Compare a report with a label: each theme that is addressed."""
    for theme in report.themes:
        expected = _ADDRESSED if label["themes"][theme.id]["addressed"] else None
        yield _verdict(label["document"], theme.id, expected, theme.status)


def judge_case(report: Report, case: Case) -> Iterator[Verdict]:
    """Compare a report with a generated case."""
    found = {theme.id.value: theme.status for theme in report.themes}
    for theme, said in case.expected.items():
        expected = _ADDRESSED if said == _ADDRESSED else None
        yield _verdict(case.name, theme, expected, found.get(theme, "not_found"))


def _verdict(place: str, theme: str, expected: str | None, status: str) -> Verdict:
    return Verdict(KIND, place, theme, expected, _ADDRESSED if status == _ADDRESSED else None, status)
