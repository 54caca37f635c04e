"""Own the reading of dates as British councils write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_DATE_WORDS = frozenset({*_MONTHS, *(name[:3] for name in _MONTHS), "sept"})
_CENTURY = "20"
_YEAR = rf"(?P<year>{_CENTURY}\d\d)"
_SHORT_MONTHS = tuple(month[:3] for month in _MONTHS)
_IN_NUMBERS = re.compile(r"\d[/.-]\d{1,2}[/.-]20|20\d\d-\d\d-\d")
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?<!20\d\d[/–-])(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b",
        rf"(?<![\d/.-])(?P<day>\d{{1,2}})[/.-](?P<number>\d{{1,2}})[/.-]{_YEAR}\b",
        rf"(?<![\d/.-])(?P<day>\d{{1,2}})-{_MONTH}-{_YEAR}\b",
        rf"\b{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})\b",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
    )
)
_SHORT_YEAR = re.compile(
    r"(?<![\d/.])(?<!minute )(?<!item )(?<!ref )(?<!option )(?<!no )(?<!no\. )"
    r"(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<short>2\d)(?![\d/]|\.\d)",
    re.IGNORECASE,
)
_SHORT_WITH_DOTS = re.compile(r"(?<![\d/.-])(?P<day>\d\d)\.(?P<number>\d\d)\.(?P<short>2\d)(?![\d/]|\.\d)")
_WITHOUT_YEAR = re.compile(
    rf"(?<![\d/.-])(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?!,?\s+\d{{4}})", re.IGNORECASE
)


@dataclass(frozen=True)
class FoundDate:
    """A date in a text: where it stands, and its ISO form, `2024-07-19` or `2024-07`."""

    start: int
    end: int
    iso: str

    @property
    def is_day(self) -> bool:
        """Tell whether the day is stated."""
        return len(self.iso) == len("2024-07-19")


def find_dates(text: str, year: int | None = None) -> list[FoundDate]:
    """Give the dates of a text, left to right; the longest reading of each place.

    A day without a year is read only where `year` says which one is meant.
    """
    found: list[FoundDate] = []
    in_full = _CENTURY in text and _may_hold_dates(text)
    short = (*((_SHORT_YEAR,) if "/2" in text else ()), *((_SHORT_WITH_DOTS,) if ".2" in text else ()))
    patterns = (*(_PATTERNS if in_full else ()), *short, *(() if year is None else (_WITHOUT_YEAR,)))
    for pattern in patterns:
        for each in _matches(pattern, text, year):
            if all(each.end <= other.start or each.start >= other.end for other in found):
                found.append(each)
    return sorted(found, key=lambda each: each.start)


def is_date_word(token: str) -> bool:
    """Tell whether a word in lower case may belong to a date: "9th", "july", "2024"."""
    return token[:1].isdigit() or token in _DATE_WORDS


def _may_hold_dates(text: str) -> bool:
    """Tell by a quick look whether a month is named in a text, or three numbers stand as a date's do."""
    plain = text.lower()
    return any(month in plain for month in _SHORT_MONTHS) or _IN_NUMBERS.search(text) is not None


def _matches(pattern: re.Pattern[str], text: str, year: int | None) -> Iterator[FoundDate]:
    for match in pattern.finditer(text):
        parts = match.groupdict()
        month = int(parts["number"]) if parts.get("number") else _month_number(parts["month"])
        written = parts.get("year") or (_CENTURY + parts["short"] if parts.get("short") else year or 0)
        iso = _iso(int(written), month, int(parts["day"]) if parts.get("day") else None)
        if iso is not None:
            yield FoundDate(match.start(), match.end(), iso)


def _month_number(written: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(written.lower()[:3]))


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        return date(year, month, day or 1).isoformat()[: None if day else len("2024-07")]
    except ValueError:
        return None
