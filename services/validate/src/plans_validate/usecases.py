"""Own the one thing this service does: a plan was received, so it gets validated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from plans_schema.events.plans import PlanReceived, PlanValidated
from plans_validate.ports import DocumentReader, DocumentSource


@dataclass(frozen=True)
class ValidatePlan:
    """Fetch, read and check a submission, and say so; `now` gives aware instants, `rule_set` names the rules."""

    source: DocumentSource
    reader: DocumentReader
    now: Callable[[], datetime]
    rule_set: str

    async def __call__(self, received: PlanReceived) -> PlanValidated:
        """Validate one submission."""
        content = await self.source.fetch(received.submission_id)
        report = await self.reader.read(content, received.council_code)
        return PlanValidated(
            submission_id=received.submission_id,
            council_code=received.council_code,
            version=received.version,
            attempt=received.attempt,
            received_at=received.received_at,
            validated_at=self.now(),
            round=received.round,
            rule_set=self.rule_set,
            report=report,
        )
