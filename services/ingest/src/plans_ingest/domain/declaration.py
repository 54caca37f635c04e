"""What a sender may say of members' endorsement when it sends a plan; kept beside what the document says."""

from datetime import date

from plans_ingest.domain.submission import Rejection
from plans_schema.events.plans import DeclaredEndorsement
from plans_schema.vocabulary import EndorsingBody, RejectionReason

NOT_YET = "not_yet"

WRONG_BODY = Rejection(
    RejectionReason.UNKNOWN_DECLARATION,
    f"Choose who endorsed the plan from the list, or leave it out: {', '.join((*EndorsingBody, NOT_YET))}.",
)
WRONG_DAY = Rejection(
    RejectionReason.UNKNOWN_DECLARATION, "Enter the day of the endorsement as year, month and day, such as 2024-07-16."
)
DAY_OF_NOTHING = Rejection(
    RejectionReason.UNKNOWN_DECLARATION,
    "You say that nobody has endorsed the plan yet, and give a day. Leave the day out, or say who endorsed it then.",
)


def body_identifier(written: str) -> str:
    """Give a body as it is kept, however it was written: `full_council` for "Full Council"."""
    return "_".join(written.lower().replace("-", " ").split())


def read_declaration(endorsed_by: str, endorsed_on: str) -> DeclaredEndorsement | Rejection | None:
    """Read the two fields of a form, the first however it is written ("Full Council"); null when nothing is said."""
    endorsed_by = body_identifier(endorsed_by)
    if not endorsed_by:
        return WRONG_BODY if endorsed_on else None
    if endorsed_by != NOT_YET and endorsed_by not in set(EndorsingBody):
        return WRONG_BODY
    if endorsed_by == NOT_YET and endorsed_on:
        return DAY_OF_NOTHING
    try:
        day = date.fromisoformat(endorsed_on) if endorsed_on else None
    except ValueError:
        return WRONG_DAY
    return DeclaredEndorsement(body=None if endorsed_by == NOT_YET else EndorsingBody(endorsed_by), on=day)
