"""Own the signs by which a sentence is known as a barrier: its words of a kind, its label, whether it asks.

What a department is called is no barrier, and what a council says of itself stands in nobody's way.
"""

import re

from plans_schema.vocabulary import BarrierCategory
from plans_validate.domain.document import Passage
from plans_validate.domain.round_barriers import TOPIC, BarrierWords
from plans_validate.domain.standing import Standing, Tokens
from plans_validate.domain.words import Match, Phrases, Words

_LABEL = re.compile(r"[^\w(]*(?P<label>[A-Za-z][A-Za-z ]{2,40}?)\s*[:–—]\s")
_LONGEST_ALONE = 3
_BULLET = re.compile(r"^[^\w£]*(?:\(?[a-z0-9]{1,2}[.)]\s+)?")


def label_of(passage: Passage) -> tuple[str, ...] | None:
    """Give the words of the label that a sentence starts with, as in `Skills: ...`."""
    found = _LABEL.match(passage.text)
    return Words.of(found["label"]).tokens if found else None


def label_before(passage: Passage) -> tuple[Tokens, ...]:
    """Give the words that stand alone before a sentence of a block, as in `Audit. The accounts are late.`."""
    alone = [
        each.words.tokens
        for each in passage.block.passages
        if each.start < passage.start and len(each.words) <= _LONGEST_ALONE
    ]
    return tuple(alone[-1:])


def is_ask(passage: Passage, standing: Standing, words: BarrierWords) -> bool:
    """Tell whether a sentence in a section on barriers asks for something, by its words or as an imperative."""
    tokens = passage.words.tokens
    asks = tokens in Phrases.of(words.asks) or (
        tokens in words.department_names and tokens in Phrases.of(words.obliged)
    )
    return asks or (not standing.hindered and _starts_as_ask(passage, words))


def _starts_as_ask(passage: Passage, words: BarrierWords) -> bool:
    text = passage.text
    label = _LABEL.match(text)
    bullet = _BULLET.match(text)
    start = next((mark.end() for mark in (label, bullet) if mark is not None), 0)
    tokens = Words.of(text[start : start + 60]).tokens[:4]
    first = next(Phrases.of(words.ask_starts).find(tokens), None)
    return first is not None and first.first == 0


def kinds_named(passage: Passage, words: BarrierWords) -> frozenset[BarrierCategory]:
    """Give the kinds of barrier that words of a sentence speak for, and not only hint at."""
    said = (meaning for match in matches_of(passage, words) for meaning in words.meanings[match.phrase])
    return frozenset(meaning.category for meaning in said if meaning.weight >= TOPIC)


def matches_of(passage: Passage, words: BarrierWords) -> list[Match]:
    """Find the words of barriers, but not within the name of a department: the one for education is no school."""
    tokens = passage.words.tokens
    matches = list(words.phrases.find(tokens))
    names = [name for name in words.department_names.find(tokens) if name.after - name.first > 1] if matches else []
    return [
        match
        for match in matches
        if not any(_is_within(match, name) for name in names) and _is_written(match, passage, words)
    ]


def _is_within(match: Match, name: Match) -> bool:
    spans = (match.first, match.after), (name.first, name.after)
    return spans[0] != spans[1] and name.first <= match.first and match.after <= name.after


def _is_written(match: Match, passage: Passage, words: BarrierWords) -> bool:
    """Tell whether an abbreviation that is a common word too ("SEND") stands in capitals."""
    if match.phrase not in words.capitals:
        return True
    first, last = passage.words.spans[match.first][0], passage.words.spans[match.after - 1][1]
    return passage.text[first:last].isupper()


def is_own_voice(tokens: Tokens, words: BarrierWords) -> bool:
    """Tell whether a sentence is about the council itself: what it does is in nobody's way."""
    first = next(Phrases.of(words.own_voice).find(tokens), None)
    return first is not None and first.first == 0


def tells_of_itself(tokens: Tokens, words: BarrierWords, *, hinders: bool) -> bool:
    """Tell whether a sentence says what the council does about it, and not what is in the way."""
    if tokens in Phrases.of(words.own_doing):
        return tokens not in Phrases.of(words.hard_hindrances)
    return tokens in Phrases.of(words.done) and not hinders
