"""Own which numbers of a sentence count, and which count together: "none, apart from one", "a single interim"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.stretches import Stretch, found_in, place_from, words_of
from plans_validate.domain.round_figures import FigureWords

_SINGLE = "a single"
_AND_ANOTHER = re.compile(r"\s(?:[a-z’'-]+\s){1,3}and\s(?:a further\s)?", re.IGNORECASE)
_IN_ROLE = re.compile(r"\s(?:[a-z’'-]+\s){1,3}(?:act|serve|volunteer|stand)(?:s|ed)? as\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[.;:]")
_NOUN = re.compile(r"(?: [a-z’'-]+){1,4}(?=\s?[.,;(]|$)", re.IGNORECASE)
_ADJECTIVES = 2


def without_other_singles(amounts: Sequence[Amount], text: str, words: FigureWords) -> list[Amount]:
    """Give the amounts save "a single" before anything but what the round counts so."""
    return [
        each
        for each in amounts
        if text[each.start : each.end].lower() != _SINGLE or _is_before(words.counted_singly, each, text, _ADJECTIVES)
    ]


def summed(amounts: Sequence[Amount], text: str, words: FigureWords) -> list[Amount]:
    """Give the amounts, one for two groups of one role, and for none but some.

    "Two councillors and one officer act as …"; "no worker has stayed so long, apart from one".
    """
    return list(_summed(amounts, text, words))


def _summed(amounts: Sequence[Amount], text: str, words: FigureWords) -> Iterator[Amount]:
    last: Amount | None = None
    for amount in amounts:
        if last is not None and _is_excepted(amount, last, text, words):
            counted = _NOUN.match(text, amount.end)
            last = replace(amount, start=last.start, end=counted.end() if counted else amount.end)
            continue
        if last is not None and _have_one_role(last, amount, text):
            last = replace(last, end=amount.end, value=last.number + amount.number)
            continue
        if last is not None:
            yield last
        last = amount
    if last is not None:
        yield last


def _is_excepted(amount: Amount, nothing: Amount, text: str, words: FigureWords) -> bool:
    """Tell whether a count is what none is said but for: "none, apart from one", "none, with two exceptions"."""
    if nothing.value != 0 or amount.unit != "number" or _CLAUSE_ENDS.search(text, nothing.end, amount.start):
        return False
    if _is_before(words.exceptions, amount, text, 0):
        return True
    between = Stretch.between(text, nothing.end, amount.start)
    tokens = words_of(text).tokens
    said = between.find(words.but_for)
    return any(words.plain_tokens.issuperset(tokens[each.after : between.after]) for each in said)


def _is_before(phrases: tuple[str, ...], amount: Amount, text: str, gap: int) -> bool:
    """Tell whether a phrase stands behind an amount, with so many words between at the most."""
    place = place_from(text, amount.end)
    return any(0 <= each.first - place <= gap for each in found_in(text, phrases))


def _have_one_role(first: Amount, second: Amount, text: str) -> bool:
    counts = first.unit == second.unit == "number" and None not in (first.value, second.value)
    return counts and bool(_AND_ANOTHER.fullmatch(text, first.end, second.start) and _IN_ROLE.match(text, second.end))
