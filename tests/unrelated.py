"""Own documents that are no council's productivity plan: of many kinds, each with what it should seem to be.

Each kind is written twice, with another name in it and in another format. Some come close: a fire authority's, a
pension fund's and a university's productivity plan, a council's transformation plan, a report about everybody's plans.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from written_formats import WRITERS, elements_of

KINDS = Path(__file__).parent / "data" / "unrelated.toml"
COUNCILS = ("Herefordshire Council", "Rutland County Council")


@dataclass(frozen=True)
class Unrelated:
    """A file, what it should seem to be, and its name for the test's report."""

    name: str
    seems: str
    content: bytes


OWN_WORDS = """How services have changed

We closed two offices and share a control room with our neighbours. A new operating model took out a layer of
management and saves £1.1m a year, and our teams now work from fewer buildings.

Technology and data

We use an online portal, and a data warehouse joins our records. We automate invoices and are trying artificial
intelligence for minutes.

Reducing wasteful spend

A panel looks at every purchase order. Agency staff took 4.1% of the staff budget in 2023/24 and consultants 0.9%.

Barriers

One-year settlements make it hard to plan; we ask government for a multi-year settlement."""

# Kinds that may well say what a plan says: they are written with as many words of that sort.
CLOSE = frozenset({
    "transformation plan", "corporate plan", "digital strategy", "annual report", "economic strategy", "budget book",
    "news on plans", "foi answer", "job advert", "local plan",
})  # fmt: skip

# Bodies that were not asked for a plan.
BODIES = (
    "Hereford and Worcester Fire and Rescue Authority",
    "Worcestershire Pension Fund",
    "West Mercia Police and Crime Commissioner",
    "University of the Marches",
    "West Midlands Combined Authority",
    "Wye Valley Hospital NHS Trust",
    "Ledbury Town Council",
    "Peak Park National Park Authority",
    "Marshland Integrated Care Board",
    "Northmoor Constabulary",
    "Ambulance Service of the Vales",
    "Broadshire Schools Academy Trust",
)


def kinds() -> Iterator[tuple[str, str, str]]:
    """Give each kind's name, what it should seem to be, and its text with room for a council's name."""
    for kind in tomllib.loads(KINDS.read_text(encoding="utf-8"))["kinds"]:
        yield kind["name"], kind["seems"], kind["text"]


def unrelated() -> Iterator[Unrelated]:
    """Write every document, by turns in every format."""
    formats = cycle(sorted(WRITERS))
    for who in COUNCILS:
        for kind, seems, text in kinds():
            more = f"\n\n{OWN_WORDS}" if kind in CLOSE else ""
            yield _written(f"{kind} of {who}", seems, text.format(who=who) + more, next(formats))
    for body in BODIES:
        text = f"{body} Productivity Plan\n\n{OWN_WORDS}"
        yield _written(f"plan of {body}", body, text, next(formats))


def _written(name: str, seems: str, text: str, format_: str) -> Unrelated:
    return Unrelated(f"{name} ({format_})", seems, WRITERS[format_](elements_of(text)))
