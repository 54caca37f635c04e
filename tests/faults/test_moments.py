"""Death at the worst moment of each part, and for each a twin without the protecting part, which must lose or double.

A test that no fault can turn red proves nothing: the twins run through the same steps and the same proof.
"""

import asyncio
import signal
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from papers import small_plans
from plans_local.stack import Stack as LocalStack
from product import Kept, Product, prove, prove_stored, quiet, running_product, sending
from stack import Stack, eventually

BROMSGROVE, LEEDS = "E07000234", "E08000035"
FILES = small_plans((BROMSGROVE, LEEDS), 4)


def breaks(what: str) -> AbstractContextManager[object]:
    """Expect the proof to find this."""
    return pytest.raises(AssertionError, match=what)


async def sent_over_deaths(corner: Stack, folder: Path, **variants: str) -> list[Kept]:
    """Send the files to a product of which some services die once, and start those again."""
    programs = {victim: ["-m", f"faults.programs.{victim}_dies", variant] for victim, variant in variants.items()}
    with running_product(corner, folder, programs, deaths=folder) as product:
        async with sending(product, (BROMSGROVE, LEEDS)) as sender, asyncio.TaskGroup() as tasks:
            tasks.create_task(sender.send_all(FILES))
            for victim in variants:
                tasks.create_task(started_after_death(product, victim))
        await quiet(corner)
    assert len(sender.kept) == len(FILES)
    return sender.kept


async def started_after_death(product: Product, victim: str) -> None:
    service = product.services[victim]

    async def ended() -> bool:
        return not service.running

    await eventually(ended, f"{victim} to die")
    assert service.exit_code == -signal.SIGKILL
    await product.start(victim)


async def test_death_between_the_work_and_its_acknowledgement(corner: Stack, tmp_path: Path) -> None:
    kept = await sent_over_deaths(corner, tmp_path, ingest="as-it-is", validate="as-it-is", aggregate="as-it-is")
    await prove(corner, kept)


@pytest.mark.parametrize(
    ("victim", "variant", "broken"),
    [
        ("ingest", "without-outbox", r"\d receipts have no outcome"),
        ("validate", "acknowledging-first", "1 receipts have no outcome"),
        ("aggregate", "without-inbox", "counted more than once in effect"),
    ],
)
async def test_the_same_death_breaks_a_service_without_its_protection(
    corner: Stack, tmp_path: Path, victim: str, variant: str, broken: str
) -> None:
    kept = await sent_over_deaths(corner, tmp_path, **{victim: variant})
    with breaks(broken):
        await prove(corner, kept)


@pytest.mark.parametrize(
    ("program", "proof"),
    [
        (["-m", "plans_ingest"], nullcontext()),
        (["-m", "faults.programs.ingest_forgets"], breaks("[1-8] receipts have no outcome")),
    ],
    ids=["as-it-is", "without-waiting-for-the-broker"],
)
async def test_uploads_while_kafka_is_away_outlive_ingest(
    killable: LocalStack,
    corner: Stack,
    tmp_path: Path,
    program: list[str],
    proof: AbstractContextManager[object],
) -> None:
    with running_product(corner, tmp_path, {"ingest": program}) as product:
        async with sending(product, (BROMSGROVE, LEEDS)) as sender:
            killable.kafka.kill()
            await sender.send_all(FILES)
            await attempted(corner)
            product.services["ingest"].kill()
            await asyncio.to_thread(killable.kafka.start)
            await product.start("ingest")
        await quiet(corner)
        with proof:
            await prove(corner, sender.kept)


async def attempted(corner: Stack) -> None:
    """Wait until the relay took every row in hand, be it in vain."""

    async def all_in_hand() -> bool:
        return await corner.rows("SELECT count(*) FROM ingest.outbox WHERE acquired_token IS NULL") == [(0,)]

    await eventually(all_in_hand, "the relay to take the events")


@pytest.mark.parametrize(
    ("durability", "proof"),
    [("on", nullcontext()), ("off", breaks("bytes are lost"))],
    ids=["as-it-is", "without-sync"],
)
async def test_an_acknowledged_upload_outlives_postgres_at_once(
    killable: LocalStack, corner: Stack, tmp_path: Path, durability: str, proof: AbstractContextManager[object]
) -> None:
    """Only ingest runs, and the server's own writer sleeps long, so that nobody else's commit takes ours to disk."""
    await corner.admin(f'ALTER ROLE plans_ingest IN DATABASE "{corner.database}" SET synchronous_commit = {durability}')
    await corner.admin("ALTER SYSTEM SET wal_writer_delay = '10s'")
    try:
        await corner.admin("SELECT pg_reload_conf()")
        with running_product(corner, tmp_path, names=("ingest",)) as product:
            async with sending(product, (BROMSGROVE, LEEDS)) as sender:
                await sender.send_all(FILES)
                killable.postgres.kill()
                killable.postgres.start()
            with proof:
                await prove_stored(corner, sender.kept)
    finally:
        await corner.admin("ALTER SYSTEM RESET wal_writer_delay")
