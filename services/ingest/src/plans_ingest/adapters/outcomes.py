"""Results coming back: an inbox takes each event once, in the same transaction as its effect on the ledger."""

from collections.abc import Sequence

from faststream.kafka import KafkaBroker, KafkaMessage
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from plans_schema.chassis.consumer import Settler, at_least_once
from plans_schema.envelope import Envelope, T
from plans_schema.events.plans import PlanReceived, PlanValidated
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED
from plans_schema.vocabulary import Outcome

GROUP = "plans-ingest"
CLAIM = text("INSERT INTO inbox (event_id) VALUES (:event_id) ON CONFLICT DO NOTHING RETURNING event_id")
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

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def settle(self, results: Sequence[Envelope[PlanValidated]]) -> None:
        """Keep these reports in one transaction; an event seen before changes nothing."""
        async with self._engine.begin() as transaction:
            for result in results:
                if await _is_new(transaction, result):
                    report = result.data.report
                    await self._settle(transaction, result.data, report.outcome, report.model_dump_json())

    async def give_up(self, parked: Sequence[Envelope[PlanReceived]]) -> None:
        """End submissions whose event was parked, unless they have an outcome already."""
        async with self._engine.begin() as transaction:
            for envelope in parked:
                await self._settle(transaction, envelope.data, Outcome.COULD_NOT_CHECK, None)

    @staticmethod
    async def _settle(
        transaction: AsyncConnection, event: PlanValidated | PlanReceived, outcome: Outcome, report: str | None
    ) -> None:
        values = {
            "outcome": outcome.value,
            "attempt": event.attempt,
            "report": report,
            "submission_id": event.submission_id,
        }
        await transaction.execute(SETTLE, values)


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
