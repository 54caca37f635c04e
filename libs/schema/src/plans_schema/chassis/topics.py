"""Create the topics, once, as a migration step: never by accident, never by a service."""

import asyncio
import logging

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from plans_schema.chassis.retry import until_done
from plans_schema.topics import ALL_TOPICS, MAXIMUM_RECORD_BYTES, Topic

log = logging.getLogger(__name__)


def _configuration(topic: Topic, replication: int) -> dict[str, str]:
    limit = MAXIMUM_RECORD_BYTES * (2 if topic.dead_letter_of else 1)  # whatever a topic took can be parked
    settings = {"retention.ms": str(topic.retention_ms), "max.message.bytes": str(limit)}
    if replication == 1:
        settings["flush.messages"] = "1"  # one broker: an acknowledged record must survive a power cut
    else:
        settings["min.insync.replicas"] = str(replication - 1)
    return settings


async def create_topics(bootstrap_servers: str, prefix: str = "", replication: int = 1) -> None:
    """Create every topic that is missing, dead letters included.

    Raises:
        KafkaError: the broker refused a topic.
    """
    wanted = [
        NewTopic(
            name=topic.name,
            num_partitions=topic.partitions,
            replication_factor=replication,
            topic_configs=_configuration(topic, replication),
        )
        for topic in (each.prefixed(prefix) for each in ALL_TOPICS)
    ]
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers)
    try:
        await admin.start()
        answer = await admin.create_topics(wanted)
        for name, code, *_ in answer.topic_errors:
            error = for_code(code)
            if code and error is not TopicAlreadyExistsError:
                raise error(f"the broker refused the topic {name}")
    finally:
        await admin.close()


def migrate_topics(bootstrap_servers: str, prefix: str = "", replication: int = 1) -> None:
    """Create the topics, waiting for a broker that is not up yet."""
    asyncio.run(until_done(lambda: create_topics(bootstrap_servers, prefix, replication)))
