"""What has a receipt and no outcome is put forward again, if it waits nowhere; then somebody is called."""

import asyncio
import shlex
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from aiokafka import AIOKafkaConsumer

from builders import received
from compose.runbooks import FOLDER, commands
from ingesting import Desk, issue_keys
from plans_ingest.app import build_app
from plans_ingest.settings import IngestSettings
from plans_schema.envelope import read_envelope
from plans_schema.events.plans import PlanReceived
from plans_schema.topics import PLANS_RECEIVED, Topic
from stack import Stack, eventually, running


async def test_the_reconciler_leaves_alone_what_still_waits_in_a_topic(stack: Stack) -> None:
    settings = quick_reconciler(stack)
    keys = await issue_keys(settings)
    async with running(build_app(settings)) as client:
        await Desk(stack, client, keys).send(b"waiting")

        async def looked_again() -> bool:
            return float(metric(await client.get("/metrics"), "plans_ingest_reconciled_timestamp_seconds")) > later

        later = time.time() + 1
        await eventually(looked_again, "the reconciler to look again")
        assert metric(await client.get("/metrics"), "plans_ingest_put_forward_again_total") == "0.0"


async def test_the_reconciler_puts_forward_again_what_was_lost_then_calls_for_help(stack: Stack) -> None:
    settings = quick_reconciler(stack)
    keys = await issue_keys(settings)
    async with running(build_app(settings)) as client, losing_everything(stack, PLANS_RECEIVED, "plans-validate"):
        desk = Desk(stack, client, keys)
        receipt = (await desk.send(b"lost")).json()

        async def helpless() -> bool:
            return metric(await client.get("/metrics"), "plans_ingest_unresolved_submissions") == "1.0"

        await eventually(helpless, "the alert metric")
        attempts = [
            read_envelope(PlanReceived, {n: v.decode() for n, v in record.headers}, record.value)
            for record in await stack.records(PLANS_RECEIVED)
        ]
        assert sorted(event.data.attempt for event in attempts) == [1, 2, 3]
        assert {str(event.data.submission_id) for event in attempts} == {receipt["id"]}
        assert len({event.id for event in attempts}) == 3


async def test_what_was_parked_is_put_forward_again_once_the_runbook_opened_it(stack: Stack) -> None:
    settings = quick_reconciler(stack, attempts=20)
    keys = await issue_keys(settings)
    async with running(build_app(settings)) as client, losing_everything(stack, PLANS_RECEIVED, "plans-validate"):
        desk = Desk(stack, client, keys)
        receipt = (await desk.send(b"parked")).json()
        await stack.publish(PLANS_RECEIVED.dead_letter(), received(submission_id=receipt["id"]))
        await desk.status_becomes(receipt["id"], "could_not_check")
        before = await attempts_of(stack)

        command = commands((FOLDER / "dead-letters.md").read_text(), "How to replay")[0]
        assert await stack.rows(f"{shlex.split(command)[-1]} RETURNING 1") == [(1,)]

        async def again() -> bool:
            return await attempts_of(stack) > before

        await eventually(again, "the next attempt")


async def attempts_of(stack: Stack) -> int:
    ((attempts,),) = await stack.rows("SELECT attempt FROM ingest.submission")
    return int(attempts)


def quick_reconciler(stack: Stack, attempts: int = 3) -> IngestSettings:
    return IngestSettings(
        **stack.settings("ingest"),
        reconcile_interval_seconds=0.1,
        reconcile_after_seconds=0.1,
        reconcile_attempts=attempts,
    )


def metric(answer: httpx.Response, name: str) -> str:
    return next(line.split()[1] for line in answer.text.splitlines() if line.startswith(f"{name} "))


@asynccontextmanager
async def losing_everything(stack: Stack, topic: Topic, group: str) -> AsyncIterator[None]:
    """Read a topic as a service's group, commit, and do nothing: records are lost and nobody knows."""

    async def lose() -> None:
        async for _ in consumer:
            await consumer.commit()

    consumer = AIOKafkaConsumer(
        stack.topic(topic),
        bootstrap_servers=stack.servers.bootstrap_servers,
        group_id=f"{stack.prefix}{group}",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    task = asyncio.create_task(lose())
    yield
    task.cancel()
    await asyncio.wait([task])
    await consumer.stop()
