"""Own what sentences, lists and tables say of the asked figures, neighbour by neighbour."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from plans_schema.report import Figure
from plans_validate.adapters.checking import check_document
from plans_validate.domain.rules.figures import states_figures
from quality.variants.figures import PLAN
from written_plans import asking_alone

WORDINGS = Path(__file__).parents[2] / "data" / "figure_wordings.toml"
SAID = tomllib.loads(WORDINGS.read_text("utf-8"))["said"]


@pytest.fixture(autouse=True)
def these_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    asking_alone(monkeypatch, states_figures)


@pytest.mark.parametrize("said", SAID, ids=[each["text"][:60] for each in SAID])
def test_a_wording_says_what_a_reader_takes_it_to_say(said: dict[str, Any]) -> None:
    report = check_document(PLAN.format(passage=said["text"]).encode())

    assert sorted(map(_told, report.figures)) == sorted(map(tuple, said["expected"]))


def _told(figure: Figure) -> tuple[str, ...]:
    value = next(each for each in (figure.value, figure.low, figure.high) if each is not None)
    ahead = figure.kind == "target" or (figure.kind == "planned" and figure.id.endswith("_pct"))
    return figure.id, str(value), figure.period or "", *((figure.kind,) if ahead else ())
