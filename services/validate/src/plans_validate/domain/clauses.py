"""Own the parts of a sentence: where one thing ends and the next one begins."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from plans_validate.domain.document import Passage

_HARD = re.compile(r"[,;:()|/•–—\t]|\s-\s")
_SOFT = frozenset({"and", "or", "but", "while", "whilst", "which", "because", "plus", "alongside"})


@dataclass(frozen=True)
class Clause:
    """A half-open range of a sentence's words; `apart` when a mark of punctuation stands before it."""

    first: int
    after: int
    apart: bool


def clauses(passage: Passage) -> Iterator[Clause]:
    """Part a sentence at its marks of punctuation and at the words that join two things."""
    words = passage.words
    marked = _marked(passage)
    joined = () if _SOFT.isdisjoint(words.tokens) else (p for p, token in enumerate(words.tokens) if token in _SOFT)
    start, apart = 0, True
    for place in sorted(marked.union(joined)):
        if 0 < place < len(words):
            yield Clause(start, place, apart)
            start, apart = place, place in marked
    if len(words):
        yield Clause(start, len(words), apart)


def parts(passage: Passage) -> list[int]:
    """Give the places at which the parts of a sentence between its marks of punctuation begin."""
    inside = sorted(place for place in _marked(passage) if 0 < place < len(passage.words))
    return [0, *inside]


def _marked(passage: Passage) -> set[int]:
    """Give the places of the words before which a mark of punctuation stands."""
    spans = passage.words.spans
    return {bisect_left(spans, (mark.start(),)) for mark in _HARD.finditer(passage.text)}
