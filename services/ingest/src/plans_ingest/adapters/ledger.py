"""The ledger in Postgres: submissions and what became of them. One commit holds bytes, receipt and outbox row."""

from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from plans_ingest.adapters.documents import DocumentStore
from plans_ingest.adapters.outbox import Outbox
from plans_ingest.domain.submission import RECEIVED, Receipt, Upload
from plans_ingest.ports import Clock, OutcomeUnknownError, Taken
from plans_schema.envelope import Envelope, continue_trace
from plans_schema.events.plans import DeclaredEndorsement, PlanReceived
from plans_schema.identifiers import derived_id, new_id
from plans_schema.report import Report

SOURCE = "/ingest"

NEXT_VERSION = text(
    "INSERT INTO council_version AS known (council_code, latest) VALUES (:council_code, 1)"
    " ON CONFLICT (council_code) DO UPDATE SET latest = known.latest + 1 RETURNING latest"
)
INSERT = text(
    "INSERT INTO submission (submission_id, council_code, version, round, file_name, sha256, size_bytes, received_at,"
    " traceparent, declared_endorsement) VALUES (:submission_id, :council_code, :version, :round, :file_name, :sha256,"
    " :size_bytes, :received_at, :traceparent, cast(:declared_endorsement AS jsonb))"
)
COLUMNS = (
    "submission_id, council_code, version, attempt, file_name, sha256, size_bytes, received_at, round, traceparent,"
    " outcome, declared_endorsement"
)
BY_CONTENT = text(f"SELECT {COLUMNS} FROM submission WHERE council_code = :council_code AND sha256 = :sha256")  # noqa: S608 - own columns
BY_ID = text(f"SELECT {COLUMNS} FROM submission WHERE submission_id = :id")  # noqa: S608 - own columns
REPORT = text("SELECT report FROM submission WHERE submission_id = :id")


def declared_in(row: RowMapping) -> DeclaredEndorsement | None:
    """Read what a submission's sender said of members' endorsement."""
    said = row["declared_endorsement"]
    return None if said is None else DeclaredEndorsement.model_validate(said)


def receipt_of(row: RowMapping) -> Receipt:
    """Read a submission's row as its receipt."""
    return Receipt(
        submission_id=row["submission_id"],
        council_code=row["council_code"],
        version=row["version"],
        attempt=row["attempt"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        size_bytes=row["size_bytes"],
        received_at=row["received_at"],
        status=row["outcome"] or RECEIVED,
        declared_endorsement=declared_in(row),
    )


def received_event(row: RowMapping | dict[str, Any]) -> Envelope[PlanReceived]:
    """State that a submission was received, for its present attempt: the same row gives the same event."""
    event_id = derived_id(row["received_at"], str(row["submission_id"]), f"attempt {row['attempt']}")
    return Envelope[PlanReceived](
        id=event_id,
        source=SOURCE,
        occurred_at=row["received_at"],
        traceparent=continue_trace(row["traceparent"], event_id),
        data=PlanReceived(**{name: row[name] for name in PlanReceived.model_fields}),
    )


class Ledger:
    """Submissions in Postgres."""

    def __init__(self, engine: AsyncEngine, documents: DocumentStore, outbox: Outbox, clock: Clock) -> None:
        self._engine = engine
        self._documents = documents
        self._outbox = outbox
        self._clock = clock

    async def take(self, upload: Upload, round_id: str, traceparent: str | None) -> Taken:
        """Store an upload, or find the same bytes of the same council.

        Raises:
            OutcomeUnknownError: the database was lost on the way and can't say what it kept.
        """
        try:
            known = await self._known(upload)
            return known or await self._store(upload, round_id, traceparent)
        except (DBAPIError, PoolTimeoutError, OSError) as fault:
            return await self._after(fault, upload)

    async def _after(self, fault: Exception, upload: Upload) -> Taken:
        """Look whether a commit whose answer was lost (or another request's) holds the upload."""
        try:
            known = await self._known(upload)
        except (DBAPIError, PoolTimeoutError, OSError):
            known = None
        if known is None:
            raise OutcomeUnknownError from fault
        return known

    async def _known(self, upload: Upload) -> Taken | None:
        async with self._engine.connect() as connection:
            values = {"council_code": upload.council_code, "sha256": upload.sha256}
            row = (await connection.execute(BY_CONTENT, values)).mappings().one_or_none()
        return Taken(receipt_of(row), is_new=False) if row is not None else None

    async def _store(self, upload: Upload, round_id: str, traceparent: str | None) -> Taken:
        async with self._engine.begin() as transaction:
            row = await self._insert(transaction, upload, round_id, traceparent)
            await self._documents.put(transaction, row["submission_id"], upload.content)
            await self._outbox.put(transaction, received_event(row))
        return Taken(receipt_of(row), is_new=True)

    async def _insert(
        self, transaction: AsyncConnection, upload: Upload, round_id: str, traceparent: str | None
    ) -> RowMapping:
        version = (await transaction.execute(NEXT_VERSION, {"council_code": upload.council_code})).scalar_one()
        now = self._clock()  # after the council's lock: later versions never carry earlier instants of one clock
        submission_id = new_id(now)
        values = {
            "submission_id": submission_id,
            "council_code": upload.council_code,
            "version": version,
            "round": round_id,
            "file_name": upload.file_name,
            "sha256": upload.sha256,
            "size_bytes": upload.size_bytes,
            "received_at": now,
            "traceparent": continue_trace(traceparent, submission_id),
            "declared_endorsement": upload.declared_endorsement and upload.declared_endorsement.model_dump_json(),
        }
        await transaction.execute(INSERT, values)
        return (await transaction.execute(BY_ID, {"id": submission_id})).mappings().one()

    async def receipt(self, submission_id: UUID) -> Receipt | None:
        """Give a submission's receipt."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(BY_ID, {"id": submission_id})).mappings().one_or_none()
        return receipt_of(row) if row is not None else None

    async def report(self, submission_id: UUID) -> Report | None:
        """Give the report of a submission whose checks ended with one."""
        async with self._engine.connect() as connection:
            stored = (await connection.execute(REPORT, {"id": submission_id})).scalar_one_or_none()
        return Report.model_validate(stored) if stored is not None else None
