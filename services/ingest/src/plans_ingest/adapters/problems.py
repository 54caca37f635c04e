"""Refusals as problem documents: a status, a stable code, a sentence for the person who can act.

Source: RFC 9457, problem details for HTTP APIs.
"""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plans_ingest.domain.submission import Rejection
from plans_schema.vocabulary import RejectionReason

STATUS = {
    RejectionReason.UNKNOWN_COUNCIL: 422,
    RejectionReason.ABOLISHED_COUNCIL: 422,
    RejectionReason.MISSING_KEY: 401,
    RejectionReason.WRONG_KEY: 401,
    RejectionReason.KEY_OF_ANOTHER_COUNCIL: 403,
    RejectionReason.MISSING_FILE: 422,
    RejectionReason.EMPTY_FILE: 422,
    RejectionReason.TOO_LARGE: 413,
    RejectionReason.MALFORMED_REQUEST: 400,
    RejectionReason.UNKNOWN_DECLARATION: 422,
}
TITLES = {
    400: "The request could not be read",
    401: "A key is needed",
    403: "Not your council",
    404: "Not found",
    405: "Not possible here",
    408: "Too slow",
    413: "The file is too large",
    422: "The upload can't be taken as it is",
    503: "We could not store the file",
}
RETRY_AFTER_SECONDS = 5
SAFE_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
UNAVAILABLE = "We could not store the file. Nothing is wrong with it: send it again in a few seconds."
TRY_AGAIN = "We can't answer just now. Try again in a few seconds."
log = logging.getLogger(__name__)
NO_SUBMISSION = "There is no submission with this reference for your council."
TOO_SLOW = "The upload came too slowly and was given up. Nothing is stored: send it again."
NO_REPORT_YET = "The report is not ready yet. Ask again in a few seconds."


class Problem(JSONResponse):
    """A problem document."""

    media_type = "application/problem+json"

    def __init__(self, status: int, code: str, detail: str, headers: dict[str, str] | None = None) -> None:
        body = {
            "type": f"urn:plans:problem:{code}",
            "title": TITLES[status],
            "status": status,
            "detail": detail,
            "code": code,
        }
        super().__init__(body, status_code=status, headers=headers)


def refused(rejection: Rejection) -> Problem:
    """Answer a refused upload."""
    status = STATUS[rejection.reason]
    headers = {"WWW-Authenticate": 'Bearer realm="plans"'} if status == STATUS[RejectionReason.MISSING_KEY] else None
    return Problem(status, rejection.reason.value, rejection.sentence, headers)


def unavailable() -> Problem:
    """Answer when the database can't say that it stored the file."""
    return Problem(503, "unavailable", UNAVAILABLE, {"Retry-After": str(RETRY_AFTER_SECONDS)})


def too_slow() -> Problem:
    """Answer a sender that was too slow, if it still listens."""
    return Problem(408, "too_slow", TOO_SLOW)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer what no route takes."""
    status = error.status_code if isinstance(error, HTTPException) and error.status_code in TITLES else 404
    return Problem(status, "not_found" if status == 404 else "refused", TITLES[status])  # noqa: PLR2004 - HTTP's own number


async def on_invalid_request(request: Request, error: Exception) -> Response:
    """Answer an address or field of the wrong form, without repeating it."""
    return Problem(404, "no_such_submission", NO_SUBMISSION)


async def on_fault(request: Request, error: Exception) -> Response:
    """Answer when the database does not."""
    log.warning("a request could not be answered", extra={"fault": type(error).__name__})
    return Problem(503, "unavailable", TRY_AGAIN, {"Retry-After": str(RETRY_AFTER_SECONDS)})


HANDLERS: dict[int | type[Exception], Callable[[Request, Exception], Coroutine[Any, Any, Response]]] = {
    HTTPException: on_http_error,
    RequestValidationError: on_invalid_request,
    DBAPIError: on_fault,
    PoolTimeoutError: on_fault,
    OSError: on_fault,
}


class SafeHeaders:
    """Tell browsers and caches to guess nothing and to keep nothing, whatever a route answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its answer."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)
