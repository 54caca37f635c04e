"""Facts for tests, built with what matters to the story and plausible values for the rest."""

from datetime import UTC, datetime
from uuid import UUID

from plans_schema.envelope import Envelope, new_trace
from plans_schema.events.plans import PlanReceived, PlanValidated
from plans_schema.identifiers import derived_id, new_id
from plans_schema.report import CouncilFacts, DocumentFacts, Evidence, PlanExtent, Report, ThemeCoverage
from plans_schema.vocabulary import DocumentKind, Length, Outcome, TextFrom, ThemeId, ThemeStatus

RECEIVED_AT = datetime(2024, 7, 15, 9, 30, tzinfo=UTC)
BROMSGROVE = "E07000234"
CUMBERLAND = "E06000063"


def a_submission_id() -> UUID:
    """Give a submission id that no other test has."""
    return new_id(RECEIVED_AT)


def received(
    council_code: str = BROMSGROVE, *, submission_id: UUID | None = None, version: int = 1, attempt: int = 1
) -> Envelope[PlanReceived]:
    """Build the fact that a plan was received."""
    submission = submission_id or a_submission_id()
    return Envelope[PlanReceived](
        id=derived_id(RECEIVED_AT, str(submission), f"attempt {attempt}"),
        source="/ingest",
        occurred_at=RECEIVED_AT,
        traceparent=new_trace(),
        data=PlanReceived(
            submission_id=submission,
            council_code=council_code,
            version=version,
            attempt=attempt,
            sha256="a" * 64,
            size_bytes=1000,
            received_at=RECEIVED_AT,
            round="2024-productivity",
        ),
    )


def a_report(
    council_code: str = BROMSGROVE,
    *,
    outcome: Outcome = Outcome.CHECKED,
    themes: dict[str, str] | None = None,
    pages: int = 4,
) -> Report:
    """Build a report; `themes` maps T1 to T4 to a status, all addressed unless said."""
    said = {"T1": "addressed", "T2": "addressed", "T3": "addressed", "T4": "addressed"} | (themes or {})
    quote = (Evidence(page=1, quote="We changed how we run our services."),)
    return Report(
        outcome=outcome,
        document=DocumentFacts(
            sha256="a" * 64, format="pdf", kind=DocumentKind.PLAN, pages=pages, text_from=TextFrom.TEXT_LAYER
        ),
        council=CouncilFacts(declared=council_code, in_document=council_code),
        plan=PlanExtent(pages=pages, first_page=1, last_page=pages, length=Length.AS_ASKED),
        themes=tuple(
            ThemeCoverage(id=ThemeId(name), status=ThemeStatus(status), evidence=() if status == "not_found" else quote)
            for name, status in said.items()
        ),
    )


def validated(
    council_code: str = BROMSGROVE,
    *,
    submission_id: UUID | None = None,
    version: int = 1,
    attempt: int = 1,
    report: Report | None = None,
    round_: str = "2024-productivity",
) -> Envelope[PlanValidated]:
    """Build the fact that a plan was validated."""
    submission = submission_id or a_submission_id()
    return Envelope[PlanValidated](
        id=derived_id(RECEIVED_AT, str(submission), "rules", f"attempt {attempt}"),
        source="/validate",
        occurred_at=RECEIVED_AT,
        traceparent=new_trace(),
        data=PlanValidated(
            submission_id=submission,
            council_code=council_code,
            version=version,
            attempt=attempt,
            received_at=RECEIVED_AT,
            validated_at=RECEIVED_AT,
            round=round_,
            rule_set="rules",
            report=report or a_report(council_code),
        ),
    )
