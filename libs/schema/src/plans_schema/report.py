"""The report: one shape for the command line, the receipt page, the API and `PlanValidated`."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from plans_schema.vocabulary import (
    Addressee,
    BarrierCategory,
    Confidence,
    CouncilCode,
    DatePrecision,
    Department,
    DocumentKind,
    EndorsementStatus,
    EndorsingBody,
    Fact,
    Force,
    Length,
    Outcome,
    PracticeCategory,
    PracticeLevel,
    PublicationStatus,
    QuestionStatus,
    SegmentKind,
    Sha256,
    TextFrom,
    ThemeId,
    ThemeStatus,
)

MINIMUM_QUOTE_LENGTH = 15


def _without_nul(text: str) -> str:
    return text.replace("\x00", "")


# Text of a document, as written; NUL, which no database takes, left out.
Text = Annotated[str, BeforeValidator(_without_nul)]


class Evidence(Fact):
    """Words a finding rests on: as written on the page (white space folded), 15 characters or more.

    `page` counts from 1; it is null where the format has no pages.
    """

    page: Annotated[int, Field(ge=1)] | None
    quote: Annotated[Text, Field(min_length=MINIMUM_QUOTE_LENGTH, max_length=600)]


class DocumentFacts(Fact):
    """The file as received: its hash, what it is, how many pages it has and where its text came from.

    `text_confidence` is how sure the recognition was of letters in pictures, from 0 to 100; null where none were
    recognised. It says something about the picture, nothing about the plan.
    """

    sha256: Sha256
    format: str | None
    kind: DocumentKind
    pages: int | None
    text_from: TextFrom | None
    text_confidence: Annotated[float, Field(ge=0, le=100)] | None = None


class CouncilFacts(Fact):
    """The council that sent the file and the one its text names (GSS codes)."""

    declared: CouncilCode | None
    in_document: CouncilCode | None


class PlanExtent(Fact):
    """Where the plan itself lies in the file: no covering report, letter, cover or appendix counted."""

    pages: int | None = None
    stated_pages: int | None = None
    first_page: int | None = None
    last_page: int | None = None
    length: Length = Length.UNKNOWN


class ThemeCoverage(Fact):
    """One theme and the council's own words on it."""

    id: ThemeId
    status: ThemeStatus
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _a_positive_status_quotes(self) -> Self:
        if self.status is not ThemeStatus.NOT_FOUND and not self.evidence:
            raise ValueError(f"theme {self.id} is {self.status} without a quote")
        return self


class Endorsement(Fact):
    """What the document says of members' endorsement; `date` is ISO, `by` as written."""

    status: EndorsementStatus
    body: EndorsingBody | None = None
    by: Text | None = None
    date: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _a_status_quotes(self) -> Self:
        if self.status is not EndorsementStatus.NOT_STATED and not self.evidence:
            raise ValueError(f"endorsement is {self.status} without a quote")
        return self


class Publication(Fact):
    """What the document says of its publication, with the address if one is given."""

    status: PublicationStatus = PublicationStatus.NOT_STATED
    address: Text | None = None
    evidence: tuple[Evidence, ...] = ()


class StatedDate(Fact):
    """The date of submission as the document states it: `2024-07-19`, `2024-07` or null."""

    stated: str | None = None
    precision: DatePrecision = DatePrecision.NONE
    evidence: tuple[Evidence, ...] = ()


class Segment(Fact):
    """A part of the file and what it is, with the words that decided it."""

    kind: SegmentKind
    first_page: int | None
    last_page: int | None
    confidence: Confidence
    evidence: tuple[Evidence, ...] = ()


class QuestionCoverage(Fact):
    """One item of the letter's 25 questions, as `T1.Q3.b`."""

    id: str
    status: QuestionStatus
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _an_answer_quotes(self) -> Self:
        if self.status in (QuestionStatus.ADDRESSED, QuestionStatus.PARTIAL) and not self.evidence:
            raise ValueError(f"item {self.id} is {self.status} without a quote")
        return self


class Figure(Fact):
    """One typed figure: value, unit and period normalised, and as written."""

    id: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Literal["percent", "GBP", "count", "fte", "hours", "pages"]
    period: str | None = None
    qualifier: str | None = None
    kind: str | None = None
    basis: str | None = None
    scope: str | None = None
    flags: tuple[str, ...] = ()
    confidence: Confidence
    as_written: Text
    evidence: tuple[Evidence, ...] = ()


class Barrier(Fact):
    """One barrier a council names, whom it addresses, and whether it asks for something.

    `wording` is equal for near-identical passages of different councils, so that a text handed round can be told from
    independent voices.
    """

    category: BarrierCategory
    secondary: Annotated[tuple[BarrierCategory, ...], Field(max_length=2)] = ()
    addressee: Addressee
    department: Department | None = None
    explicit_ask: bool
    wording: str | None = None
    confidence: Confidence
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Practice(Fact):
    """One practice a council describes and how it evidences it."""

    category: PracticeCategory
    level: PracticeLevel
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Finding(Fact):
    """What a rule has to say to the council: a sentence, the letter's force, and the words it rests on."""

    rule: str
    force: Force
    message: Text
    evidence: tuple[Evidence, ...] = ()


class Report(Fact):
    """Everything the checks say about one document; `reading_id` names the reading when an error in it is reported."""

    outcome: Outcome
    document: DocumentFacts
    council: CouncilFacts
    plan: PlanExtent | None = None
    themes: tuple[ThemeCoverage, ...] = ()
    endorsement: Endorsement = Endorsement(status=EndorsementStatus.NOT_STATED)
    questions: tuple[QuestionCoverage, ...] = ()
    figures: tuple[Figure, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    practices: tuple[Practice, ...] = ()
    publication: Publication = Publication()
    dates: StatedDate = StatedDate()
    segments: tuple[Segment, ...] = ()
    unparsed_figures: int = 0
    findings: tuple[Finding, ...] = ()
    reading_id: str | None = None
