"""Results coming back: an inbox takes each event once, in the same transaction as its effect on the ledger."""

import logging
from collections.abc import Sequence
from datetime import datetime

from faststream.kafka import KafkaBroker, KafkaMessage
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from plans_ingest.adapters.ledger import SOURCE
from plans_ingest.adapters.outbox import Outbox
from plans_ingest.ports import Clock
from plans_schema.chassis.consumer import Settler, at_least_once
from plans_schema.envelope import Envelope, T, continue_trace
from plans_schema.events.plans import PlanEvent, PlanReceived, PlanValidated
from plans_schema.identifiers import derived_id
from plans_schema.report import CouncilFacts, DocumentFacts, Finding, Report
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED, group_of
from plans_schema.vocabulary import DocumentKind, Force, Outcome

GROUP = group_of("ingest")
PARKED = "parked"
COULD_NOT_CHECK = (
    "We could not check this file, for a reason on our side. It says nothing about your plan. We will look into it."
)
log = logging.getLogger(__name__)
CLAIM = text("INSERT INTO inbox (event_id) VALUES (:event_id) ON CONFLICT DO NOTHING RETURNING event_id")
OPEN = text("SELECT true FROM submission WHERE submission_id = :id AND outcome IS NULL")
# A settled outcome beats `could_not_check`; else the later attempt wins: the order of arrival changes nothing.
SETTLE = text(
    "UPDATE submission SET outcome = :outcome, outcome_attempt = :attempt, report = cast(:report AS jsonb)"
    " WHERE submission_id = :submission_id AND (outcome IS NULL OR"
    " (outcome <> 'could_not_check', outcome_attempt) < (:outcome <> 'could_not_check', :attempt))"
)


async def _is_new(transaction: AsyncConnection, envelope: Envelope[T]) -> bool:
    claimed = await transaction.execute(CLAIM, {"event_id": envelope.id})
    return claimed.scalar_one_or_none() is not None


class LedgerOutcomes:
    """Keeps outcomes in the ledger."""

    def __init__(self, engine: AsyncEngine, outbox: Outbox, clock: Clock) -> None:
        self._engine = engine
        self._outbox = outbox
        self._clock = clock

    async def settle(self, results: Sequence[Envelope[PlanValidated]]) -> None:
        """Keep these reports in one transaction; an event seen before changes nothing."""
        async with self._engine.begin() as transaction:
            for result in results:
                if await _is_new(transaction, result):
                    await self._settle(transaction, result.data)

    async def give_up(self, parked: Sequence[Envelope[PlanReceived]]) -> None:
        """State that submissions still open could not be checked: the fact takes the road of every other result."""
        async with self._engine.begin() as transaction:
            for cause in parked:
                open_ = (await transaction.execute(OPEN, {"id": cause.data.submission_id})).scalar_one_or_none()
                if open_ and await _is_new(transaction, cause):
                    await self._outbox.put(transaction, could_not_check(cause, self._clock()))

    @staticmethod
    async def _settle(transaction: AsyncConnection, event: PlanValidated) -> None:
        values = {
            "outcome": event.report.outcome.value,
            "attempt": event.attempt,
            "report": event.report.model_dump_json(),
            "submission_id": event.submission_id,
        }
        if (await transaction.execute(SETTLE, values)).rowcount == 0:
            log.info("a result changed nothing: a better one is kept, or the submission is not ours")


def could_not_check(cause: Envelope[PlanReceived], now: datetime) -> Envelope[PlanValidated]:
    """State, for a submission whose event was parked, that our side could not check it."""
    event_id = derived_id(cause.occurred_at, str(cause.id), PARKED)
    received = {name: getattr(cause.data, name) for name in PlanEvent.model_fields}
    report = Report(
        outcome=Outcome.COULD_NOT_CHECK,
        document=DocumentFacts(
            sha256=cause.data.sha256, format=None, kind=DocumentKind.OTHER, pages=None, text_from=None
        ),
        council=CouncilFacts(declared=cause.data.council_code, in_document=None),
        findings=(Finding(rule=PARKED, force=Force.NOTE, message=COULD_NOT_CHECK),),
    )
    return Envelope[PlanValidated](
        id=event_id,
        source=SOURCE,
        occurred_at=now,
        traceparent=continue_trace(cause.traceparent, event_id),
        data=PlanValidated(**received, validated_at=now, rule_set=PARKED, report=report),
    )


def subscribe(
    broker: KafkaBroker, prefix: str, validated: Settler[PlanValidated], parked: Settler[PlanReceived]
) -> None:
    """Wire the results, and the dead letters of what was sent out, to the ledger."""

    async def on_plan_validated(message: KafkaMessage) -> None:
        await validated.settle(message)

    async def on_plan_received_parked(message: KafkaMessage) -> None:
        await parked.settle(message)

    results = PLANS_VALIDATED.prefixed(prefix).name
    broker.subscriber(results, **at_least_once(f"{prefix}{GROUP}"))(on_plan_validated)
    letters = PLANS_RECEIVED.dead_letter().prefixed(prefix).name
    broker.subscriber(letters, **at_least_once(f"{prefix}{GROUP}-dead-letters"))(on_plan_received_parked)
