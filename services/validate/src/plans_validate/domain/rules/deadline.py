"""Own R08's date: when the document says it was sent. Whether that was in time is not judged here."""

from collections.abc import Sequence
from dataclasses import replace

from plans_schema.report import Evidence, StatedDate
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
_LINE_FEEDS = 3
_READ_IN = (SegmentKind.COVER, SegmentKind.WEB_PREAMBLE, SegmentKind.PLAN)


def says_when_it_was_sent(subject: Subject) -> Answer:
    """Find the day or month in which the document says it was sent.

    Source: letter of 16 April 2024, "Your plans must be returned by 19 July 2024" (R08, must).
    """
    words = subject.round_.submission
    for part in subject.parts_of(*_READ_IN):
        for place, block in enumerate(part.blocks):
            found = _sent(block, words)
            stated = found and _as_stated(part.blocks, place, found)
            if stated is not None:
                return Answer({"dates": stated})
    return Answer({"dates": _on_the_title(subject) or StatedDate()})


def _on_the_title(subject: Subject) -> StatedDate | None:
    """Give the date that stands in the plan's title or alone among the first lines below it."""
    for part in subject.parts_of(SegmentKind.COVER, SegmentKind.PLAN):
        for place, clue in enumerate(part.clues[:_TITLE_BLOCKS]):
            for found in find_dates(clue.block.folded):
                if subject.round_.letter_date.isoformat().startswith(found.iso):
                    continue
                named = clue.plan_title and len(clue.block.words) <= _LONGEST_STATEMENT
                if named or len(clue.block.words) <= _LONGEST_DATE_LINE:
                    return _as_stated([each.block for each in part.clues[: _TITLE_BLOCKS + 1]], place, found)
    return None


def _sent(block: Block, words: SubmissionWords) -> FoundDate | None:
    """Give the date that stands after a word of sending, unless a deadline is meant."""
    for found in find_dates(block.folded):
        before = Words.of(block.folded[max(0, found.start - _NEAR_CHARACTERS) : found.start])
        near = before.tokens[-_LONGEST_STATEMENT:]
        cue = next(iter(list(Phrases.of(words.cues).find(near))[-1:]), None)
        if cue is None or near[cue.after :] in Phrases.of(words.not_dates):
            continue
        if cue.first and near[max(0, cue.first - 2) : cue.first] in Phrases.of(words.not_dates):
            continue
        return found
    return None


def _as_stated(blocks: Sequence[Block], place: int, found: FoundDate) -> StatedDate | None:
    """Give a date with its words, those of the block above or below it too where it says little else; null without."""
    quote = blocks[place].whole.quote(found.start)
    beside = (blocks[pair : pair + 2] for pair in (place - 1, place) if pair >= 0)
    quote = quote or next((both for pair in beside if len(pair) > 1 and (both := _quote_of_both(*pair))), None)
    if quote is None:
        return None
    precision = DatePrecision.DAY if found.is_day else DatePrecision.MONTH
    return StatedDate(stated=found.iso, precision=precision, evidence=(quote,))


def _quote_of_both(first: Block, second: Block) -> Evidence | None:
    """Quote two blocks between which nothing stands."""
    if first.page != second.page or not 0 < second.start - first.end <= _LINE_FEEDS:
        return None
    return replace(first, text=f"{first.text}\n{second.text}").whole.quote(len(first.folded))
