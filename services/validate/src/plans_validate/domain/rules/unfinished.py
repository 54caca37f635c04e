"""Own the note on what is still to be filled in: a plan sent with such places says less than its council means."""

import re
from collections.abc import Iterator
from itertools import islice

from plans_validate.domain.document import Passage
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.segments import Part
from plans_validate.domain.subject import Subject
from plans_validate.domain.verdict import RULE_FILE, note
from plans_validate.domain.words import Phrases, Words

_IN_BRACKETS = re.compile(r"\[([^\[\]]{2,90})\](?!\()")
_NO_AMOUNT = re.compile(r"£(?:x{1,3}|\?+)\b|£\?|\b(?:xx+|\?\?+)\s?(?:%|per cent\b)", re.IGNORECASE)
_FEW_BESIDE = 4
_TO_COME = "to "
_PLACES = 3
_LONGEST_SHOWN = 90
_ADVICE = "You may want to fill in what is missing, and send your plan again."


def says_what_is_unfinished(subject: Subject) -> Answer:
    """Name the places of the plan at which something seems still to come; a gap is no fault, only worth a look.

    Source: letter of 16 April 2024, "Your plans must be returned by 19 July 2024"; about the file that was returned.
    """
    phrases = Phrases.of(subject.round_.segments.unfinished)
    places = {_said(place): place for part in subject.plan_parts for place in _places(part, phrases)}
    if not places:
        return Answer()
    first = dict(islice(places.items(), _PLACES))
    finding = note(RULE_FILE, f"Your plan seems to be unfinished: {'; '.join(first)}. {_ADVICE}")
    quotes = (passage.quote() for passage in first.values())
    return Answer(
        findings=(finding.model_copy(update={"evidence": tuple(each for each in quotes if each is not None)}),)
    )


def _places(part: Part, phrases: Phrases) -> Iterator[Passage]:
    for clue in part.clues:
        for passage in clue.block.passages:
            if _is_open(passage, phrases):
                yield passage


def _is_open(passage: Passage, phrases: Phrases) -> bool:
    """Tell whether little stands beside words that keep a place, or they stand in brackets of their own."""
    if any(Words.of(found[1]).tokens in phrases for found in _IN_BRACKETS.finditer(passage.text)):
        return True
    match = next(phrases.find(passage.words.tokens), None) if passage.words.tokens in phrases else None
    if match is None:
        return _NO_AMOUNT.search(passage.text) is not None
    behind = len(passage.words) - match.after
    few = match.first + behind <= _FEW_BESIDE and not (behind and match.phrase.startswith(_TO_COME))
    return few or _NO_AMOUNT.search(passage.text) is not None


def _said(passage: Passage) -> str:
    page, text = passage.block.page, passage.text
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rpartition(' ')[0]} …"
    return f"it says “{shown}”" if page is None else f"page {page} says “{shown}”"
