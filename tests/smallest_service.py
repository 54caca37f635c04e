"""The smallest service behind the chassis, for tests of the chassis itself."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from aiokafka.admin import AIOKafkaAdminClient
from faststream.kafka import KafkaMessage
from prometheus_client import CollectorRegistry
from starlette.applications import Starlette

from plans_schema.chassis.clock import make_clock
from plans_schema.chassis.consumer import Settler, at_least_once, make_broker
from plans_schema.chassis.dead_letter import DeadLetters, Letters
from plans_schema.chassis.metrics import ConsumerMetrics
from plans_schema.chassis.producer import Producer
from plans_schema.chassis.serving import Consuming, operations_routes
from plans_schema.envelope import Envelope
from plans_schema.events.plans import PlanReceived
from plans_schema.topics import PLANS_RECEIVED
from stack import Stack

GROUP = "chassis"
Received = Envelope[PlanReceived]


@dataclass
class Service:
    """The smallest service: a handler behind the chassis, counting what it was given."""

    stack: Stack
    handle: Callable[[Sequence[Received]], Awaitable[None]]
    batch: bool = False
    halt_after: int = 50
    letters: Letters | None = None
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def app(self) -> Starlette:
        prefix, group = self.stack.prefix, f"{self.stack.prefix}{GROUP}"
        producer = Producer(self.stack.servers.bootstrap_servers, prefix)
        settler = Settler(
            PLANS_RECEIVED,
            PlanReceived,
            self.handle,
            self.letters or DeadLetters(producer, group),
            ConsumerMetrics(self.registry, "test"),
            make_clock(),
            self.halt_after,
        )
        broker = make_broker(self.stack.servers.bootstrap_servers)

        async def on_record(message: KafkaMessage) -> None:
            await settler.settle(message)

        how: dict[str, Any] = {"batch": True, "batch_timeout_ms": 500} if self.batch else {}
        broker.subscriber(self.stack.topic(PLANS_RECEIVED), **how, **at_least_once(group))(on_record)
        consuming = Consuming(producer, broker, (settler,), prefix)

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            async with consuming.running():
                yield

        return Starlette(routes=operations_routes({"broker": consuming.check}, self.registry), lifespan=lifespan)


@asynccontextmanager
async def running_unready(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """Run an app without waiting until it is ready."""
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
            yield client


async def committed(stack: Stack) -> int:
    """Count the records that the group has committed."""
    admin = AIOKafkaAdminClient(bootstrap_servers=stack.servers.bootstrap_servers)
    await admin.start()
    try:
        offsets = await admin.list_consumer_group_offsets(f"{stack.prefix}{GROUP}")
    finally:
        await admin.close()
    return sum(place.offset for place in offsets.values())
