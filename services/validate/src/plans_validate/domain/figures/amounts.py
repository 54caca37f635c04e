"""Own the amounts in a text: money, shares, staff in full-time equivalents, hours and plain numbers, with bounds.

Money is in pounds. A bracket round a sum in running text is an aside; a cell of a table that is nothing but a sum in
brackets is negative, as in accounts.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter
from typing import Literal

from plans_validate.domain.figures.money_shares import said_in_money
from plans_validate.domain.figures.numerals import (
    COUNTING_WORDS,
    IN_WORDS,
    NUMERAL,
    PART_OF_ONE,
    PART_OF_WHOLE,
    PARTS,
    PARTS_OF_WHOLE,
    WITH_PARTS,
    Numeral,
    read_numeral,
    read_part,
    read_words,
    rounded,
)
from plans_validate.domain.figures.qualifiers import qualifier_of
from plans_validate.domain.figures.texts import BROKEN_LINE, Text, matches_at, text_of
from plans_validate.domain.words import Words

Unit = Literal["GBP", "percent", "points", "fte", "hours", "number"]

_SCALES = {
    "": Decimal(1), "k": Decimal(10**3), "000": Decimal(10**3), "t": Decimal(10**3), "m": Decimal(10**6),
    "b": Decimal(10**9), "h": Decimal(10**5),
}  # fmt: skip
_SCALE = r"(?:hundred thousand|thousand|million|billion|mill|mln|mn|bn|[mkb](?![a-z]))"
_PERCENT = r"(?:%|per cent\b|percent\b|per-cent\b|pct\b)"
_POINTS = rf"(?:percentage points?\b|{_PERCENT}[- ]points?\b|pp\b|ppts?\b)"
_FTE = r"(?:ftes?\b|f\.t\.e\.|wte\b|full[- ]time[- ]equivalents?\b|whole[- ]time[- ]equivalents?\b)"
_TO = r"\s?(?:-|–|—|to|and)\s?"
_LOW = rf"(?:£|GBP)\s?(?!['’]?000s?\b)(?P<low>{NUMERAL})(?:\s?(?P<low_scale>{_SCALE}))?"
_HIGH = rf"(?:£|GBP)\s?(?P<high>{NUMERAL})(?:\s?(?P<high_scale>{_SCALE}))?"
_PER_HEAD = r"(?:\s(?:per|for each|for every)\s(?:employee|person|head|member of staff|staff member|year)\b)?"
_NUMBER = rf"(?P<low>{NUMERAL}|{WITH_PARTS}|{IN_WORDS}|{PART_OF_ONE})"
_HOURS = rf"{NUMERAL}|{WITH_PARTS}|{IN_WORDS}|\bhalf(?: an)?"
_FIRST = rf"(?P<low>{NUMERAL}|{IN_WORDS}(?!-))"
_SECOND = rf"(?P<high>{NUMERAL}|{IN_WORDS})"

_PENCE = ("pence", *(f"{digit}p" for digit in range(10)))
_OF_WHOLES = ("th of ", "ths of ", "rd of ", "rds of ", "ter of ", "ters of ", "to a", "to one")
_RANGES_OF_PARTS = ("th and a", "rd and a", "ter and a", "th to a", "rd to a", "ter to a")
_POUND, _HUNDREDTH = ("£", "gbp"), ("%", "per", "pct")

_PLAIN_NUMBER = rf"(?<![£\w.,/-])(?P<low>{NUMERAL})(?:\s(?P<low_scale>thousand|million|billion)\b)?(?![\w/])(?!\.\d)"
_NUMBER_IN_WORDS = rf"(?P<words>{IN_WORDS})(?:\s(?P<words_scale>million|billion)\b)?"
_NO_TIMES = r"(?! times\b)"
_NOTHING = (
    r"\b(?<!next to )(?<!almost )(?<!virtually )(?<!little or )(?<!practically )"
    r"(?:nil|none|zero|nought(?! point)|nothing|no|nobody|(?:not|n't|never)(?: \w+)? any(?:thing)?"
    r"|(?:not|n['’]t|never)(?: \w+)? (?:spend|spent|pay|paid) (?:extra |additional |separate )?money"
    r"|(?:not|n't|never) \w+ us (?:anything|a thing))\b"
    r"(?! more| less| longer| later| fewer| one\b)"
)
_NO_PENNY = r"\b(?:not|\w+n['’]t|never)(?: \w+){0,2} (?:a|one)(?: single)? (?:penny|pound)\b"
_WITHOUT = (
    r"(?:(?:do|does|did)(?: not|n['’]t)(?: currently| yet)? (?:have|appoint|employ|use|engage)"
    r"|(?:has|have|had)(?: not|n['’]t)(?: yet)? (?:appointed|employed|used|engaged))"
    r"(?! (?:an?|the|this|that|these|to|data|figures?|information|records?|been|enough|sufficient)\b)\b"
)
_Places = Callable[[Text], Iterable[int]]
_START = attrgetter("start")
_pounds: _Places = attrgetter("pounds")
_numbers: _Places = attrgetter("numbers")

# Small letters of which one must stand in a text, the places where a pattern may begin (null for any), the pattern.
_WRITTEN: tuple[tuple[Unit, tuple[str, ...], _Places | None, str], ...] = (
    ("GBP", _POUND, _pounds, rf"{_LOW}(?P<to>{_TO})£?\s?(?P<high>{NUMERAL})\s?(?P<high_scale>{_SCALE})"),
    ("GBP", _POUND, _pounds, rf"{_LOW}(?P<to>{_TO}){_HIGH}"),
    ("GBP", _POUND, _pounds, _LOW),
    ("GBP", ("pounds",), _numbers, rf"(?P<low>{NUMERAL}|{IN_WORDS}|\bhalf a)\s?(?P<low_scale>{_SCALE})?\spounds\b"),
    ("GBP", _PENCE, _numbers, r"(?<![\d.,£])(?P<pence>\d{1,2})\s?(?:p|pence)\b(?!\s?[a-z]{0,2}\d)"),
    ("points", ("point", "pp"), _numbers, rf"{_NUMBER}\s?{_POINTS}"),
    (
        "percent", _HUNDREDTH, _numbers,
        rf"{_FIRST}\s?{_PERCENT}?(?P<to>{_TO}){_SECOND}\s?{_PERCENT}",
    ),
    ("percent", _HUNDREDTH, _numbers, rf"(?<!\d)(?P<low>0?\.\d+) of (?:an?|one|1)\s?{_PERCENT}"),
    ("percent", _HUNDREDTH, _numbers, rf"{_NUMBER}\s?{_PERCENT}"),
    ("percent", _RANGES_OF_PARTS, _numbers, PARTS_OF_WHOLE),
    ("percent", _OF_WHOLES, _numbers, rf"(?P<part>{PART_OF_WHOLE})"),
    ("number", ("penny", "pound"), None, _NO_PENNY),
    ("number", ("not ",), None, r"\bnot (?:one|a single)\b"),
    ("fte", ("fte", "f.t.e", "wte", "full", "whole"), _numbers, rf"(?P<low>{NUMERAL}|{IN_WORDS})\s?{_FTE}"),
    ("hours", ("hour",), _numbers, rf"{_FIRST}(?P<to>{_TO}){_SECOND}[\s-]hours?\b{_PER_HEAD}"),
    ("hours", ("hour", "hr"), _numbers, rf"(?P<low>{_HOURS})[\s-]?(?:hours?|hrs?)\b{_PER_HEAD}"),
    ("number", ("no one", "no-one"), None, r"\bno[- ]one\b"),
    (
        "number", ("between", " to "), _numbers,
        rf"(?P<low>{NUMERAL}|{IN_WORDS})(?P<to>\s(?:to|and)\s){_SECOND}(?![\w/%])",
    ),
    ("number", (), _numbers, rf"(?:{_PLAIN_NUMBER}|{_NUMBER_IN_WORDS}){_NO_TIMES}"),
    ("number", ("n't", "never", "no", "nil", "zero", "nought"), None, _NOTHING),
    ("number", (" not ", "n't", "n’t"), None, _WITHOUT),
)  # fmt: skip
_PATTERNS = tuple((unit, cues, starts, re.compile(pattern, re.IGNORECASE)) for unit, cues, starts, pattern in _WRITTEN)
_RANGE_OF_PARTS = re.compile(PARTS_OF_WHOLE, re.IGNORECASE)
_MAY_HOLD = re.compile(
    rf"[\d£%]|{IN_WORDS}|\b(?:nil|none|zero|nought|nothing|no|not|any|anything|nobody|{'|'.join(PARTS)})\b|{_NO_PENNY}|{_WITHOUT}",
    re.IGNORECASE,
)
_NOUGHTS = "nil none zero nought nothing no any anything thing nobody not t penny"
_AMOUNT_WORDS = COUNTING_WORDS | frozenset(_NOUGHTS.split())
_AMOUNT_SIGNS = re.compile(r"[\d£%]")
_LARGEST_DIGITS = 15
_CHANGE = re.compile(
    r"(?<!somewhere )(?<!anything )(?<!anywhere )(?<!ranging )(?<!ranges )(?<!varying )(?<!varies )from$"
)


@dataclass(frozen=True)
class Amount:
    """An amount and its place in the text; `value` is null for a range or a bound, `other` is a second reading.

    `doubtful` tells that the separators or the scale are not as they should be.
    """

    start: int
    end: int
    unit: Unit
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: str | None = None
    other: Decimal | None = None
    doubtful: bool = False
    grouped: bool = False

    @property
    def number(self) -> Decimal:
        """Give the value, or the bound that stands for it."""
        return next(each for each in (self.value, self.low, self.high, Decimal(0)) if each is not None)


def find_amounts(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[Amount]:
    """Give the amounts of a folded text, left to right; `taken` are places of dates and periods."""
    if not _MAY_HOLD.search(text):
        return []
    read = text_of(text)
    shares, wholes = said_in_money(read.plain, text)
    found = [_qualified(Amount(start, end, "percent", value), text) for start, end, value in shares]
    taken = (*taken, *wholes)
    for unit, cues, starts, pattern in _PATTERNS:
        if cues and not read.holds_any(cues):
            continue
        matches = pattern.finditer(text) if starts is None else matches_at(starts(read), pattern, text)
        spans = [*taken, *[(each.start, each.end) for each in found]]
        found += [each for each in _amounts(unit, matches, text) if _is_free(each, spans)]
    return list(_said_once(sorted(found, key=_START), text))


def _said_once(amounts: list[Amount], text: str) -> Iterator[Amount]:
    """Give the amounts, one for what is said in words and again in brackets: "four (4)", "nothing (£0)"."""
    last: Amount | None = None
    for amount in amounts:
        if last is not None and (_is_again(last, amount, text) or _is_fraction_of(amount, last, text)):
            last = replace(amount, start=last.start, end=amount.end + 1)
        else:
            if last is not None:
                yield last
            last = amount
    if last is not None:
        yield last


def _is_fraction_of(share: Amount, fraction: Amount, text: str) -> bool:
    """Tell whether brackets say in per cent what a fraction of one says before them: "0.062 (6.2%)"."""
    units = (fraction.unit, share.unit) == ("number", "percent")
    return units and _in_brackets(fraction, share, text) and 0 < fraction.number * 100 == share.number


def _in_brackets(first: Amount, second: Amount, text: str) -> bool:
    return text[first.end : second.start] == " (" and text[second.end : second.end + 1] == ")"


def _is_again(first: Amount, second: Amount, text: str) -> bool:
    in_words = first.unit in ("number", second.unit) and not text[first.start : first.start + 1].isdigit()
    return in_words and _in_brackets(first, second, text) and first.number == second.number


def may_hold_amounts(text: str, words: Words) -> bool:
    """Tell by a quick look whether a text may hold an amount."""
    if not _AMOUNT_WORDS.isdisjoint(words.tokens) or BROKEN_LINE in text:
        return True
    return _AMOUNT_SIGNS.search(text) is not None


def _is_free(amount: Amount, spans: list[tuple[int, int]]) -> bool:
    return all(amount.end <= start or amount.start >= end for start, end in spans)


def _amounts(unit: Unit, matches: Iterable[re.Match[str]], text: str) -> Iterator[Amount]:
    for match in matches:
        if len(match[0]) > _LARGEST_DIGITS * 4:
            continue
        if not match.groupdict().get("to"):
            yield _qualified(_single(unit, match), text)
        elif (amount := _range(unit, match, text)) is not None:
            yield amount
        elif unit == "percent":
            yield from (_qualified(_end(unit, match, name), text) for name in ("low", "high"))


def _qualified(amount: Amount, text: str) -> Amount:
    qualifier = qualifier_of(text, amount.start, amount.end)
    value = amount.value
    if value == 0:
        return replace(amount, qualifier="nil")
    if qualifier is None:
        return amount
    if qualifier == "over":
        return replace(amount, value=None, low=value, qualifier=qualifier)
    if qualifier in ("up_to", "under"):
        return replace(amount, value=None, high=value, qualifier=qualifier)
    return replace(amount, qualifier=qualifier)


def _end(unit: Unit, match: re.Match[str], name: str) -> Amount:
    """Give one end of what is no range: "from 6 to 4%", "6 and 4%"."""
    end = match.end() if name == "high" else match.start("to")
    return Amount(match.start(name), end, unit, _read(match[name]).value)


def _single(unit: Unit, match: re.Match[str]) -> Amount:
    groups = match.groupdict()
    written = groups.get("low") or groups.get("words")
    if groups.get("pence"):
        return Amount(*match.span(), unit, Decimal(groups["pence"]) / 100)
    if groups.get("part"):
        return Amount(*match.span(), unit, _in_hundredths(match["part"]))
    if written is None:
        return Amount(*match.span(), unit, Decimal(0))
    read = _read(written)
    scale = _scale(groups.get("low_scale") or groups.get("words_scale"))
    value, other, doubtful = _readings(read, scale, unit)
    return Amount(*match.span(), unit, value, other=other, doubtful=doubtful, grouped=read.grouped)


def _readings(read: Numeral, scale: Decimal, unit: Unit) -> tuple[Decimal, Decimal | None, bool]:
    """Choose between two readings of a numeral; the second stays for whoever knows the figure's range."""
    if unit == "GBP" and scale == 1 and read.other is not None and read.other > read.value:
        return read.other, read.value, True
    if scale > 1 and read.other is not None and read.other < read.value:
        return read.value * scale, read.other * scale, False
    if unit == "GBP" and scale == 1 and not read.grouped and _has_thousandths(read.value):
        return read.value * 1000, read.value, True
    return read.value * scale, None, read.mended and unit == "GBP"


