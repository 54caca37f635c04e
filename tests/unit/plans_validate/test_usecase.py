"""Own the use case: an event in, a fact out, and nothing in between that it decides itself."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from plans_schema.events.plans import PlanReceived
from plans_schema.report import Report
from plans_schema.vocabulary import CouncilCode
from plans_validate.adapters.checking import check_document
from plans_validate.rounds import rule_set
from plans_validate.usecases import ValidatePlan
from written_plans import COUNCIL, a_plan

SUBMISSION = UUID("0190a1b2-0000-7000-8000-000000000001")
CONTENT = a_plan().encode()
NOW = datetime(2024, 7, 18, 12, 0, tzinfo=UTC)


class Shelf:
    """Documents kept in memory, by submission."""

    async def fetch(self, submission_id: UUID) -> bytes:
        return {SUBMISSION: CONTENT}[submission_id]


class ReaderInThisProcess:
    """The rules without the child process around them."""

    async def read(self, content: bytes, declared: CouncilCode | None = None) -> Report:
        return check_document(content, declared)


async def test_a_received_plan_becomes_a_validated_one() -> None:
    received = PlanReceived(
        submission_id=SUBMISSION,
        council_code=COUNCIL,
        version=3,
        attempt=2,
        sha256=sha256(CONTENT).hexdigest(),
        size_bytes=len(CONTENT),
        received_at=datetime(2024, 7, 18, 11, 59, tzinfo=UTC),
        round="2024-productivity",
    )
    validate = ValidatePlan(Shelf(), ReaderInThisProcess(), lambda: NOW, rule_set())
    validated = await validate(received)

    assert (validated.submission_id, validated.council_code, validated.version, validated.attempt) == (
        SUBMISSION,
        COUNCIL,
        3,
        2,
    )
    assert (validated.validated_at, validated.rule_set, validated.round) == (NOW, rule_set(), "2024-productivity")
    assert validated.report.outcome == "checked"
    assert validated.report.document.sha256 == received.sha256
