"""Own one figure as found: what it measures, its value in the catalogue's unit, and where it stands."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from plans_schema.vocabulary import Confidence
from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.naming import Named
from plans_validate.domain.figures.statements import Statement
from plans_validate.domain.round_figures import Measure

_FEWEST_DECIMALS_OF_A_FRACTION = 4


@dataclass(frozen=True)
class Found:
    """A figure with its statement; the flags say what is odd about it."""

    measure: Measure
    statement: Statement
    amount: Amount
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    period: str | None
    kind: str
    basis: str | None
    scope: str | None
    confidence: Confidence
    flags: frozenset[str] = field(default_factory=frozenset)

    @property
    def number(self) -> Decimal:
        """Give the value, or the bound that stands for it."""
        return next(each for each in (self.value, self.low, self.high, Decimal(0)) if each is not None)

    @property
    def as_written(self) -> str:
        """Give the amount as it stands in the text."""
        return self.statement.text[self.amount.start : self.amount.end]

    def with_flag(self, flag: str) -> "Found":
        """Give the same figure with one more flag."""
        return replace(self, flags=self.flags | {flag})


def mended(amount: Amount, named: Named, statement: Statement) -> tuple[Amount, bool]:
    """Give the amount as its measure makes sense of it, and whether it looks mistyped.

    "£37,610 million" is beyond what any council saves: the comma stands for a point. 0.0829 of the staff budget, or in
    a column of shares, is 8.29 per cent.
    """
    measure = named.measure
    if (
        amount.unit == "GBP"
        and amount.other is not None
        and _beyond(amount.number, measure)
        and amount.value is not None
    ):
        return replace(amount, value=amount.other), True
    if measure.unit == "percent" and _is_fraction(amount, measure, statement):
        return _times(amount, Decimal(100)), True
    if amount.value is not None and amount.value < 0 <= measure.low and measure.unit == "GBP":
        return replace(amount, value=-amount.value), amount.doubtful
    return amount, amount.doubtful


def _beyond(number: Decimal, measure: Measure) -> bool:
    return measure.high is not None and number > measure.high


def _is_fraction(amount: Amount, measure: Measure, statement: Statement) -> bool:
    if measure.fraction_up_to is None or amount.value is None or not 0 < amount.value <= measure.fraction_up_to:
        return False
    if amount.unit == "number":
        return True
    signed = any(sign in statement.text[amount.start : amount.end].lower() for sign in ("%", "cent", "pct"))
    exponent = amount.value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return not signed and decimals >= _FEWEST_DECIMALS_OF_A_FRACTION


def _times(amount: Amount, factor: Decimal) -> Amount:
    scaled = (None if each is None else each * factor for each in (amount.value, amount.low, amount.high))
    value, low, high = scaled
    return replace(amount, value=value, low=low, high=high)


def in_range(number: Decimal, measure: Measure) -> bool:
    """Tell whether a value lies in the hard range of its measure."""
    return measure.low <= number and (measure.high is None or number <= measure.high)


def plain(number: Decimal | None) -> Decimal | None:
    """Give a number without needless zeros and without an exponent."""
    if number is None:
        return None
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()
