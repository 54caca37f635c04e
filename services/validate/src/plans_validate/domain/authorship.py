"""Own who wrote a file: a council, a body that is none, or somebody who writes about councils from outside."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from plans_schema.vocabulary import SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import BlockKind
from plans_validate.domain.segments import Part
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Phrases

_HEAD_BLOCKS = 8
_LONGEST_TITLE = 25
_LONGEST_SMALL_WORD = 3
_FEWEST_SENTENCES = 3
_RELATING = frozenset({
    "with", "our", "how", "supports", "support", "supporting", "from", "in", "into", "between", "alongside", "through",
    "helping", "working",
})  # fmt: skip
_OWNING = frozenset({"of", "for", "by", "from"})
_SINGULAR = frozenset({"i", "my", "me"})
_TOGETHER = frozenset({"we", "our", "us"})


def other_author(subject: Subject) -> Clues | None:
    """Give the title at the head of a part that names a body which is no council as the author; null when none does.

    A body that a heading or sentence only mentions ("Working with the NHS") is no author.
    """
    words = subject.round_.segments
    bodies = Phrases.of((*words.other_bodies, *words.elsewhere))
    council_named = bool(subject.council.in_titles)
    for clue in _head_lines(subject.parts):
        tokens = clue.block.words.tokens
        names_plan = clue.plan_title
        for match in bodies.find(tokens):
            if names_plan and _owns_plan(tokens, match.first, subject.round_.subject):
                return clue
            if not names_plan and not council_named and _is_a_name(clue, match.first):
                return clue
    return None


def _head_lines(parts: Sequence[Part]) -> Iterator[Clues]:
    """Give the lines above the first sentence of every part that may bear an author's name."""
    for part in parts:
        if part.kind is not SegmentKind.MINISTER_LETTER:
            head = takewhile(lambda clue: not clue.is_sentence, part.clues[:_HEAD_BLOCKS])
            yield from (clue for clue in head if _may_name(clue))


def _may_name(clue: Clues) -> bool:
    listed = clue.block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
    return clue.size <= _LONGEST_TITLE and not listed and not clue.block.folded.endswith((".", ";", ","))


def _owns_plan(tokens: Sequence[str], place: int, subject: str) -> bool:
    """Tell whether the body at this place stands before the plan's name, or right after it as its owner."""
    if subject not in tokens or place < tokens.index(subject):
        return _RELATING.isdisjoint(tokens[:place])
    after_name = tokens[tokens.index("plan", tokens.index(subject)) + 1 : place] if "plan" in tokens else ()
    return bool(after_name) and after_name[0] in _OWNING and _RELATING.isdisjoint(after_name[1:])


def _is_a_name(clue: Clues, place: int) -> bool:
    words = [word for word in clue.block.folded.split() if len(word) > _LONGEST_SMALL_WORD]
    return _RELATING.isdisjoint(clue.block.words.tokens[:place]) and all(not word[0].islower() for word in words)


def writes_from_outside(subject: Subject) -> bool:
    """Tell whether a text that names no council as its author speaks of councils more than for one.

    A summary of many plans, a guide for councils or a blog on them is no plan of a council.
    """
    if subject.council.in_titles:
        return False
    sentences = [own.passage.words.tokens for own in subject.own_words]
    of_councils = sum("councils" in tokens for tokens in sentences)
    in_person = sum(not _SINGULAR.isdisjoint(tokens) for tokens in sentences)
    as_one = sum(not _TOGETHER.isdisjoint(tokens) or ("the", "council") in pairwise(tokens) for tokens in sentences)
    in_person = 0 if subject.council.scores else in_person
    return max(of_councils, in_person) >= max(_FEWEST_SENTENCES, as_one)
