"""Own the learning: weights of signs from labelled wordings, by logistic regression, the same each time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from plans_validate.domain.rules.likely import STATUSES, likelihoods

Example = tuple[Sequence[str], Sequence[int]]
_SEED = 20240719


def weights_of(
    examples: Sequence[Example], *, rounds: int = 30, pace: float = 0.5, shrink: float = 2e-4, fewest: int = 2
) -> dict[str, list[float]]:
    """Give each sign's weights, a status each; an example is its signs and the places of its right statuses."""
    counts = Counter(sign for signs, _ in examples for sign in signs)
    known = sorted(sign for sign, count in counts.items() if count >= fewest)
    place = {sign: number for number, sign in enumerate(known)}
    data = [([place[sign] for sign in signs if sign in place], right) for signs, right in examples]
    shares = Counter(right[0] for _, right in data)
    weights = [[0.0] * len(STATUSES) for _ in known]
    random = Random(_SEED)
    order = list(range(len(data)))
    for turn in range(rounds):
        random.shuffle(order)
        step = pace / (1 + turn / 5)
        for number in order:
            signs, right = data[number]
            rate = step / (len(signs) ** 0.5) * (len(data) / (len(shares) * shares[right[0]])) ** 0.5
            rows = [weights[sign] for sign in signs]
            sums = [sum(column) for column in zip(*rows)]
            said = likelihoods(sums)
            told = sum(said[each] for each in right)
            aims = [said[each] / told if each in right else 0.0 for each in range(len(STATUSES))]
            moves = [rate * (aim - share) for aim, share in zip(aims, said)]
            for row in rows:
                for status, move in enumerate(moves):
                    row[status] += move - rate * shrink * row[status]
    return dict(zip(known, weights))
