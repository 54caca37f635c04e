"""Death at the worst moment of each part, and for each a twin without the protecting part, which must lose or double.

A test that no fault can turn red proves nothing: the twins run through the same steps and the same proof.
"""

import asyncio
import signal
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from papers import small_plans
from plans_local.processes import Service
from plans_local.stack import Stack as LocalStack
from product import Kept, Product, prove, prove_stored, quiet, running_product, sending
from stack import Stack, eventually

PROGRAMS = Path(__file__).parent / "programs"
BROMSGROVE, LEEDS = "E07000234", "E08000035"
FILES = small_plans((BROMSGROVE, LEEDS), 4)


def breaks(what: str) -> AbstractContextManager[object]:
    """Expect the proof to find this."""
    return pytest.raises(AssertionError, match=what)


async def sent_over_a_death(product: Product, victim: str) -> list[Kept]:
    """Send the files to services of which one dies, and start that one again."""
    async with sending(product, (BROMSGROVE, LEEDS)) as sender, asyncio.TaskGroup() as tasks:
        tasks.create_task(sender.send_all(FILES))
        await dead(product.services[victim])
        await product.start(victim)
    await quiet(product.stack)
    return sender.kept


async def dead(service: Service) -> None:
    async def ended() -> bool:
        return not service.running

    await eventually(ended, 30, f"{service.name} to die")
    assert service.exit_code == -signal.SIGKILL


@pytest.mark.parametrize(
    ("victim", "variant", "proof"),
    [
        ("ingest", "as-it-is", nullcontext()),
        ("ingest", "without-outbox", breaks("1 receipts have no outcome")),
        ("validate", "as-it-is", nullcontext()),
        ("validate", "acknowledging-first", breaks("1 receipts have no outcome")),
        ("aggregate", "as-it-is", nullcontext()),
        ("aggregate", "without-inbox", breaks("counted more than once in effect")),
    ],
)
async def test_death_between_the_work_and_its_acknowledgement(
    corner: Stack, tmp_path: Path, victim: str, variant: str, proof: AbstractContextManager[object]
) -> None:
    programs = {victim: [PROGRAMS / f"{victim}_dies.py", variant]}
    with running_product(corner, tmp_path, programs, death=tmp_path / "death") as product:
        kept = await sent_over_a_death(product, victim)
        assert len(kept) == len(FILES)
        with proof:
            await prove(corner, kept)


@pytest.mark.parametrize(
    ("program", "proof"),
    [
        (["-m", "plans_ingest"], nullcontext()),
        ([PROGRAMS / "ingest_forgets.py"], breaks("8 receipts have no outcome")),
    ],
    ids=["as-it-is", "without-waiting-for-the-broker"],
)
async def test_uploads_while_kafka_is_away_outlive_ingest(
    killable: LocalStack,
    corner: Stack,
    tmp_path: Path,
    program: list[str | Path],
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

    await eventually(all_in_hand, 20, "the relay to take the events")


@pytest.mark.parametrize(
    ("durability", "proof"),
    [("on", nullcontext()), ("off", breaks("bytes are lost"))],
    ids=["as-it-is", "without-sync"],
)
async def test_an_acknowledged_upload_outlives_postgres_at_once(
    killable: LocalStack, corner: Stack, tmp_path: Path, durability: str, proof: AbstractContextManager[object]
) -> None:
    """Only ingest runs, and the server's own writer sleeps long, so that nobody else's commit takes ours to disk."""
    await corner.admin("ALTER SYSTEM SET wal_writer_delay = '10s'")
    await corner.admin(f'ALTER ROLE plans_ingest IN DATABASE "{corner.database}" SET synchronous_commit = {durability}')
    killable.postgres.stop()
    killable.postgres.start()
    with running_product(corner, tmp_path) as product:
        for other in ("validate", "aggregate"):
            product.services[other].terminate()
        async with sending(product, (BROMSGROVE, LEEDS)) as sender:
            await sender.send_all(FILES)
            killable.postgres.kill()
            killable.postgres.start()
        with proof:
            await prove_stored(corner, sender.kept)
    await corner.admin("ALTER SYSTEM RESET wal_writer_delay")
