"""Own the run: which kinds are measured on what, and the verdicts that come of it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from plans_schema.report import Report
from plans_validate.adapters.checking import check_document
from quality import barriers, endorsement, figures, practices, questions, themes, unseen_content, unseen_questions
from quality.labelled import Label, labels, report_on
from quality.second_sight.cases import endorsement_cases, figure_cases, theme_cases
from quality.second_sight.judging import judge_endorsement, judge_figures
from quality.variants import content
from quality.variants import endorsement as endorsement_variants
from quality.variants import figures as figures_variants
from quality.variants import questions as questions_variants
from quality.variants import themes as themes_variants
from quality.verdicts import Verdict

SEED = 20240719
HELD_OUT = Path(__file__).parent / "held_out"
HELD_OUT_SEED = 7919
# Sets of plans by authors blind to the rules, and the seed of each.
SIGHTS = {
    "second_sight": 104729,
    "third_sight": 611953,
    "fourth_sight": 1299709,
    "fifth_sight": 1299721,
    "sixth_sight": 1299743,
}


class HasText(Protocol):
    """A case that can be checked as a file of plain text."""

    @property
    def text(self) -> str:
        """Give the file's words."""


Case = TypeVar("Case", bound=HasText)

JUDGES: tuple[Callable[[Report, Label], Iterator[Verdict]], ...] = (
    themes.judge,
    endorsement.judge,
    questions.judge,
    figures.judge,
    barriers.judge,
    practices.judge,
)


def on_labels() -> list[Verdict]:
    """Compare the reports on the labelled documents with their labels."""
    return [each for label in labels() for judge in JUDGES for each in judge(report_on(label["document"]), label)]


def on_variants() -> list[Verdict]:
    """Compare the reports on the generated plans that the rules grew with, with what was put into them."""
    return [
        *_on_cases(themes_variants.cases(SEED), themes.judge_case),
        *_on_cases(endorsement_variants.cases(SEED), endorsement.judge_case),
        *_on_cases(figures_variants.cases(SEED), figures.judge_case),
        *_on_cases(content.barriers(), content.judge_barriers),
        *_on_cases(content.practices(), content.judge_practices),
        *(each for variant in questions_variants.variants() for each in questions_variants.judge(variant)),
    ]


def on_held_out() -> list[Verdict]:
    """Compare the reports on generated plans in voices that no rule was written for with what was put into them."""
    voices, wordings, templates = (HELD_OUT / name for name in ("themes.toml", "endorsement.csv", "figures.toml"))
    return [
        *_on_cases(themes_variants.cases(HELD_OUT_SEED, voices), themes.judge_case),
        *_on_cases(endorsement_variants.cases(HELD_OUT_SEED, wordings), endorsement.judge_case),
        *_on_cases(figures_variants.cases(HELD_OUT_SEED, templates), figures.judge_case),
    ]


def on_sight(name: str) -> list[Verdict]:
    """Compare the reports on generated plans of one blind author's people with what was put into them."""
    folder, seed = folder_of(name), SIGHTS[name]
    return [
        *_on_cases(theme_cases(folder, seed), themes.judge_case),
        *_on_cases(endorsement_cases(folder, seed), judge_endorsement),
        *_on_cases(figure_cases(folder, seed), judge_figures),
    ]


def folder_of(name: str) -> Path:
    """Give the folder of a blind author's set."""
    return Path(__file__).parent / name


def on_unseen() -> list[Verdict]:
    """Compare the reports on plans by other authors with what a careful reader wrote down before they were checked."""
    return [
        *(
            each
            for row in unseen_questions.rows()
            for each in unseen_questions.judge(row, unseen_questions.report_on(row["file"]))
        ),
        *(
            each
            for row in unseen_content.rows()
            for each in unseen_content.judge(row, unseen_content.report_on(row["file"]))
        ),
    ]


def _on_cases(cases: Iterable[Case], judge: Callable[[Report, Case], Iterator[Verdict]]) -> Iterator[Verdict]:
    for case in cases:
        yield from judge(check_document(case.text.encode()), case)
