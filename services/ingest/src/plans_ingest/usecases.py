"""What councils do here: send a plan, and look at what became of it."""

from uuid import UUID

from plans_ingest.domain.submission import (
    NO_KEY,
    OTHER_KEY,
    WRONG_KEY,
    Receipt,
    Rejection,
    Upload,
    refuse_council,
    refuse_size,
)
from plans_ingest.ports import Keys, Submissions, Taken
from plans_schema.rounds import Round


class ReceiveSubmission:
    """Take an upload in: refuse it for a technical reason, or store it and give its receipt."""

    def __init__(self, submissions: Submissions, keys: Keys, round_: Round) -> None:
        self._submissions = submissions
        self._keys = keys
        self._round = round_

    async def sender(self, key: str | None) -> str | Rejection:
        """Give the council that a key speaks for."""
        if not key:
            return NO_KEY
        return await self._keys.council_of(key) or WRONG_KEY

    async def returning_sender(self, key_fingerprint: str) -> str | None:
        """Give the council of a key that was shown before, as long as it is good."""
        return await self._keys.council_of_fingerprint(key_fingerprint)

    async def __call__(self, upload: Upload, sender: str, traceparent: str | None = None) -> Taken | Rejection:
        """Store the upload of a known sender.

        Raises:
            OutcomeUnknownError: the commit's fate can't be told; the sender should try again.
        """
        refusal = refuse_council(upload.council_code)
        if refusal is None and upload.council_code != sender:
            refusal = OTHER_KEY
        refusal = refusal or refuse_size(upload.size_bytes)
        return refusal or await self._submissions.take(upload, self._round.id, traceparent)


class ReadSubmission:
    """Give a council its own receipts and reports, and nobody else's."""

    def __init__(self, submissions: Submissions) -> None:
        self._submissions = submissions

    async def receipt(self, submission_id: UUID, reader: str) -> Receipt | None:
        """Give the receipt if it is the reader's own."""
        receipt = await self._submissions.receipt(submission_id)
        return receipt if receipt is not None and receipt.council_code == reader else None
