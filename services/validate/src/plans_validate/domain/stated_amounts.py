"""Own which kinds of amount a sentence states, without reading their values: a share, money, a number of things."""

import re
from collections.abc import Sequence
from itertools import pairwise

from plans_validate.domain.round_questions import AmountKind

# Every run of digits is bounded, so that a text made of digits costs no more than another.
_PERCENT = r"\d\s?(?:%|per ?cent\b|pc\b|percentage point)"
_A_PERCENT = re.compile(_PERCENT, re.IGNORECASE)
_CHANGE_IN_PERCENT = re.compile(
    r"\bby (?:\w+ ){0,3}?[\d.,]{0,14}" + _PERCENT + r"|[\d.,]{0,14}" + _PERCENT + r" (?:\w+ )?"
    r"(?:reduction|cut|fall|drop|decrease|increase|rise|saving|less|fewer|lower|higher|more|improvement)s?\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"£\s?\d|\b\d[\d.,]{0,14} ?(?:million|billion)? pounds\b|\bpounds? [\d]", re.IGNORECASE)
_YEARS_AND_DATES = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[-/–]\s?(?:\d\d){1,2})?\b|\b\d\d/\d\d\b|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\b(?= (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December))|"
    r"\b24/7\b|^\W*\d+(?:\.\d+)*[.)]\s|\b(?:appendix|section|theme|page|tier|phase|year|office) \d+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d")
_DIGIT = re.compile(r"\d")
_NUMBER_WORDS = frozenset({
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "dozen", "hundred", "thousand", "half", "third", "quarter", "fifth",
    "tenth", "double", "doubled", "halved", "threefold", "twofold", "twice", "trebled", "tripled",
})  # fmt: skip
_SMALL = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_PROPORTION = (
    rf"\b(?:one|{_SMALL}) in (?:every )?(?:{_SMALL}|twenty|a hundred)\b"
    r"(?! (?:teams|services|departments|posts|months))|"
    rf"\b(?:{_SMALL}|an?|one)[ -](?:third|quarter|fifth|tenth)s?\b|\bhalf\b(?! an? )|"
    rf"\b(?:\d{{1,3}}|{_SMALL}|twelve) months?\b"
)
_NOT_A_COUNT = re.compile(
    rf"£\s?[\d.,]{{1,15}}\s?(?:m|bn|k|million|billion)?\b|[\d.,]{{0,14}}{_PERCENT}|{_PROPORTION}", re.IGNORECASE
)
_LETTERS = re.compile(r"[a-z]+")


def amounts_in(text: str, tokens: Sequence[str]) -> frozenset[AmountKind]:
    """Give the kinds of amount that a sentence states; a year, a date or a list's number is none."""
    in_words = not _NUMBER_WORDS.isdisjoint(tokens)
    if not in_words and not _NUMBER.search(text):
        return frozenset()
    found = {AmountKind.ANY} if in_words else set()
    if in_words and ("per", "cent") in pairwise(tokens):
        found.add(AmountKind.PERCENT)
    if _MONEY.search(text):
        found |= {AmountKind.MONEY, AmountKind.ANY}
    if _A_PERCENT.search(text):
        found.add(AmountKind.ANY)
        if _A_PERCENT.search(_CHANGE_IN_PERCENT.sub(" ", text)):
            found.add(AmountKind.PERCENT)
    if _NUMBER.search(_without_years(text)):
        found.add(AmountKind.ANY)
    if _counts_things(text):
        found.add(AmountKind.COUNT)
    return frozenset(found)


def _counts_things(text: str) -> bool:
    """Tell whether a number of things is given; a proportion ("two in five") is none."""
    left = _without_years(_NOT_A_COUNT.sub(" ", text))
    return _NUMBER.search(left) is not None or not _NUMBER_WORDS.isdisjoint(_LETTERS.findall(left.lower()))


def _without_years(text: str) -> str:
    """Give a text without years, dates and the numbers of lists, all of which hold digits."""
    return _YEARS_AND_DATES.sub(" ", text) if _DIGIT.search(text) else text
