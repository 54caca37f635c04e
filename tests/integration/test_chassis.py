"""The consumer chassis on the real broker: at least once, in order, nothing lost, nothing able to block."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker

import plans_aggregate.app
import plans_ingest.app
import plans_validate.app
from builders import received
from plans_aggregate.settings import AggregateSettings
from plans_ingest.settings import IngestSettings
from plans_schema.chassis import consumer
from plans_schema.chassis.consumer import make_broker
from plans_schema.chassis.producer import FAILURES_BEFORE_A_NEW_PRODUCER, Producer
from plans_schema.chassis.topics import create_topics
from plans_schema.topics import ALL_TOPICS, PLANS_RECEIVED
from plans_validate.settings import ValidateSettings
from smallest_service import GROUP, Received, Service, running_unready
from stack import Servers, Stack, eventually, running


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

        await eventually(told, "the missing topics to be named")
        assert (await client.get("/health/live")).status_code == 200
        await create_topics(servers.bootstrap_servers, stack.prefix)

        async def ready() -> bool:
            return (await client.get("/health/ready")).status_code == 200

        await eventually(ready, "the service to be ready")


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
    await stack.caught_up(GROUP, PLANS_RECEIVED)


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


async def test_a_stuck_producer_is_replaced_once_however_many_senders_ask(stack: Stack) -> None:
    producer = Producer(stack.servers.bootstrap_servers, stack.prefix)
    events = [received() for _ in range(8)]
    try:
        await asyncio.gather(*(producer.publish(PLANS_RECEIVED, event) for event in events))
        made = producer._producer
        await asyncio.gather(*(producer._renewed(made) for _ in range(8)))
        assert producer._producer is not made
        again = producer._producer
        assert await producer._renewed(made) is again
    finally:
        await producer.stop()
    assert len(await stack.records(PLANS_RECEIVED)) == 8
    with pytest.raises(KafkaError, match="stopped"):
        await producer.publish(PLANS_RECEIVED, events[0])
