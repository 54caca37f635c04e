"""Validate, killed between its first result and its acknowledgement; or `acknowledging-first`."""

import sys
from collections.abc import Awaitable, Callable, Sequence

from faststream.kafka import KafkaMessage

from faults.programs.dying import die_once
from plans_schema.chassis.consumer import Settler
from plans_schema.chassis.producer import Producer
from plans_schema.chassis.serving import serve
from plans_schema.envelope import Envelope
from plans_schema.events.plans import PlanReceived
from plans_validate import app
from plans_validate.adapters.consumer import make_handler
from plans_validate.metrics import ValidateMetrics
from plans_validate.settings import ValidateSettings
from plans_validate.usecases import ValidatePlan

settle = Settler.settle


def make_dying_handler(
    validate: ValidatePlan, producer: Producer, metrics: ValidateMetrics
) -> Callable[[Sequence[Envelope[PlanReceived]]], Awaitable[None]]:
    """Make the handler, with a death after its first result."""
    handle = make_handler(validate, producer, metrics)

    async def handle_and_die(batch: Sequence[Envelope[PlanReceived]]) -> None:
        await handle(batch)
        die_once()

    return handle_and_die


async def acknowledge_and_die(self: Settler[PlanReceived], message: KafkaMessage) -> None:
    """Acknowledge first, then die before the work."""
    await message.ack()
    die_once()
    await settle(self, message)


if __name__ == "__main__":
    if "acknowledging-first" in sys.argv:
        Settler.settle = acknowledge_and_die  # type: ignore[method-assign,assignment]  # the order of the two is taken out
    else:
        app.make_handler = make_dying_handler  # type: ignore[attr-defined]  # the death belongs inside the handler
    settings = ValidateSettings()
    serve(app.build_app(settings), settings, app.SERVICE)
