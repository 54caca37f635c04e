"""Take validated plans from the broker in batches; every record is decoded for itself."""

from collections.abc import Awaitable, Callable, Sequence

from faststream.kafka import KafkaBroker, KafkaMessage

from plans_aggregate.domain.projections import Validated
from plans_aggregate.metrics import AggregateMetrics
from plans_aggregate.usecases import ProjectPlans
from plans_schema.chassis.consumer import Settler, at_least_once
from plans_schema.events.plans import PlanValidated
from plans_schema.topics import PLANS_VALIDATED, group_of

GROUP = group_of("aggregate")
LARGEST_BATCH = 500
BATCH_WAIT_MS = 100


def counted(project: ProjectPlans, metrics: AggregateMetrics) -> Callable[[Sequence[Validated]], Awaitable[None]]:
    """Make the handler: project a batch and count what it did once it is committed."""

    async def on_plans_validated(batch: Sequence[Validated]) -> None:
        with metrics.batch_seconds.time():
            applied = await project(batch)
        metrics.batch_records.observe(len(batch))
        metrics.effects.inc(applied.effects)
        metrics.reports.inc(applied.reports)
        metrics.duplicates.inc(applied.duplicates)

    return on_plans_validated


def subscribe(broker: KafkaBroker, prefix: str, settler: Settler[PlanValidated]) -> None:
    """Wire `plans.validated.v1` to the settler, one batch in hand at a time."""

    async def on_batch(message: KafkaMessage) -> None:
        await settler.settle(message)

    topic = PLANS_VALIDATED.prefixed(prefix).name
    broker.subscriber(
        topic,
        batch=True,
        max_records=LARGEST_BATCH,
        batch_timeout_ms=BATCH_WAIT_MS,
        **at_least_once(f"{prefix}{GROUP}"),
    )(on_batch)
