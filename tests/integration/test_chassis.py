"""The consumer chassis on the real broker: at least once, in order, nothing lost, nothing able to block."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage
from prometheus_client import CollectorRegistry
from starlette.applications import Starlette

import plans_aggregate.app
import plans_ingest.app
import plans_validate.app
from builders import received
from plans_aggregate.settings import AggregateSettings
from plans_ingest.settings import IngestSettings
from plans_schema.chassis import consumer
from plans_schema.chassis.clock import make_clock
from plans_schema.chassis.consumer import Settler, at_least_once, make_broker
from plans_schema.chassis.dead_letter import DeadLetters
from plans_schema.chassis.metrics import ConsumerMetrics
from plans_schema.chassis.producer import FAILURES_BEFORE_A_NEW_PRODUCER, Producer
from plans_schema.chassis.serving import Consuming, operations_routes
from plans_schema.chassis.topics import create_topics
from plans_schema.envelope import Envelope
from plans_schema.events.plans import PlanReceived
from plans_schema.topics import ALL_TOPICS, PLANS_RECEIVED
from plans_validate.settings import ValidateSettings
from stack import Servers, Stack, eventually, running

GROUP = "chassis"
Received = Envelope[PlanReceived]


@dataclass
class Service:
    """The smallest service: a handler behind the chassis, counting what it was given."""

    stack: Stack
    handle: Callable[[Sequence[Received]], Awaitable[None]]
    batch: bool = False
    halt_after: int = 50
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def app(self) -> Starlette:
        prefix, group = self.stack.prefix, f"{self.stack.prefix}{GROUP}"
        producer = Producer(self.stack.servers.bootstrap_servers, prefix)
        settler = Settler(
            PLANS_RECEIVED,
            PlanReceived,
            self.handle,
            DeadLetters(producer, group),
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


def test_every_subscriber_of_every_service_is_wired_to_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    brokers: list[KafkaBroker] = []

    def make_and_keep(bootstrap_servers: str) -> KafkaBroker:
        brokers.append(make_broker(bootstrap_servers))
        return brokers[-1]

    for module in (plans_ingest.app, plans_validate.app, plans_aggregate.app):
        monkeypatch.setattr(module, "make_broker", make_and_keep)
    nowhere: dict[str, Any] = {"kafka": "127.0.0.1:1", "database_password": "none", "topic_prefix": "p."}
    apps = (
        plans_ingest.app.build_app(IngestSettings(**nowhere)),
        plans_validate.app.build_app(ValidateSettings(**nowhere)),
        plans_aggregate.app.build_app(AggregateSettings(**nowhere)),
    )

    subscribers: list[Any] = [each for broker in brokers for each in broker.subscribers]
    assert len(apps) == len(brokers) == 3
    assert sorted(str(each.group_id) for each in subscribers) == [
        "p.plans-aggregate",
        "p.plans-ingest",
        "p.plans-ingest-dead-letters",
        "p.plans-validate",
    ]
    for each in subscribers:
        assert each.ack_policy is AckPolicy.MANUAL
        assert each._connection_args["auto_offset_reset"] == "earliest"
        assert each._connection_args["enable_auto_commit"] is False
        assert each._call_options.decoder is consumer._raw_body
        assert each._call_options.parser is consumer._parse_safely


async def test_a_transient_fault_is_retried_in_place_and_in_order_then_committed(stack: Stack) -> None:
    events = [received() for _ in range(3)]
    tried: list[UUID] = []

    async def handle(batch: Sequence[Received]) -> None:
        tried.append(batch[0].id)
        if len(tried) in {1, 2}:
            raise ConnectionError

    async with running(Service(stack, handle).app()) as client:
        await stack.publish(PLANS_RECEIVED, *events)
        await stack.caught_up(GROUP, PLANS_RECEIVED)
        metrics = (await client.get("/metrics")).text
    first, second, third = (event.id for event in events)
    assert tried == [first, first, first, second, third]
    assert 'plans_test_retries_total{topic="plans.received.v1"} 2.0' in metrics
    assert await stack.records(PLANS_RECEIVED.dead_letter()) == []


async def test_too_many_parked_in_a_row_halt_the_consumer_and_commit_nothing_beyond(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "GRACE_SECONDS", 0.5)  # a halted handler is cancelled at the end of it
    handled: list[UUID] = []

    async def handle(batch: Sequence[Received]) -> None:
        handled.append(batch[0].id)

    for _ in range(5):
        await stack.publish_raw(PLANS_RECEIVED, b"rubbish")
    async with running_unready(Service(stack, handle, halt_after=3).app()) as client:

        async def halted() -> bool:
            return "halted: too many records" in (await client.get("/health/ready")).text

        await eventually(halted, 20, "the consumer to halt")
        assert (await client.get("/health/ready")).status_code == 503
        assert "plans_test_halted 1.0" in (await client.get("/metrics")).text
    assert len(await stack.records(PLANS_RECEIVED.dead_letter())) == 3
    assert await committed(stack) == 2

    event = received()
    await stack.publish(PLANS_RECEIVED, event)
    async with running(Service(stack, handle).app()):
        await stack.caught_up(GROUP, PLANS_RECEIVED)
    assert handled == [event.id]


async def test_a_fault_in_a_batch_parks_only_its_culprit(stack: Stack) -> None:
    events = [received() for _ in range(6)]
    culprit = events[3]
    handled: list[UUID] = []

    async def handle(batch: Sequence[Received]) -> None:
        if culprit.id in {event.id for event in batch}:
            raise ValueError("canary of the handler")
        handled.extend(event.id for event in batch)

    await stack.publish(PLANS_RECEIVED, *events)
    async with running(Service(stack, handle, batch=True).app()):
        await stack.caught_up(GROUP, PLANS_RECEIVED)
    (parked,) = await stack.records(PLANS_RECEIVED.dead_letter())
    assert dict(parked.headers)["ce_id"] == str(culprit.id).encode()
    assert dict(parked.headers)["dead_letter_fault"] == b"ValueError"
    assert handled == [event.id for event in events if event is not culprit]


async def test_readiness_names_missing_topics_and_comes_when_they_do(servers: Servers) -> None:
    stack = Stack(servers)  # no topic was made in this corner

    async def handle(batch: Sequence[Received]) -> None:
        del batch

    async with running_unready(Service(stack, handle).app()) as client:

        async def told() -> bool:
            text = (await client.get("/health/ready")).text
            return all(stack.topic(topic) in text for topic in ALL_TOPICS) and "plans migrate" in text

        await eventually(told, 20, "the missing topics to be named")
        assert (await client.get("/health/live")).status_code == 200
        await create_topics(servers.bootstrap_servers, stack.prefix)

        async def ready() -> bool:
            return (await client.get("/health/ready")).status_code == 200

        await eventually(ready, 20, "the service to be ready")


async def test_stopping_finishes_the_record_in_hand_and_commits_it(stack: Stack) -> None:
    begun, finished = asyncio.Event(), asyncio.Event()

    async def handle(batch: Sequence[Received]) -> None:
        del batch
        begun.set()
        await asyncio.sleep(0.5)  # the work
        finished.set()

    await stack.publish(PLANS_RECEIVED, received())
    async with running(Service(stack, handle).app()):
        await begun.wait()
        assert not finished.is_set()
    assert finished.is_set()
    await stack.caught_up(GROUP, PLANS_RECEIVED, within_seconds=1)


async def test_a_producer_that_keeps_failing_is_replaced(stack: Stack) -> None:
    producer = Producer(stack.servers.bootstrap_servers, stack.prefix)
    await producer.start()
    event = received()
    try:
        await producer.publish(PLANS_RECEIVED, event)
        assert producer._producer is not None
        await producer._producer.stop()  # stuck, as after a broker's hiccup
        for _ in range(FAILURES_BEFORE_A_NEW_PRODUCER):
            with pytest.raises(KafkaError):
                await producer.publish(PLANS_RECEIVED, event)
        await producer.publish(PLANS_RECEIVED, event)
    finally:
        await producer.stop()
    assert len(await stack.records(PLANS_RECEIVED)) == 2


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
