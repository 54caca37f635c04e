"""Own the signs of a text: what it holds that may speak for a subject, when many texts on the subject hold it too.

Signs are the stems of its words, its pairs of stems near each other, in their order, and the letters in a row of each
word. A sign's weight is learned from texts that people labelled, and stands in the round's data.
"""

from collections.abc import Iterator, Sequence

from plans_validate.domain.dates import is_date_word

START, END = "<start>", "<end>"
_GRAM = 4
_ENDINGS = ("ements", "ement", "ations", "ation", "ings", "ing", "ed", "es", "als", "al", "s", "e")
_SHORTEST_STEM = 4


def signs_of(row: Sequence[str], reach: int = 1) -> frozenset[str]:
    """Give the signs of a row of stems, and of kinds such as `<day>`; pairs are at most so many words apart."""
    whole = (START, *row, END)
    grams = {gram for stem in set(row) if stem[0] != "<" for gram in _grams(stem)}
    return frozenset((*row, *_pairs(whole, reach), *grams))


def stem(token: str) -> str:
    """Give a word without its ending; a number or a day as what it is."""
    if token.isdigit():
        return "<number>"
    if is_date_word(token):
        return "<day>"
    ending = next((each for each in _ENDINGS if token.endswith(each)), "")
    return token.removesuffix(ending) if len(token) - len(ending) >= _SHORTEST_STEM else token


def _pairs(row: Sequence[str], reach: int) -> Iterator[str]:
    for place, first in enumerate(row):
        for apart, second in enumerate(row[place + 1 : place + 1 + reach]):
            yield f"{first} .. {second}" if apart else f"{first} {second}"


def _grams(stem_: str) -> Iterator[str]:
    whole = f"_{stem_}_"
    return (f"#{whole[place : place + _GRAM]}" for place in range(max(1, len(whole) - _GRAM + 1)))
