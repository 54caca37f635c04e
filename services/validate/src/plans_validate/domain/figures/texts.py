"""Own the texts that figures are read from: what is looked at again and again in each is worked out once.

Searching a text for every pattern at every letter costs more than all else. Numbers begin only at a digit, a point
before one or a word that counts; so these places are found first, and the patterns are tried there and nowhere else.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from plans_validate.domain.figures.numerals import COUNTING, COUNTING_WORDS
from plans_validate.domain.words import Words
from plans_validate.domain.worked_out_once import once

_TEXTS_KEPT = 4096
_DIGIT = re.compile(r"\d")
_DIGIT_OR_POINT = re.compile(r"[\d.¼½¾]")
_DIGIT_POINT_OR_WORD = re.compile(rf"[\d.¼½¾]|\b(?={COUNTING})", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"\d\s?[/\-–]\s?\d")
_POUND = re.compile(r"[£Gg]")
BROKEN_LINE = "- "
_YEAR_IN_SIGNS = re.compile(
    r"[>≥] ?(?:12|twelve|1|one)[ -]?(?:months?|mths?|years?|yrs?)\b|\b12 ?\+ ?(?:months?|mths?)\b"
    r"|\b(?:12|twelve|1|one)[ -]?(?:months?|mths?|m|years?|yrs?) ?\+"
    r"|\b(?:over|more than|longer than|at least) (?:12|twelve|1|one)[ -]?(?:mths?|yrs?)\b",
    re.IGNORECASE,
)
_MAY_BE_IN_SIGNS = (">", "≥", "+", "yr", "mth")


class Text:
    """One text, its words, and the places where something may begin."""

    def __init__(self, text: str) -> None:
        self.text = text

    @once
    def plain(self) -> str:
        """Give the text in small letters."""
        return self.text.lower()

    @once
    def words(self) -> Words:
        """Give the words."""
        return Words.of(self.text)

    @once
    def digits(self) -> list[int]:
        """Give the place of each digit."""
        return [each.start() for each in _DIGIT.finditer(self.text)]

    @once
    def counts_in_words(self) -> bool:
        """Tell whether a number may stand in words; a word that is broken at a line's end is not looked into."""
        return BROKEN_LINE in self.text or not COUNTING_WORDS.isdisjoint(self.words.tokens)

    @once
    def numbers(self) -> list[int]:
        """Give each place where a number may begin."""
        starts = _DIGIT_POINT_OR_WORD if self.counts_in_words else _DIGIT_OR_POINT
        return [each.start() for each in starts.finditer(self.text)]

    @once
    def pounds(self) -> list[int]:
        """Give each place where a sign of money may stand."""
        return [each.start() for each in _POUND.finditer(self.text)]

    def holds_any(self, written: Iterable[str]) -> bool:
        """Tell whether one of these runs of small letters stands in the text."""
        plain = self.plain
        for each in written:  # noqa: SIM110 - asked for every pattern in every text, and a generator takes twice as long
            if each in plain:
                return True
        return False


@lru_cache(maxsize=_TEXTS_KEPT)
def text_of(text: str) -> Text:
    """Give a text with what is already known of it; headings and labels come again and again."""
    return Text(text)


def spelled(text: str) -> str:
    """Give a text of the same length with a year written in signs or in short (">12 months", "1 yr+") in words."""
    if not any(each in text for each in _MAY_BE_IN_SIGNS):
        return text
    return _YEAR_IN_SIGNS.sub(lambda match: "over yr".ljust(len(match[0])), text)


def know_words(text: str, words: Words) -> None:
    """Take the words of a text that has been split and searched already."""
    vars(text_of(text)).setdefault("words", words)


def matches_at(places: Iterable[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give what a search from left to right finds of a pattern that begins at one of these places or nowhere."""
    free = 0
    for place in places:
        if place >= free and (match := pattern.match(text, place)) is not None:
            yield match
            free = match.end()


def has(*written: str) -> Callable[[Text], bool]:
    """Ask that one of these runs of small letters stands in a text that has digits or counts in words."""

    def may_show(text: Text) -> bool:
        counts = bool(text.digits) or text.counts_in_words or "financial" in text.plain
        return counts and text.holds_any(written)

    return may_show


def has_pair(text: Text) -> bool:
    """Tell whether two numbers may stand as two years do: "2023/24"."""
    return bool(text.digits) and _TWO_NUMBERS.search(text.text) is not None
