"""Own shares said in money: "£6 of every £100", "4p in every pound", "one pound in every twenty"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plans_validate.domain.figures.numerals import IN_WORDS, NUMERAL, read_words

_EVERY = r"(?:every|each)"
_WHOLE = re.compile(
    rf"\b(?:out of|of|in|from|for) {_EVERY} (?:(?P<hundred>£\s?100(?![\d.,]*\d)|hundred pounds\b)"
    r"|(?:£1(?![\d.,]*\d)|pound\b))",
    re.IGNORECASE,
)
_POUNDS = re.compile(rf"£\s?(?P<part>{NUMERAL})(?![\d.,]*\d)(?!\s?(?:[kmb]|thousand|million|billion))", re.IGNORECASE)
_PENCE = re.compile(
    rf"(?<![£\d.,])(?P<part>{NUMERAL})\s?(?:p|pence)\b|(?P<words>{IN_WORDS}|(?<!not )\ba) (?:pence|penny)\b",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"(?:\b(?:one|a) pound|£1)\s(?:in|out of|of)(?: {_EVERY})? "
    rf"(?:£\s?(?P<pounds>\d{{1,3}})|(?P<number>\d{{1,3}}|{IN_WORDS}))(?![\d.,]*\d)(?! (?:thousand|million|billion))",
    re.IGNORECASE,
)
_CUES = ("every", "each", "pound in", "pound out", "£1 in", "£1 out")
_LEAST, _MOST = 2, 100

Share = tuple[int, int, Decimal]


def said_in_money(plain: str, text: str) -> tuple[Sequence[Share], Sequence[tuple[int, int]]]:
    """Give the shares, in per cent, with their places, and the places of the wholes that they are parts of.

    `plain` is the text in small letters.
    """
    if not any(cue in plain for cue in _CUES):
        return (), ()
    shares = list(_ones(text))
    wholes = [each for each in _WHOLE.finditer(text) if all(each.end() <= first or each.start() >= last
              for first, last, _ in shares)]  # fmt: skip
    for whole in wholes[:1]:
        parts = (_POUNDS if whole["hundred"] else _PENCE).finditer(text)
        read = [(*each.span(), part) for each in parts if (part := _part(each)) is not None]
        shares += [each for each in read if each[2] < _MOST]
    return shares, [each.span() for each in wholes if shares]


def _ones(text: str) -> Iterator[Share]:
    for match in _ONE_IN.finditer(text):
        written = match["pounds"] or match["number"]
        whole = Decimal(written) if written.isdigit() else read_words(written)
        if _LEAST <= whole <= _MOST:
            yield *match.span(), 100 / whole


def _part(match: re.Match[str]) -> Decimal | None:
    """Give the pounds or pence written, or said in words; null for a number with separators."""
    written = match["part"]
    if written is None:
        return read_words(match["words"]) or Decimal(1)
    return Decimal(written) if written.replace(".", "", 1).isdigit() else None
