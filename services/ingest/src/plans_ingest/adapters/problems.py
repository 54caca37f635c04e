"""Refusals as problem documents: a status, a stable code, a sentence for the person who can act.

Source: RFC 9457, problem details for HTTP APIs.
"""

from fastapi.responses import JSONResponse

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
}
TITLES = {
    400: "The request could not be read",
    401: "A key is needed",
    403: "Not your council",
    404: "Not found",
    413: "The file is too large",
    422: "The upload can't be taken as it is",
    503: "We could not store the file",
}
RETRY_AFTER_SECONDS = 5
UNAVAILABLE = "We could not store the file. Nothing is wrong with it: send it again in a few seconds."
NO_SUBMISSION = "There is no submission with this reference for your council."
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
