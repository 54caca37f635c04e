"""Everything a report can say has words for people, and every word still stands for something."""

import pytest

from plans_schema.terms import Kind, terms, words_for
from plans_schema.vocabulary import (
    Addressee,
    BarrierCategory,
    DocumentKind,
    EndorsementStatus,
    EndorsingBody,
    Force,
    Outcome,
    PracticeCategory,
    PublicationStatus,
    QuestionStatus,
    SegmentKind,
    ThemeId,
)
from plans_validate.rounds import load_round

SAID: dict[Kind, set[str]] = {
    "outcomes": {"received", *Outcome},
    "forces": {"file", *Force},
    "endorsements": set(EndorsementStatus),
    "bodies": {*EndorsingBody, "not_yet"},
    "publications": set(PublicationStatus),
    "documents": set(DocumentKind),
    "parts": set(SegmentKind),
    "themes": set(ThemeId),
    "answers": set(QuestionStatus),
    "barriers": set(BarrierCategory),
    "addressees": set(Addressee),
    "asks": set(Addressee),
    "practices": set(PracticeCategory),
}


@pytest.mark.parametrize("kind", SAID)
def test_every_word_of_the_vocabulary_has_words(kind: Kind) -> None:
    assert set(terms()[kind]) == SAID[kind]


def test_every_item_that_the_round_asks_for_has_words_in_the_letters_order() -> None:
    assert list(terms()["questions"]) == [
        f"{question.id}.{item.id}" for question in load_round().coverage.questions for item in question.items
    ]


def test_every_measure_that_the_round_knows_has_words() -> None:
    assert {measure.id for measure in load_round().figures.catalogue} <= set(terms()["figures"])


def test_every_scope_of_a_figure_has_words() -> None:
    assert set(terms()["scopes"]) == set(load_round().figures.scopes)


def test_what_has_no_words_yet_is_shown_as_it_is() -> None:
    assert words_for("barriers", "a_new_kind") == "a new kind"
