"""What happens to a plan: it was received, it was validated."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from plans_schema.report import Report
from plans_schema.vocabulary import CouncilCode, EndorsingBody, Fact, Sha256


class DeclaredEndorsement(Fact):
    """What the sender says of members' endorsement: who gave it, null for nobody yet, and the day if told."""

    body: EndorsingBody | None
    on: date | None = None


class PlanEvent(Fact):
    """What every event about a plan says: which submission of which council."""

    TYPE: ClassVar[str]

    submission_id: UUID
    council_code: CouncilCode
    version: Annotated[int, Field(ge=1)]
    attempt: Annotated[int, Field(ge=1)]
    received_at: AwareDatetime
    round: str
    declared_endorsement: DeclaredEndorsement | None = None


class PlanReceived(PlanEvent):
    """A council's file was stored and given a receipt.

    `version` counts a council's submissions from 1 and decides which is newest; `attempt` counts
    from 1 how often this submission was put forward for checking. The bytes stay in the document
    store under `submission_id` (claim check).
    """

    TYPE: ClassVar[str] = "plans.received.v1"

    sha256: Sha256
    size_bytes: Annotated[int, Field(ge=1)]


class PlanValidated(PlanEvent):
    """A submission was read and checked, or it was found that it could not be; the report says which."""

    TYPE: ClassVar[str] = "plans.validated.v1"

    validated_at: AwareDatetime
    rule_set: str
    report: Report
