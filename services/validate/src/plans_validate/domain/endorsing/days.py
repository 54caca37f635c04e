"""Own which day belongs to a saying on endorsement: the nearest one beside it that is no deadline."""

import re

from plans_validate.domain.dates import FoundDate, find_dates, is_date_word
from plans_validate.domain.document import Block, Passage
from plans_validate.domain.words import Phrases

_DEADLINE = re.compile(
    r"\b(?:by|before|until|than|deadline|ends?|ending|expires?|closes?|(?:takes?|into) (?:effect|force))"
    r"(?: (?:the|of|is|end|on|at|noon|midnight|\w+day|\d+(?:[.:]\d\d)?(?:am|pm)))*\s*$",
    re.IGNORECASE,
)
_LONGEST_DAY = 8
_CLAUSE_END = re.compile(r"[,;] | and ")


def day_beside(text: str, focus: int, year: int) -> str | None:
    """Give the date nearest to a place in a text; null when none stands there but deadlines."""
    beside = [found for found in find_dates(text, year) if not is_deadline(text, found)]
    return min(beside, key=lambda found: _distance(text, focus, found)).iso if beside else None


def is_deadline(text: str, found: FoundDate) -> bool:
    """Tell whether a date is said to be the last day of something, or the first on which it holds."""
    return _DEADLINE.search(text[: found.start]) is not None


def is_day_line(line: Block | Passage, dating: tuple[str, ...]) -> bool:
    """Tell whether a line holds no more than a day, or its label too: "Date of meeting: 16 July 2024"."""
    tokens = line.words.tokens
    of_date = all(is_date_word(token) or (token,) in Phrases.of(dating) for token in tokens)
    return len(tokens) <= _LONGEST_DAY and of_date


def _distance(text: str, focus: int, found: FoundDate) -> tuple[int, int]:
    """Tell how far a date is from a place: in clauses, then in characters."""
    between = text[found.end : focus] if found.end <= focus else text[focus : found.start]
    return len(_CLAUSE_END.findall(between)), len(between)
