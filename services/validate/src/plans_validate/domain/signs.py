"""Own the signs of a text: what it holds that may speak for a subject, when many texts on the subject hold it too.

Signs are the stems of its words, its pairs of stems near each other, in their order, and the letters in a row of each
word. A sign's weight is learned from texts that people labelled, and stands in the round's data.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from plans_validate.domain.dates import is_date_word

START, END = "<start>", "<end>"
_GRAM = 4
_ENDINGS = ("ements", "ement", "ations", "ation", "ings", "ing", "ed", "es", "als", "al", "s", "e")
_SHORTEST_STEM = 4
_WORDS_KNOWN = 8192


def signs_of(row: Sequence[str], reach: int = 1) -> frozenset[str]:
    """Give the signs of a row of stems, and of kinds such as `<day>`; pairs are at most so many words apart."""
    whole = (START, *row, END)
    apart = ((" " if step == 1 else " .. ", whole[step:]) for step in range(1, reach + 1))
    pairs = (map(between.join, zip(whole, seconds, strict=False)) for between, seconds in apart)
    return frozenset(chain(row, *pairs, *map(_grams, row)))


@lru_cache(_WORDS_KNOWN)
def stem(token: str) -> str:
    """Give a word without its ending; a number or a day as what it is."""
    if token.isdigit():
        return "<number>"
    if is_date_word(token):
        return "<day>"
    ending = next((each for each in _ENDINGS if token.endswith(each)), "")
    return token.removesuffix(ending) if len(token) - len(ending) >= _SHORTEST_STEM else token


@lru_cache(_WORDS_KNOWN)
def _grams(stem_: str) -> tuple[str, ...]:
    """Give the letters in a row of a word; a kind has none."""
    whole = f"_{stem_}_"
    count = 0 if stem_[0] == "<" else max(1, len(whole) - _GRAM + 1)
    return tuple([f"#{whole[place : place + _GRAM]}" for place in range(count)])
