"""Own what a few sentences on members' part most likely say, by signs that were weighed on labelled examples.

The grammar (`endorsing`) reads what it understands. What it does not may still be plain to a reader: here words, and
pairs of words near each other, are signs, with a name's kind in the place of the name. Each sign speaks for some
statuses and against others; the weights stand in the round's data, learned from wordings that people labelled.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

from plans_schema.vocabulary import EndorsementStatus
from plans_validate.domain.dates import is_date_word
from plans_validate.domain.endorsing.agents import Agents
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

STATUSES = tuple(EndorsementStatus)
SCALE = 100
_REACH = 5
_ALWAYS = "<always>"
_START, _END = "<start>", "<end>"
_ENDINGS = ("ements", "ement", "ations", "ation", "ings", "ing", "ed", "es", "als", "al", "s", "e")
_SHORTEST_STEM = 4


class Likely(NamedTuple):
    """The status that sentences most likely tell of, and how sure that is, 0 to 1."""

    status: EndorsementStatus
    sureness: float


class Likelihood:
    """Weigh sentences with one round's weights: those of a sign in the order of `STATUSES`, times `SCALE`."""

    def __init__(self, words: EndorsementWords, agents: Agents, weights: Mapping[str, Sequence[int]]) -> None:
        self._agents = agents
        self._plan = Phrases.of(words.strong_plan)
        self._others = Phrases.of(words.other_objects)
        self._weights = weights

    def signs(self, tokens: Sequence[str]) -> frozenset[str]:
        """Give the signs of a text: its stems, and its pairs of stems at most four others apart, in their order."""
        row = (_START, *self._kinds(tokens), _END)
        beside = (f"{first} {second}" for first, second in pairwise(row))
        near = (
            f"{first} .. {second}" for place, first in enumerate(row) for second in row[place + 2 : place + 1 + _REACH]
        )
        return frozenset((_ALWAYS, *row, *beside, *near))

    def of(self, tokens: Sequence[str]) -> Likely:
        """Give the likeliest status of a text."""
        sums = weighed(self._weights[sign] for sign in self.signs(tokens) if sign in self._weights)
        shares = likelihoods([each / SCALE for each in sums])
        best = max(range(len(STATUSES)), key=lambda place: shares[place])
        return Likely(STATUSES[best], shares[best])

    def _kinds(self, tokens: Sequence[str]) -> Iterator[str]:
        """Give the stems of a text, with kinds in the place of names, days and numbers."""
        named = [(agent.match, f"<{agent.kind.value}>") for agent in self._agents.named(tokens)]
        named += [(match, "<plan>") for match in self._plan.find(tokens)]
        named += [(match, "<other>") for match in self._others.find(tokens)]
        at = 0
        for match, kind in sorted(named, key=_place):
            if match.first >= at:
                yield from map(_stem, tokens[at : match.first])
                yield kind
                at = match.after
        yield from map(_stem, tokens[at:])


def weighed(weights: Iterable[Sequence[float]]) -> list[float]:
    """Add the weights of signs, status by status."""
    return [sum(column) for column in zip(*weights, strict=True)] or [0.0] * len(STATUSES)


def likelihoods(sums: Sequence[float]) -> list[float]:
    """Turn sums of weights into shares of one."""
    most = max(sums)
    powers = [exp(each - most) for each in sums]
    return [each / sum(powers) for each in powers]


def _place(found: tuple[Match, str]) -> tuple[int, int]:
    match, _ = found
    return match.first, -match.after


def _stem(token: str) -> str:
    if token.isdigit():
        return "<number>"
    if is_date_word(token):
        return "<day>"
    ending = next((each for each in _ENDINGS if token.endswith(each)), "")
    return token.removesuffix(ending) if len(token) - len(ending) >= _SHORTEST_STEM else token
