"""Own the check of one document: parts, council, rules and outcome put together into a report."""

from plans_schema.register import AbolishedCouncil, Council
from plans_schema.report import CouncilFacts, DocumentFacts, Report, Segment
from plans_schema.vocabulary import (
    CouncilCode,
    Outcome,
    SegmentKind,
)
from plans_validate.domain.answered_rows import with_answers_parted
from plans_validate.domain.clues import ClueFinder
from plans_validate.domain.council import Register, name_council
from plans_validate.domain.covers import part_covers
from plans_validate.domain.document import Document
from plans_validate.domain.letter import Letter
from plans_validate.domain.outcome import judge, kind_of, running_titles, title_blocks
from plans_validate.domain.recognised import recognition_findings
from plans_validate.domain.round import Round
from plans_validate.domain.rules import RULES
from plans_validate.domain.run_in import with_run_in_headings
from plans_validate.domain.segments import Part, find_parts
from plans_validate.domain.several_plans import own_plan_among
from plans_validate.domain.subject import Subject
from plans_validate.domain.verdict import quotes_of
from plans_validate.domain.words import gather_lists


class Checker:
    """Check documents against one round and one register; prepared once, then pure."""

    def __init__(
        self,
        round_: Round,
        councils: dict[str, Council],
        abolished: dict[str, AbolishedCouncil],
    ) -> None:
        self._round = round_
        self._letter = Letter(round_)
        self._clue_finder = ClueFinder(round_, self._letter)
        self._register = Register(councils, abolished, round_.subject)
        gather_lists()

    def check(self, document: Document, declared: CouncilCode | None = None) -> Report:
        """Report on one document; `declared` is the council that sent it, if known."""
        return self.report(document, self.parts_of(document), declared)

    def report(self, document: Document, parts: tuple[Part, ...], declared: CouncilCode | None = None) -> Report:
        """Report on one document of which the parts are known."""
        plans = own_plan_among(parts, self._register, declared)
        subject = self._subject(document, plans.parts, declared)
        answers = [rule(subject) for rule in RULES]
        fields = {name: value for answer in answers for name, value in answer.fields.items()}
        verdict = judge(subject, fields["themes"], self._register, plans.councils)
        facts = {
            "outcome": verdict.outcome,
            "document": DocumentFacts(
                sha256=document.sha256,
                format=document.format,
                kind=kind_of(subject, verdict.outcome),
                pages=document.page_count,
                text_from=document.text_from,
                text_confidence=None if document.confidence is None else round(document.confidence, 1),
            ),
            "council": CouncilFacts(declared=declared, in_document=subject.council.code),
            "segments": tuple(_segment(part) for part in subject.parts),
        }
        about_the_file = (*verdict.findings, *recognition_findings(document))
        if verdict.outcome is not Outcome.CHECKED:
            return Report(**facts, findings=about_the_file)
        found = tuple(finding for answer in answers for finding in answer.findings)
        return Report(**facts, **fields, findings=(*about_the_file, *found))

    def parts_of(self, document: Document) -> tuple[Part, ...]:
        """Part a document into its segments."""
        blocks = with_answers_parted(with_run_in_headings(document.blocks), self._letter)
        clues = self._clue_finder.clues(tuple(blocks))
        return tuple(part_covers(find_parts(clues, self._letter), self._round))

    def _subject(self, document: Document, parts: tuple[Part, ...], declared: CouncilCode | None) -> Subject:
        own = [part for part in parts if part.kind is not SegmentKind.OTHER]
        blocks = [block for part in own for block in part.blocks]
        naming = name_council(self._register, (*title_blocks(own), *running_titles(document)), blocks)
        sender = self._register.councils.get(declared or naming.code or "")
        return Subject(document, parts, self._round, self._letter, naming, declared, sender)


def _segment(part: Part) -> Segment:
    pages = part.pages
    return Segment(
        kind=part.kind,
        first_page=pages[0] if pages else None,
        last_page=pages[-1] if pages else None,
        confidence=part.confidence,
        evidence=quotes_of(part.deciding),
    )
