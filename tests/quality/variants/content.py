"""Plans made up from sentences that name a barrier or a practice, or that only look as if they did.

Each plan holds one sentence among words that name nothing, as prose or as an item of a list.
"""

import tomllib
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from random import Random

from plans_schema.report import Barrier, Practice, Report
from plans_schema.vocabulary import BarrierCategory
from quality.variants.case import Case
from quality.variants.questions import COUNCIL, FILLERS, HEADINGS, INTRODUCTION, SEED, filled
from quality.verdicts import Verdict

BARRIERS = "barrier categories, variants"
ASKS = "barrier asks, variants"
PRACTICES = "practices, variants"

_SOURCES = Path(__file__).parent
_THEMES_OF_PRACTICES = ("T1", "T3")


def barriers() -> Iterator[Case]:
    """Give a plan for each sentence that stands among barriers."""
    return _cases("barriers", ("T4",))


def practices() -> Iterator[Case]:
    """Give a plan for each sentence on what a council does."""
    return _cases("practices", _THEMES_OF_PRACTICES)


def _cases(name: str, themes: Sequence[str]) -> Iterator[Case]:
    chance = Random(SEED)
    theme_in_turn = cycle(themes)
    by_kind = tomllib.loads((_SOURCES / f"{name}.toml").read_text(encoding="utf-8"))
    for kind, by_use in by_kind.items():
        for use, sentences in by_use.items():
            for number, sentence in enumerate(sentences):
                said = filled(sentence, chance)
                text = _plan(said, next(theme_in_turn), chance)
                yield Case(f"{name}-{kind}-{use}-{number}", text, {"kind": kind, "use": use}, said)


def _plan(sentence: str, theme: str, chance: Random) -> str:
    sections = []
    for each, (first, last) in FILLERS.items():
        said = [first, *([sentence] if each == theme else []), last]
        listed = chance.random() < 1 / 2
        body = "\n".join(f"- {line}" for line in said) if listed else "\n\n".join(said)
        sections.append(f"## {chance.choice(HEADINGS[each])}\n\n{body}")
    return "\n\n".join((f"# {COUNCIL}", "# Productivity Plan 2024", INTRODUCTION, *sections))


def judge_barriers(report: Report, case: Case) -> Iterator[Verdict]:
    """Compare the kinds of barriers, and of the one that was put in whether it asks."""
    found = [each for each in report.barriers if each.category is not BarrierCategory.OTHER]
    yield from _judge(BARRIERS, case, found)
    here = next((each for each in found if each.category.value == case.expected["kind"]), None)
    if here is not None and case.expected["use"] != "looks_like":
        asks = str(case.expected["use"] == "asks")
        yield Verdict(ASKS, case.name, case.name, asks, str(here.explicit_ask), case.words)


def judge_practices(report: Report, case: Case) -> Iterator[Verdict]:
    """Compare the kinds of practices."""
    yield from _judge(PRACTICES, case, report.practices)


def _judge(what: str, case: Case, found: Sequence[Barrier | Practice]) -> Iterator[Verdict]:
    kinds = {each.category.value for each in found}
    expected = set() if case.expected["use"] == "looks_like" else {str(case.expected["kind"])}
    for kind in sorted(kinds | expected):
        yield Verdict(
            what, case.name, kind, kind if kind in expected else None, kind if kind in kinds else None, case.words
        )
