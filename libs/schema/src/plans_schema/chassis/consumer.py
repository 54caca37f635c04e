"""The consumer chassis: at least once, nothing lost, nothing able to block.

FastStream's defaults lose messages, so every subscriber here is wired the same way. The parser makes
headers safe and the decoder hands raw bytes on, so that even hostile records arrive. `Settler.settle`
decodes each record in its own try, runs the handler until it is done (transient faults are retried in
place), parks what can't be decoded or handled with its bytes untouched, and only then commits. Single
records and batches take the same road; a batch that fails for good is taken apart to find the culprit.
Many parked records in a row mean a bad deploy, not bad records: consuming halts, uncommitted.
"""

import asyncio
import dataclasses
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeAlias, cast

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage

from plans_schema.chassis.clock import Clock
from plans_schema.chassis.dead_letter import Letters
from plans_schema.chassis.metrics import ConsumerMetrics
from plans_schema.chassis.retry import until_done
from plans_schema.envelope import Envelope, T, UnreadableRecordError, read_envelope
from plans_schema.events.dead_letters import DeadLetterReason
from plans_schema.topics import Topic

GRACE_SECONDS = 20
PARKED_IN_A_ROW_BEFORE_HALT = 50

Record: TypeAlias = ConsumerRecord
log = logging.getLogger(__name__)


def make_broker(bootstrap_servers: str) -> KafkaBroker:
    """Make a broker that only consumes; producing is `Producer`'s."""
    return KafkaBroker(
        bootstrap_servers,
        consumer_only=True,
        allow_auto_create_topics=False,
        graceful_timeout=GRACE_SECONDS,
        logger=None,
    )


def text_headers(record: Record) -> dict[str, str]:
    """Read a record's headers as text, whatever their bytes are; null counts as empty."""
    return {name: (value or b"").decode("utf-8", "replace") for name, value in record.headers}


def _with_safe_headers(record: Record) -> Record:
    headers = tuple((name, text.encode()) for name, text in text_headers(record).items())
    return dataclasses.replace(record, headers=headers)


async def _parse_safely(raw: Any, parse: Callable[[Any], Awaitable[Any]]) -> Any:  # noqa: ANN401 - FastStream's hook
    safe = tuple(map(_with_safe_headers, raw)) if isinstance(raw, tuple) else _with_safe_headers(raw)
    message = await parse(safe)
    message.raw_message = raw
    return message


async def _raw_body(message: Any) -> Any:  # noqa: ANN401 - FastStream's hook
    return message.body


def at_least_once(group: str) -> dict[str, Any]:
    """Give the settings every subscriber must have."""
    return {
        "group_id": group,
        "ack_policy": AckPolicy.MANUAL,
        "auto_offset_reset": "earliest",
        "isolation_level": "read_committed",
        "parser": _parse_safely,
        "decoder": _raw_body,
        "no_reply": True,
        "session_timeout_ms": 6_000,
        "heartbeat_interval_ms": 1_000,
        "max_poll_interval_ms": 600_000,
        "fetch_min_bytes": 1,
        "max_partition_fetch_bytes": 4 * 1024 * 1024,
    }


class HaltError(Exception):
    """Consuming must stop: going on would lose records or park them all."""


class Settler(Generic[T]):
    """Settle the records of one topic for one group: decode, handle, park, commit; in the order of the log."""

    def __init__(
        self,
        topic: Topic,
        kind: type[T],
        handle: Callable[[Sequence[Envelope[T]]], Awaitable[None]],
        letters: Letters,
        metrics: ConsumerMetrics,
        clock: Clock,
        halt_after: int | None = PARKED_IN_A_ROW_BEFORE_HALT,
    ) -> None:
        self._topic = topic
        self._kind = kind
        self._handle = handle
        self._letters = letters
        self._metrics = metrics
        self._clock = clock
        self._halt_after = halt_after
        self._parked_in_a_row = 0
        self._released = asyncio.Event()
        self.halted = ""
        metrics.start_at_zero(topic.name)

    async def settle(self, message: KafkaMessage) -> None:
        """Settle one message or one batch. Once halted, take nothing more until the service is started again."""
        if not self.halted:
            try:
                await self._settle(message)
            except HaltError as reason:
                self._halt(str(reason), None)
            except Exception as fault:  # noqa: BLE001 - the framework would swallow it, and commit past the record later
                self._halt("a record could be neither handled nor parked", fault)
        if self.halted:
            await self._released.wait()

    def release(self) -> None:
        """Let a halted consumer go when the service stops; what it held stays uncommitted."""
        self._released.set()

    async def _settle(self, message: KafkaMessage) -> None:
        raw = message.raw_message
        good: list[tuple[Record, Envelope[T]]] = []
        for record in raw if isinstance(raw, tuple) else (raw,):
            try:
                good.append((record, read_envelope(self._kind, text_headers(record), record.value)))
            except UnreadableRecordError as fault:
                await self._take(message, good)
                good = []
                await self._park(message, record, fault.reason, fault)
        await self._take(message, good)

    async def _take(self, message: KafkaMessage, records: Sequence[tuple[Record, Envelope[T]]]) -> None:
        if not records:
            return
        try:
            await until_done(lambda: self._handle([envelope for _, envelope in records]), self._count_retry)
        except Exception as fault:  # noqa: BLE001 - whatever leaves a handler is parked, never lost
            if len(records) == 1:
                await self._park(message, records[0][0], DeadLetterReason.HANDLER_FAULT, fault)
                return
            for one in records:
                await self._take(message, [one])
            return
        await self._commit(message, [record for record, _ in records])
        self._parked_in_a_row = 0
        self._count_handled([envelope for _, envelope in records])

    async def _park(self, message: KafkaMessage, record: Record, reason: DeadLetterReason, fault: Exception) -> None:
        place = {"topic": record.topic, "partition": record.partition, "offset": record.offset}
        log.error("parking a record", exc_info=fault, extra=place | {"reason": reason})
        await until_done(lambda: self._letters.park(record, reason, type(fault).__name__), self._count_retry)
        await self._commit(message, [record])
        self._metrics.records.labels(self._topic.name, "parked").inc()
        self._metrics.dead_letters.labels(self._topic.name, reason.value).inc()
        self._parked_in_a_row += 1
        if self._halt_after is not None and self._parked_in_a_row >= self._halt_after:
            raise HaltError(f"{self._parked_in_a_row} records in a row were parked")

    async def _commit(self, message: KafkaMessage, records: Sequence[Record]) -> None:
        offsets = {TopicPartition(record.topic, record.partition): record.offset + 1 for record in records}
        try:
            await cast("AIOKafkaConsumer", message.consumer).commit(offsets)
        except KafkaError as fault:  # after a rebalance another member has the records: they come again
            log.warning("a commit was refused", extra={"topic": self._topic.name, "fault": type(fault).__name__})

    def _halt(self, reason: str, fault: Exception | None) -> None:
        self.halted = reason
        self._metrics.halted.set(1)
        log.critical("halted: %s; mend the cause and start the service again", reason, exc_info=fault)

    def _count_handled(self, envelopes: Sequence[Envelope[T]]) -> None:
        now = self._clock()
        self._metrics.records.labels(self._topic.name, "handled").inc(len(envelopes))
        for envelope in envelopes:
            self._metrics.age.labels(self._topic.name).observe(max(0.0, (now - envelope.occurred_at).total_seconds()))

    def _count_retry(self) -> None:
        self._metrics.retries.labels(self._topic.name).inc()
