"""Own what is compared here beyond a case's usual: the day of members' part, and figures with two right readings."""

from collections.abc import Iterator

from plans_schema.report import Figure, Report
from quality import endorsement, figures
from quality.second_sight.cases import FiguresCase
from quality.variants.case import Case
from quality.variants.figures import Case as OneReading
from quality.variants.figures import Expected
from quality.verdicts import Verdict


def judge_endorsement(report: Report, case: Case) -> Iterator[Verdict]:
    """Compare status and body, and the day where the wording settles it."""
    yield from endorsement.judge_case(report, case)
    if "date" in case.expected:
        found = report.endorsement.date
        yield Verdict("endorsement date", case.name, "date", case.expected["date"], found, case.words)


def judge_figures(report: Report, case: FiguresCase) -> Iterator[Verdict]:
    """Compare the figures: of right readings the one reported, else the preferred; what may be read is not counted."""
    may = set(map(_key, case.may))
    left = [each for each in report.figures if _key(each) not in may]
    found = set(map(_key, left))
    said = tuple(next((each for each in readings if _key(each) in found), readings[0]) for readings in case.readings)
    settled = OneReading(case.name, case.kind, case.text, case.passage, said)
    yield from figures.judge_case(report.model_copy(update={"figures": tuple(left)}), settled)


def _key(figure: Figure | Expected) -> tuple[object, ...]:
    return (figure.id, figure.value, figure.low, figure.high, figure.period)
