"""Own the unit that a label or a question gives a bare number: "Percentage of pay spent on agency staff: 4.2"."""

import re
from dataclasses import replace

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.cells import COUNTED, CellUnit, is_answer, unit_in
from plans_validate.domain.figures.statements import Statement

_LABEL_END = re.compile(r"(?::|\s[–—=-])\s")
_BARE = re.compile(r"\s*(?:$|[;,.)(]|(?:and|on|for|in|at|to)\b)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\W*(?:FY\s?)?(?:20)?\d\d\s?[/–-]\s?(?:20)?\d\d\W+", re.IGNORECASE)
_WHOLE = 100


def with_said_unit(amount: Amount, statement: Statement) -> Amount:
    """Give a bare number the unit that its label says, else the line or the question that it answers."""
    text = statement.text
    if amount.unit != "number" or not text[amount.start].isdigit() or not _BARE.match(text, amount.end):
        return amount
    unit = _said(statement, amount)
    if unit is None or amount.value is None or (unit.name == "percent" and amount.value > _WHOLE):
        return amount
    return replace(amount, unit=unit.name, value=amount.value * unit.scale)


def _said(statement: Statement, amount: Amount) -> CellUnit | None:
    text = statement.text
    label = _LABEL_END.search(text, 0, amount.start)
    said = [text[: label.start()]] if label else []
    if label or is_answer(text) or _YEAR_BEFORE.fullmatch(text, 0, amount.start):
        said += statement.leads[:1]
    counted = any(COUNTED.search(each) for each in said)
    unit = None if counted else next((unit for each in said if (unit := unit_in(each)) is not None), None)
    return unit if unit is not None and (unit.name == "percent" or unit.scale > 1) else None
