"""Own what is taken for members' endorsement of the plan, and what only looks like it."""

import csv
from pathlib import Path

import pytest

from plans_validate.domain.rules.endorsement import says_who_endorsed_it
from written_plans import REPORT, a_plan, asking_alone, checked

WORDINGS = Path(__file__).parents[2] / "data" / "endorsements.csv"
AUTHORITY = "Herefordshire Council"
RECOMMENDATION = "It is recommended that Cabinet endorse the Productivity Plan at Appendix A."
MINUTES = """
Minutes of the meeting of Cabinet

9 July 2024

Present: Councillor A. Name (Chair), Councillor B. Other

Apologies: none

Declarations of interest: none

14. Productivity Plan

The Leader introduced the report. {saying}

The meeting closed at 7.40 pm
"""

ENDORSED = [
    ("This plan was endorsed by Cabinet on 9 July 2024.", "cabinet", "2024-07-09"),
    ("Cabinet approved this Productivity Plan at its meeting on 16 July 2024.", "cabinet", "2024-07-16"),
    ("The Leader of the Council has endorsed this plan.", "leader", None),
    ("The Productivity Plan was agreed by full Council on 17 July 2024.", "full_council", "2024-07-17"),
    ("The plan has been endorsed by the Executive (11 July 2024).", "executive", "2024-07-11"),
    ("Members have endorsed this plan.", "members_unspecified", None),
    ("Endorsed by: Policy and Resources Committee, 4 July 2024", "committee", "2024-07-04"),
    ("This plan has been signed off by the Cabinet Member for Finance.", "portfolio_holder", None),
    ("The directly elected Mayor approved this Productivity Plan on 12 July 2024.", "mayor", "2024-07-12"),
    ("The plan was signed off by the Chief Executive and the Leader of the Council.", "leader", None),
    ("Cabinet considered and endorsed the productivity plan on 2 July 2024.", "cabinet", "2024-07-02"),
    ("Following endorsement by Cabinet on 3 July 2024, this plan was sent to the department.", "cabinet", "2024-07-03"),
    (
        "This plan went to the Audit Committee on 4 July and was agreed by Council on 17 July 2024.",
        "full_council",
        "2024-07-17",
    ),
    (
        "The Scrutiny Committee saw the plan on 4 July 2024 and Council approved it on 17 July 2024.",
        "full_council",
        "2024-07-17",
    ),
    (
        "This plan was considered by Cabinet on 4 July 2024 and adopted by the Council on 17 July 2024.",
        "full_council",
        "2024-07-17",
    ),
    ("The Leader of Herefordshire Council has approved this plan.", "leader", None),
    ("The Leader, on behalf of the council, has approved this plan.", "leader", None),
    ("Cabinet noted that the council has a deficit and approved this plan on 9 July 2024.", "cabinet", "2024-07-09"),
    ("Considered by Scrutiny on 4 July 2024; agreed by Cabinet on 9 July 2024.", "cabinet", "2024-07-09"),
    ("Cabinet did not feel that it could wait and endorsed the plan on 9 July 2024.", "cabinet", "2024-07-09"),
]
PENDING = [
    "This plan will be considered for endorsement by Cabinet on 18 July 2024.",
    "The Productivity Plan is to be approved by full Council in September 2024.",
    "This plan is subject to approval by Cabinet.",
    "It is recommended that Cabinet endorse the Productivity Plan.",
    "This plan has not yet been endorsed by members.",
    "Cabinet deferred its decision on this Productivity Plan to 30 July 2024.",
    "The decision of the Leader to approve this plan was called in.",
    "Members will be asked to endorse this plan in September 2024.",
    "This plan was considered by Scrutiny on 4 July and Council will be asked to approve it on 17 September 2024.",
]
DELEGATED = [
    "Cabinet delegated the approval of this plan to the Chief Executive in consultation with the Leader.",
    "Authority to approve the Productivity Plan was delegated to the Section 151 Officer.",
]
OVERSIGHT = [
    "This plan will be monitored by Councillors.",
    "The Overview and Scrutiny Committee reviewed this plan on 3 July 2024.",
    "Cabinet noted this Productivity Plan on 9 July 2024.",
    "Progress against this plan will be scrutinised by members each quarter.",
]
REFUSED = [
    "Cabinet declined to endorse this plan on 9 July 2024.",
    "Full Council rejected the Productivity Plan.",
    "Cabinet did not consider that it could put its name to this plan as drafted.",
    "Members did not believe that they could approve the plan in its present form.",
    "Cabinet was not minded to approve this plan.",
    "Cabinet did not feel able to endorse the plan.",
]
NOT_STATED = [
    "",
    "This plan was approved by the Chief Executive.",
    "The Corporate Leadership Team agreed this plan on 2 July 2024.",
    "Our budget was approved by full Council in February 2024.",
    "The Corporate Plan was endorsed by Cabinet in May 2023.",
    "Savings of £2m were agreed by full Council when it set the budget.",
    "This plan builds on the Digital Strategy, which was approved by Cabinet in 2023.",
    "The Transformation Programme is overseen by Cabinet.",
    "This Productivity Plan sets out the savings approved by full Council in February 2024.",
    "This plan sets out what the Council has done and is supported by our partners.",
    "The LGA peer team told us the council is well run and endorsed this plan.",
    "Our external auditors said the council is improving and endorsed the plan.",
]


