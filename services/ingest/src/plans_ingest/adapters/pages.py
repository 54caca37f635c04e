"""The web pages: an upload form and a receipt, plain HTML that works without JavaScript."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.templating import Jinja2Templates

from plans_ingest.adapters.desk import Desk, GoneError, UnavailableError
from plans_ingest.adapters.keys import fingerprint
from plans_ingest.adapters.problems import NO_SUBMISSION, STATUS, TOO_SLOW, UNAVAILABLE
from plans_ingest.adapters.uploads import KEY_FIELD, read_small_form
from plans_ingest.domain.submission import MAXIMUM_FILE_TEXT, Rejection
from plans_ingest.ports import Submissions
from plans_ingest.usecases import ReadSubmission, ReceiveSubmission
from plans_schema.in_words import (
    barriers_in_words,
    declaration_in_words,
    endorsement_in_words,
    figures_in_words,
    findings_in_words,
    practices_in_words,
    publication_in_words,
    questions_in_words,
)
from plans_schema.register import ATTRIBUTION, councils
from plans_schema.rounds import PRODUCTIVITY_2024
from plans_schema.terms import terms, words_for
from plans_schema.vocabulary import RejectionReason

LONDON = ZoneInfo("Europe/London")
SESSION_SECONDS = 8 * 60 * 60
FIELDS = {
    RejectionReason.UNKNOWN_COUNCIL: "council_code",
    RejectionReason.ABOLISHED_COUNCIL: "council_code",
    RejectionReason.MISSING_KEY: "key",
    RejectionReason.WRONG_KEY: "key",
    RejectionReason.KEY_OF_ANOTHER_COUNCIL: "key",
    RejectionReason.UNKNOWN_DECLARATION: "endorsed_by",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
# Each section's title, how its groups are made, and what is said where there are none.
CONTENT = (
    ("Figures in your plan", figures_in_words, "We could not find figures of the kinds we know in the text."),
    ("Barriers you name", barriers_in_words, "We could not find barriers in the text."),
    ("Practices you describe", practices_in_words, "We could not find practices of the kinds we know in the text."),
)


def london_time(instant: datetime) -> str:
    """Write an instant as people in England read it, with the zone."""
    local = instant.astimezone(LONDON)
    return f"{local.day} {local:%B %Y, %H:%M:%S %Z}"


def _templates() -> Jinja2Templates:
    templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
    templates.env.globals |= {
        "limit": MAXIMUM_FILE_TEXT,
        "round": PRODUCTIVITY_2024,
        "bodies": terms()["bodies"],
        "content": CONTENT,
        "declaration_in_words": declaration_in_words,
        "endorsement_in_words": endorsement_in_words,
        "findings_in_words": findings_in_words,
        "publication_in_words": publication_in_words,
        "questions_in_words": questions_in_words,
        "words_for": words_for,
        "attribution": ATTRIBUTION,
        "london_time": london_time,
    }
    return templates


class Pages:
    """Renders a page with the headers every page has."""

    def __init__(self) -> None:
        self._templates = _templates()

    def __call__(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:  # noqa: ANN401 - a template's values
        """Render one page."""
        return self._templates.TemplateResponse(request, name, values, status_code=status, headers=HEADERS)

    def form_again(self, request: Request, rejection: Rejection) -> Response:
        """Show the form with what is wrong beside its field."""
        field = FIELDS.get(rejection.reason, "file")
        return self(request, "upload.html", STATUS[rejection.reason], error=rejection.sentence, field=field)


def build_pages(desk: Desk, receive: ReceiveSubmission, read: ReadSubmission, submissions: Submissions) -> APIRouter:
    """Wire the pages' routes."""
    router, page = APIRouter(include_in_schema=False), Pages()
    _add_upload(router, page, desk)
    _add_receipt(router, page, receive, read, submissions)
    return router


def _add_upload(router: APIRouter, page: Pages, desk: Desk) -> None:
    @router.get("/")
    async def upload_page(request: Request) -> Response:
        return page(request, "upload.html")

    @router.post("/")
    async def send_from_page(request: Request) -> Response:
        try:
            answer = await desk.take(request)
        except UnavailableError:
            return page(request, "upload.html", 503, error=UNAVAILABLE, field="file")
        except GoneError:
            return page(request, "upload.html", 408, error=TOO_SLOW, field="file")
        if isinstance(answer, Rejection):
            return page.form_again(request, answer)
        _remember(request, str(request.state.key_fingerprint))
        return RedirectResponse(f"/receipts/{answer.receipt.submission_id}", status_code=303)


def _remember(request: Request, key_fingerprint: str) -> None:
    """Let this browser read its council's receipts for a while, as long as the key is good."""
    request.session.update({"key": key_fingerprint, "until": time.time() + SESSION_SECONDS})


def _add_receipt(
    router: APIRouter, page: Pages, receive: ReceiveSubmission, read: ReadSubmission, submissions: Submissions
) -> None:
    async def reader_of(request: Request) -> str | None:
        if request.session.get("until", 0) < time.time():
            return None
        return await receive.returning_sender(request.session.get("key", ""))

    @router.get("/receipts/{reference}")
    async def receipt_page(request: Request, reference: str) -> Response:
        reader = await reader_of(request)
        if not reader:
            return page(request, "key.html", 401, reference=reference)
        submission_id = _uuid(reference)
        receipt = await read.receipt(submission_id, reader) if submission_id else None
        if receipt is None:
            return page(request, "message.html", 404, message=NO_SUBMISSION)
        report = await submissions.report(receipt.submission_id)
        council = councils()[receipt.council_code]
        return page(request, "receipt.html", receipt=receipt, report=report, council=council)

    @router.post("/receipts/{reference}")
    async def open_receipt(request: Request, reference: str) -> Response:
        key = (await read_small_form(request)).get(KEY_FIELD, "").strip()
        reader = await receive.sender(key)
        if isinstance(reader, Rejection):
            return page(request, "key.html", 401, reference=reference, error=reader.sentence)
        _remember(request, fingerprint(key))
        return RedirectResponse(f"/receipts/{reference}", status_code=303)


def _uuid(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None
