"""Own what a sender may say of endorsement, and how it may be written."""

from datetime import date

import pytest

from plans_ingest.domain.declaration import DAY_OF_NOTHING, WRONG_BODY, WRONG_DAY, read_declaration
from plans_ingest.domain.submission import Rejection
from plans_schema.events.plans import DeclaredEndorsement
from plans_schema.vocabulary import EndorsingBody


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("cabinet", EndorsingBody.CABINET),
        ("Cabinet", EndorsingBody.CABINET),
        ("Full Council", EndorsingBody.FULL_COUNCIL),
        ("full-council", EndorsingBody.FULL_COUNCIL),
        ("PORTFOLIO_HOLDER", EndorsingBody.PORTFOLIO_HOLDER),
        ("Not yet", None),
    ],
)
def test_a_body_may_be_written_as_people_write_it(written: str, body: EndorsingBody | None) -> None:
    assert read_declaration(written, "") == DeclaredEndorsement(body=body)


def test_the_day_goes_with_the_body() -> None:
    declared = DeclaredEndorsement(body=EndorsingBody.LEADER, on=date(2024, 7, 16))

    assert read_declaration("Leader", "2024-07-16") == declared
    assert read_declaration("", "") is None


@pytest.mark.parametrize(
    ("by", "on", "why"),
    [
        ("the cat", "", WRONG_BODY),
        ("", "2024-07-16", WRONG_BODY),
        ("cabinet", "16 July", WRONG_DAY),
        ("not_yet", "2024-07-16", DAY_OF_NOTHING),
        ("Not yet", "soon", DAY_OF_NOTHING),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(by: str, on: str, why: Rejection) -> None:
    assert read_declaration(by, on) is why
