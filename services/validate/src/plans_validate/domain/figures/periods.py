"""Own the periods in a text: financial years and runs of them, the day that something holds at, years ahead.

`2023/24`, `2024/25-2026/27`, `at 2024-03-31`; a period that no report can name (a calendar year, eleven months, "by
2027") is found too, so that its digits are not taken for amounts, and has no name.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from plans_validate.domain.dates import find_dates
from plans_validate.domain.figures.numerals import IN_WORDS, read_words
from plans_validate.domain.figures.texts import Text, has, has_pair, matches_at, text_of

_CENTURY = 2000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MARCH = 3
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|"
    r"feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DAY = r"(?:(?:31|30)(?:st|th)?\s(?:of\s)?)?"
_JOIN = r"(?:\s?(?:-|–|—)\s?|\s(?:to|and|until|through to|through|up to and including)\s)"
_LONGEST_RUN = 15

_RUN = re.compile(
    rf"(?<![\d.,£])(?P<first>(?:20)?\d\d\s?[/\-–]\s?(?:20)?\d{{1,2}}){_JOIN}(?P<last>(?:20)?\d\d\s?[/\-–]\s?(?:20)?\d{{1,2}})(?![\d.,]\d|%|/)"
)
_NAMED_YEAR = re.compile(
    r"\b(?:financial|fiscal|municipal|budget) year (?:of )?(?P<first>20\d\d)\s?(?:to|-|–|/)\s?(?P<last>(?:20)?\d\d)\b",
    re.I,
)
_YEAR = re.compile(
    r"(?<![\d.,£/])(?:FY\s?)?(?P<first>(?:20)?\d\d)\s?(?P<by>[/\-–])\s?(?P<last>(?:20)?\d{1,2})(?![\d%/]|[.,]\d)", re.I
)
_YEAR_TO_YEAR = re.compile(
    r"(?<!from )(?<!between )(?<![\d.,£/-])(?P<first>20\d\d) to (?P<last>20\d\d)(?![\d%/-]|[.,]\d)", re.I
)
_FY = re.compile(r"\bFY\s?'?(?P<last>(?:20)?\d\d)\b", re.I)
_YEAR_ENDED = re.compile(
    rf"\b(?:(?:financial |full )?year|(?:12|twelve)[- ]months?(?: period)?)(?: (?:to|ending|ended|"
    rf"up to|end)(?: on| at| in)?)?(?: the)? (?:end (?:of )?)?{_DAY}march,? (?P<year>20\d\d)\b",
    re.I,
)
_WHOLE_YEAR = re.compile(
    rf"\b(?:1(?:st)? )?april (?P<first>20\d\d){_JOIN}(?:end (?:of )?)?{_DAY}march (?P<year>20\d\d)\b", re.I
)
_MONTHS_RUN = re.compile(
    rf"\b{_MONTH} (?:20\d\d)?{_JOIN}(?:the )?(?:end (?:of )?)?(?:\d\d?(?:st|nd|rd|th)? )?{_MONTH} 20\d\d\b", re.I
)
_AT_DAY = re.compile(
    r"(?:\b(?:as at|as of|as on|at|on|correct at)(?: the)?|@)\s$"
    r"|\b(?:year[ -]end|end of the (?:financial )?year)\s\($",
    re.I,
)
_LABEL_BEGINS = re.compile(r"(?:^\W*|[;:,]\s)$")
_LABEL_ENDS = re.compile(rf"(?::|\s[–—=-])\s(?:\d|{IN_WORDS}|nil|none|zero|nought)", re.I)
_AT_MONTH = re.compile(
    rf"\b(?P<cue>as at|as of|at|by)?\s?(?:the )?(?P<end>end (?:of )?)?(?P<month>{_MONTH})(?: |, |-)(?P<year>20\d\d)\b",
    re.I,
)
_DAY_OF_MONTH = re.compile(rf"(?<![\d.,£/])\d\d?(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b", re.I)
_AHEAD = re.compile(
    rf"\b(?:next|coming|following) (?P<count>\d\d?|{IN_WORDS}) (?P<kind>financial |fiscal |budget )?years?\b", re.I
)
_THIS_YEAR = re.compile(r"\b(?P<which>this|the current|current|the last|last|next|the next) financial year\b", re.I)
_NUMBER_OF_UNITS = (
    rf"(?:\d\d?|{IN_WORDS})(?:[- ](?:or more|to \w+))?[- ](?:calendar |working |financial |full )?(?:years?|"
    rf"months?|weeks?|days?|minutes?)\b"
)
_NUMBER_OF = re.compile(_NUMBER_OF_UNITS, re.I)
_LOOSE_SPAN = re.compile(
    rf"\b(?:last|past|previous|next|coming|following|first|every|each|within)? ?{_NUMBER_OF_UNITS}", re.I
)
_CALENDAR_YEARS = re.compile(
    r"(?<![\d£,.])(?:19|20)\d\d(?:\s?(?:-|–|/)\s?(?:19|20)?\d\d|\s(?:to|and)\s(?:19|20)\d\d)?(?![\d%])(?![.,]\d)(?:/\d\d)?"
)
_CLOCK = re.compile(r"\b24\s?/\s?7(?:/365)?\b")
_START = attrgetter("start")
_RELATED = re.compile(
    r"\b(?:(?:the |a |one )?(?P<back>(?:year|12 months) (?:before|earlier)|(?:previous|prior|preceding) (?:financial )?"
    r"year)|(?:the |a |one )(?P<on>following (?:financial )?year|year (?:after|later)|next year)|(?:the )?last year)"
    r"(?!['’]s(?! (?:£|\d|figure|total|outturn|spend|share|level)))\b(?! (?:of|to)\b)",
    re.I,
)
_NAMED_BEHIND = re.compile(r"\s?\((?:in )?")
_UNITS = ("year", "month", "week", "day", "minute")


@dataclass(frozen=True)
class Period:
    """A period and its place in a text; `name` is null for one that a report has no name for.

    `is_total` tells that what happens in it is spread over several years, `is_length` that it is only a length of time;
    `step` counts the years from one that another sentence names.
    """

    start: int
    end: int
    name: str | None
    is_total: bool = False
    is_length: bool = False
    step: int = 0


def financial_year(first: int) -> str:
    """Name the financial year that begins in April of this year."""
    return f"{first}/{(first + 1) % 100:02d}"


class PeriodReader:
    """Find periods; what is said of "the next three years" counts from the financial year of the round."""

    def __init__(self, current: int) -> None:
        self._current = current
        self._known: dict[str, list[Period]] = {}
        self._readers: tuple[_Reader, ...] = (
            (has("24"), _CLOCK, _nameless),
            (has_pair, _RUN, _run),
            (has("april"), _WHOLE_YEAR, _whole_year),
            (_has_month, _MONTHS_RUN, _nameless),
            (has("year 20", "year of 20"), _NAMED_YEAR, _pair),
            (has("march"), _YEAR_ENDED, _year_ended),
            (has_pair, _YEAR, _pair),
            (has(" to 20"), _YEAR_TO_YEAR, _next_year),
            (has("fy"), _FY, _fy),
            (has("next", "coming", "following"), _AHEAD, self._ahead),
            (has("financial year"), _THIS_YEAR, self._this_year),
        )

    def find(self, text: str) -> list[Period]:
        """Give the periods of a folded text, left to right; headings and lead-ins come again and again."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._find(text)
        return found

    def _find(self, text: str) -> list[Period]:
        found: list[Period] = []
        read = text_of(text)
        if not read.digits and "year" not in text and "month" not in text:
            return list(_matches(_LOOSE_SPAN, _length, text)) if _has_length(read) else found
        for may_show, pattern, reader in self._readers:
            if may_show(read):
                found += _free(_matches(pattern, reader, text), found)
        found += _free(_days(text), found)
        if "year" in read.plain:
            found += _free(_related(text, found, financial_year(self._current - 1)), found)
        for may_show, pattern, reader in _LOOSE_READERS:
            if may_show(read):
                found += _free(_matches(pattern, reader, text), found)
        return sorted(found, key=_START)

    def _ahead(self, match: re.Match[str]) -> Period | None:
        count = int(match["count"]) if match["count"].isdigit() else int(read_words(match["count"]))
        if not 1 <= count <= _LONGEST_RUN:
            return None
        last = financial_year(self._current + count - 1)
        name = financial_year(self._current) if count == 1 else f"{financial_year(self._current)}-{last}"
        return Period(*match.span(), name, is_total=count > 1)

    def _this_year(self, match: re.Match[str]) -> Period:
        which = match["which"].lower().removeprefix("the ")
        step = {"last": -1, "next": 1}.get(which, 0)
        return Period(*match.span(), financial_year(self._current + step))


