"""Own what is learned from: wordings that people labelled, and what else plans say of those who may endorse."""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from learning.learn import Example
from plans_validate.adapters.checking import checker
from plans_validate.adapters.reading import read
from plans_validate.domain.endorsing.mentions import mentions_of
from plans_validate.domain.rules.endorsement import prepared
from plans_validate.domain.segments import WRITTEN_BY_COUNCIL
from plans_validate.domain.signs import stem
from plans_validate.domain.words import Words, fold
from plans_validate.rounds import load_round
from quality.second_sight.cases import theme_cases
from quality.variants import themes

_TESTS = Path(__file__).parents[1]
_TABLES = (
    _TESTS / "learning" / "endorsement.csv",
    _TESTS / "data" / "endorsements.csv",
    _TESTS / "quality" / "held_out" / "endorsement.csv",
    _TESTS / "quality" / "variants" / "endorsement.csv",
)
_LEARNED_FROM = ("second_sight", "third_sight", "fourth_sight", "fifth_sight")
_PLANS_OF = ("second_sight", "third_sight", "fourth_sight")
_SEED = 7
_TWICE = 2
_NOTHING = frozenset({"not_stated"})
_PLACES = {
    "{th_day}": "3rd July 2024", "{num_day}": "03/07/2024", "{day}": "3 July 2024", "{date}": "3 July 2024",
    "{member}": "Jo Ashdown", "{cabinet}": "Cabinet",
}  # fmt: skip


class Labelled(NamedTuple):
    """A wording and the statuses that are right of it, joined by `|`."""

    wording: str
    status: str


def labelled() -> Iterator[Labelled]:
    """Give every labelled wording, with days and names in its places."""
    for table in _TABLES:
        with table.open(encoding="utf-8", newline="") as lines:
            yield from (Labelled(_filled(row["wording"]), row["status"]) for row in csv.DictReader(lines))
    for name in _LEARNED_FROM:
        said = tomllib.loads((_TESTS / "quality" / name / "endorsements.toml").read_text(encoding="utf-8"))["said"]
        yield from (Labelled(_filled(each["text"]), each["status"]) for each in said)


def example_of(each: Labelled) -> Example:
    """Give a wording's signs, as they would be read in a plan."""
    tokens = Words.of(fold(each.wording)).tokens
    return Example(tuple(prepared(load_round()).likelihood.row(tokens)), frozenset(each.status.split("|")))


def of_plans() -> list[Example]:
    """Give the mentions of plans that say nothing of endorsement, each twice: they are few, and every plan has some."""
    _, grammar, likelihood = prepared(load_round())
    found = {
        tuple(likelihood.row(mention.tokens))
        for text in _plans()
        for part in checker().parts_of(read(text.encode()))
        if part.kind in WRITTEN_BY_COUNCIL
        for mention in mentions_of(part, grammar)
    }
    return [Example(row, _NOTHING) for row in sorted(found)] * _TWICE


def of_sentences(kinds: Iterable[str]) -> list[Example]:
    """Give the sentences on other matters that name somebody who may endorse."""
    _, grammar, likelihood = prepared(load_round())
    texts = (Words.of(fold(row["text"])).tokens for kind in kinds for row in _rows_on(kind))
    return [Example(tuple(likelihood.row(tokens)), _NOTHING) for tokens in texts if grammar.agents.named(tokens)]


def sentences_on(kind: str) -> list[Example]:
    """Give the sentences that people labelled with practices, barriers or questions' items."""
    return [
        Example(_stems(row["text"]), frozenset(row["labels"].split()), frozenset(row["also"].split()))
        for row in _rows_on(kind)
    ]


def _rows_on(kind: str) -> list[dict[str, str]]:
    with (_TESTS / "learning" / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(token) for token in Words.of(fold(text.replace(" | ", " "))).tokens)


def _plans() -> Iterator[str]:
    for name in _PLANS_OF:
        cases = theme_cases(_TESTS / "quality" / name, _SEED)
        yield from (case.text for case in cases if "headings" in case.name)
    yield from (case.text for case in themes.cases(_SEED))


def _filled(wording: str) -> str:
    for place, filling in _PLACES.items():
        wording = wording.replace(place, filling)
    return wording
