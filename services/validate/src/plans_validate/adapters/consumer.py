"""Take received plans from the broker, one in hand at a time, and state what was found."""

from collections.abc import Awaitable, Callable, Sequence

from faststream.kafka import KafkaBroker, KafkaMessage

from plans_schema.chassis.consumer import Settler, at_least_once
from plans_schema.chassis.producer import Producer
from plans_schema.envelope import Envelope, continue_trace
from plans_schema.events.plans import PlanReceived, PlanValidated
from plans_schema.identifiers import derived_id
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED, group_of
from plans_validate.metrics import ValidateMetrics
from plans_validate.usecases import ValidatePlan

GROUP = group_of("validate")
SOURCE = "/validate"


def validated_event(cause: Envelope[PlanReceived], validated: PlanValidated) -> Envelope[PlanValidated]:
    """State a result; the same cause under the same rules gives the same id, so a redelivery repeats the fact."""
    event_id = derived_id(cause.occurred_at, str(cause.id), validated.rule_set, f"attempt {validated.attempt}")
    return Envelope[PlanValidated](
        id=event_id,
        source=SOURCE,
        occurred_at=validated.validated_at,
        traceparent=continue_trace(cause.traceparent, event_id),
        data=validated,
    )


def make_handler(
    validate: ValidatePlan, producer: Producer, metrics: ValidateMetrics
) -> Callable[[Sequence[Envelope[PlanReceived]]], Awaitable[None]]:
    """Make the handler: validate each plan and publish its result before the record is committed."""

    async def on_plans_received(batch: Sequence[Envelope[PlanReceived]]) -> None:
        for cause in batch:
            with metrics.seconds.time():
                validated = await validate(cause.data)
            await producer.publish(PLANS_VALIDATED, validated_event(cause, validated))
            metrics.reports.labels(validated.report.outcome.value).inc()

    return on_plans_received


def subscribe(broker: KafkaBroker, prefix: str, settler: Settler[PlanReceived]) -> None:
    """Wire `plans.received.v1` to the settler."""

    async def on_plan_received(message: KafkaMessage) -> None:
        await settler.settle(message)

    broker.subscriber(PLANS_RECEIVED.prefixed(prefix).name, **at_least_once(f"{prefix}{GROUP}"))(on_plan_received)
