"""Own R14: the practices a plan describes, and how it evidences them.

A practice is what a council does, has done or firmly plans. A word of it inside a barrier, a wish or a denial ("we do
not share services") is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plans_schema.report import Practice
from plans_schema.vocabulary import PracticeCategory, PracticeLevel, ThemeId
from plans_validate.domain.clauses import parts
from plans_validate.domain.document import Passage
from plans_validate.domain.evidencing import LEVELS, level_of
from plans_validate.domain.own_words import OwnWords
from plans_validate.domain.round import Round
from plans_validate.domain.round_practices import PracticeWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.standing import Standing
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Match, Phrases

RULE = "R14"

_QUOTES = 3
_ALONE, _HINT = 2.0, 0.5
_BARE = 2
_SHORT = 12
_AT_THE_START = 4


@dataclass(frozen=True)
class _Named:
    """A kind of practice that a part of a sentence is about, and the place of the first word that says so.

    It is `plain` when more than one of its phrases says so, the sentence begins with it, or its signs speak for it.
    """

    category: PracticeCategory
    first: int
    plain: bool


@dataclass(frozen=True)
class _Mention:
    """A sentence that names a practice, with what evidences it: how, and the character it is quoted around.

    It is `firm` when it names it plainly, tells of doing or of an effect, or says little else.
    """

    passage: Passage
    level: PracticeLevel
    place: int
    firm: bool


def describes_practices(subject: Subject) -> Answer:
    """List the practices a plan describes in its own words, each once, with the best evidence it gives.

    Source: letter of 16 April 2024, themes 1 to 3; "highlight best practice" (R14, use).
    """
    words = subject.round_.practices
    mentions: dict[PracticeCategory, list[_Mention]] = {}
    for place, own in enumerate(subject.own_words):
        if not _may_tell(own, subject.standing_of(own.passage.block), subject.round_):
            continue
        named = [*_named(own, words)]
        named += _shown(own, named, subject)
        if named and subject.barrier_readings[place] is None:
            level, shown = _level(subject.own_words, place, words)
            firm = _is_firm(own, level, words)
            for each in named:
                focus = own.passage.words.spans[each.first][0]
                mentions.setdefault(each.category, []).append(_Mention(shown, level, focus, firm or each.plain))
    practices = (_practice(category, mentions[category]) for category in PracticeCategory if category in mentions)
    return Answer({"practices": tuple(each for each in practices if each is not None)})


def _may_tell(own: OwnWords, standing: Standing, round_: Round) -> bool:
    tokens, words = own.passage.words.tokens, round_.practices
    among_barriers = standing.in_barriers or (own.headed and own.section == frozenset({ThemeId.BARRIERS}))
    return not (
        (among_barriers and tokens not in Phrases.of(round_.barriers.own_doing))
        or own.is_row_of_figures
        or own.passage.text.endswith("?")
        or tokens in Phrases.of(words.wishes)
    )


def _named(own: OwnWords, words: PracticeWords) -> Iterator[_Named]:
    """Give the kind of practice that each clause of a sentence is about."""
    passage = own.passage
    matches = list(words.phrases.find(passage.words.tokens))
    if not any(is_enough for match in matches for _, is_enough in words.meanings[match.phrase]):
        return
    purposes = [match.first for match in Phrases.of(words.purposes).find(passage.words.tokens)]
    named = denied = False
    for first, after in pairwise([*parts(passage), len(passage.words)]):
        denied = _is_denied(passage, first, after, words, before=denied)
        if denied:
            continue
        inside = [match for match in matches if first <= match.first < after]
        aim = min((place for place in purposes if first <= place < after), default=after)
        best = _subject_of([match for match in inside if match.first < aim], words)
        if best is None and not named:
            best = _subject_of(inside, words)
        if best is not None and not (named and after - first <= _BARE):
            named = True
            yield best


def _is_denied(passage: Passage, first: int, after: int, words: PracticeWords, *, before: bool) -> bool:
    """Tell whether a part of a sentence says that a thing is not done; so is what follows, unless it is done."""
    if any(first <= match.first < after for match in Phrases.of(words.not_done).find(passage.words.tokens)):
        return True
    return before and not any(
        first <= match.first < after for match in Phrases.of(words.doing).find(passage.words.tokens)
    )


def _subject_of(matches: Sequence[Match], words: PracticeWords) -> _Named | None:
    """Give the kind that most is said of, and the first one of those; its words must say it by themselves."""
    said: dict[PracticeCategory, float] = {}
    alone: dict[PracticeCategory, list[Match]] = {}
    for match in matches:
        for category, is_enough in words.meanings[match.phrase]:
            said[category] = said.get(category, 0) + (_ALONE if is_enough else _HINT)
            if is_enough:
                alone.setdefault(category, []).append(match)
    best = max(alone, key=lambda category: said[category], default=None)
    if best is None:
        return None
    first = alone[best][0].first
    return _Named(best, first, plain=len(alone[best]) > 1 or first < _AT_THE_START)


def _shown(own: OwnWords, named: Sequence[_Named], subject: Subject) -> Iterator[_Named]:
    """Give the kinds that a sentence's signs speak for, beside those that its phrases name."""
    if own.passage.words.tokens in Phrases.of(subject.round_.practices.not_done):
        return
    known = {each.category for each in named}
    shown = (PracticeCategory(each.category) for each in subject.shown_in(own.passage.words, "practice"))
    yield from (_Named(category, 0, plain=True) for category in shown if category not in known)


def _level(own_words: Sequence[OwnWords], place: int, words: PracticeWords) -> tuple[PracticeLevel, Passage]:
    """Give the better of the levels of a sentence and of the next one in its block, which often tells the effect.

    With it comes the passage that shows it: both sentences where the next one does.
    """
    own, *after = (each.passage for each in own_words[place : place + 2])
    level = level_of(own.text, own.words.tokens, words)
    for told in after:
        better = level_of(told.text, told.words.tokens, words)
        if told.block is own.block and LEVELS.index(better) > LEVELS.index(level):
            return better, Passage(own.block, own.start, told.end)
    return level, own


def _is_firm(own: OwnWords, level: PracticeLevel, words: PracticeWords) -> bool:
    tokens = own.passage.words.tokens
    return level is not PracticeLevel.MENTION or len(tokens) <= _SHORT or tokens in Phrases.of(words.doing)


def _practice(category: PracticeCategory, mentions: Sequence[_Mention]) -> Practice | None:
    """Give a practice as its mentions show it; one that is only touched on in passing, and once, is none."""
    if len(mentions) == 1 and not mentions[0].firm:
        return None
    best = sorted(mentions, key=lambda each: -LEVELS.index(each.level))
    quotes = [(each.level, quote) for each in best if (quote := each.passage.full_quote(each.place)) is not None]
    if not quotes:
        return None
    evidence = tuple(dict.fromkeys(quote for _, quote in quotes))[:_QUOTES]
    return Practice(category=category, level=quotes[0][0], evidence=evidence)
