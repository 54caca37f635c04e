"""Ingest whose relay does not wait for the broker: an outbox row is gone before its event is stored anywhere else."""

import asyncio
from collections.abc import Mapping

from plans_ingest.app import SERVICE, build_app
from plans_ingest.settings import IngestSettings
from plans_schema.chassis.producer import Producer
from plans_schema.chassis.serving import serve
from plans_schema.topics import Topic

publish_stored = Producer.publish_stored
under_way: set[asyncio.Task[None]] = set()


async def publish_later(self: Producer, topic: Topic, value: bytes, headers: Mapping[str, str]) -> None:
    """Send, and don't look whether it arrived."""
    under_way.add(asyncio.create_task(publish_stored(self, topic, value, headers)))


if __name__ == "__main__":
    Producer.publish_stored = publish_later  # type: ignore[method-assign]  # the part taken out is the waiting
    settings = IngestSettings()
    serve(build_app(settings), settings, SERVICE)
