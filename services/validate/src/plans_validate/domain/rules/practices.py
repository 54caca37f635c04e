"""Own R14: the practices a plan describes, and how it evidences them.

A practice is what a council does, has done or firmly plans. A word of it inside a barrier, a wish or a denial ("we do
not share services") is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans_schema.report import Practice
from plans_schema.vocabulary import PracticeCategory, PracticeLevel, SegmentKind, ThemeId
from plans_validate.domain.document import BlockKind
from plans_validate.domain.evidencing import LEVELS, level_of
from plans_validate.domain.round_practices import PracticeWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.standing import Standing, standings
from plans_validate.domain.subject import OwnWords, Subject
from plans_validate.domain.words import Match, Phrases

RULE = "R14"

_QUOTES = 3
_HINTS_ENOUGH = 2
_NOWHERE = Standing()


@dataclass(frozen=True)
class _Mention:
    """A sentence that names a practice: how it evidences it, and the character it is quoted around."""

    own: OwnWords
    level: PracticeLevel
    place: int


def describes_practices(subject: Subject) -> Answer:
    """List the practices a plan describes in its own words, each once, with the best evidence it gives.

    Source: letter of 16 April 2024, themes 1 to 3; "highlight best practice" (R14, use).
    """
    words = subject.round_.practices
    standing = {
        id(block): stands
        for part in subject.parts_of(SegmentKind.PLAN, SegmentKind.PLAN_APPENDIX)
        for block, stands in standings(part.clues, subject.round_, subject.letter)
    }
    mentions: dict[PracticeCategory, list[_Mention]] = {}
    for place, own in enumerate(subject.own_words):
        if _may_tell(own, standing.get(id(own.passage.block), _NOWHERE), words):
            level = _level(subject.own_words, place, words)
            for category, focus in _named(own, words):
                mentions.setdefault(category, []).append(_Mention(own, level, focus))
    practices = (_practice(category, mentions[category]) for category in PracticeCategory if category in mentions)
    return Answer({"practices": tuple(each for each in practices if each is not None)})


def _may_tell(own: OwnWords, standing: Standing, words: PracticeWords) -> bool:
    tokens = own.passage.words.tokens
    among_barriers = standing.in_barriers or (own.headed and own.section == frozenset({ThemeId.BARRIERS}))
    return not (
        among_barriers
        or own.passage.text.endswith("?")
        or tokens in Phrases.of(words.not_done)
        or tokens in Phrases.of(words.wishes)
    )


def _named(own: OwnWords, words: PracticeWords) -> Iterator[tuple[PracticeCategory, int]]:
    """Give the kinds of practice a sentence names, with the character of the first word that does."""
    passage = own.passage
    alone: dict[PracticeCategory, Match] = {}
    hints: dict[PracticeCategory, list[Match]] = {}
    for match in words.phrases.find(passage.words.tokens):
        for category, is_enough in words.meanings[match.phrase]:
            if is_enough:
                alone.setdefault(category, match)
            else:
                hints.setdefault(category, []).append(match)
    for category, match in alone.items():
        yield category, passage.words.spans[match.first][0]


def _level(own_words: Sequence[OwnWords], place: int, words: PracticeWords) -> PracticeLevel:
    """Give the better of the levels of a sentence and of the next one in its block, which often tells the effect."""
    block = own_words[place].passage.block
    told = [own_words[place], *(each for each in own_words[place + 1 : place + 2] if each.passage.block is block)]
    levels = (level_of(each.passage.text, each.passage.words.tokens, words) for each in told)
    return max(levels, key=LEVELS.index)


def _practice(category: PracticeCategory, mentions: Sequence[_Mention]) -> Practice | None:
    best = sorted(mentions, key=lambda each: -LEVELS.index(each.level))
    quotes = [(each.level, quote) for each in best if (quote := each.own.passage.quote(each.place)) is not None]
    if not quotes:
        return None
    evidence = tuple(dict.fromkeys(quote for _, quote in quotes))[:_QUOTES]
    return Practice(category=category, level=quotes[0][0], evidence=evidence)
