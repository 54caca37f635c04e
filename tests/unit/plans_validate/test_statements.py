"""Own what a document says of its publication, its day of sending, and the meeting it is for."""

import pytest

from written_plans import REPORT, a_plan, checked


@pytest.mark.parametrize(
    ("words", "status", "address"),
    [
        ("This plan is published at https://www.example.org/plan.", "given", "https://www.example.org/plan"),
        (
            "You can find this plan on our website: www.example.org/productivity.",
            "given",
            "www.example.org/productivity",
        ),
        ("The Productivity Plan will be published on the Council's website.", "intended", None),
        (
            "Our performance reports are published on our website at https://www.example.org/reports.",
            "not_stated",
            None,
        ),
        ("", "not_stated", None),
    ],
)
def test_publication_is_about_the_plan_and_not_about_other_papers(words: str, status: str, address: str | None) -> None:
    report = checked(a_plan(introduction=words))

    assert (report.publication.status, report.publication.address) == (status, address)
    forces = [finding.force for finding in report.findings if finding.rule == "R10"]
    assert forces == ([] if status == "given" else ["must"])


@pytest.mark.parametrize(
    ("words", "stated", "precision"),
    [
        ("Submitted on 18 July 2024", "2024-07-18", "day"),
        ("Productivity plan submission to the department, July 2024", "2024-07", "month"),
        ("The plan has to be submitted by 19 July 2024.", None, "none"),
        ("The letter of 16 April 2024 asks for a plan to be submitted before the 19th July 2024.", None, "none"),
        ("Cabinet met on 9 July 2024.", None, "none"),
        ("July 2024", "2024-07", "month"),
        ("Version 1, July 2024", "2024-07", "month"),
        ("Next review July 2025", None, "none"),
        ("Next review: 12 July 2025", None, "none"),
        ("Review date\n\nJuly 2025", None, "none"),
        ("Valid until March 2026", None, "none"),
        ("Approved 15 July 2024", None, "none"),
        ("Next review July 2025\n\nSubmitted 18 July 2024", "2024-07-18", "day"),
        ("Next review July 2025\n\nJuly 2024", "2024-07", "month"),
        ("This submission begins with our people: 9,420 of them in March 2024.", None, "none"),
    ],
)
def test_the_day_of_sending_is_no_deadline_no_meeting_and_no_review(
    words: str, stated: str | None, precision: str
) -> None:
    dates = checked(a_plan(introduction=words)).dates

    assert (dates.stated, dates.precision) == (stated, precision)


def test_a_recommendation_is_pending_with_the_day_of_the_meeting() -> None:
    endorsement = checked(f"{REPORT}\n\f\n{a_plan()}").endorsement

    assert (endorsement.status, endorsement.body, endorsement.date) == ("pending", "cabinet", "2024-07-16")
    assert (
        endorsement.evidence[0].quote
        == "2.1 It is recommended that Cabinet endorse the Productivity Plan at Appendix A."
    )


def test_minutes_that_record_a_resolution_are_an_endorsement() -> None:
    minutes = (
        "Minutes of the Cabinet\n\n9 July 2024\n\nPresent: Councillors A, B and C\n\nApologies: Councillor D\n\n"
        "In attendance: the Chief Executive\n\nDeclarations of interest: none\n\n"
        "RESOLVED that the Productivity Plan be approved."
    )
    endorsement = checked(f"{minutes}\n\f\n{a_plan()}").endorsement

    assert (endorsement.status, endorsement.body, endorsement.date) == ("endorsed", "cabinet", "2024-07-09")