def _matches(pattern: re.Pattern[str], reader: Callable[[re.Match[str]], Period | None], text: str) -> Iterator[Period]:
    return (period for match in pattern.finditer(text) if (period := reader(match)) is not None)


def _free(periods: Iterator[Period], found: list[Period]) -> list[Period]:
    return [each for each in periods if all(each.end <= other.start or each.start >= other.end for other in found)]


def _related(text: str, found: Sequence[Period], last: str) -> Iterator[Period]:
    """Give the years that are told by one named before them: "the year before"; nameless or the last when none is."""
    for match in _RELATED.finditer(text):
        if (bracket := _NAMED_BEHIND.match(text, match.end())) and bracket.end() in {each.start for each in found}:
            continue
        step = -1 if match["back"] or text.startswith(("'s", "’s"), match.end()) else 1 if match["on"] else 0
        known = [each.name for each in found if each.end <= match.start() and each.name and not each.is_total]
        year = known[-1][:4] if known else ""
        if step and year == "at 2":
            yield Period(*match.span(), f"at {int(known[-1][3:7]) + step}{known[-1][7:]}")
        elif step and year.isdigit():
            yield Period(*match.span(), financial_year(int(year) + step))
        else:
            yield Period(*match.span(), last if step < 0 and "financial" in match[0].lower() else None, step=step)


