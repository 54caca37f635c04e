"""The rounds of collection: what identifies one, and when it closes. A round's rules stand with the validator."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Round:
    """One collection of plans; `deadline` is the last day, London time."""

    id: str
    title: str
    deadline: date


# Source: letter of 16 April 2024: plans returned by 19 July 2024 (R08, "must").
PRODUCTIVITY_2024 = Round("2024-productivity", "Productivity Plans 2024", date(2024, 7, 19))
