"""Own the learning: weights of signs from labelled texts, by scikit-learn, the same each time (`make learn`)."""

from collections import Counter
from collections.abc import Collection, Sequence
from hashlib import sha256
from math import log, sqrt
from typing import Any, NamedTuple

from plans_validate.domain.round_weights import SCALE, SignWeights
from plans_validate.domain.signs import signs_of

_EVEN = 6


class Example(NamedTuple):
    """A text's stems, the categories that are right of it, and those of which careful readers differ."""

    row: tuple[str, ...]
    right: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


class Learning(NamedTuple):
    """How a kind is learned: how fast, which weights are kept, and how much shows a category, or shows it clearly.

    A sign must stand in `fewest` texts; `reach` is how many words apart pairs are signs. `one` when just one category
    is right of each text: then sums tell how likely each is.
    """

    pace: float
    telling: float = 0.13
    least: float = 0
    clear: float = 0
    fewest: int = 3
    reach: int = 1
    one: bool = False


def weights_of(examples: Sequence[Example], how: Learning) -> SignWeights:
    """Learn the weights of the signs that tell, as a round holds them."""
    return SignWeights.model_validate(learned_from(examples, how))


def learned_from(examples: Sequence[Example], how: Learning) -> dict[str, Any]:
    """Learn the weights of the signs that tell, category by category, as they are written down."""
    signs = [signs_of(each.row, how.reach) for each in examples]
    counts = Counter(sign for each in signs for sign in each)
    known = sorted(sign for sign, count in counts.items() if count >= how.fewest)
    rarity = [(1 + log((1 + len(signs)) / (1 + counts[sign]))) / _EVEN for sign in known]
    table = _table(signs, known, rarity)
    categories = sorted({category for each in examples for category in each.right})
    learn = _likelihoods if how.one else _sides
    rows, bias = learn(table, examples, categories, how.pace)
    weights = {
        sign: [(place, round(row[number] * rare * SCALE)) for place, row in enumerate(rows)]
        for number, (sign, rare) in enumerate(zip(known, rarity, strict=True))
    }
    told = {
        sign: tuple(value for pair in row if abs(pair[1]) >= how.telling * SCALE for value in pair)
        for sign, row in weights.items()
    }
    return {
        "categories": categories,
        "bias": [round(each * SCALE) for each in bias],
        "least": round(how.least * SCALE),
        "clear": round(how.clear * SCALE),
        "signs": {sign: row for sign, row in told.items() if row},
        "learned_from": digest_of(examples),
    }


def digest_of(examples: Sequence[Example]) -> str:
    """Name what is learned from: other texts, labels or stems have another name."""
    said = (f"{' '.join(each.row)}|{sorted(each.right)}|{sorted(each.also)}" for each in examples)
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def _table(signs: Sequence[Collection[str]], known: Sequence[str], rarity: Sequence[float]) -> Any:
    """Give a row a text: a rare sign counts for more, and each for less among many."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - wanted by `make learn` alone

    places = {sign: place for place, sign in enumerate(known)}
    values, rows, columns = [], [], []
    for number, each in enumerate(signs):
        own = sorted(places[sign] for sign in each if sign in places)
        values += [rarity[place] / sqrt(len(own)) for place in own]
        rows += [number] * len(own)
        columns += own
    return csr_matrix((values, (rows, columns)), shape=(len(signs), len(known)))


def _sides(table: Any, examples: Sequence[Example], categories: Sequence[str], pace: float) -> Any:
    """Learn for each category the line between its texts and the others."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - as above

    rows, bias = [], []
    for category in categories:
        agreed = [number for number, each in enumerate(examples) if category not in each.also]
        right = [category in examples[number].right for number in agreed]
        learned = LinearSVC(C=pace, class_weight="balanced", random_state=0).fit(table[agreed], right)
        rows.append(learned.coef_[0])
        bias.append(learned.intercept_[0])
    return rows, bias


def _likelihoods(table: Any, examples: Sequence[Example], categories: Sequence[str], pace: float) -> Any:
    """Learn all categories together, one right of each text; where two are, each half."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - as above

    known = [(number, category) for number, each in enumerate(examples) for category in sorted(each.right)]
    share = [1 / len(examples[number].right) for number, _ in known]
    learned = LogisticRegression(C=pace, max_iter=500)
    learned.fit(table[[number for number, _ in known]], [category for _, category in known], sample_weight=share)
    return learned.coef_, learned.intercept_
