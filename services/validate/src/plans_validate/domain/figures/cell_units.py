"""Own the units that the heads and labels of a table, or the line above it, give its numbers."""

import re
from dataclasses import dataclass
from decimal import Decimal

from plans_validate.domain.figures.amounts import Unit

THOUSANDS = re.compile(r"£\s?['’]?000s?\b|£\s?k\b|\bthousands?\b|\(['’]?000s?\)", re.IGNORECASE)
_MILLIONS = re.compile(r"£\s?m(?:n|illions?)?\b|£\s?millions?|\bin millions\b", re.IGNORECASE)
_BILLIONS = re.compile(r"£\s?bn\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:proportion|share|ratio)\b(?! (?:a|an|the|our|its|their|with|data|services?)\b)", re.IGNORECASE
)
COUNTED = re.compile(r"\b(?:how many|number of)\b", re.IGNORECASE)
_POUNDS = re.compile(r"£(?!\s?\d)|\bGBP\b")
_FTE = re.compile(r"\bftes?\b|\bwte\b", re.IGNORECASE)
_HOURS = re.compile(r"\bhours\b", re.IGNORECASE)


@dataclass(frozen=True)
class CellUnit:
    """The unit that a table gives its numbers: money in ones, thousands or millions, per cent, a share and others."""

    name: Unit
    scale: Decimal = Decimal(1)


def unit_in(text: str) -> CellUnit | None:
    """Give the unit that a text names; null when it names none."""
    for pattern, unit in (
        (THOUSANDS, CellUnit("GBP", Decimal(10**3))),
        (_MILLIONS, CellUnit("GBP", Decimal(10**6))),
        (_BILLIONS, CellUnit("GBP", Decimal(10**9))),
        (_PERCENT, CellUnit("percent")),
        (_SHARE, CellUnit("percent")),
        (_FTE, CellUnit("fte")),
        (_HOURS, CellUnit("hours")),
        (_POUNDS, CellUnit("GBP")),
    ):
        if pattern.search(text):
            return unit
    return None
