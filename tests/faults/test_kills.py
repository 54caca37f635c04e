"""`kill -9` of each part while 200 plans are sent: what was acknowledged is kept, checked and counted, once."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import pytest

from papers import small_plans
from plans_local.kafka import Kafka
from plans_local.postgres import Postgres
from plans_local.stack import Stack as LocalStack
from plans_schema.register import councils
from product import AT_ONCE, Product, Sender, prove, quiet, running_product, sending
from stack import Stack, eventually

COUNCILS_EACH = 10
PLANS_EACH = 20
RECOVERED_WITHIN_SECONDS = 60  # beside much else; some 6 on a quiet machine
UPLOADS = COUNCILS_EACH * PLANS_EACH
KILLED_AFTER = UPLOADS // 3
REFUSALS_WHILE_DOWN = 3
RECEIPTS_WHILE_DOWN = 20


class Killable(Protocol):
    """A server or a service."""

    def kill(self) -> None: ...


@dataclass(frozen=True)
class Victim:
    """A part to kill: what counts its work.

    `takes_uploads` tells whether uploads are acknowledged while it is down.
    """

    name: str
    work: str
    takes_uploads: bool


VICTIMS = (
    Victim("ingest", "SELECT count(*) FROM ingest.submission", takes_uploads=False),
    Victim("validate", "SELECT count(*) FROM ingest.inbox", takes_uploads=True),
    Victim("aggregate", "SELECT count(*) FROM aggregate.effect", takes_uploads=True),
    Victim(
        "kafka",
        "SELECT (SELECT count(*) FROM ingest.submission) - (SELECT count(*) FROM ingest.outbox)",
        takes_uploads=True,
    ),
    Victim("postgres", "SELECT count(*) FROM ingest.submission", takes_uploads=False),
)


@pytest.fixture(scope="module")
def product(shared_corner: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(shared_corner, tmp_path_factory.mktemp("logs")) as running:
        yield running


@pytest.mark.parametrize("victim", VICTIMS, ids=lambda victim: victim.name)
async def test_what_was_acknowledged_survives_the_kill_of(
    victim: Victim, product: Product, killable: LocalStack, measured: Callable[[str], None]
) -> None:
    first = VICTIMS.index(victim) * COUNCILS_EACH
    codes = tuple(councils())[first : first + COUNCILS_EACH]
    earlier = await work_done(victim, product.stack)
    async with sending(product, codes) as sender, asyncio.TaskGroup() as tasks:
        tasks.create_task(sender.send_all(small_plans(codes, PLANS_EACH)))
        await receipts(sender, KILLED_AFTER)
        await asyncio.to_thread(part(victim, product, killable).kill)
        await work_goes_on_elsewhere(victim, sender)
        if victim.name == "postgres":  # it can't be asked, and may hold what nobody was told of
            before = earlier + len(sender.kept) + AT_ONCE
        else:
            before = await work_done(victim, product.stack)
        started_at = time.monotonic()
        await started_again(victim, product, killable)
        await recovered(victim, product.stack, before)
        recovery = time.monotonic() - started_at
    await quiet(product.stack)
    settled = time.monotonic() - started_at
    measured(
        f"{victim.name}: at work {recovery:.1f} s after its new start, all {UPLOADS} settled after {settled:.1f} s"
    )

    assert len(sender.kept) == UPLOADS
    await prove(product.stack, sender.kept)
    assert recovery < RECOVERED_WITHIN_SECONDS


def part(victim: Victim, product: Product, killable: LocalStack) -> Killable:
    """Give what can be killed."""
    return product.services.get(victim.name) or servers_of(killable)[victim.name]


def servers_of(killable: LocalStack) -> dict[str, Kafka | Postgres]:
    return {"kafka": killable.kafka, "postgres": killable.postgres}


async def receipts(sender: Sender, count: int) -> None:
    """Wait until so many uploads were acknowledged."""

    async def enough() -> bool:
        return len(sender.kept) >= count

    await eventually(enough, f"{count} receipts")


async def work_goes_on_elsewhere(victim: Victim, sender: Sender) -> None:
    """Wait until uploads met the gap: they are taken all the same, or refused and never acknowledged."""
    kept, refusals = len(sender.kept), sender.refusals
    if victim.takes_uploads:
        await receipts(sender, kept + RECEIPTS_WHILE_DOWN)
        assert sender.refusals == refusals
        return

    async def refused() -> bool:
        return sender.refusals >= refusals + REFUSALS_WHILE_DOWN

    await eventually(refused, "uploads to be refused")


async def work_done(victim: Victim, stack: Stack) -> int:
    """Count the work of a part."""
    ((count,),) = await stack.rows(victim.work)
    return int(count)


async def started_again(victim: Victim, product: Product, killable: LocalStack) -> None:
    """Start a part again and wait until it is ready."""
    if victim.name in product.services:
        await product.start(victim.name)
    else:
        await asyncio.to_thread(servers_of(killable)[victim.name].start)


async def recovered(victim: Victim, stack: Stack, before: int) -> None:
    """Wait until the part's work is seen to go on."""

    async def further() -> bool:
        return await work_done(victim, stack) > before

    await eventually(further, f"{victim.name} to be at work again")
