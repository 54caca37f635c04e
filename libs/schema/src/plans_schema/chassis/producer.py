"""One idempotent producer a process: acks from all replicas, no topic made by accident, recreated when it sticks."""

import asyncio
import logging
from collections.abc import Mapping, Sequence

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from plans_schema.chassis.stopping import unbroken
from plans_schema.envelope import Envelope, T
from plans_schema.topics import MAXIMUM_RECORD_BYTES, Topic

SEND_TIMEOUT_SECONDS = 12.0
FAILURES_BEFORE_A_NEW_PRODUCER = 3
MAXIMUM_REQUEST_BYTES = MAXIMUM_RECORD_BYTES + 1024 * 1024  # a parked record and its headers must always fit

log = logging.getLogger(__name__)
Headers = Sequence[tuple[str, bytes | None]]


class Producer:
    """Send records and know that they are stored: `send` returns after the broker's acknowledgement."""

    def __init__(self, bootstrap_servers: str, topic_prefix: str = "") -> None:
        self._bootstrap_servers = bootstrap_servers
        self._prefix = topic_prefix
        self._producer: AIOKafkaProducer | None = None
        self._stopped = False
        self._failures = 0
        self._renewing = asyncio.Lock()

    async def start(self) -> None:
        """Connect; raises a KafkaError while no broker answers."""
        async with self._renewing:
            if self._producer is None:
                self._producer = await self._connected()

    async def stop(self) -> None:
        """Send what is under way and disconnect, for good."""
        self._stopped = True
        async with self._renewing:
            producer, self._producer = self._producer, None
            if producer is not None:
                await producer.stop()

    async def publish(self, topic: Topic, envelope: Envelope[T]) -> None:
        """Publish one fact under its council's key."""
        await self.publish_stored(topic, envelope.value(), envelope.headers())

    async def publish_stored(self, topic: Topic, value: bytes, headers: Mapping[str, str]) -> None:
        """Publish a fact that was written earlier, as it was written, under the key its headers name."""
        encoded = [(name, text.encode()) for name, text in headers.items()]
        await self.send(topic.prefixed(self._prefix).name, headers["ce_partitionkey"].encode(), value, encoded)

    async def send(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        """Send raw bytes to a topic by its full name.

        Raises:
            KafkaError: the broker refused, or did not acknowledge in time.
        """
        producer = self._producer or await self._renewed(None)
        try:
            async with asyncio.timeout(SEND_TIMEOUT_SECONDS):
                await producer.send_and_wait(topic, value, key=key, headers=list(headers))
            self._failures = 0
        except MessageSizeTooLargeError:
            raise
        except (KafkaError, TimeoutError):
            self._failures += 1
            if self._failures >= FAILURES_BEFORE_A_NEW_PRODUCER:
                await self._renewed(producer)
            raise

    async def _renewed(self, stuck: AIOKafkaProducer | None) -> AIOKafkaProducer:
        """Replace a stuck producer once, however many senders ask: an idempotent one can stay stuck on its sequence."""
        async with self._renewing:
            if self._stopped:
                raise KafkaError("the producer is stopped")
            if self._producer is None or self._producer is stuck:
                log.warning("making a new producer")
                self._producer = None
                if stuck is not None:
                    await stuck.stop()
                self._producer = await self._connected()
                self._failures = 0
            return self._producer

    async def _connected(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._bootstrap_servers,
            enable_idempotence=True,
            acks="all",
            linger_ms=0,
            max_request_size=MAXIMUM_REQUEST_BYTES,
            request_timeout_ms=10_000,
        )
        try:
            await unbroken(producer.start())
        except BaseException:
            await producer.stop()
            raise
        return producer

    async def topics(self) -> frozenset[str]:
        """List the topics that the broker has."""
        if self._producer is None:
            raise KafkaError("not connected yet")
        metadata = await self._producer.client.fetch_all_metadata()
        return frozenset(metadata.topics(exclude_internal_topics=False))
