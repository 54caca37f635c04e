"""Own what the use case needs from outside: a file's bytes, and a reader that turns bytes into a report."""

from typing import Protocol
from uuid import UUID

from plans_schema.report import Report
from plans_schema.vocabulary import CouncilCode


class DocumentSource(Protocol):
    """Where the bytes of a submission are kept."""

    async def fetch(self, submission_id: UUID) -> bytes:
        """Give the bytes of a submission, as they were received."""
        ...


class DocumentReader(Protocol):
    """What reads a file and checks it by the rules of the round; it answers every file with a report."""

    async def read(self, content: bytes, declared: CouncilCode | None = None) -> Report:
        """Read and check a file; `declared` is the code of the council that sent it."""
        ...
