"""Own what is said of documents that are no council's productivity plan."""

import pytest

from plans_schema.report import Report
from plans_validate.adapters.checking import check_document
from unrelated import Unrelated, unrelated

DOCUMENTS = tuple(unrelated())


def test_there_are_many_kinds() -> None:
    assert len(DOCUMENTS) >= 60
    assert len({document.seems for document in DOCUMENTS}) >= 35


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document.name for document in DOCUMENTS])
def test_something_else_is_never_checked_and_is_named(document: Unrelated) -> None:
    report: Report = check_document(document.content)

    assert report.outcome in {"not_a_productivity_plan", "not_from_a_council", "no_plan_found"}
    assert document.seems in report.findings[0].message
    assert (report.themes, report.plan) == ((), None)
