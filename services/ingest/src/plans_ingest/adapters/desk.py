"""The one way in, shared by the API and the web page: read the form, know the sender, store, count."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.requests import ClientDisconnect, Request

from plans_ingest.adapters.keys import fingerprint
from plans_ingest.adapters.uploads import TooSlowError, drain, read_form
from plans_ingest.domain.submission import Rejection
from plans_ingest.metrics import IngestMetrics
from plans_ingest.ports import OutcomeUnknownError, Taken
from plans_ingest.usecases import ReceiveSubmission

log = logging.getLogger(__name__)
BEARER = "bearer"
LONGEST_WAIT_SECONDS = 10.0


class UnavailableError(Exception):
    """The upload can't be stored now; the sender should try again."""


class GoneError(Exception):
    """The sender went away, or was too slow to wait for."""


def bearer_key(request: Request) -> str | None:
    """Read the key from the `Authorization` header; the scheme's letters may be of either case."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == BEARER else None


class Desk:
    """Takes uploads, a bounded number at once; whoever waits too long for a place is asked to come again."""

    def __init__(self, receive: ReceiveSubmission, metrics: IngestMetrics, uploads_at_once: int) -> None:
        self._receive = receive
        self._metrics = metrics
        self._places = asyncio.Semaphore(uploads_at_once)

    async def take(self, request: Request) -> Taken | Rejection:
        """Take one upload.

        Raises:
            UnavailableError: it could not be stored.
            GoneError: nobody waits for the answer.
        """
        started = time.monotonic()
        try:
            answer = await self._take(request)
        except (ClientDisconnect, TooSlowError) as fault:
            self._metrics.uploads.labels("aborted").inc()
            raise GoneError from fault
        except (OutcomeUnknownError, DBAPIError, PoolTimeoutError, OSError) as fault:
            log.warning("an upload could not be stored", extra={"fault": cause_of(fault)})
            self._metrics.uploads.labels("unavailable").inc()
            raise UnavailableError from fault
        self._metrics.upload_seconds.observe(time.monotonic() - started)
        self._count(answer)
        return answer

    async def _take(self, request: Request) -> Taken | Rejection:
        header_key = bearer_key(request)
        sender = await self._receive.sender(header_key) if header_key else None
        if isinstance(sender, Rejection):  # known before the body: nothing of it is kept
            await drain(request)
            return sender
        async with self._place():
            form = await read_form(request)
            if isinstance(form, Rejection):
                return form
            sender = sender or await self._receive.sender(form.key)
            if isinstance(sender, Rejection):
                return sender
            request.state.key_fingerprint = fingerprint(header_key or form.key or "")
            return await self._receive(form.upload, sender, request.headers.get("traceparent"))

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        async with asyncio.timeout(LONGEST_WAIT_SECONDS):
            await self._places.acquire()
        try:
            yield
        finally:
            self._places.release()

    def _count(self, answer: Taken | Rejection) -> None:
        if isinstance(answer, Rejection):
            self._metrics.uploads.labels("refused").inc()
            self._metrics.refusals.labels(answer.reason.value).inc()
        else:
            self._metrics.uploads.labels("accepted" if answer.is_new else "duplicate").inc()


def cause_of(fault: BaseException) -> str:
    """Name a fault and what it came from: classes and SQL states, never a text."""
    state = getattr(getattr(fault, "orig", None), "sqlstate", None)
    name = type(fault).__name__ + (f" {state}" if state else "")
    return f"{name} from {cause_of(fault.__cause__)}" if fault.__cause__ else name
