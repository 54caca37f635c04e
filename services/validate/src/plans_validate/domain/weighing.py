"""Own the weighing of a text: how much its signs speak for each category that a round has weights for.

A sign's weights stand side by side in one whole number, a lane of 32 bits for each category, so that to add two signs
is one addition. What is below nought borrows from the lane above; half a lane added to each at the end pays it back.
"""

from collections.abc import Iterable
from math import sqrt
from struct import unpack
from typing import NamedTuple

from plans_validate.domain.round_weights import SignWeights

SCALE = 100
_BYTES = 4
_BITS = 8 * _BYTES
_HALF = 1 << (_BITS - 1)


class Shown(NamedTuple):
    """A category that a sentence shows; `clearly` when it does wherever the sentence stands."""

    category: str
    clearly: bool


class Weigher:
    """Weigh texts with one round's weights; without any, nothing speaks for anything."""

    def __init__(self, weights: SignWeights) -> None:
        self._weights = weights
        self._lanes = {
            sign: _side_by_side(zip(row[::2], row[1::2], strict=True)) for sign, row in weights.signs.items()
        }
        self._halves = _side_by_side((place, _HALF) for place in range(len(weights.categories)))

    def shown(self, signs: Iterable[str]) -> list[Shown]:
        """Give the categories that a sentence shows, in the order of the weights."""
        least, clear = self._weights.least / SCALE, self._weights.clear / SCALE
        sums = zip(self._weights.categories, self.sums(signs), strict=True)
        return [Shown(category, sum_ >= clear) for category, sum_ in sums if sum_ >= least]

    def sums(self, signs: Iterable[str]) -> list[float]:
        """Give how much speaks for each category in a text's signs; texts of any length compare."""
        known = [lanes for lanes in map(self._lanes.get, signs) if lanes is not None]
        length = _BYTES * len(self._weights.categories)
        lanes = unpack(f"<{len(self._weights.categories)}I", (sum(known) + self._halves).to_bytes(length, "little"))
        share = 1 / sqrt(len(known) or 1)
        biased = zip(lanes, self._weights.bias, strict=True)
        return [((lane - _HALF) * share + bias) / SCALE for lane, bias in biased]


def _side_by_side(weights: Iterable[tuple[int, int]]) -> int:
    return sum(weight << (_BITS * place) for place, weight in weights)