def _nameless(match: re.Match[str]) -> Period:
    return Period(*match.span(), None)


def _length(match: re.Match[str]) -> Period:
    return Period(*match.span(), None, is_length=True)


def _full(year: str) -> int:
    return int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004 - "23" is 2023


def _start_of(first: str, last: str) -> int | None:
    """Give the year in which a financial year begins; null when the second year does not follow the first."""
    year = _full(first)
    follows = (year + 1) % 10 ** len(last) == int(last)
    return year if follows else None


def _pair(match: re.Match[str]) -> Period | None:
    year = _start_of(match["first"], match["last"])
    if year is not None:
        return Period(*match.span(), financial_year(year))
    years = _full(match["last"]) - _full(match["first"])
    is_run = len(match["first"]) > 2 and len(match["last"]) > 1 and 1 < years <= _LONGEST_RUN  # noqa: PLR2004 - as above
    if not is_run:
        return None
    name = f"{financial_year(_full(match['first']))}-{financial_year(_full(match['last']) - 1)}"
    return Period(*match.span(), name, is_total=True)


def _next_year(match: re.Match[str]) -> Period | None:
    return _pair(match) if _start_of(match["first"], match["last"]) is not None else None


def _run(match: re.Match[str]) -> Period | None:
    ends = [_start_of(*re.split(r"\s?[/\-–]\s?", match[name])) for name in ("first", "last")]
    if ends[0] is None or ends[1] is None or ends[1] <= ends[0]:
        return None
    return Period(*match.span(), f"{financial_year(ends[0])}-{financial_year(ends[1])}", is_total=True)


def _whole_year(match: re.Match[str]) -> Period | None:
    years = int(match["year"]) - int(match["first"])
    if years == 1:
        return Period(*match.span(), financial_year(int(match["first"])))
    return Period(*match.span(), None)


def _year_ended(match: re.Match[str]) -> Period:
    return Period(*match.span(), financial_year(int(match["year"]) - 1))


def _fy(match: re.Match[str]) -> Period:
    return Period(*match.span(), financial_year(_full(match["last"]) - 1))


def _days(text: str) -> Iterator[Period]:
    """Give the full dates; one that something holds at, or that is a label ("31 March 2024: 4"), has a name."""
    for date in find_dates(text):
        if date.is_day:
            is_label = _LABEL_BEGINS.search(text[: date.start]) and _LABEL_ENDS.match(text, date.end)
            is_aside = text.endswith("(", 0, date.start) and not text[date.end :].strip(" ).")
            cue = is_aside or is_label or _AT_DAY.search(text[: date.start])
            yield Period(date.start, date.end, f"at {date.iso}" if cue else None)


def _at_month(match: re.Match[str]) -> Period:
    """Read a month; the end of one is a day, and March without a day is the end of the financial year."""
    month = 1 + _MONTHS.index(match["month"][:3].lower())
    year = int(match["year"])
    cue = (match["cue"] or "").lower()
    if cue not in ("as at", "as of", "at"):
        return Period(match.start("month"), match.end(), None)
    if match["end"] or month == _MARCH:
        return Period(*match.span(), f"at {year}-{month:02d}-{monthrange(year, month)[1]:02d}")
    return Period(*match.span(), None)


def _has_month(text: Text) -> bool:
    """Tell whether a month of a year may be named."""
    return "20" in text.plain and text.holds_any(_MONTHS)


def _has_length(text: Text) -> bool:
    """Tell whether a number of years, months or days may be named."""
    if not text.holds_any(_UNITS):
        return False
    return next(matches_at(text.numbers, _NUMBER_OF, text.text), None) is not None


_Reader = tuple[Callable[[Text], bool], re.Pattern[str], Callable[[re.Match[str]], Period | None]]
"""A quick look that tells whether a pattern may be found in a text, the pattern, and its reader."""

_LOOSE_READERS: tuple[_Reader, ...] = (
    (_has_month, _AT_MONTH, _at_month),
    (has(*_MONTHS), _DAY_OF_MONTH, _nameless),
    (_has_length, _LOOSE_SPAN, _length),
    (has("19", "20"), _CALENDAR_YEARS, _nameless),
)
