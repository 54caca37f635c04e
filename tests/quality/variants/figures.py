"""Write figures in many wordings: those that the letter asks for, what only looks like them, and others.

A template is a passage with marks for values and periods; what is to be found in it stands beside it. Values are
written in the notations that councils use, seeded, so that a case is the same each time.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).with_suffix(".toml")
PLAN = """Herefordshire Council Productivity Plan

How we have changed our services

We closed offices and moved to a new operating model with fewer directorates. Our reablement teams now help older
residents to live at home, and early help keeps families out of crisis. We share a legal service with our neighbours.

Technology and data

Residents use an online portal, and a data warehouse joins housing and care records. We automate the sorting of
invoices, and we are trying artificial intelligence for minutes of meetings.

Reducing wasteful spend

A panel looks at every purchase order, and internal audit reports on value for money.

{passage}

What stands in our way

One-year settlements make it hard to plan; we ask government for a multi-year settlement. Bidding for small pots takes
officers away from their work, and ring-fenced grants bring rules of their own.
"""


@dataclass(frozen=True)
class Expected:
    """A figure that is to be found: as in the report, money in pounds."""

    id: str
    value: Decimal | None
    period: str | None
    low: Decimal | None = None
    high: Decimal | None = None
    is_target: bool = False


@dataclass(frozen=True)
class Case:
    """A plan with one passage of figures, its kind ("asked", "lookalike", "other") and what is to be found."""

    name: str
    kind: str
    text: str
    passage: str
    expected: tuple[Expected, ...]


def cases(seed: int = 20240719, source: Path = TEMPLATES, per_template: int = 2) -> Iterator[Case]:
    """Write every template with values of its own, several times."""
    random_ = random.Random(seed)
    for kind, templates in tomllib.loads(source.read_text("utf-8")).items():
        for number, template in enumerate(templates):
            for turn in range(per_template):
                yield _case(f"{kind}-{number:03}-{turn}", kind, template, random_)


def _case(name: str, kind: str, template: dict[str, Any], random_: random.Random) -> Case:
    marks: dict[str, str] = {}
    values: dict[str, Decimal] = {}
    for mark in ("p1", "p2", "p3", "q1", "u1", "u2", "m1", "m2", "k1", "n1", "n2", "w1", "h1"):
        marks[mark], values[mark] = _WRITERS[mark[0]](random_)
    years, names = _years(random_)
    passage = template["text"].format(**marks, **years)
    expected = tuple(_expected(each, values, names) for each in template["expected"])
    return Case(name, kind, PLAN.format(passage=passage), passage, expected)


def _expected(said: str, values: dict[str, Decimal], years: dict[str, str]) -> Expected:
    """Read "agency_spend_pct p1 y1": the figure, its value or bound, its period if it has one; or what is aimed at."""
    if said.endswith(" target"):
        return replace(_expected(said.removesuffix(" target"), values, years), is_target=True)
    figure_id, value, *period = said.split()
    named = None if not period else years.get(period[0], period[0].replace("_", " "))
    low, dots, high = value.partition("..")
    if dots:
        return Expected(figure_id, None, named, Decimal(low), Decimal(high))
    bound, _, mark = value.rpartition(":")
    number = values[mark] if mark in values else Decimal(mark)
    if bound:
        return bounded(Expected(figure_id, None, named), bound, number)
    return Expected(figure_id, number, named)


def bounded(expected: Expected, bound: str, number: Decimal) -> Expected:
    """Give the same with a number as its `low` or `high`."""
    return replace(expected, low=number) if bound == "low" else replace(expected, high=number)


def _share(random_: random.Random) -> tuple[str, Decimal]:
    value = Decimal(random_.randint(2, 219)) / 10 + Decimal(random_.choice((0, 0, 3, 7))) / 100
    return _percent(value, random_)


def _small_share(random_: random.Random) -> tuple[str, Decimal]:
    return _percent(Decimal(random_.randint(1, 29)) / 100, random_)


def _percent(value: Decimal, random_: random.Random) -> tuple[str, Decimal]:
    return random_.choice((f"{value}%", f"{value}%", f"{value} %", f"{value} per cent", f"{value} percent")), value


def _money(random_: random.Random) -> tuple[str, Decimal]:
    tenths = random_.randint(11, 189)
    value = Decimal(tenths) * 100000
    millions = Decimal(tenths) / 10
    written = (
        f"£{millions}m",
        f"£{millions} million",
        f"£{value:,}",
        f"£{millions:.2f}m",
        f"{millions} million pounds",
    )
    return random_.choice(written), value


def _thousands(random_: random.Random) -> tuple[str, Decimal]:
    thousands = random_.randint(6, 240)
    value = Decimal(thousands) * 1000
    return random_.choice((f"£{thousands}k", f"£{value:,}", f"£{thousands},000", f"£{value}")), value


def _count(random_: random.Random) -> tuple[str, Decimal]:
    value = random_.randint(11, 98)
    return str(value), Decimal(value)


def _in_words(random_: random.Random) -> tuple[str, Decimal]:
    words = {"three": 3, "seven": 7, "eleven": 11, "fourteen": 14, "twenty-two": 22, "thirty": 30, "forty-five": 45}
    word = random_.choice(sorted(words))
    return word, Decimal(words[word])


def _hours(random_: random.Random) -> tuple[str, Decimal]:
    value = random_.randint(120, 9800)
    return f"{value:,}", Decimal(value)


def _years(random_: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    first = random_.choice((2021, 2022, 2023))
    style = random_.choice(("{0}/{1:02d}", "{0}-{1:02d}", "{0}/{1:02d}"))
    marks, names = {}, {}
    for step in (1, 2, 3):
        year = first - 1 + step
        marks[f"y{step}"] = style.format(year, (year + 1) % 100)
        names[f"y{step}"] = f"{year}/{(year + 1) % 100:02d}"
    return marks, names


_WRITERS = {
    "p": _share, "q": _share, "u": _small_share, "m": _money, "k": _thousands, "n": _count, "w": _in_words, "h": _hours,
}  # fmt: skip
