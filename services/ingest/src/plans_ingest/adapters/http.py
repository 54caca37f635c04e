"""The API for councils' systems: send a plan, follow it, read its report."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, Security
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from pydantic import BaseModel, Field

from plans_ingest.adapters.desk import Desk, GoneError, UnavailableError, bearer_key
from plans_ingest.adapters.problems import NO_REPORT_YET, NO_SUBMISSION, Problem, refused, too_slow, unavailable
from plans_ingest.domain.declaration import NOT_YET
from plans_ingest.domain.submission import MAXIMUM_FILE_TEXT, Receipt, Rejection
from plans_ingest.ports import Submissions
from plans_ingest.usecases import ReadSubmission, ReceiveSubmission
from plans_schema.events.plans import DeclaredEndorsement
from plans_schema.report import Report
from plans_schema.vocabulary import EndorsingBody

UPLOAD_FORM = {
    "type": "object",
    "required": ["file", "council_code"],
    "properties": {
        "file": {
            "type": "string",
            "format": "binary",
            "description": f"The document, smaller than {MAXIMUM_FILE_TEXT}.",
        },
        "council_code": {"type": "string", "description": "The council's GSS code.", "examples": ["E07000234"]},
        "endorsed_by": {
            "type": "string",
            "enum": [*EndorsingBody, NOT_YET],
            "description": "Who endorsed the plan, if you want to tell; kept beside what the document says.",
        },
        "endorsed_on": {"type": "string", "format": "date", "description": "The day of the endorsement."},
    },
}
PROBLEM = {"description": "Refused, and why.", "content": {"application/problem+json": {}}}


class ReceiptBody(BaseModel):
    """A receipt: proof that the file is stored, its version, and where its checks stand."""

    id: UUID
    council_code: str
    version: int = Field(description="Counts the council's submissions; the highest is the newest.")
    file_name: str
    sha256: str
    size_bytes: int
    received_at: datetime
    declared_endorsement: DeclaredEndorsement | None = None
    status: str = Field(description="`received`, then the outcome.", examples=["received", "checked"])
    report: Report | None = None


def receipt_body(receipt: Receipt, report: Report | None = None) -> dict[str, Any]:
    """Write a receipt as JSON data."""
    fields = vars(receipt) | {"id": receipt.submission_id, "report": report}
    return ReceiptBody(**fields).model_dump(mode="json")


def build_router(desk: Desk, receive: ReceiveSubmission, read: ReadSubmission, submissions: Submissions) -> APIRouter:
    """Wire the API's routes."""
    router = APIRouter(prefix="/v1/plans", tags=["plans"], dependencies=[Security(HTTPBearer(auto_error=False))])
    _add_sending(router, desk)
    _add_reading(router, receive, read, submissions)
    return router


def _add_sending(router: APIRouter, desk: Desk) -> None:
    @router.post(
        "",
        status_code=202,
        response_model=ReceiptBody,
        responses={
            200: {"description": "These bytes were sent before: the first receipt."},
            "4XX": PROBLEM,
            503: PROBLEM,
        },
        openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": UPLOAD_FORM}}}},
    )
    async def send_plan(request: Request) -> Response:
        """Send a plan. The answer comes once the file is stored for good."""
        try:
            answer = await desk.take(request)
        except UnavailableError:
            return unavailable()
        except GoneError:
            return too_slow()
        if isinstance(answer, Rejection):
            return refused(answer)
        place = {"Location": f"/v1/plans/{answer.receipt.submission_id}"}
        return JSONResponse(receipt_body(answer.receipt), status_code=202 if answer.is_new else 200, headers=place)


def _add_reading(router: APIRouter, receive: ReceiveSubmission, read: ReadSubmission, submissions: Submissions) -> None:
    async def own_receipt(submission_id: UUID, request: Request) -> Receipt | Response:
        reader = await receive.sender(bearer_key(request))
        if isinstance(reader, Rejection):
            return refused(reader)
        found = await read.receipt(submission_id, reader)
        return found or Problem(404, "no_such_submission", NO_SUBMISSION)

    @router.get("/{submission_id}", response_model=ReceiptBody, responses={"4XX": PROBLEM})
    async def follow_plan(found: Receipt | Response = Depends(own_receipt)) -> Response:  # noqa: B008 - FastAPI's way
        """Give the receipt, where its checks stand, and the report once there is one."""
        if isinstance(found, Response):
            return found
        return JSONResponse(receipt_body(found, await submissions.report(found.submission_id)))

    @router.get("/{submission_id}/report", response_model=Report, responses={"4XX": PROBLEM})
    async def read_report(found: Receipt | Response = Depends(own_receipt)) -> Response:  # noqa: B008 - FastAPI's way
        """Give the report alone."""
        if isinstance(found, Response):
            return found
        report = await submissions.report(found.submission_id)
        if report is None:
            return Problem(404, "no_report_yet", NO_REPORT_YET, {"Retry-After": "2"})
        return JSONResponse(report.model_dump(mode="json"))
