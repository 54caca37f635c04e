"""Compare receipts with outcomes by id, and put forward again what is missing, a bounded number of times.

Kafka carries work, it is not the ledger: a record can be lost with a broker's disk. Whatever has a
receipt and no outcome after a while, and waits neither in the outbox nor in a topic, is published again as
its next attempt. The wait doubles with each attempt. Times are the database's own, never an injected clock.
"""

import asyncio
import logging
from uuid import UUID

from aiokafka.errors import KafkaError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from plans_ingest.adapters.ledger import COLUMNS, received_event
from plans_ingest.adapters.outbox import Outbox
from plans_ingest.metrics import IngestMetrics
from plans_ingest.settings import IngestSettings
from plans_schema.chassis.errors import is_transient
from plans_schema.chassis.lag import LagReader
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED, group_of

log = logging.getLogger(__name__)
AT_ONCE = 100

OVERDUE = "outcome IS NULL AND put_forward_at < now() - make_interval(secs => :after * 2.0 ^ least(attempt - 1, 10))"
MISSING = (
    f"{OVERDUE} AND attempt < :attempts"
    " AND NOT EXISTS (SELECT FROM outbox WHERE headers ->> 'ce_subject' = submission_id::text)"
)
FIND_MISSING = text(
    f"SELECT submission_id FROM submission WHERE {MISSING} ORDER BY put_forward_at LIMIT :at_once"  # noqa: S608 - own text
)
PUT_FORWARD = text(
    "UPDATE submission SET attempt = attempt + 1, put_forward_at = now() WHERE submission_id IN ("  # noqa: S608 - own columns
    f" SELECT submission_id FROM submission WHERE submission_id = ANY(:missing) AND {MISSING}"
    f" FOR UPDATE SKIP LOCKED) RETURNING {COLUMNS}"
)
UNRESOLVED = text(f"SELECT count(*) FROM submission WHERE {OVERDUE} AND attempt >= :attempts")  # noqa: S608 - own text
UNFINISHED = text(
    "SELECT count(*), coalesce(extract(epoch FROM min(stored_at)), 0) FROM submission WHERE outcome IS NULL"
)
WAITING = text("SELECT count(*), coalesce(extract(epoch FROM min(created_at)), 0) FROM outbox")


class Reconciler:
    """Puts forward what got lost, and keeps the gauges on what waits."""

    def __init__(self, engine: AsyncEngine, outbox: Outbox, settings: IngestSettings, metrics: IngestMetrics) -> None:
        self._engine = engine
        self._outbox = outbox
        self._settings = settings
        self._limits = {"after": settings.reconcile_after_seconds, "attempts": settings.reconcile_attempts}
        self._metrics = metrics

    async def run(self) -> None:
        """Reconcile again and again until cancelled."""
        while True:
            try:
                await self.reconcile()
                self._metrics.reconciled.set_to_current_time()
            except Exception as fault:
                if not is_transient(fault):
                    raise
                log.warning("reconciling will be tried again", extra={"fault": type(fault).__name__})
            await asyncio.sleep(self._settings.reconcile_interval_seconds)

    async def reconcile(self) -> int:
        """Put forward once what is overdue and waits nowhere; gives how many.

        The outbox is looked at first: what leaves it afterwards is in a topic by the time those are.
        """
        missing = await self._missing()
        lost = missing if missing and await self._nothing_waits() else []
        async with self._engine.begin() as transaction:
            count = await self._put_forward(transaction, lost) if lost else 0
            await self._measure(transaction)
        if count:
            log.warning("submissions put forward again", extra={"count": count})
            self._metrics.put_forward_again.inc(count)
        return count

    async def _missing(self) -> list[UUID]:
        """Find what is overdue and not in the outbox, the longest overdue first."""
        async with self._engine.connect() as connection:
            return list((await connection.execute(FIND_MISSING, {**self._limits, "at_once": AT_ONCE})).scalars())

    async def _nothing_waits(self) -> bool:
        """Tell whether every record was settled: one that still waits in a topic is not lost."""
        prefix = self._settings.topic_prefix
        roads = (("validate", PLANS_RECEIVED), ("ingest", PLANS_VALIDATED))
        try:
            async with LagReader(self._settings.kafka) as reader:
                for service, topic in roads:
                    name = topic.prefixed(prefix).name
                    if (await reader.lag(f"{prefix}{group_of(service)}", [name]))[name]:
                        return False
        except (KafkaError, OSError):
            return False
        return True

    async def _put_forward(self, transaction: AsyncConnection, missing: list[UUID]) -> int:
        rows = (await transaction.execute(PUT_FORWARD, {**self._limits, "missing": missing})).mappings().all()
        for row in rows:
            await self._outbox.put(transaction, received_event(row))
        return len(rows)

    async def _measure(self, transaction: AsyncConnection) -> None:
        self._metrics.unresolved.set((await transaction.execute(UNRESOLVED, self._limits)).scalar_one())
        count, oldest = (await transaction.execute(UNFINISHED)).one()
        self._metrics.unfinished.set(count)
        self._metrics.unfinished_oldest.set(oldest)
        count, oldest = (await transaction.execute(WAITING)).one()
        self._metrics.outbox_rows.set(count)
        self._metrics.outbox_oldest.set(oldest)
