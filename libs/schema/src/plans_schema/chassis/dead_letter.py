"""Park a record that no handler can take: its bytes untouched, its headers kept, origin and reason beside them."""

from typing import Protocol

from aiokafka.structs import ConsumerRecord

from plans_schema.chassis.producer import Producer
from plans_schema.events.dead_letters import DeadLetterReason

PREFIX = "dead_letter_"


class Letters(Protocol):
    """Somewhere to put a record that no handler can take."""

    async def park(self, record: ConsumerRecord, reason: DeadLetterReason, fault: str) -> None:
        """Keep the record, or decide that it is kept already."""


class LeftWhereTheyLie:
    """For a consumer of dead letters: what it can't take stays in the topic it came from."""

    async def park(self, record: ConsumerRecord, reason: DeadLetterReason, fault: str) -> None:
        """Do nothing: the record is parked already."""


class DeadLetters:
    """Writes to the dead-letter topic of whatever topic a record came from."""

    def __init__(self, producer: Producer, group: str) -> None:
        self._producer = producer
        self._group = group

    async def park(self, record: ConsumerRecord, reason: DeadLetterReason, fault: str) -> None:
        """Park one record.

        Raises:
            KafkaError: the broker did not take it; the record must not be committed.
        """
        origin = {
            "topic": record.topic,
            "partition": record.partition,
            "offset": record.offset,
            "timestamp_ms": record.timestamp,
            "group": self._group,
            "reason": reason.value,
            "fault": fault,
        }
        headers = [*record.headers, *((PREFIX + name, str(value).encode()) for name, value in origin.items())]
        await self._producer.send(f"{record.topic}.dead-letter", record.key, record.value, headers)
