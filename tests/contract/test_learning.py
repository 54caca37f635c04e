"""Own the learning of signs: it learns what examples show, and the round holds what was learned from its examples."""

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

import plans_validate.rounds
from learning.kinds import KINDS
from learning.learn import Example, Learning, digest_of, weights_of
from plans_validate.domain.round_weights import SignWeights, lanes_of
from plans_validate.domain.signs import signs_of
from plans_validate.domain.weighing import Weigher
from plans_validate.rounds import CURRENT

ROUND = Path(plans_validate.rounds.__file__).parent / CURRENT
NEEDED = "learning needs scikit-learn (make learn)"
SAID, AHEAD = Example(("did",), frozenset({"done"})), Example(("will",), frozenset({"ahead"}))
NEVER = Example(("not",), frozenset({"refused"}))


def held(kind: str) -> SignWeights:
    name = f"{kind}_weights"
    return SignWeights.model_validate(json.loads((ROUND / f"{name}.json").read_text(encoding="utf-8"))[name])


def sums_of(weights: SignWeights, signs: Iterable[str]) -> list[float]:
    return Weigher(kind=weights).sums(signs)["kind"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_rounds_weights_were_learned_from_the_labelled_texts(kind: str) -> None:
    """`make learn` writes them; a text added without it shows here."""
    examples, _ = KINDS[kind]

    assert held(kind).learned_from == digest_of(examples())


@pytest.mark.parametrize("one", [True, False])
def test_a_sign_speaks_for_the_category_of_the_texts_that_have_it(one: bool) -> None:  # noqa: FBT001 - a parameter
    pytest.importorskip("sklearn", reason=NEEDED)
    learned = weights_of([SAID, AHEAD, NEVER] * 5, Learning(pace=5, telling=0.01, one=one))
    sums = dict(zip(learned.categories, sums_of(learned, signs_of(["did"])), strict=True))

    assert sums["done"] > sums["ahead"]


def test_a_sign_of_one_text_alone_is_not_learned() -> None:
    pytest.importorskip("sklearn", reason=NEEDED)
    learned = weights_of([Example(("did", "once"), SAID.right), *[SAID, AHEAD] * 4], Learning(pace=5, telling=0))

    assert "did" in learned.signs
    assert "once" not in learned.signs


def test_texts_on_which_readers_differ_teach_nothing_of_that_category() -> None:
    pytest.importorskip("sklearn", reason=NEEDED)
    differing = [Example(("maybe",), frozenset(), frozenset({"done"}))] * 20
    with_them = weights_of([*[SAID, AHEAD] * 5, *differing], Learning(pace=5, telling=0.01))
    done = dict(zip(with_them.categories, sums_of(with_them, signs_of(["maybe"])), strict=True))["done"]

    assert abs(done) < dict(zip(with_them.categories, sums_of(with_them, signs_of(["did"])), strict=True))["done"]


def test_the_same_is_learned_again() -> None:
    pytest.importorskip("sklearn", reason=NEEDED)
    examples, how = KINDS["practice"]
    again, known = weights_of(examples(), how), held("practice")

    assert again.signs.keys() == known.signs.keys()
    lanes = partial(lanes_of, count=len(known.categories))
    assert all(lanes(row) == pytest.approx(lanes(known.signs[sign]), abs=1) for sign, row in again.signs.items())
