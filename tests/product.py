"""The product as three real processes in a test's corner, a client that does not give up, and what must hold after."""

import asyncio
import hashlib
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from plans_ingest.adapters.keys import PostgresKeys
from plans_ingest.app import engine_for
from plans_ingest.settings import IngestSettings
from plans_local.desk import run_plans
from plans_local.processes import Service
from plans_local.stack_ports import HOST, free_ports
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED
from stack import LONG_SECONDS, PASSWORDS, Stack, eventually

SERVICES = ("ingest", "validate", "aggregate")
HOPS = (("plans-validate", PLANS_RECEIVED), ("plans-ingest", PLANS_VALIDATED), ("plans-aggregate", PLANS_VALIDATED))
SEND_AGAIN_AFTER_SECONDS = 0.1
AT_ONCE = 8


@dataclass
class Product:
    """The running services, to kill and to start, and where councils upload."""

    stack: Stack
    services: dict[str, Service]
    url: str

    async def start(self, *names: str) -> None:
        """Start services again, side by side."""
        await asyncio.gather(
            *(asyncio.to_thread(self.services[name].start, ready_within_seconds=LONG_SECONDS) for name in names)
        )


@contextmanager
def running_product(
    stack: Stack,
    folder: Path,
    programs: Mapping[str, Sequence[str]] | None = None,
    names: Sequence[str] = SERVICES,
    **settings: object,
) -> Iterator[Product]:
    """Start the three services on a corner that was made; `programs` gives some of them other arguments for Python.

    `names` are those to start, `settings` are put before what the corner says, as environment variables of all.
    """
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    extra = {f"PLANS_{name.upper()}": str(value) for name, value in settings.items()}
    if programs:
        extra["PYTHONPATH"] = str(Path(__file__).parent)
    services = {}
    for name in names:
        program = (programs or {}).get(name, ("-m", f"plans_{name}"))
        services[name] = Service(
            name,
            [sys.executable, *program],
            ready_url=f"http://{HOST}:{ports[name]}/health/ready",
            log=folder / f"{stack.prefix}{name}.log",
            env=os.environ | stack.environment(name) | {"PLANS_HTTP_PORT": str(ports[name])} | extra,
        )
    with ThreadPoolExecutor() as apart, ExitStack() as endings:
        endings.callback(lambda: list(apart.map(Service.terminate, services.values())))
        for service in services.values():
            service.start(ready_within_seconds=None)
        for service in services.values():
            service.wait_ready(within_seconds=LONG_SECONDS)
        yield Product(stack, services, f"http://{HOST}:{ports.get('ingest', 0)}")


async def issue_keys(stack: Stack, councils: Iterable[str]) -> dict[str, str]:
    """Make a key for each council."""
    engine = engine_for(IngestSettings(**stack.settings("ingest")))
    try:
        return {council: await PostgresKeys(engine).issue(council) for council in councils}
    finally:
        await engine.dispose()


def figures(stack: Stack) -> str:
    """Read the sector's figures as an analyst does, as JSON."""
    analyst = stack.environment("analyst") | {"PLANS_ANALYST_PASSWORD": PASSWORDS["analyst"]}
    return run_plans(["figures", "--json"], os.environ | analyst)


@dataclass(frozen=True)
class Kept:
    """What a sender keeps of an upload that was acknowledged: the oracle of every fault test."""

    submission_id: UUID
    council: str
    version: int
    sha256: str


@dataclass
class Sender:
    """Councils' systems: each upload is sent again until it is acknowledged."""

    client: httpx.AsyncClient
    keys: Mapping[str, str]
    kept: list[Kept] = field(default_factory=list)
    refusals: int = 0

    async def send(self, council: str, content: bytes) -> None:
        """Send one file until there is a receipt."""
        answer = await self._try(council, content)
        while answer is None:
            self.refusals += 1
            await asyncio.sleep(SEND_AGAIN_AFTER_SECONDS)
            answer = await self._try(council, content)
        self.kept.append(
            Kept(UUID(answer["id"]), council, answer["version"], sha256=hashlib.sha256(content).hexdigest())
        )

    async def _try(self, council: str, content: bytes) -> dict[str, Any] | None:
        try:
            answer = await post(self.client, council, self.keys[council], "plan.pdf", content)
        except httpx.TransportError:
            return None
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            return None
        assert answer.status_code in {200, 202}, answer.text
        return dict(answer.json())

    async def send_all(self, files: Sequence[tuple[str, bytes]], at_once: int = AT_ONCE) -> None:
        """Send files, several at once."""
        waiting = iter(files)

        async def work() -> None:
            for council, content in waiting:
                await self.send(council, content)

        await asyncio.gather(*(work() for _ in range(at_once)))


@asynccontextmanager
async def sending(product: Product, councils: Iterable[str]) -> AsyncIterator[Sender]:
    """Give a sender for these councils."""
    keys = await issue_keys(product.stack, councils)
    async with httpx.AsyncClient(base_url=product.url, timeout=LONG_SECONDS, trust_env=False) as client:
        yield Sender(client, keys)


async def post(client: httpx.AsyncClient, council: str, key: str, name: str, content: bytes) -> httpx.Response:
    """Send one file once."""
    return await client.post(
        "/v1/plans",
        data={"council_code": council},
        files={"file": (name, content)},
        headers={"Authorization": f"Bearer {key}"},
    )


async def quiet(stack: Stack) -> None:
    """Wait until nothing is under way: the outbox is empty and every group has committed everything."""

    async def relayed() -> bool:
        return await stack.rows("SELECT count(*) FROM ingest.outbox") == [(0,)]

    await eventually(relayed, "the outbox to be empty")
    for group, topic in HOPS:
        await stack.caught_up(group, topic)


async def prove_stored(stack: Stack, kept: Sequence[Kept]) -> None:
    """Compare the stored bytes with the senders' own list.

    Raises:
        AssertionError: naming what does not hold.
    """
    ids = [each.submission_id for each in kept]
    assert len(set(ids)) == len(ids), "two uploads got one receipt"
    stored = await stack.rows(
        "SELECT submission_id, encode(sha256(content), 'hex') FROM ingest.documents WHERE submission_id = ANY($1)", ids
    )
    assert dict(stored) == {each.submission_id: each.sha256 for each in kept}, "bytes are lost or changed"


async def prove(stack: Stack, kept: Sequence[Kept]) -> None:
    """Compare everything with the senders' own list: nothing lost, nothing changed, nothing counted twice.

    Raises:
        AssertionError: naming what does not hold.
    """
    ids = [each.submission_id for each in kept]
    await prove_stored(stack, kept)
    ended = await stack.rows(
        "SELECT submission_id FROM ingest.submission WHERE outcome IS NOT NULL AND submission_id = ANY($1)", ids
    )
    assert {row[0] for row in ended} == set(ids), f"{len(ids) - len(ended)} receipts have no outcome"
    for table in ("submission", "effect"):
        found = await stack.rows(
            f"SELECT submission_id FROM aggregate.{table} WHERE submission_id = ANY($1)",  # noqa: S608 - our own names
            ids,
        )
        counts = Counter(row[0] for row in found)
        assert counts.keys() == set(ids), f"{len(ids) - len(counts)} receipts are not in {table}"
        assert set(counts.values()) == {1}, f"receipts are counted more than once in {table}"
    newest = {each.council: each.version for each in sorted(kept, key=lambda each: each.version)}
    current = await stack.rows(
        "SELECT council_code, version FROM aggregate.current_plan WHERE council_code = ANY($1)", list(newest)
    )
    assert dict(current) == newest, "a current plan is not its council's newest"
