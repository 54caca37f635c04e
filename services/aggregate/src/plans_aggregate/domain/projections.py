"""Project a validated plan on rows, and fold a batch of them: whatever order events come in, the same rows remain.

One submission may be reported on more than once, when it was put forward again. Its reports are totally
ordered (`Standing`), the greatest stands, and each submission has one effect: so the fold is a maximum,
which neither duplicates nor the order of arrival can change.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from plans_schema.envelope import Envelope
from plans_schema.events.plans import PlanValidated
from plans_schema.report import Barrier, Evidence, Figure, Finding, PlanExtent, Practice
from plans_schema.vocabulary import Outcome

Validated = Envelope[PlanValidated]


class Standing(NamedTuple):
    """Where one report stands among those on the same submission; the greatest is kept.

    A report beats one that could not check, then the later attempt wins; the event's id only makes
    the order total.
    """

    settled: bool
    attempt: int
    event_id: UUID


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One receipt's one effect, with the first event that brought it."""

    submission_id: UUID
    event_id: UUID


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One receipt: whose it is, what was found about the file, the plan, its endorsement and publication."""

    submission_id: UUID
    council_code: str
    version: int
    attempt: int
    event_id: UUID
    round: str
    received_at: datetime
    validated_at: datetime
    rule_set: str
    outcome: str
    document_sha256: str
    document_format: str | None
    document_kind: str
    document_pages: int | None
    text_from: str | None
    council_in_document: str | None
    plan_pages: int | None
    plan_stated_pages: int | None
    plan_first_page: int | None
    plan_last_page: int | None
    plan_length: str
    endorsement_status: str
    endorsement_body: str | None
    endorsement_by: str | None
    endorsement_date: str | None
    publication_status: str
    published_address: str | None
    stated_date: str | None
    stated_date_precision: str
    unparsed_figures: int


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme of one submission; never a count over a council's themes."""

    submission_id: UUID
    theme: str
    status: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding, numbered from 1 in the report's order."""

    submission_id: UUID
    ordinal: int
    rule: str
    force: str
    message: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Words that a value rests on: `subject` says which kind of value, `item` which one, `ordinal` counts from 1.

    `item` is an identifier (theme, question item), else the value's own ordinal in its table.
    """

    submission_id: UUID
    subject: str
    item: str
    ordinal: int
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a batch does: effects to append, submissions whose earlier rows give way, reports to write in."""

    effects: tuple[EffectRow, ...]
    replaced: tuple[UUID, ...]
    reports: tuple[Validated, ...]


def standing(validated: Validated) -> Standing:
    """Tell where a report stands."""
    plan = validated.data
    return Standing(plan.report.outcome is not Outcome.COULD_NOT_CHECK, plan.attempt, validated.id)


def supersedes(challenger: Standing, holder: Standing | None) -> bool:
    """Tell whether a report takes the place of the one held for the same submission; an equal one does not."""
    return holder is None or challenger > holder


def fold(fresh: Iterable[Validated], counted: Set[UUID], held: Mapping[UUID, Standing]) -> Change:
    """Fold events that were not seen before.

    `counted` are the submissions that had an event before these, `held` the standing of what is stored on them.
    """
    first: dict[UUID, Validated] = {}
    best: dict[UUID, Validated] = {}
    for validated in fresh:
        submission_id = validated.data.submission_id
        if submission_id not in counted:
            first.setdefault(submission_id, validated)
        holder = standing(best[submission_id]) if submission_id in best else held.get(submission_id)
        if supersedes(standing(validated), holder):
            best[submission_id] = validated
    effects = tuple(EffectRow(submission_id, validated.id) for submission_id, validated in first.items())
    return Change(effects, tuple(best.keys() & held.keys()), tuple(best.values()))


def submission_row(validated: Validated) -> SubmissionRow:
    """Project one report on `submission`."""
    plan, report = validated.data, validated.data.report
    extent = report.plan or PlanExtent()
    return SubmissionRow(
        submission_id=plan.submission_id,
        council_code=plan.council_code,
        version=plan.version,
        attempt=plan.attempt,
        event_id=validated.id,
        round=plan.round,
        received_at=plan.received_at,
        validated_at=plan.validated_at,
        rule_set=plan.rule_set,
        outcome=report.outcome,
        document_sha256=report.document.sha256,
        document_format=report.document.format,
        document_kind=report.document.kind,
        document_pages=report.document.pages,
        text_from=report.document.text_from,
        council_in_document=report.council.in_document,
        plan_pages=extent.pages,
        plan_stated_pages=extent.stated_pages,
        plan_first_page=extent.first_page,
        plan_last_page=extent.last_page,
        plan_length=extent.length,
        endorsement_status=report.endorsement.status,
        endorsement_body=report.endorsement.body,
        endorsement_by=report.endorsement.by,
        endorsement_date=report.endorsement.date,
        publication_status=report.publication.status,
        published_address=report.publication.address,
        stated_date=report.dates.stated,
        stated_date_precision=report.dates.precision,
        unparsed_figures=report.unparsed_figures,
    )


def theme_rows(validated: Validated) -> Iterator[ThemeRow]:
    """Project one report on `theme_coverage`; a theme named twice keeps what was said last."""
    plan = validated.data
    for theme, status in {each.id: each.status for each in plan.report.themes}.items():
        yield ThemeRow(plan.submission_id, theme, status)


def finding_rows(validated: Validated) -> Iterator[FindingRow]:
    """Project one report on `finding`."""
    plan = validated.data
    for ordinal, finding in enumerate(plan.report.findings, start=1):
        yield FindingRow(plan.submission_id, ordinal, finding.rule, finding.force, finding.message)


def evidence_rows(validated: Validated) -> Iterator[EvidenceRow]:
    """Project the words of one report on `evidence`."""
    submission_id = validated.data.submission_id
    for (subject, item), quotes in _evidence_by_item(validated).items():
        for ordinal, evidence in enumerate(quotes, start=1):
            yield EvidenceRow(submission_id, subject, item, ordinal, evidence.page, evidence.quote)


def _evidence_by_item(validated: Validated) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    report = validated.data.report
    numbered: dict[str, tuple[Figure | Barrier | Practice | Finding, ...]] = {
        "figure": report.figures,
        "barrier": report.barriers,
        "practice": report.practices,
        "finding": report.findings,
    }
    return {
        **{("theme", theme.id.value): theme.evidence for theme in report.themes},
        ("endorsement", ""): report.endorsement.evidence,
        ("publication", ""): report.publication.evidence,
        ("stated_date", ""): report.dates.evidence,
        **{("question", question.id): question.evidence for question in report.questions},
        **{
            (subject, str(ordinal)): entry.evidence
            for subject, entries in numbered.items()
            for ordinal, entry in enumerate(entries, start=1)
        },
    }
