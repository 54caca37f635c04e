"""Own the largest size of a report: what is too long for one event loses repetitions first, and says so.

A report keeps every status, the first of what it lists, and of each entry's evidence the first passages; both are cut
in steps until it fits. Only then, for a file that was made to break this, there is no report.
"""

from typing import Any

from plans_schema.report import (
    Barrier,
    Endorsement,
    Figure,
    Finding,
    Practice,
    Publication,
    QuestionCoverage,
    Report,
    Segment,
    StatedDate,
    ThemeCoverage,
)
from plans_schema.vocabulary import Force
from plans_validate.domain.verdict import RULE_FILE

Entry = (
    ThemeCoverage | QuestionCoverage | Figure | Barrier | Practice | Segment | Finding
    | Endorsement | Publication | StatedDate
)  # fmt: skip

LARGEST_REPORT_BYTES = 880 * 1024
"""Events stay under 900 KiB: this, and room for what an event says beside its report."""

_STEPS = ((3, 2000), (1, 1000), (1, 300), (1, 100), (1, 30))  # passages an entry, entries a list
_LISTS = ("figures", "barriers", "practices", "segments", "findings")
_WHOLE_LISTS = ("themes", "questions")
_SINGLE = ("endorsement", "publication", "dates")
_SHORTENED = (
    "This file holds more than one report can carry. We kept the first entries of each list and the first passage of "
    "each entry. Everything was checked."
)
_NOTE = Finding(rule=RULE_FILE, force=Force.NOTE, message=_SHORTENED)


def clipped(report: Report, largest_bytes: int = LARGEST_REPORT_BYTES) -> Report | None:
    """Give the report, shortened if it must be and then with a note; null if it stays too long."""
    if size_bytes(report) <= largest_bytes:
        return report
    shorter = (_shortened(report, passages, entries) for passages, entries in _STEPS)
    return next((each for each in shorter if size_bytes(each) <= largest_bytes), None)


def size_bytes(report: Report) -> int:
    """Measure the report as JSON."""
    return len(report.model_dump_json().encode())


def _shortened(report: Report, passages: int, entries: int) -> Report:
    changed: dict[str, Any] = {}
    for name in (*_LISTS, *_WHOLE_LISTS):
        kept = getattr(report, name)[: entries if name in _LISTS else None]
        changed[name] = tuple(_with_fewer_passages(entry, passages) for entry in kept)
    for name in _SINGLE:
        changed[name] = _with_fewer_passages(getattr(report, name), passages)
    changed["findings"] = (_NOTE, *changed["findings"])
    return report.model_copy(update=changed)


def _with_fewer_passages(entry: Entry, passages: int) -> Entry:
    return entry.model_copy(update={"evidence": entry.evidence[:passages]})
