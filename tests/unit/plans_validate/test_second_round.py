"""Own the promise that a round is data: an invented second one, of other plans, needs no code."""

import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from plans_schema.register import abolished_councils, councils
from plans_schema.report import Report
from plans_validate.adapters.plain_text import read_plain_text
from plans_validate.domain.check import Checker
from plans_validate.domain.round import Round
from plans_validate.rounds import load_round
from plans_validate.rounds.letter_hashes import letter_hashes
from written_plans import COUNCIL, a_plan

DATA = Path(__file__).parents[2] / "data" / "second_round.toml"
OWN = {"themes", "coverage", "letter", "letter_stems"}
LETTER = "Tell me before the summer what your borough will do when the river rises and the lamps go out at night."
PLAN = """Herefordshire Council Resilience Plan

Floods

We made 140 homes resistant with flood doors last year. Sandbags stand ready in nine depots, and the river is watched by
sensors at four bridges. Two culverts were made wider after the storms of January. Our crews clear the gullies of the
roads that flood most, and the Council's wardens call on residents whose homes stand low. Farmers hold water on their
fields in return for a yearly payment.

The plan was approved by Cabinet on 4 May 2027.
"""


@cache
def second_round() -> Round:
    """Give the invented round; the lists of words that it has none of are today's, of its own kind of plan."""
    said = load_round().model_dump(mode="json", exclude=OWN)
    renamed: dict[str, Any] = json.loads(json.dumps(said).replace("productivity", "resilience"))
    own = tomllib.loads(DATA.read_text("utf-8"))
    return Round.model_validate(renamed | own | letter_hashes(LETTER) | {"weigher": load_round().weigher})


@cache
def checked(text: str) -> Report:
    checker = Checker(second_round(), councils(), abolished_councils())
    return checker.check(read_plain_text(text.encode(), text), COUNCIL)


def test_a_plan_of_the_second_round_is_found_and_its_themes_are_read() -> None:
    report = checked(PLAN)

    assert report.outcome == "checked"
    assert {theme.id: theme.status for theme in report.themes} == {"T1": "addressed", "T2": "not_found"}
    assert (report.endorsement.status, report.endorsement.body, report.endorsement.date) == (
        "endorsed",
        "cabinet",
        "2027-05-04",
    )


def test_its_own_questions_are_asked_and_no_others() -> None:
    assert {each.id: each.status for each in checked(PLAN).questions} == {
        "T1.Q1.a": "addressed",
        "T1.Q2.a": "not_found",
        "T2.Q1.a": "not_found",
    }


def test_a_plan_of_another_round_is_not_taken_for_one_of_its_own() -> None:
    report = checked(a_plan())

    assert report.outcome == "not_a_productivity_plan"
    assert "resilience plan" in report.findings[0].message


def test_its_days_and_limits_are_its_own() -> None:
    round_ = second_round()

    assert (round_.deadline, round_.length.longest_as_asked) == (date(2027, 5, 31), 2)
