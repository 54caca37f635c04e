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

    def shown(self, signs: Iterable[str]) -> list[Shown]:
        """Give the categories that a sentence shows, in the order of the weights."""
        least, clear = self._weights.least / SCALE, self._weights.clear / SCALE
        sums = zip(self._weights.categories, self.sums(signs), strict=True)
        return [Shown(category, sum_ >= clear) for category, sum_ in sums if sum_ >= least]

    def sums(self, signs: Iterable[str]) -> list[float]:
        """Give how much speaks for each category in a text's signs; texts of any length compare."""
        known = [row for row in map(self._weights.signs.get, signs) if row is not None]
        lanes = lanes_of(sum(known), len(self._weights.categories))
        share = 1 / sqrt(len(known) or 1)
        return [(lane * share + bias) / SCALE for lane, bias in zip(lanes, self._weights.bias, strict=True)]
