"""Own the learning of endorsement's signs: it learns what examples show, and the round holds what was learned."""

import pytest

from learning.learn import Example, weights_of
from learning.texts import example_of, labelled, unrelated
from plans_validate.domain.endorsing.likely import STATUSES
from plans_validate.rounds import load_round

ENDORSED, PENDING = STATUSES.index("endorsed"), STATUSES.index("pending")


def test_a_sign_speaks_for_the_status_of_the_texts_that_have_it() -> None:
    said, ahead = Example(("^", "did"), (ENDORSED,)), Example(("^", "will"), (PENDING,))
    learned = weights_of([said, ahead] * 5)

    assert max(range(len(STATUSES)), key=lambda status: learned["did"][status]) == ENDORSED
    assert max(range(len(STATUSES)), key=lambda status: learned["will"][status]) == PENDING


def test_a_sign_of_one_text_alone_is_not_learned() -> None:
    assert "once" not in weights_of([Example(("did", "once"), (ENDORSED,)), *[Example(("did",), (ENDORSED,))] * 4])


def test_the_rounds_weights_are_those_of_the_labelled_wordings() -> None:
    """`make learn` writes them; a wording added without it shows here."""
    learned = weights_of([*map(example_of, labelled()), *unrelated()])
    held = load_round().endorsement_weights

    assert held.keys() == learned.keys()
    assert all(list(held[sign]) == pytest.approx(row, abs=1) for sign, row in learned.items())
