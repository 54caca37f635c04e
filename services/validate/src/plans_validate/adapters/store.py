"""Fetch documents from the store by the id their event carries (claim check)."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

STORE_SCHEMA = "ingest"
FETCH = text("SELECT content FROM documents WHERE submission_id = :submission_id")


class DocumentMissingError(Exception):
    """The store has no bytes for a submission whose event was published: nothing can be checked."""


class PostgresDocuments:
    """The document store, read only."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def fetch(self, submission_id: UUID) -> bytes:
        """Give the bytes of a submission, as they were received.

        Raises:
            DocumentMissingError: the store does not have them.
        """
        async with self._engine.connect() as connection:
            row = (await connection.execute(FETCH, {"submission_id": submission_id})).one_or_none()
        if row is None:
            raise DocumentMissingError(str(submission_id))
        return bytes(row.content)

    async def check(self) -> None:
        """Ask whether documents can be read; raises whatever stands in the way."""
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT FROM documents LIMIT 0"))
