"""What ingest needs from outside: a place for submissions, a check of keys, a clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from plans_ingest.domain.submission import Receipt, Upload
from plans_schema.envelope import Envelope
from plans_schema.events.plans import PlanReceived, PlanValidated
from plans_schema.report import Report

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Taken:
    """The receipt of an upload, and whether it is a new one or that of the same bytes sent before."""

    receipt: Receipt
    is_new: bool


class OutcomeUnknownError(Exception):
    """The database did not say whether it stored the upload: nobody may be told that it did."""


class Submissions(Protocol):
    """The ledger of submissions."""

    async def take(self, upload: Upload, round_id: str, traceparent: str | None) -> Taken:
        """Store bytes, receipt and outbox row in one commit, with the council's next version.

        The same bytes from the same council give the first receipt again.

        Raises:
            OutcomeUnknownError: the commit's fate can't be told.
        """

    async def receipt(self, submission_id: UUID) -> Receipt | None:
        """Give a submission's receipt."""

    async def report(self, submission_id: UUID) -> Report | None:
        """Give the report of a submission whose checks ended with one."""


class Outcomes(Protocol):
    """Where results are kept, each event once."""

    async def settle(self, results: list[Envelope[PlanValidated]]) -> None:
        """Keep these reports in one transaction; an event seen before changes nothing."""

    async def give_up(self, parked: list[Envelope[PlanReceived]]) -> None:
        """State that parked submissions could not be checked."""


class Keys(Protocol):
    """The councils' keys; only hashes are kept."""

    async def council_of(self, key: str) -> str | None:
        """Give the code of the council that a key belongs to, null for an unknown or revoked one."""

    async def council_of_fingerprint(self, start: str) -> str | None:
        """Give the code of the council that a key's fingerprint belongs to, null once the key is revoked."""
