"""Ingest, killed between its first commit and its answer; with `without-outbox`, the event is outside the commit."""

import sys

from faults.programs.dying import die_once
from plans_ingest.adapters.ledger import Ledger, receipt_of, received_event
from plans_ingest.app import SERVICE, build_app
from plans_ingest.domain.submission import Upload
from plans_ingest.ports import Taken
from plans_ingest.settings import IngestSettings
from plans_schema.chassis.serving import serve

store = Ledger._store


async def store_and_die(self: Ledger, upload: Upload, round_id: str, traceparent: str | None) -> Taken:
    """Store, then die before the answer."""
    taken = await store(self, upload, round_id, traceparent)
    die_once()
    return taken


async def store_without_event(self: Ledger, upload: Upload, round_id: str, traceparent: str | None) -> Taken:
    """Store bytes and receipt in one commit and the event in a second one, with a death between the two."""
    async with self._engine.begin() as transaction:
        row = await self._insert(transaction, upload, round_id, traceparent)
        await self._documents.put(transaction, row["submission_id"], upload.content)
    die_once()
    async with self._engine.begin() as transaction:
        await self._outbox.put(transaction, received_event(row))
    return Taken(receipt_of(row), is_new=True)


if __name__ == "__main__":
    Ledger._store = store_without_event if "without-outbox" in sys.argv else store_and_die  # type: ignore[method-assign]
    settings = IngestSettings()
    serve(build_app(settings), settings, SERVICE)
