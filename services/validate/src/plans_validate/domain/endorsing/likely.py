"""Own what a few sentences on members' part most likely say, by signs that were weighed on labelled examples.

The grammar (`endorsing`) reads what it understands. What it does not may still be plain to a reader: here the signs of
a text are weighed (`signs`), with a name's kind in the place of the name. Each sign speaks for some statuses and
against others; the weights stand in the round's data, learned from wordings that people labelled.
"""

from collections.abc import Iterator, Sequence
from math import exp
from typing import NamedTuple

from plans_schema.vocabulary import EndorsementStatus
from plans_validate.domain.endorsing.agents import Agents
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.round_weights import SignWeights
from plans_validate.domain.signs import signs_of, stem
from plans_validate.domain.weighing import Weigher
from plans_validate.domain.words import Match, Phrases

REACH = 5


class Likely(NamedTuple):
    """The status that sentences most likely tell of, and how sure that is, 0 to 1."""

    status: EndorsementStatus
    sureness: float


class Likelihood:
    """Weigh sentences with one round's weights, of which the categories are statuses."""

    def __init__(self, words: EndorsementWords, agents: Agents, weights: SignWeights) -> None:
        self._agents = agents
        self._plan = Phrases.of(words.strong_plan)
        self._others = Phrases.of(words.other_objects)
        self._weigher = Weigher(endorsement=weights)
        self._statuses = [EndorsementStatus(category) for category in weights.categories]

    def of(self, tokens: Sequence[str]) -> Likely:
        """Give the likeliest status of a text."""
        if not self._statuses:
            return Likely(EndorsementStatus.NOT_STATED, 0)
        sums = self._weigher.sums(signs_of(self.row(tokens), REACH))["endorsement"]
        best = max(range(len(sums)), key=lambda place: sums[place])
        return Likely(self._statuses[best], 1 / sum(exp(each - sums[best]) for each in sums))

    def row(self, tokens: Sequence[str]) -> list[str]:
        """Give the stems of a text, with kinds in the place of names, days and numbers."""
        return list(self._kinds(tokens))

    def _kinds(self, tokens: Sequence[str]) -> Iterator[str]:
        named = [(agent.match, f"<{agent.kind.value}>") for agent in self._agents.named(tokens)]
        named += [(match, "<plan>") for match in self._plan.find(tokens)]
        named += [(match, "<other>") for match in self._others.find(tokens)]
        at = 0
        for match, kind in sorted(named, key=_place):
            if match.first >= at:
                yield from map(stem, tokens[at : match.first])
                yield kind
                at = match.after
        yield from map(stem, tokens[at:])


def _place(found: tuple[Match, str]) -> tuple[int, int]:
    match, _ = found
    return match.first, -match.after
