"""Own the weighing of what the grammar of endorsement does not know: signs, shares and what a mention is."""

import pytest

from plans_schema.vocabulary import EndorsementStatus
from plans_validate.domain.endorsing.agents import Agents
from plans_validate.domain.endorsing.likely import STATUSES, Likelihood, likelihoods, weighed
from plans_validate.domain.words import Words
from plans_validate.rounds import load_round
from written_plans import a_plan, checked

WORDS = load_round().endorsement


def weights(**by_status: int) -> list[int]:
    return [by_status.get(status.value, 0) for status in STATUSES]


def likelihood(known: dict[str, list[int]]) -> Likelihood:
    return Likelihood(WORDS, Agents(WORDS), known)


def test_names_days_and_numbers_stand_in_signs_by_their_kind() -> None:
    signs = likelihood({}).signs(Words.of("Cabinet approved this plan on 3 July 2024").tokens)

    assert {"<cabinet>", "<cabinet> approv", "approv <plan>", "<cabinet> .. <plan>", "<number> <day>"} <= signs
    assert not {"cabinet", "plan", "july"} & signs


def test_words_far_apart_are_no_pair() -> None:
    signs = likelihood({}).signs(Words.of("one two three four five six seven").tokens)

    assert "one .. six" in signs
    assert "one .. seven" not in signs


def test_the_status_for_which_most_speaks_is_the_likeliest() -> None:
    known = {"bless": weights(endorsed=300), "seek": weights(pending=500, endorsed=-100)}
    by_words = likelihood(known)

    assert by_words.of(Words.of("the blessing").tokens).status is EndorsementStatus.ENDORSED
    assert by_words.of(Words.of("we seek the blessing").tokens).status is EndorsementStatus.PENDING
    assert by_words.of(Words.of("the blessing").tokens).sureness == pytest.approx(0.8, abs=0.01)


def test_without_any_sign_no_status_is_likelier_than_another() -> None:
    assert likelihoods(weighed([])) == pytest.approx([1 / len(STATUSES)] * len(STATUSES))


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
