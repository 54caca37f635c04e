"""Own the parts of a sentence: where one thing ends and the next one begins."""

import re
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
    text, words = passage.text, passage.words
    start, apart = 0, True
    for place in range(1, len(words)):
        marked = _HARD.search(text, words.spans[place - 1][1], words.spans[place][0]) is not None
        if marked or words.tokens[place] in _SOFT:
            yield Clause(start, place, apart)
            start, apart = place, marked
    if len(words):
        yield Clause(start, len(words), apart)
