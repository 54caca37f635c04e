"""The outbox: events are written beside the ledger's rows, and relayed to Kafka until the broker has them."""

import asyncio
import logging

from faststream_outbox import ExponentialRetry, OutboxBroker, make_outbox_table
from faststream_outbox.annotations import OutboxMessage
from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from plans_ingest.metrics import IngestMetrics
from plans_schema.chassis.producer import Producer
from plans_schema.envelope import Envelope, T
from plans_schema.topics import TOPICS

BY_TYPE = {topic.name: topic for topic in TOPICS}  # an event travels in the topic named after its type
RELAY_WORKERS = 4
SLOWEST_POLL_SECONDS = 5.0
LEASE_SECONDS = 10.0  # rows in a killed relay's hand wait as long; what takes longer may go out twice, as inboxes allow
OWN_HEADER = "correlation_id"  # the outbox adds it; the envelope has a trace instead

log = logging.getLogger(__name__)


async def _raw_body(message: OutboxMessage) -> bytes:
    return bytes(message.body)


class Outbox:
    """Writes events into the caller's transaction and relays what was committed, for ever if need be."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._broker = OutboxBroker(engine, outbox_table=make_outbox_table(MetaData()), logger=None)

    async def put(self, transaction: AsyncConnection, envelope: Envelope[T]) -> None:
        """Write one event; it is relayed once the transaction has committed."""
        await self._broker.publish(
            envelope.value(),
            queue=envelope.data.TYPE,
            session=transaction,
            headers=envelope.headers(),
        )

    def relay_to(self, producer: Producer, metrics: IngestMetrics) -> None:
        """Wire the relay: woken by NOTIFY, a slow poll as the safety net, never giving a row up."""

        async def relay(message: OutboxMessage) -> None:
            headers = {name: text for name, text in message.headers.items() if name != OWN_HEADER}
            try:
                await producer.publish_stored(BY_TYPE[headers["ce_type"]], bytes(message.body), headers)
            except Exception as fault:  # the row stays and is tried again: say so, since the broker is silent here
                log.warning("an outbox row will be tried again", extra={"fault": type(fault).__name__})
                raise
            metrics.relayed.inc()

        self._broker.subscriber(
            list(BY_TYPE),
            max_workers=RELAY_WORKERS,
            fetch_batch_size=50,
            min_fetch_interval=0.5,
            max_fetch_interval=SLOWEST_POLL_SECONDS,
            lease_ttl_seconds=LEASE_SECONDS,
            retry_strategy=ExponentialRetry(
                initial_delay_seconds=0.2, max_delay_seconds=10.0, max_attempts=None, jitter_factor=0.5
            ),
            decoder=_raw_body,
        )(relay)

    async def run(self) -> None:
        """Relay until cancelled, then finish what is under way: the producer must live until after that."""
        try:
            await self._broker.start()
            await asyncio.Event().wait()
        finally:
            await self._broker.stop()
