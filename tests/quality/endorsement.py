"""Judge what reports say of endorsement: its status, and the body that a document names."""

from collections.abc import Iterator

from plans_schema.report import Report
from quality.labelled import Label
from quality.variants.case import Case
from quality.verdicts import Verdict

KIND = "endorsement"
_STATUSES = {"pending_recommendation": "pending"}


def judge(report: Report, label: Label) -> Iterator[Verdict]:
    """Compare a report with a label: the status, the body, the day."""
    said, found = label["endorsement"], report.endorsement
    place = label["document"]
    words = found.evidence[0].quote if found.evidence else ""
    status = _STATUSES.get(said["status"], said["status"])
    yield Verdict(KIND, place, "status", status, found.status, words)
    yield Verdict(f"{KIND} body", place, "body", said["role"], found.body, words)
    yield Verdict(f"{KIND} date", place, "date", said["endorsed_on"] or said["meeting_date"], found.date, words)


def judge_case(report: Report, case: Case) -> Iterator[Verdict]:
    """Compare a report with a generated case."""
    for item, found in (("status", report.endorsement.status), ("body", report.endorsement.body or "-")):
        may = (case.expected[item] or "").split("|")
        kind = KIND if item == "status" else f"{KIND} body"
        yield Verdict(kind, case.name, item, found if found in may else may[0], found, case.words)
