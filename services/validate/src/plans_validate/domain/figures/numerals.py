"""Own numbers as written: numerals with British, doubtful or continental separators, and numbers in words."""

import re
from dataclasses import dataclass
from decimal import Decimal

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: number for number, word in enumerate(_UNITS, 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_SMALL["single"] = 1
_LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000}

NUMERAL = (  # bounded, so that every value is exact and no file can make us work with thousands of digits
    r"\d{1,3}(?:(?:,\d{3}){1,4}|(?:,\s\d{3}){1,4})(?:\.\d{1,8})?|\d{1,3}(?:\.\d{3}){2,4}|\d{1,3}[¼½¾]|[¼½¾](?!\w)|\d{1,14}(?:[.,·]\d{1,8})?|(?<![\w.])\.\d{1,8}"
)
FINANCIAL_YEAR = r"(?:20)?\d\d\s?[/–-]\s?(?:20)?\d{1,2}"
YEAR = rf"(?:(?:FY\s?)?{FINANCIAL_YEAR}|FY\s?(?:20)?\d\d|20\d\d)"
_NAMES = "|".join((*_TENS, *sorted(_UNITS, key=len, reverse=True)))
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:-\s?| )(?:{'|'.join(_UNITS[:9])})|(?:{_NAMES}))"
_HUNDREDS = rf"(?:(?:a|{_BELOW_HUNDRED}) hundred(?: and {_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
IN_WORDS = (
    rf"\b(?:(?:half a|a|{_BELOW_HUNDRED}) dozen|(?:a|{_HUNDREDS}) thousand(?:(?:,| and)? {_HUNDREDS})?|a single"
    rf"|{_HUNDREDS})\b"
)

_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "twelfth": 12, "fifteenth": 15, "sixteenth": 16, "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30,
    "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
PARTS = tuple(_PARTS)
_SIGNS = {"¼": "0.25", "½": "0.5", "¾": "0.75"}
_SOME_PARTS = rf"(?:half|(?:an?|{'|'.join(_UNITS[:9])})[- ](?:{'|'.join(_PARTS)})s?)"
PART_OF_ONE = rf"\b{_SOME_PARTS}(?: of)? (?:(?:a|one|1) ?)?"
_OF_WHOLE = r"(?= of (?:the|our|its|all|total|every|what|staff\w*|pay\w*|everything)\b)"
PART_OF_WHOLE = rf"\b(?!half){_SOME_PARTS}{_OF_WHOLE}|\b(?<=\bto ){_SOME_PARTS}(?=[.,;]|$)"
PARTS_OF_WHOLE = rf"\b(?!half)(?P<low>{_SOME_PARTS})(?P<to> (?:and|to) )(?P<high>{_SOME_PARTS}){_OF_WHOLE}"
_DIGITS = {"nought": 0, "zero": 0, "oh": 0} | {word: number for number, word in enumerate(_UNITS[:9], 1)}
WITH_PARTS = (
    rf"\b(?:{_BELOW_HUNDRED}[- ]and[- ]{_SOME_PARTS}"
    rf"|(?:nought|zero|{_BELOW_HUNDRED}) point(?: (?:{'|'.join(_DIGITS)})){{1,8}})\b"
)

COUNTING = rf"(?:{_NAMES})\b|half\b|(?:nought|zero) point\b|an? (?:dozen|hundred|thousand|single|{'|'.join(_PARTS)})\b"
COUNTING_WORDS = frozenset({*_UNITS, *_TENS, *_LARGE, *_PARTS, "single"})

_PART = re.compile(
    rf"(?:(?P<whole>.+)[- ]and[- ])?(?:(?P<many>[a-z]+)[- ])?(?P<part>{'|'.join(_PARTS)})s?(?! a dozen)\b.*"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_THOUSANDTHS = 3
_TWO_PLACES, _MOST_DIGITS = Decimal("0.01"), 15


@dataclass(frozen=True)
class Numeral:
    """A number as read; `other` is the second reading of one whose separators can be taken in two ways.

    `grouped` tells that commas group its thousands; `mended` that the literal reading makes no sense as money.
    """

    value: Decimal
    other: Decimal | None = None
    grouped: bool = False
    mended: bool = False


def read_numeral(written: str) -> Numeral:
    """Read a numeral; `0,250` is 0.25 or, in a column of thousands, 250; `3,203.453` has lost a comma."""
    text = written.replace(" ", "").replace("·", ".")
    if text[-1] in _SIGNS:
        return Numeral(Decimal(text[:-1] or 0) + Decimal(_SIGNS[text[-1]]))
    if _DOTTED.fullmatch(text):
        return Numeral(Decimal(text.replace(".", "")), grouped=True, mended=True)
    if not _GROUPED.fullmatch(text):
        return Numeral(Decimal(text.replace(",", ".")), mended="," in text)
    literal = Decimal(text.replace(",", ""))
    whole, _, after = text.partition(".")
    if len(after) == _THOUSANDTHS:
        return Numeral(literal, Decimal((whole + after).replace(",", "")), grouped=True)
    if whole.startswith("0,"):
        return Numeral(Decimal(text.replace(",", ".")), literal, grouped=True)
    one_comma = whole.count(",") == 1 and not after
    return Numeral(literal, Decimal(text.replace(",", ".")) if one_comma else None, grouped=True)


def read_part(written: str) -> Decimal | None:
    """Read "half of", "three tenths of one", "six and a half" or "four point two"; null for anything else."""
    whole, point, digits = written.partition(" point ")
    if point:
        return read_words(whole) + Decimal("0." + "".join(str(_DIGITS[word]) for word in digits.split()))
    found = _PART.fullmatch(written)
    if found is None:
        return None
    return read_words(found["whole"] or "") + Decimal(_SMALL.get(found["many"], 1)) / _PARTS[found["part"]]


def rounded(part: Decimal) -> Decimal:
    """Give a part to two places where it goes on and on: a third of one per cent is 0.33 per cent."""
    return part.quantize(_TWO_PLACES) if len(part.as_tuple().digits) > _MOST_DIGITS else part


def read_words(written: str) -> Decimal:
    """Read a number in words, up to the hundred thousands."""
    total = group = 0
    for word in re.findall(r"[a-z]+", written.lower()):
        if word == "thousand":
            total, group = total + max(group, 1) * _LARGE[word], 0
        elif word in _LARGE:
            group = max(group, 1) * _LARGE[word]
        else:
            group += _SMALL.get(word, 0)
    return Decimal(total + group) / (2 if written.lower().startswith("half a ") else 1)