def _has_thousandths(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent == -3  # noqa: PLR2004 - three places after the point are no pence


def _range(unit: Unit, match: re.Match[str], text: str) -> Amount | None:
    """Read a range; null when its two ends are a change ("from 6% to 4%") or two amounts joined by "and"."""
    before = text[: match.start()].lower().rstrip()
    joined = match["to"].strip().lower()
    if (joined == "and") != before.endswith("between") or _CHANGE.search(before):
        return None
    high_scale = _scale(match.groupdict().get("high_scale"))
    low_scale = _scale(match.groupdict().get("low_scale") or match.groupdict().get("high_scale"))
    low, high = _read(match["low"]).value * low_scale, _read(match["high"]).value * high_scale
    if match.re is _RANGE_OF_PARTS:
        low, high = _in_hundredths(match["low"]), _in_hundredths(match["high"])
    if low >= high:
        return None
    return Amount(*match.span(), unit, None, low=low, high=high, qualifier="range")


def _read(written: str) -> Numeral:
    text = written.strip().lower()
    part = read_part(text)
    if part is not None:
        return Numeral(rounded(part))
    return read_numeral(text) if any(character.isdigit() for character in text) else Numeral(read_words(text))


def _in_hundredths(part: str) -> Decimal:
    return rounded(100 * (read_part(part.lower()) or Decimal(0)))


def _scale(written: str | None) -> Decimal:
    return _SCALES[(written or "").lower()[:1]] if written else Decimal(1)
