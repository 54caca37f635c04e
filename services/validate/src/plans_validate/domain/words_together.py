"""Own the reading of many texts in one go: a call for each costs more than the few words that most of them hold."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from plans_validate.domain.lexicon import END, written_down
from plans_validate.domain.plain_words import LETTERS_AND_ENDS, plain_words
from plans_validate.domain.words import Tokens, fold

_MAY_BREAK = re.compile(r"-(?<=[^\W\d_]-)\s+[a-z]")
_PARTED = f" {END} "


class Together(NamedTuple):
    """The words of each text; all of them in a row, `END` after each text; and this row written down."""

    each: list[Tokens]
    row: list[str]
    written: str


def together(texts: Sequence[str]) -> Together:
    """Split texts into the words that they have when their white space is folded."""
    joined = _PARTED.join((*texts, ""))
    if _MAY_BREAK.search(joined):
        joined = _PARTED.join((*map(_mended, texts), ""))
    row = plain_words(joined, LETTERS_AND_ENDS) if joined.count(END) == len(texts) else None
    if row is None:
        each = [Tokens.of(fold(text)) for text in texts]
        row = [word for words in each for word in (*words, END)]
        return Together(each, row, written_down(row))
    written = written_down(row)
    starts = accumulate((text.count(" ") for text in written.split(END)[:-1]), initial=0)
    return Together([Tokens(row[start : after - 1]) for start, after in pairwise(starts)], row, written)


def _mended(text: str) -> str:
    """Give a text in which no word is broken at a line's end."""
    return " ".join(Tokens.of(fold(text))) if _MAY_BREAK.search(text) else text
