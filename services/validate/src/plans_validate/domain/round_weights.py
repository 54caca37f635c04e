"""Own the shape of what was learned from labelled texts: how much each sign speaks for each category.

A sign's weights stand side by side in one whole number, a lane of 32 bits for each category, so that to add two signs
is one addition. What is below nought borrows from the lane above; half a lane added to each at the end pays it back.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from struct import unpack
from typing import Annotated

from pydantic import BeforeValidator, Field

from plans_validate.domain.round_data import RoundData

SCALE = 100
_BYTES = 4
_BITS = 8 * _BYTES
_HALF = 1 << (_BITS - 1)


def side_by_side(row: Iterable[tuple[int, int]]) -> int:
    """Put weights, each behind the place of its category, into one number."""
    return sum(weight << (_BITS * place) for place, weight in row)


def lanes_of(number: int, count: int) -> list[int]:
    """Give the first so many weights of a number again, category by category."""
    written = (number + _halves(count)).to_bytes(_BYTES * count, "little")
    return [lane - _HALF for lane in unpack(f"<{count}I", written)]


@cache
def _halves(count: int) -> int:
    return side_by_side((place, _HALF) for place in range(count))


def _packed(row: int | Sequence[int]) -> int:
    return row if isinstance(row, int) else side_by_side(zip(row[::2], row[1::2], strict=True))


class SignWeights(RoundData):
    """Weights of signs, times `SCALE`; by `make learn` from texts of which `learned_from` is the digest.

    The data holds for each sign places in `categories`, each with its weight behind it. `bias` is what speaks for a
    category before any sign does. A sentence in its place shows a category for which at least `least` speaks, one
    anywhere else from `clear` on.
    """

    categories: tuple[str, ...] = ()
    bias: tuple[int, ...] = ()
    least: int = 0
    clear: int = 0
    signs: dict[str, Annotated[int, BeforeValidator(_packed)]] = Field(default_factory=dict)
    learned_from: str = ""
