"""The one way in, shared by the API and the web page: read the form, know the sender, store, count."""

import asyncio
import logging
import time

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.requests import Request

from plans_ingest.adapters.uploads import read_form
from plans_ingest.domain.submission import Rejection
from plans_ingest.metrics import IngestMetrics
from plans_ingest.ports import OutcomeUnknownError, Taken
from plans_ingest.usecases import ReceiveSubmission

log = logging.getLogger(__name__)
BEARER = "Bearer "


class UnavailableError(Exception):
    """The upload can't be stored now; the sender should try again."""


def bearer_key(request: Request) -> str | None:
    """Read the key from the `Authorization` header."""
    value = request.headers.get("authorization", "")
    return value.removeprefix(BEARER).strip() if value.startswith(BEARER) else None


class Desk:
    """Takes uploads, a bounded number at once."""

    def __init__(self, receive: ReceiveSubmission, metrics: IngestMetrics, uploads_at_once: int) -> None:
        self._receive = receive
        self._metrics = metrics
        self._places = asyncio.Semaphore(uploads_at_once)

    async def take(self, request: Request) -> Taken | Rejection:
        """Take one upload.

        Raises:
            UnavailableError: it could not be stored.
        """
        started = time.monotonic()
        try:
            async with self._places:
                answer = await self._take(request)
        except (OutcomeUnknownError, DBAPIError, PoolTimeoutError, OSError) as fault:
            log.warning("an upload could not be stored", extra={"fault": type(fault).__name__})
            self._metrics.uploads.labels("unavailable").inc()
            raise UnavailableError from fault
        self._metrics.upload_seconds.observe(time.monotonic() - started)
        self._count(answer)
        return answer

    async def _take(self, request: Request) -> Taken | Rejection:
        header_key = bearer_key(request)
        sender = await self._receive.sender(header_key) if header_key else None
        form = await read_form(request)  # read in any case, so that the sender gets the answer
        if isinstance(sender, Rejection):
            return sender
        if isinstance(form, Rejection):
            return form
        sender = sender or await self._receive.sender(form.key)
        if isinstance(sender, Rejection):
            return sender
        return await self._receive(form.upload, sender, request.headers.get("traceparent"))

    def _count(self, answer: Taken | Rejection) -> None:
        if isinstance(answer, Rejection):
            self._metrics.uploads.labels("refused").inc()
            self._metrics.refusals.labels(answer.reason.value).inc()
        else:
            self._metrics.uploads.labels("accepted" if answer.is_new else "duplicate").inc()
