"""Own R08's date: when the document says it was sent. Whether that was in time is not judged here."""

from plans_schema.report import StatedDate
from plans_schema.vocabulary import DatePrecision, SegmentKind
from plans_validate.domain.dates import FoundDate, find_dates
from plans_validate.domain.document import Block
from plans_validate.domain.round import SubmissionWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Phrases, Words

RULE = "R08"

_LONGEST_STATEMENT = 30
_NEAR_CHARACTERS = 140
_TITLE_BLOCKS = 6
_LONGEST_DATE_LINE = 4
_READ_IN = (SegmentKind.COVER, SegmentKind.WEB_PREAMBLE, SegmentKind.PLAN)


def says_when_it_was_sent(subject: Subject) -> Answer:
    """Find the day or month in which the document says it was sent.

    Source: letter of 16 April 2024, "Your plans must be returned by 19 July 2024" (R08, must).
    """
    words = subject.round_.submission
    for part in subject.parts_of(*_READ_IN):
        for block in part.blocks:
            found = _stated(block, words)
            if found is not None:
                return Answer({"dates": found})
    return Answer({"dates": _on_the_title(subject) or StatedDate()})


def _on_the_title(subject: Subject) -> StatedDate | None:
    """Give the date that stands in the plan's title or alone among the first lines below it."""
    for part in subject.parts_of(SegmentKind.COVER, SegmentKind.PLAN):
        for clue in part.clues[:_TITLE_BLOCKS]:
            for found in find_dates(clue.block.folded):
                if subject.round_.letter_date.isoformat().startswith(found.iso):
                    continue
                named = clue.plan_title and len(clue.block.words) <= _LONGEST_STATEMENT
                if named or len(clue.block.words) <= _LONGEST_DATE_LINE:
                    return _as_stated(clue.block, found)
    return None


def _stated(block: Block, words: SubmissionWords) -> StatedDate | None:
    """Give the date that stands after a word of sending, unless a deadline is meant."""
    for found in find_dates(block.folded):
        before = Words.of(block.folded[max(0, found.start - _NEAR_CHARACTERS) : found.start])
        near = before.tokens[-_LONGEST_STATEMENT:]
        cue = next(iter(list(Phrases.of(words.cues).find(near))[-1:]), None)
        if cue is None or near[cue.after :] in Phrases.of(words.not_dates):
            continue
        if cue.first and near[max(0, cue.first - 2) : cue.first] in Phrases.of(words.not_dates):
            continue
        return _as_stated(block, found)
    return None


def _as_stated(block: Block, found: FoundDate) -> StatedDate:
    quote = block.whole.quote(found.start)
    return StatedDate(
        stated=found.iso,
        precision=DatePrecision.DAY if found.is_day else DatePrecision.MONTH,
        evidence=(quote,) if quote else (),
    )
