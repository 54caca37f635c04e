"""Own R08's date: when the document says it was sent. Whether that was in time is not judged here."""

from collections.abc import Sequence
from dataclasses import replace

from plans_schema.report import Evidence, StatedDate
from plans_schema.vocabulary import DatePrecision, SegmentKind
from plans_validate.domain.dates import FoundDate, find_dates, is_date_word
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
_LONGEST_LABEL = 3
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
        blocks = [clue.block for clue in part.clues[: _TITLE_BLOCKS + 1]]
        for place, clue in enumerate(part.clues[:_TITLE_BLOCKS]):
            if len(clue.block.words) > (_LONGEST_STATEMENT if clue.plan_title else _LONGEST_DATE_LINE):
                continue
            for found in find_dates(clue.block.folded):
                is_letters = subject.round_.letter_date.isoformat().startswith(found.iso)
                if not is_letters and not _is_another_day(blocks, place, found, subject.round_.submission):
                    return _as_stated(blocks, place, found)
    return None


def _is_another_day(blocks: Sequence[Block], place: int, found: FoundDate, words: SubmissionWords) -> bool:
    """Tell whether the words before a date, or a label alone above it, date something else: a review, a meeting."""
    before = Words.of(blocks[place].folded[: found.start]).tokens[-_LONGEST_DATE_LINE:]
    if not before and place:
        above = blocks[place - 1].words.tokens
        before = above if len(above) <= _LONGEST_LABEL and not any(map(is_date_word, above)) else before
    return before in Phrases.of(words.other_days)


def _sent(block: Block, words: SubmissionWords) -> FoundDate | None:
    """Give the date that stands after a word of sending, unless a deadline is meant."""
    for found in find_dates(block.folded):
        before = Words.of(block.folded[max(0, found.start - _NEAR_CHARACTERS) : found.start])
        near = before.tokens[-_LONGEST_STATEMENT:]
        cue = next(iter(list(Phrases.of(words.cues).find(near))[-1:]), None)
        between = () if cue is None else near[cue.after :]
        if cue is None or between in Phrases.of(words.not_dates) or any(map(str.isdigit, between)):
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
