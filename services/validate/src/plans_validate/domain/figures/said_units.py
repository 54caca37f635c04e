"""Own the unit that a label or a question gives a bare number: "Percentage of pay spent on agency staff: 4.2"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.cell_units import COUNTED, CellUnit, unit_in
from plans_validate.domain.figures.cells import is_answer
from plans_validate.domain.figures.numerals import YEAR
from plans_validate.domain.figures.statements import Statement

_LABEL_END = re.compile(r"(?::|\s[–—=-])\s")
_BARE = re.compile(r"\s*(?:$|[;,.)(]|(?:and|on|for|in|at|to|respectively)\b)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(rf"\W*{YEAR}\W+", re.IGNORECASE)
_IN_SHARES = re.compile(r"\b(?:percentage|per ?cent)\b|\b(?:as|in) (?:an? )?%", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:percentage|per ?cent|proportion|share)\b|(?<![\d ])\s?%", re.IGNORECASE)
_ALL_SHARES = re.compile(r"\W*(?:expressed )?(?:in |as an? )?percentages?\b|\W*%", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|being|at|of|to|from|and|then|or|stood|reached|just|about|only|nearly|around"
    r"|approximately|over|under|below|above|q[1-4]:?)|[,(:;]|%"
    r"|(?:%|percentage|per ?cent|share|proportion) of [a-z ]{3,25})\s*$",
    re.IGNORECASE,
)
_WHOLE = 100


def with_said_units(amounts: Sequence[Amount], statement: Statement) -> list[Amount]:
    """Give bare numbers the unit that is said for each; one with a point is a share beside one that is said to be."""
    given = [_with_said_unit(amount, statement) for amount in amounts]
    if not any(old.unit == "number" and new.unit == "percent" for old, new in zip(amounts, given, strict=True)):
        return given
    with_point = ("." in statement.text[each.start : each.end] for each in given)
    return [_with_said_unit(each, statement, is_share=point) for each, point in zip(given, with_point, strict=True)]


def _with_said_unit(amount: Amount, statement: Statement, *, is_share: bool = False) -> Amount:
    """Give a bare number the unit that its label says, else the line or the question that it answers."""
    text = statement.text
    if amount.unit != "number" or not text[amount.start].isdigit() or not _BARE.match(text, amount.end):
        return amount
    unit = _said(statement, amount) or (CellUnit("percent") if is_share or _is_share(text, amount) else None)
    if unit is None or amount.value is None or (unit.name == "percent" and amount.value > _WHOLE):
        return amount
    return replace(amount, unit=unit.name, value=amount.value * unit.scale)


def _said(statement: Statement, amount: Amount) -> CellUnit | None:
    text = statement.text
    label = _LABEL_END.search(text, 0, amount.start)
    said = [text[: label.start()]] if label else []
    of_year = _YEAR_BEFORE.fullmatch(text, 0, amount.start)
    if label or is_answer(text) or statement.previous.endswith(";") or of_year:
        said += statement.leads[:1] or ([statement.previous] if of_year else [])
    counted = any(COUNTED.search(each) for each in said)
    unit = None if counted else next((unit for each in said if (unit := unit_in(each)) is not None), None)
    return unit if unit is not None and (unit.name == "percent" or unit.scale > 1) else None


def _is_share(text: str, amount: Amount) -> bool:
    """Tell whether the clause says that its number is a share: "the percentage was 4.1", "in percentage terms 3.7"."""
    before = text[: amount.start]
    if COUNTED.search(before):
        return False
    if "." in text[amount.start : amount.end]:
        says_so = _SAYS_SO.search(before) and _SHARES.search(before)
        return bool(says_so or _ALL_SHARES.match(before))
    return bool(_SAYS_SO.search(before) and _IN_SHARES.search(before))
