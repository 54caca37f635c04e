"""Own the run: which kinds are measured on what, and the verdicts that come of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from plans_schema.report import Report
from plans_validate.adapters.checking import check_document
from quality import endorsement, themes
from quality.labelled import Label, labels, report_on
from quality.variants import endorsement as endorsement_variants
from quality.variants import themes as themes_variants
from quality.variants.case import Case
from quality.verdicts import Verdict

SEED = 20240719

Judge = Callable[[Report, Label], Iterator[Verdict]]
JudgeCase = Callable[[Report, Case], Iterator[Verdict]]
Cases = Callable[[int], Iterator[Case]]


@dataclass(frozen=True)
class Measure:
    """A kind of thing that is measured: how a label is compared, how a case is, and the cases the rules grew with."""

    judge: Judge
    judge_case: JudgeCase
    cases: Cases


MEASURES = (
    Measure(themes.judge, themes.judge_case, themes_variants.cases),
    Measure(endorsement.judge, endorsement.judge_case, endorsement_variants.cases),
)


def on_labels() -> list[Verdict]:
    """Compare the reports on the labelled documents with their labels."""
    return [
        verdict
        for label in labels()
        for measure in MEASURES
        for verdict in measure.judge(report_on(label["document"]), label)
    ]


def on_cases(cases: Iterable[Case], judge: JudgeCase) -> Iterator[Verdict]:
    """Compare the reports on generated cases with what was put into them."""
    for case in cases:
        yield from judge(check_document(case.text.encode()), case)


def on_variants() -> list[Verdict]:
    """Compare the reports on every generated case that the rules grew with."""
    return [verdict for measure in MEASURES for verdict in on_cases(measure.cases(SEED), measure.judge_case)]
