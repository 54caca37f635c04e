"""Own what a sentence says of several things in one breath: "agency and consultancy took 4% and 1% respectively".

Each amount of such a row is then read in a sentence of its own, from which what belongs to the others is blanked out;
of two years that a change or a row spans ("from 6% to 4% between 2021/22 and 2022/23") each amount gets its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.clauses import SMALL_WORDS, is_left
from plans_validate.domain.figures.lettered import NEXT_MARK, lettered_apart, parts_in
from plans_validate.domain.figures.periods import Period, financial_year
from plans_validate.domain.figures.statements import Statement
from plans_validate.domain.words import Phrases, Words

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_EACH = re.compile(
    r"\b(?:both|each)\b(?! (?:are )?(?:figures|percentages|shares|sums|expressed|given|shown|stated))", re.IGNORECASE
)
_JOINED = re.compile(rf"(?:(?:,|,? and| &|\s?/)\s?|(?:,|;|,? and| &)\s{NEXT_MARK}){SMALL_WORDS}", re.IGNORECASE)
_JOINED_LOOSELY = re.compile(r"[^;()%£]{0,40}(?:,| and| &)\s(?:[^;()%£\d]{0,20}\s)?", re.IGNORECASE)
_CHANGED = re.compile(rf"[^;()%£]{{0,40}}\sto\s{SMALL_WORDS}", re.IGNORECASE)
_SUBJECTS_LISTED = re.compile(r"[^;.]{0,40}")
_SUBJECTS_JOINED = re.compile(r"(?:[^,;.]|[.,]\d){0,40}(?:\band\b|&|/)(?:[^,;.]|[.,]\d){0,20}", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """Amounts of one unit that stand one beside the other, by their numbers in the sentence."""

    numbers: tuple[int, ...]
    is_change: bool


def rows_of(text: str, amounts: Sequence[Amount]) -> Iterator[Row]:
    """Give the rows of a sentence's amounts."""
    joined = _JOINED_LOOSELY if _RESPECTIVELY.search(text) else _JOINED
    numbers, is_change = [0], False
    for number, (first, second) in enumerate(pairwise(amounts), 1):
        between = text[first.end : second.start]
        changed = (is_change or is_left(text, first)) and _CHANGED.fullmatch(between) is not None
        if first.unit == second.unit and (changed or joined.fullmatch(between)):
            numbers.append(number)
            is_change = is_change or changed
            continue
        yield Row(tuple(numbers), is_change)
        numbers, is_change = [number], False
    yield Row(tuple(numbers), is_change)


def told_apart(
    statement: Statement, amounts: Sequence[Amount], row: Row, subjects: Sequence[tuple[str, ...]]
) -> list[Statement]:
    """Give a sentence for each amount of a row, about its own subject; none when the row is about one thing."""
    if row.is_change or (len(row.numbers) == 1 and not _EACH.search(statement.text)):
        return []
    leads = lettered_apart(statement.text, [amounts[number].start for number in row.numbers], statement.leads)
    if leads:
        return [replace(statement, leads=each) for each in leads]
    if ordered := _in_questions_order(statement, amounts, row, subjects):
        return ordered
    first, size = amounts[row.numbers[0]], max(len(row.numbers), 2)
    is_said = _RESPECTIVELY.search(statement.text) is not None
    beside = is_said or (len(row.numbers) > 1 and "/" in statement.text[first.end : amounts[row.numbers[1]].start])
    above = (*statement.leads[:1], statement.previous) if beside else ()
    for text, some in ((text, some) for text in (statement.text, *above) for some in combinations(subjects, size)):
        spans = _spans_of(text, some)
        if spans and (is_said or text != statement.text or spans[-1][1] <= first.start):
            return [_without(statement, text, spans, number) for number in range(len(spans))]
    return []


def _in_questions_order(
    statement: Statement, amounts: Sequence[Amount], row: Row, subjects: Sequence[tuple[str, ...]]
) -> list[Statement]:
    """Give a sentence for each share of a row that names no subject, about the marked parts of the question in turn."""
    parts = parts_in(statement.leads)
    tokens = Words.of(statement.text).tokens
    is_named = any(next(Phrases.of(each).find(tokens), None) for each in subjects)
    shares = all(amounts[number].unit == "percent" for number in row.numbers)
    fits = len(row.numbers) == len(amounts) == len(parts) > 1 and shares and not is_named
    return [replace(statement, leads=(part, *statement.leads)) for part in parts] if fits else []


def years_apart(periods: Sequence[Period], row: Row, spans: Sequence[tuple[int, int]]) -> list[Period]:
    """Give a year for each amount of a row, by those said with it; none when they have one period."""
    start, end = spans[row.numbers[0]][0], spans[row.numbers[-1]][1]
    said = [period for period in periods if period.name and start <= period.start < end]
    years = [year for period in said for year in years_of(period, len(row.numbers) if len(said) == 1 else 0)]
    return years if len(years) == len(row.numbers) > 1 else []


def years_of(period: Period, size: int) -> Iterator[Period]:
    """Give the two years that a run of several is named by, or each of its years when it has so many."""
    first, dash, last = (period.name or "").partition("-")
    if not (period.is_total and dash):
        yield period
        return
    every = [financial_year(year) for year in range(int(first[:4]), int(last[:4]) + 1)]
    names = every if len(every) == size else [first, last]
    yield from (replace(period, name=each, is_total=False) for each in names)


def _spans_of(text: str, subjects: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Give where each subject is named, in order of the text; none unless all are, joined with "and"."""
    words = Words.of(text)
    found = [next(Phrases.of(phrases).find(words.tokens), None) for phrases in subjects]
    spans = sorted((words.spans[each.first][0], words.spans[each.after - 1][1]) for each in found if each is not None)
    between = [text[first[1] : second[0]] for first, second in pairwise(spans)]
    listed = all(_SUBJECTS_LISTED.fullmatch(each) for each in between[:-1])
    joined = listed and all(_SUBJECTS_JOINED.fullmatch(each) for each in between[-1:])
    return spans if len(spans) == len(subjects) and joined else []


def _without(statement: Statement, text: str, spans: Sequence[tuple[int, int]], number: int) -> Statement:
    """Give the statement with all subjects but one blanked out of its text, or of what stands above it."""
    left = text
    for start, end in (*spans[:number], *spans[number + 1 :]):
        left = left[:start] + " " * (end - start) + left[end:]
    if text == statement.text:
        return replace(statement, text=left)
    leads = tuple(left if each == text else each for each in statement.leads)
    return replace(statement, leads=leads, previous=left if statement.previous == text else statement.previous)
