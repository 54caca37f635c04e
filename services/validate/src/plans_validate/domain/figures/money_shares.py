"""Own shares said in money: "£6 of every £100", "4p in the pound", "one pound in every twenty"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plans_validate.domain.figures.numerals import IN_WORDS, NUMERAL, WITH_PARTS, read_part, read_words, rounded

_EVERY = r"(?:every|each)"
_WHOLE = re.compile(
    rf"\bin the pound\b|\b(?:out of|of|in|from|for) {_EVERY} "
    r"(?:(?P<thousand>£\s?1,?000(?![\d.,]*\d)|thousand pounds\b)|(?P<hundred>£\s?100(?![\d.,]*\d)|hundred pounds\b)"
    r"|(?:£1(?![\d.,]*\d)|pound\b))",
    re.IGNORECASE,
)
_POUNDS = re.compile(rf"£\s?(?P<part>{NUMERAL})(?![\d.,]*\d)(?!\s?(?:[kmb]|thousand|million|billion))", re.IGNORECASE)
_PENCE = re.compile(
    rf"(?<![£\d.,])(?P<part>{NUMERAL})\s?(?:p|pence)\b"
    rf"|(?P<words>{WITH_PARTS}|{IN_WORDS}|(?<!not )\ba) (?:pence|penny)\b",
    re.IGNORECASE,
)
_SO_MANY_IN = re.compile(
    rf"(?:£\s?(?P<part>\d+(?:\.\d+)?)|\b(?P<said>a|\d{{1,3}}|{IN_WORDS})(?: pounds?)?)\s(?:in|out of|of)"
    rf"(?P<every> {_EVERY})? (?:£\s?(?P<pounds>\d[\d,]*)|(?P<number>\d[\d,]*|hundred|thousand|{IN_WORDS})(?: pounds)?)"
    r"(?![\d.,]*\d)(?! (?:thousand|million|billion))(?!\s?[kmb]\b)",
    re.IGNORECASE,
)
_CUES = ("every", "each", "pound in", "pound out", "£1 in", "£1 out", "in the pound")
_LEAST, _MOST, _MOST_WHOLE = 2, 100, 100_000

Share = tuple[int, int, Decimal]


def said_in_money(plain: str, text: str) -> tuple[Sequence[Share], Sequence[tuple[int, int]]]:
    """Give the shares, in per cent, with their places, and the places of the wholes that they are parts of.

    `plain` is the text in small letters.
    """
    if not any(cue in plain for cue in _CUES):
        return (), ()
    shares = list(_ratios(text))
    wholes = [each for each in _WHOLE.finditer(text) if all(each.end() <= first or each.start() >= last
              for first, last, _ in shares)]  # fmt: skip
    for whole in wholes[:1]:
        shares += _parts(text, 1000 if whole["thousand"] else 100 if whole["hundred"] else 1)
    return shares, [each.span() for each in wholes if shares]


def _parts(text: str, whole: int) -> Iterator[Share]:
    """Give the pounds and pence that are parts of so many pounds."""
    for pattern, pence in ((_POUNDS, 100), (_PENCE, 1)) if whole > 1 else ((_PENCE, 1),):
        for match in pattern.finditer(text):
            part = _part(match)
            if part is not None and part * pence / whole < _MOST:
                yield *match.span(), rounded(part * pence / whole)


def _ratios(text: str) -> Iterator[Share]:
    """Give "£1 in every £200" and "a pound in twenty"; what is no pound needs "every" and a whole in pounds."""
    for match in _SO_MANY_IN.finditer(text):
        part, whole = _number(match["part"] or match["said"]), _number(match["pounds"] or match["number"])
        is_plain = part == 1 and match[0].lower().startswith(("£", "one pound", "a pound", "1 pound"))
        in_pounds = match["every"] and match["pounds"] != "100" and ("£" in match[0] or "pound" in match[0].lower())
        if (is_plain or in_pounds) and part < whole and _LEAST <= whole <= _MOST_WHOLE:
            yield *match.span(), rounded(100 * part / whole)


def _number(written: str) -> Decimal:
    plain = written.replace(",", "")
    return Decimal(plain) if plain[0].isdigit() else read_words(written) or Decimal(1)


def _part(match: re.Match[str]) -> Decimal | None:
    """Give the pounds or pence written, or said in words; null for a number with separators."""
    written = match["part"]
    if written is None:
        return read_part(match["words"].lower()) or read_words(match["words"]) or Decimal(1)
    return Decimal(written) if written.replace(".", "", 1).isdigit() else None
