"""Own the learning: weights of signs from labelled texts, by logistic regression, the same each time."""

from collections import Counter
from collections.abc import Collection, Sequence
from random import Random
from typing import NamedTuple

from plans_validate.domain.endorsing.likely import SCALE, STATUSES, likelihoods, weighed

_SEED = 20240719
_ROUNDS = 10
_PACE, _SLOWED_BY = 0.7, 5
_SHRINK = 2e-3
_FEWEST_TEXTS = 3
_TELLING = 20


class Example(NamedTuple):
    """A text's signs, and the places in `STATUSES` of the readings that are right."""

    signs: tuple[str, ...]
    right: tuple[int, ...]


def weights_of(examples: Sequence[Example]) -> dict[str, list[int]]:
    """Give the weights of the signs that tell, status by status, times `SCALE`."""
    counts = Counter(sign for example in examples for sign in example.signs)
    learned = {sign: [0.0] * len(STATUSES) for sign in sorted(counts) if counts[sign] >= _FEWEST_TEXTS}
    known = [(tuple(learned[sign] for sign in signs if sign in learned), right) for signs, right in examples]
    often = Counter(example.right[0] for example in examples)
    evened = {status: (len(examples) / (len(often) * count)) ** 0.5 for status, count in often.items()}
    random = Random(_SEED)
    for turn in range(_ROUNDS):
        random.shuffle(known)
        for rows, right in known:
            if rows:
                _move(rows, right, _PACE / (1 + turn / _SLOWED_BY) * evened[right[0]] / len(rows) ** 0.5)
    rounded = {sign: [round(each * SCALE) for each in row] for sign, row in learned.items()}
    return {sign: row for sign, row in rounded.items() if max(row) - min(row) >= _TELLING}


def _move(rows: Sequence[list[float]], right: Collection[int], rate: float) -> None:
    """Move the weights of a text's signs towards what is right of it."""
    said = likelihoods(weighed(rows))
    told = sum(said[status] for status in right)
    moves = [rate * ((share / told if status in right else 0.0) - share) for status, share in enumerate(said)]
    kept = 1 - rate * _SHRINK
    for row in rows:
        row[:] = [each * kept + move for each, move in zip(row, moves, strict=True)]
