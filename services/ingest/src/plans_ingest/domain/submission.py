"""A submission, its receipt, and what an upload must be to become one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from plans_schema.events.plans import DeclaredEndorsement
from plans_schema.register import councils, told_of_abolished
from plans_schema.vocabulary import RejectionReason

MAXIMUM_FILE_BYTES = 25_000_000
MAXIMUM_FILE_TEXT = "25MB"
MAXIMUM_NAME_LENGTH = 255
RECEIVED = "received"


@dataclass(frozen=True)
class Upload:
    """A file as a council sent it: hashed while it came in, its bytes in a spool."""

    council_code: str
    file_name: str
    sha256: str
    size_bytes: int
    content: bytes
    declared_endorsement: DeclaredEndorsement | None = None


@dataclass(frozen=True)
class Receipt:
    """What a council gets for a file: proof that it is stored, and its place among the council's versions.

    `status` is `received` until the checks end, then the outcome.
    """

    submission_id: UUID
    council_code: str
    version: int
    attempt: int
    file_name: str
    sha256: str
    size_bytes: int
    received_at: datetime
    status: str
    declared_endorsement: DeclaredEndorsement | None = None

    @property
    def settled(self) -> bool:
        """Tell whether the checks have ended."""
        return self.status != RECEIVED


@dataclass(frozen=True)
class Rejection:
    """Why an upload is refused, in a sentence for the person who sent it."""

    reason: RejectionReason
    sentence: str


def refuse_council(code: str) -> Rejection | None:
    """Refuse a code that is not in the register, naming the successor of a council that no longer exists."""
    if code in councils():
        return None
    gone = told_of_abolished(code)
    if gone is not None:
        return Rejection(RejectionReason.ABOLISHED_COUNCIL, gone)
    return Rejection(
        RejectionReason.UNKNOWN_COUNCIL,
        "Enter the nine-character code of an English council, such as E07000234.",
    )


def refuse_size(size_bytes: int) -> Rejection | None:
    """Refuse an empty file and one above the limit; anything else is taken in, whatever it holds."""
    if size_bytes == 0:
        return Rejection(RejectionReason.EMPTY_FILE, "The selected file is empty")
    if size_bytes > MAXIMUM_FILE_BYTES:
        return TOO_LARGE
    return None


TOO_LARGE = Rejection(RejectionReason.TOO_LARGE, f"The selected file must be smaller than {MAXIMUM_FILE_TEXT}")
NO_FILE = Rejection(RejectionReason.MISSING_FILE, "Select a productivity plan")
NO_KEY = Rejection(RejectionReason.MISSING_KEY, "Enter your council's key")
WRONG_KEY = Rejection(RejectionReason.WRONG_KEY, "The key is not one that we know. Check it, or ask us for a new one.")
OTHER_KEY = Rejection(
    RejectionReason.KEY_OF_ANOTHER_COUNCIL, "The key belongs to another council than the one entered."
)
MALFORMED = Rejection(
    RejectionReason.MALFORMED_REQUEST,
    "The upload could not be read. Send a form (multipart/form-data) with the fields file and council_code.",
)


def safe_file_name(name: str | None) -> str:
    """Keep a file's own name for the receipt: no folders, nothing unprintable, 255 characters at most."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[:MAXIMUM_NAME_LENGTH].strip() or "unnamed"
