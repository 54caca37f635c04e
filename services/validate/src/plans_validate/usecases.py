"""Own the one thing this service does: a plan was received, so it gets validated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from plans_schema.events.plans import PlanEvent, PlanReceived, PlanValidated
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
        as_received = {name: getattr(received, name) for name in PlanEvent.model_fields}
        return PlanValidated(**as_received, validated_at=self.now(), rule_set=self.rule_set, report=report)