@pytest.fixture(autouse=True)
def these_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    asking_alone(monkeypatch, says_who_endorsed_it)


@pytest.mark.parametrize(("words", "body", "date"), ENDORSED)
def test_members_endorsement_is_found_with_body_and_date(words: str, body: str, date: str | None) -> None:
    endorsement = checked(a_plan(introduction=words)).endorsement

    assert (endorsement.status, endorsement.body, endorsement.date) == ("endorsed", body, date)
    assert endorsement.evidence[0].quote == words


@pytest.mark.parametrize(
    ("words", "status"),
    [
        *((words, "pending") for words in PENDING),
        *((words, "delegated") for words in DELEGATED),
        *((words, "oversight_only") for words in OVERSIGHT),
        *((words, "refused") for words in REFUSED),
        *((words, "not_stated") for words in NOT_STATED),
    ],
)
def test_what_only_looks_like_endorsement_has_its_own_status(words: str, status: str) -> None:
    report = checked(a_plan(introduction=words))

    assert report.endorsement.status == status
    assert [finding.force for finding in report.findings if finding.rule == "R09"] == ["must"]


def test_officers_alone_are_named_in_the_finding() -> None:
    report = checked(a_plan(introduction="This plan was approved by the Chief Executive."))

    (finding,) = [finding for finding in report.findings if finding.rule == "R09"]
    assert "officers" in finding.message
    assert finding.evidence[0].quote == "This plan was approved by the Chief Executive."


def test_the_body_is_named_as_written() -> None:
    words = "The Portfolio Holder for Finance and Governance endorsed this plan on 8 July 2024."

    assert checked(a_plan(introduction=words)).endorsement.by == "Portfolio Holder for Finance and Governance"


@pytest.mark.parametrize("owner", ["Section 151 Officer", "Deputy Chief Executive and Section 151 Officer"])
def test_a_table_that_heads_a_document_says_who_agreed_it_and_when(owner: str) -> None:
    rows = [
        ("Document control", ""),
        ("---", "---"),
        ("Owner", owner),
        ("Agreed by", "Leader of the Council and Portfolio Holder for Personnel Policy"),
        ("Date agreed", "12 July 2024"),
        ("Next review", "July 2025"),
    ]
    table = "\n".join(f"| {label} | {value} |" for label, value in rows)
    endorsement = checked(a_plan(introduction=table)).endorsement

    assert (endorsement.status, endorsement.body, endorsement.date) == ("endorsed", "leader", "2024-07-12")


@pytest.mark.parametrize(
    ("saying", "status"),
    [
        ("RESOLVED that the Productivity Plan be not endorsed and that it be referred back to officers.", "refused"),
        ("RESOLVED that the Productivity Plan be rejected and be brought back to the next meeting.", "refused"),
        ("RESOLVED that the Productivity Plan be referred back to officers.", "pending"),
    ],
)
def test_what_is_refused_outright_stays_so_though_it_comes_back(saying: str, status: str) -> None:
    assert checked(f"{MINUTES.format(saying=saying)}\n\n\f{a_plan()}").endorsement.status == status


@pytest.mark.parametrize(
    "words",
    [
        "I have reviewed this plan with my Cabinet and I am happy to endorse it on behalf of the council.",
        "Having discussed this plan with my Cabinet, I am pleased to endorse it.",
    ],
)
def test_who_signs_a_foreword_endorses_the_plan_and_not_those_it_was_discussed_with(words: str) -> None:
    endorsement = checked(a_plan(introduction=f"{words}\n\nA. Name, Mayor of Herefordshire")).endorsement

    assert (endorsement.status, endorsement.body) == ("endorsed", "mayor")


def _written(place: str, saying: str) -> str:
    if place == "plan":
        return a_plan(introduction=saying)
    if place == "before":
        return f"{AUTHORITY}\n\n{saying}\n\n{a_plan()}"
    pack = REPORT.replace(RECOMMENDATION, saying) if place == "report" else MINUTES.format(saying=saying)
    return f"{pack}\n\n\f{a_plan()}"


def _wordings() -> list[dict[str, str]]:
    with WORDINGS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("wording", _wordings(), ids=lambda wording: wording["wording"][:60])
def test_a_wording_says_how_far_endorsement_has_come_and_who_decides_when(wording: dict[str, str]) -> None:
    """`a|b` lets either stand, `-` is nothing."""
    found = checked(_written(wording["place"], wording["wording"])).endorsement

    assert found.status in wording["status"].split("|")
    assert (found.body or "-") in wording["body"].split("|")
    assert (found.date or "-") in wording["date"].split("|")
