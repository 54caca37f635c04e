"""Compare barriers, practices and items of questions with what a reader wrote down before five plans were checked."""

import csv
from collections.abc import Iterator

from plans_schema.report import Report
from plans_schema.vocabulary import BarrierCategory
from plans_validate.adapters.checking import check_document
from quality.unseen_questions import UNSEEN
from quality.verdicts import Verdict

BARRIERS = "barrier categories, unseen plans"
ASKS = "barrier asks, unseen plans"
PRACTICES = "practices, unseen plans"
ITEMS = "question items, content of unseen plans"
_SAME_AS_NOT_FOUND = frozenset({"unclear", "not_applicable"})


def rows() -> list[dict[str, str]]:
    """Give what the reader wrote down, plan by plan; a kind that is allowed may be found or not."""
    with (UNSEEN / "content.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def report_on(file: str) -> Report:
    """Check a plan as text."""
    return check_document((UNSEEN / "content" / file).read_bytes())


def judge(row: dict[str, str], report: Report) -> Iterator[Verdict]:
    """Compare everything that the reader wrote down."""
    barriers = [each for each in report.barriers if each.category is not BarrierCategory.OTHER]
    practices = {each.category.value: each.evidence[0].quote for each in report.practices}
    named = {each.category.value: each.evidence[0].quote for each in reversed(barriers)}
    yield from _kinds(BARRIERS, row, "barriers", named)
    asked = {each.category.value for each in barriers if each.explicit_ask}
    for kind in sorted(set(row["barriers"].split()) & named.keys()):
        yield Verdict(ASKS, row["file"], kind, str(kind in row["asked"].split()), str(kind in asked), named[kind])
    yield from _kinds(PRACTICES, row, "practices", practices)
    yield from _items(row, report)


def _kinds(what: str, row: dict[str, str], column: str, found: dict[str, str]) -> Iterator[Verdict]:
    expected, allowed = set(row[column].split()), set(row[f"{column}_allowed"].split())
    for kind in sorted((expected | found.keys()) - (allowed - expected)):
        here = kind if kind in found else None
        yield Verdict(what, row["file"], kind, kind if kind in expected else None, here, found.get(kind, ""))


def _items(row: dict[str, str], report: Report) -> Iterator[Verdict]:
    found = {item.id: item for item in report.questions}
    for status in ("addressed", "not_found"):
        for id_ in row[status].split():
            item = found[id_]
            given = "not_found" if item.status.value in _SAME_AS_NOT_FOUND else item.status.value
            yield Verdict(ITEMS, row["file"], id_, status, given, item.evidence[0].quote if item.evidence else "")
