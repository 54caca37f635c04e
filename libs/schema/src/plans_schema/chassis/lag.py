"""How far a consumer group is behind, asked of the broker from outside, so that a dead group shows too."""

import asyncio
import logging
from collections.abc import Iterable

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from plans_schema.chassis.metrics import ConsumerMetrics
from plans_schema.chassis.stopping import unbroken

INTERVAL_SECONDS = 5.0
log = logging.getLogger(__name__)


class LagReader:
    """Reads lag; holds one connection for offsets and one for log ends."""

    def __init__(self, bootstrap_servers: str) -> None:
        self._admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers)
        self._consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap_servers)

    async def __aenter__(self) -> "LagReader":
        """Connect."""
        try:
            await unbroken(self._admin.start())
            await unbroken(self._consumer.start())
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Disconnect."""
        await self._consumer.stop()
        await self._admin.close()

    async def lag(self, group: str, topics: Iterable[str]) -> dict[str, int]:
        """Give the records between the group's committed offsets and the log ends, by topic."""
        committed = await self._admin.list_consumer_group_offsets(group)
        behind: dict[str, int] = {}
        for topic in topics:
            partitions = [TopicPartition(topic, number) for number in await self._partitions(topic)]
            ends = await self._consumer.end_offsets(partitions)
            starts = await self._consumer.beginning_offsets(partitions)
            behind[topic] = sum(
                max(0, end - max(committed[place].offset if place in committed else 0, starts[place]))
                for place, end in ends.items()  # a group ahead of a log that lost its tail is not behind
            )
        return behind

    async def _partitions(self, topic: str) -> list[int]:
        described = await self._admin.describe_topics([topic])
        return [partition["partition"] for partition in described[0]["partitions"]]


async def keep_lag_gauge(bootstrap_servers: str, group: str, topics: dict[str, str], metrics: ConsumerMetrics) -> None:
    """Set the lag gauge every few seconds until cancelled; `topics` maps full names to label values."""
    while True:
        try:
            async with LagReader(bootstrap_servers) as reader:
                while True:
                    for topic, records in (await reader.lag(group, topics)).items():
                        metrics.lag.labels(topics[topic]).set(records)
                    await asyncio.sleep(INTERVAL_SECONDS)
        except (KafkaError, OSError) as fault:
            log.warning("the lag can't be read", extra={"fault": type(fault).__name__})
            await asyncio.sleep(INTERVAL_SECONDS)
