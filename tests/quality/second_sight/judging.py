"""Own what is compared here beyond a case's usual: the day of members' part, and figures with two right readings."""

from collections.abc import Iterator

from plans_schema.report import Report
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
    """Compare the figures, taking for each the right reading that the report gives, else the preferred one."""
    said = tuple(_settled(report, readings) for readings in case.readings)
    yield from figures.judge_case(report, OneReading(case.name, case.kind, case.text, case.passage, said))


def _settled(report: Report, readings: tuple[Expected, ...]) -> Expected:
    found = {(each.id, each.value, each.low, each.high, each.period) for each in report.figures}
    given = (each for each in readings if (each.id, each.value, each.low, each.high, each.period) in found)
    return next(given, readings[0])
