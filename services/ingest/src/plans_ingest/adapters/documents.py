"""Documents in Postgres: stored in the caller's transaction, read by id."""

from typing import Protocol
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


class DocumentStore(Protocol):
    """Keeps bytes by submission; `put` is durable when the caller's transaction commits."""

    async def put(self, transaction: AsyncConnection, submission_id: UUID, content: bytes) -> None:
        """Store a document's bytes."""


class PostgresDocuments:
    """The document store as a table beside the ledger: one durability rule, one backup."""

    async def put(self, transaction: AsyncConnection, submission_id: UUID, content: bytes) -> None:
        """Store a document's bytes."""
        await transaction.execute(
            text("INSERT INTO documents (submission_id, content) VALUES (:id, :content)"),
            {"id": submission_id, "content": content},
        )
