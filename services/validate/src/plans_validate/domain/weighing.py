"""Own the weighing of a text: how much its signs speak for each category of each kind that a round has weights for."""

from collections.abc import Iterable, Iterator
from math import sqrt
from typing import NamedTuple

from plans_validate.domain.round_weights import SCALE, SignWeights, lanes_of, side_by_side


class Shown(NamedTuple):
    """A category that a sentence shows; `clearly` when it does wherever the sentence stands."""

    category: str
    clearly: bool


class _Kind(NamedTuple):
    """One kind's categories, each with its bias and with what must speak for it, bare or clearly; its first lane."""

    categories: tuple[tuple[str, int, int, int], ...]
    start: int

    def added(self, lanes: list[int]) -> tuple[list[int], float]:
        """Give what was added up for each category, and the root of how many signs the kind knows."""
        first = self.start + 1
        return lanes[first : first + len(self.categories)], sqrt(lanes[self.start] or 1)


class Weigher:
    """Weigh texts with the weights of some kinds at once; without any, nothing speaks for anything.

    A sign is looked up once for all kinds: their weights stand side by side, each kind's behind a lane that counts.
    """

    def __init__(self, **kinds: SignWeights) -> None:
        self._kinds: dict[str, _Kind] = {}
        self._signs: dict[str, int] = {}
        self._lanes = 0
        for name, kind in kinds.items():
            limits = ((bias, kind.least - bias, kind.clear - bias) for bias in kind.bias)
            categories = tuple((category, *each) for category, each in zip(kind.categories, limits, strict=True))
            self._kinds[name] = _Kind(categories, self._lanes)
            for sign, row in kind.signs.items():
                own = side_by_side(((self._lanes, 1), (self._lanes + 1, row)))
                self._signs[sign] = self._signs.get(sign, 0) + own
            self._lanes += 1 + len(categories)

    def shown(self, signs: Iterable[str]) -> dict[str, list[Shown]]:
        """Give for each kind the categories that a sentence shows, in the order of the weights."""
        found: dict[str, list[Shown]] = {}
        for name, kind, lanes, root in self._added(signs):
            every = zip(kind.categories, lanes, strict=True)
            found[name] = [
                Shown(category, lane >= clear * root)
                for (category, _, least, clear), lane in every
                if lane >= least * root
            ]
        return found

    def sums(self, signs: Iterable[str]) -> dict[str, list[float]]:
        """Give for each kind how much speaks for each category in a text's signs; texts of any length compare."""
        found: dict[str, list[float]] = {}
        for name, kind, lanes, root in self._added(signs):
            share = 1 / root
            every = zip(kind.categories, lanes, strict=True)
            found[name] = [(lane * share + bias) / SCALE for (_, bias, _, _), lane in every]
        return found

    def _added(self, signs: Iterable[str]) -> Iterator[tuple[str, _Kind, list[int], float]]:
        lanes = lanes_of(sum(filter(None, map(self._signs.get, signs))), self._lanes)
        return ((name, kind, *kind.added(lanes)) for name, kind in self._kinds.items())
