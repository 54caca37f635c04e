"""Own the weighing of a text: how much its signs speak for each category that a round has weights for."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from plans_validate.domain.round_weights import SCALE, SignWeights, lanes_of


class Shown(NamedTuple):
    """A category that a sentence shows; `clearly` when it does wherever the sentence stands."""

    category: str
    clearly: bool


class Weigher:
    """Weigh texts with one round's weights; without any, nothing speaks for anything."""

    def __init__(self, weights: SignWeights) -> None:
        self._weights = weights
        self._wanted = [
            (category, weights.least - bias, weights.clear - bias)
            for category, bias in zip(weights.categories, weights.bias, strict=True)
        ]

    def shown(self, signs: Iterable[str]) -> list[Shown]:
        """Give the categories that a sentence shows, in the order of the weights."""
        lanes, root = self._added(signs)
        every = zip(self._wanted, lanes, strict=True)
        return [Shown(name, lane >= clear * root) for (name, least, clear), lane in every if lane >= least * root]

    def sums(self, signs: Iterable[str]) -> list[float]:
        """Give how much speaks for each category in a text's signs; texts of any length compare."""
        lanes, root = self._added(signs)
        share = 1 / root
        return [(lane * share + bias) / SCALE for lane, bias in zip(lanes, self._weights.bias, strict=True)]

    def _added(self, signs: Iterable[str]) -> tuple[list[int], float]:
        """Add up the weights of the signs that are known; give the root of how many these are, too."""
        known = [*filter(None, map(self._weights.signs.get, signs))]
        return lanes_of(sum(known), len(self._weights.categories)), sqrt(len(known) or 1)
