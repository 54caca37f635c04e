"""Own how many wordings that officers may choose are known, kind by kind, and that their look-alikes are not."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from plans_validate.domain.rules.barriers import names_its_barriers
from plans_validate.domain.rules.practices import describes_practices
from written_plans import SERVICES, SPEND, TITLE, a_plan, asking_alone, checked

DATA = Path(__file__).parents[2] / "data"
HEADINGS = {"T2": "Technology and data", "T1": "How we have changed our services", "T3": "Reducing wasteful spend"}
ENOUGH = 0.85


@pytest.fixture(autouse=True)
def these_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    asking_alone(monkeypatch, describes_practices, names_its_barriers)


def wordings(name: str) -> Iterator[tuple[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from ((row["kind"], row["words"]) for row in csv.DictReader(file))


def practices(words: str, theme: str) -> set[str]:
    report = checked(a_plan(without=theme, after=f"{HEADINGS[theme]}\n\n{words}"))
    return {each.category.value for each in report.practices}


def barriers(words: str) -> set[str]:
    report = checked(f"{TITLE}\n\n{SERVICES}\n\n{SPEND}\n\nBarriers\n\n{words}\n\nConclusion\n\nThat is all.\n")
    return {each.category.value for each in report.barriers}


def test_most_wordings_of_practices_are_known() -> None:
    without = {theme: practices("The county is wide and green.", theme) for theme in HEADINGS}
    known = [
        kind in practices(words, next(theme for theme in HEADINGS if kind not in without[theme]))
        for kind, words in wordings("practice_wordings.csv")
    ]

    assert len(known) == 36 * 6
    assert sum(known) >= ENOUGH * len(known)


def test_most_wordings_of_barriers_are_known() -> None:
    known = [kind in barriers(words) for kind, words in wordings("barrier_wordings.csv")]

    assert len(known) == 20 * 6
    assert sum(known) >= ENOUGH * len(known)


@pytest.mark.parametrize(
    "words",
    [
        "The head teacher sent back a card to thank the crew.",
        "A hacker from the theatre group plays the villain in the show.",
        "Visitors can download a leaflet on the castle.",
        "Our county has many nurses and doctors.",
        "The lifeboat crew rolled over the boat in the drill.",
        "Sports clubs play on Saturday mornings.",
        "Guest houses line the sea front.",
        "Cross checks of swans are made by the river.",
        "The bus station stands beside the cathedral.",
        "The harbour is the heart of the town and its people love it.",
        "The lights in the hall were switched off at ten.",
        "The arcade on the pier is known for its slot machines.",
        "The museum shows lamps and a ledger from the past.",
        "Fewer vehicles on a Sunday make the market pleasant.",
    ],
)
def test_a_look_alike_is_no_practice(words: str) -> None:
    assert practices(words, "T3") == practices("The county is wide and green.", "T3")


@pytest.mark.parametrize(
    "words",
    [
        "We pick up the bill for the uniforms of poor families.",
        "We swap information with the police each week.",
        "Our core grant has paid for a new hall.",
        "We keep the lights on in the parks until nine.",
        "Lone workers wear alarms when they work alone.",
        "People over 85 can swim for free.",
    ],
)
def test_a_look_alike_is_no_barrier(words: str) -> None:
    usual = {each.category for each in checked(a_plan()).barriers}

    assert {each.category for each in checked(a_plan(introduction=words)).barriers} == usual
