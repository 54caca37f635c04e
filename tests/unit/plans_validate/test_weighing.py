"""Own the signs of a text and the weighing of them, and what they add to barriers, practices and answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans_validate.domain.round_weights import SCALE, SignWeights
from plans_validate.domain.signs import signs_of, stem
from plans_validate.domain.weighing import Shown, Weigher
from plans_validate.domain.words import Words
from written_plans import a_plan, checked


def test_stems_pairs_and_letters_in_a_row_are_signs() -> None:
    assert signs_of(["share", "depot"], reach=1) == {
        "share", "depot", "<start> share", "share depot", "depot <end>",
        "#_sha", "#shar", "#hare", "#are_", "#_dep", "#depo", "#epot", "#pot_",
    }  # fmt: skip


def test_words_too_far_apart_are_no_pair_and_kinds_have_no_letters() -> None:
    signs = signs_of(["a", "b", "c", "<day>"], reach=2)

    assert {"a b", "a .. c"} <= signs
    assert not {"a .. <day>", "#<day"} & signs
    assert "#_a_" in signs


@pytest.mark.parametrize(
    ("word", "expected"),
    [("approved", "approv"), ("sharing", "shar"), ("used", "used"), ("17", "<number>"), ("july", "<day>")],
)
def test_a_stem_is_a_word_without_its_ending(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_category_is_shown_in_its_place_or_clearly() -> None:
    weigher = Weigher(
        kind=SignWeights(
            categories=("data", "fraud"), bias=(-100, -100), least=0, clear=50,
            signs={"lake": (0, 180), "cheat": (1, 120), "and": (0, -30)},
        )
    )  # fmt: skip

    assert weigher.shown(["lake"])["kind"] == [Shown("data", clearly=True)]
    assert weigher.shown(["lake", "and"])["kind"] == [Shown("data", clearly=False)]  # (180 - 30) / √2 - 100
    assert weigher.shown(["cheat"])["kind"] == [Shown("fraud", clearly=False)]
    assert weigher.shown(["unheard of"])["kind"] == []


def test_without_weights_nothing_is_shown() -> None:
    assert Weigher(kind=SignWeights()).shown(["lake"]) == {"kind": []}


def test_kinds_weighed_together_are_weighed_each_as_if_alone() -> None:
    """The root of how many signs are known is each kind's own."""
    kinds = {
        "one": SignWeights(
            categories=("data", "fraud"), bias=(-3, 7), signs={"lake": (0, -180, 1, 5), "and": (1, -30)}
        ),
        "none": SignWeights(),
        "other": SignWeights(categories=("skills",), bias=(40,), least=45, clear=99, signs={"lake": (0, 7)}),
    }

    for signs in (["lake"], ["lake", "and"], ["and", "unheard of"], []):
        alone = {name: Weigher(**{name: kind}) for name, kind in kinds.items()}
        assert Weigher(**kinds).sums(signs) == {name: each.sums(signs)[name] for name, each in alone.items()}
        assert Weigher(**kinds).shown(signs) == {name: each.shown(signs)[name] for name, each in alone.items()}


@given(st.lists(st.tuples(*[st.integers(-30_000, 30_000)] * 3), min_size=1, max_size=40))
def test_sums_side_by_side_are_those_of_each_category(rows: list[tuple[int, int, int]]) -> None:
    signs = {str(number): (0, row[0], 1, row[1], 2, row[2]) for number, row in enumerate(rows)}
    weigher = Weigher(kind=SignWeights(categories=("a", "b", "c"), bias=(1, 2, 3), signs=signs))
    expected = [(sum(row[place] for row in rows) / len(rows) ** 0.5 + place + 1) / SCALE for place in range(3)]

    assert weigher.sums(signs)["kind"] == pytest.approx(expected)


def test_letters_are_those_of_the_words_as_read() -> None:
    assert "#shar" in Words.of("We are sharing a depot").signs


def test_a_practice_is_known_without_words_from_the_lists() -> None:
    """As many that were learned from tell it; no list names it."""
    words = "The police moved in upstairs and pay rent for the floor that our staff no longer need."
    report = checked(a_plan(without="T1", after=f"How we have changed our services\n\n{words}"))

    assert "estate_and_hybrid" in {each.category for each in report.practices}


def test_a_barrier_is_known_without_words_from_the_lists() -> None:
    words = "Old programs slow us: one engineer who has since retired knew how the asset register fits together."
    report = checked(a_plan(without="T4", after=f"What stands in our way\n\n{words}"))

    assert "legacy_systems" in {each.category for each in report.barriers}
