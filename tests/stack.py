"""A fresh corner of the real stack for one test: its own topics, its own database, and words to wait and look."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import httpx
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.structs import ConsumerRecord
from starlette.types import ASGIApp

from plans_schema.chassis.lag import LagReader
from plans_schema.chassis.producer import Producer
from plans_schema.chassis.roles import ROLES
from plans_schema.chassis.topics import create_topics
from plans_schema.envelope import Envelope, T
from plans_schema.topics import ALL_TOPICS, Topic

TEMPLATE = "plans_template"
SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.01, 0.16
LONG_SECONDS = 300.0  # no wait takes so long unless what is waited for never comes, however busy the machine
PASSWORDS = {
    "ingest": "ingest-secret",
    "validate": "validate-secret",
    "aggregate": "aggregate-secret",
    "analyst": "analyst-secret",
}


@dataclass(frozen=True)
class Servers:
    """Where the session's Kafka and PostgreSQL answer; `admin_dsn` is the superuser's address."""

    bootstrap_servers: str
    admin_dsn: str

    def database_place(self) -> dict[str, Any]:
        """Give host and port as the settings name them."""
        parts = urlsplit(self.admin_dsn)
        return {"database_host": parts.hostname, "database_port": parts.port}

    def migration_environment(self, database: str) -> dict[str, str]:
        """Give the environment of `plans migrate`."""
        parts = urlsplit(self.admin_dsn)
        values = {f"PLANS_{name.upper()}_PASSWORD": secret for name, secret in PASSWORDS.items()}
        return values | {
            "PLANS_KAFKA": self.bootstrap_servers,
            "PLANS_DATABASE_HOST": str(parts.hostname),
            "PLANS_DATABASE_PORT": str(parts.port),
            "PLANS_DATABASE_NAME": database,
            "PLANS_DATABASE_USER": str(parts.username),
            "PLANS_DATABASE_PASSWORD": str(parts.password),
        }


@dataclass
class Stack:
    """One test's corner of the servers."""

    servers: Servers
    prefix: str = field(default_factory=lambda: f"t{uuid.uuid4().hex[:10]}.")

    @property
    def database(self) -> str:
        """Name this test's database."""
        return f"plans_{self.prefix.rstrip('.')}"

    def settings(self, service: str) -> dict[str, Any]:
        """Give what every settings class needs for one of `ingest`, `validate`, `aggregate`, `analyst`."""
        return {
            "kafka": self.servers.bootstrap_servers,
            "topic_prefix": self.prefix,
            "database_name": self.database,
            "database_user": f"plans_{service}",
            "database_password": PASSWORDS[service],
            "sandbox": "degrade",  # what the walls hold has tests of its own; the others run where there are fewer
            **self.servers.database_place(),
        }

    def environment(self, service: str) -> dict[str, str]:
        """Give the same as environment variables, for a process of its own."""
        return {f"PLANS_{name.upper()}": str(value) for name, value in self.settings(service).items()}

    async def make(self) -> None:
        """Create the topics and the database."""
        await create_topics(self.servers.bootstrap_servers, self.prefix)
        await self.make_database()

    async def make_database(self) -> None:
        """Copy the migrated database; a copy does not inherit who may do what with the database itself."""
        await self.admin(
            f'CREATE DATABASE "{self.database}" TEMPLATE {TEMPLATE}',
            f'REVOKE ALL ON DATABASE "{self.database}" FROM PUBLIC',
            f'GRANT CONNECT ON DATABASE "{self.database}" TO {", ".join(ROLES)}',
        )

    async def drop(self) -> None:
        """Drop the topics and the database: thousands of idle partitions fill a small broker's memory."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.servers.bootstrap_servers)
        await admin.start()
        try:
            await admin.delete_topics([self.topic(topic) for topic in ALL_TOPICS])
        finally:
            await admin.close()
        await self.drop_database()

    async def drop_database(self) -> None:
        """Drop the database alone."""
        await self.admin(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    async def admin(self, *statements: str) -> None:
        """Run statements, each on its own, as superuser outside this test's database."""
        connection = await asyncpg.connect(self.servers.admin_dsn)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    @asynccontextmanager
    async def connected(self, user: str = "", password: str = "") -> AsyncIterator[asyncpg.Connection]:
        """Connect to this test's database, as superuser or as somebody."""
        parts = urlsplit(self.servers.admin_dsn)
        connection = await asyncpg.connect(
            host=parts.hostname,
            port=parts.port,
            user=user or parts.username,
            password=password or parts.password,
            database=self.database,
        )
        try:
            yield connection
        finally:
            await connection.close()

    async def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a query as superuser; give its rows as tuples."""
        async with self.connected() as connection:
            return [tuple(row) for row in await connection.fetch(query, *values)]

    def topic(self, topic: Topic) -> str:
        """Give a topic's full name in this test's corner."""
        return topic.prefixed(self.prefix).name

    @asynccontextmanager
    async def producer(self) -> AsyncIterator[Producer]:
        """Give a connected producer."""
        producer = Producer(self.servers.bootstrap_servers, self.prefix)
        await producer.start()
        try:
            yield producer
        finally:
            await producer.stop()

    async def publish(self, topic: Topic, *envelopes: Envelope[T], times: int = 1) -> None:
        """Publish facts, each as often as asked."""
        async with self.producer() as producer:
            for envelope in envelopes:
                for _ in range(times):
                    await producer.publish(topic, envelope)

    async def publish_raw(
        self,
        topic: Topic,
        value: bytes | None,
        headers: Sequence[tuple[str, bytes | None]] = (),
        key: bytes = b"E07000234",
    ) -> None:
        """Publish any bytes."""
        async with self.producer() as producer:
            await producer.send(self.topic(topic), key, value, headers)

    async def records(self, topic: Topic) -> list[ConsumerRecord]:
        """Read a topic from its beginning to its present end, in order of time."""
        consumer = AIOKafkaConsumer(bootstrap_servers=self.servers.bootstrap_servers, auto_offset_reset="earliest")
        await consumer.start()
        try:
            places = [TopicPartition(self.topic(topic), number) for number in range(topic.partitions)]
            consumer.assign(places)
            ends = await consumer.end_offsets(places)
            found: list[ConsumerRecord] = []
            async with asyncio.timeout(LONG_SECONDS):
                while any([await consumer.position(place) < end for place, end in ends.items()]):
                    for batch in (await consumer.getmany(timeout_ms=200)).values():
                        found.extend(batch)
            return sorted(found, key=lambda record: (record.timestamp, record.partition, record.offset))
        finally:
            await consumer.stop()

    async def caught_up(self, group: str, topic: Topic) -> None:
        """Wait until a group has committed everything in a topic."""
        name = self.topic(topic)
        async with LagReader(self.servers.bootstrap_servers) as reader:

            async def level() -> bool:
                return (await reader.lag(f"{self.prefix}{group}", [name]))[name] == 0

            await eventually(level, f"{group} to catch up on {topic.name}")

    async def rewind(self, group: str, topic: Topic) -> None:
        """Put a group, while nobody is in it, back to the first offset of a topic."""
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.servers.bootstrap_servers, group_id=f"{self.prefix}{group}", enable_auto_commit=False
        )
        await consumer.start()
        try:
            places = [TopicPartition(self.topic(topic), number) for number in range(topic.partitions)]
            consumer.assign(places)
            await consumer.commit(dict.fromkeys(places, 0))
        finally:
            await consumer.stop()


async def eventually(condition: Callable[[], Any], what: str) -> None:
    """Ask an async condition, ever less often, until it holds; its never holding fails the test."""
    pause = SHORTEST_PAUSE_SECONDS
    try:
        async with asyncio.timeout(LONG_SECONDS):
            while not await condition():
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
    except TimeoutError:
        raise AssertionError(f"waited {LONG_SECONDS:g} s for {what}") from None


@asynccontextmanager
async def running(app: ASGIApp, headers: Mapping[str, str] | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Run an app's lifespan in this process and give a client that talks to it; ready means connected to the broker."""
    async with app.router.lifespan_context(app):  # type: ignore[attr-defined]  # every app here is Starlette's
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk", headers=headers) as client:

            async def ready() -> bool:
                health = (await client.get("/health/ready")).json()
                return all(result == "ok" for result in (health["checks"] | health["advisory"]).values())

            await eventually(ready, "the service to be ready")
            yield client
