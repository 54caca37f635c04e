"""Own the weighing of what the grammar of endorsement does not know: kinds in the place of names, and what it says."""

import pytest

from plans_schema.vocabulary import EndorsementStatus
from plans_validate.domain.endorsing.agents import Agents
from plans_validate.domain.endorsing.likely import Likelihood
from plans_validate.domain.round_weights import SignWeights
from plans_validate.domain.words import Words
from plans_validate.rounds import load_round
from written_plans import a_plan, checked

WORDS = load_round().endorsement


def likelihood(signs: dict[str, tuple[int, ...]]) -> Likelihood:
    weights = SignWeights(categories=("endorsed", "pending"), bias=(0, 0), signs=signs)
    return Likelihood(WORDS, Agents(WORDS), weights)


def test_names_days_and_numbers_stand_in_a_row_by_their_kind() -> None:
    row = likelihood({}).row(Words.of("Cabinet approved this plan on 3 July 2024").tokens)

    assert row == ["<cabinet>", "approv", "<plan>", "on", "<number>", "<day>", "<number>"]


def test_the_status_for_which_most_speaks_is_the_likeliest() -> None:
    by_words = likelihood({"bless": (0, 200), "seek": (0, -300, 1, 300)})
    blessing = by_words.of(Words.of("the blessing").tokens)

    assert blessing.status is EndorsementStatus.ENDORSED
    assert blessing.sureness == pytest.approx(0.88, abs=0.01)  # e²:1
    assert by_words.of(Words.of("we seek the blessing").tokens).status is EndorsementStatus.PENDING


def test_a_round_without_weights_is_sure_of_nothing() -> None:
    found = Likelihood(WORDS, Agents(WORDS), SignWeights()).of(Words.of("Cabinet approved this plan").tokens)

    assert (found.status, found.sureness) == (EndorsementStatus.NOT_STATED, 0)


@pytest.mark.parametrize(
    ("words", "status", "body"),
    [
        ("The Leader has put her name to it: this is the plan that she stands behind.", "endorsed", "leader"),
        ("Who stands behind this plan? The Executive, which passed it on 3 July 2024.", "endorsed", "executive"),
        ("Our draft goes to Cabinet in the autumn and is not final before then.", "pending", "cabinet"),
        ("Every quarter the Audit Committee hears how far we have come with this plan.", "oversight_only", "committee"),
        ("Full Council would not have this plan and said so by 30 votes to 12.", "refused", "full_council"),
        ("The Executive has power over the leisure contract. Its members meet monthly.", "not_stated", None),
        ("The team leader of planning approved a rota, and the Executive Director welcomed it.", "not_stated", None),
    ],
)
def test_words_that_no_rule_knows_are_weighed(words: str, status: str, body: str | None) -> None:
    found = checked(a_plan(introduction=words)).endorsement

    assert (found.status, found.body) == (status, body)
    assert bool(found.evidence) is (status != "not_stated")
