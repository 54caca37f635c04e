"""Measure the figures: each compared by id, value and period with what a reader says; the asked ones apart."""

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from plans_schema.report import Figure, Report
from quality.labelled import Label, labels, report_on
from quality.variants.figures import Case, Expected
from quality.verdicts import Verdict, shares_of

KIND = "figures"
ASKED = "asked figures"
ASKED_IDS = frozenset({
    "agency_spend_pct", "consultant_spend_pct", "agency_over_12_months_count", "tu_facility_time_pct", "edi_spend_gbp",
    "edi_training_hours", "edi_champions_count",
})  # fmt: skip
_YEAR = re.compile(r"FY(20\d\d/\d\d)")
_PERIODS = {"next three financial years": ("2024/25-2026/27",), "next three years": (None, "2024/25-2026/27")}
_NOT_A_DAY = ("at end March 2024",)

Key = tuple[str, Decimal, str | None]


def judge(report: Report, label: Label) -> Iterator[Verdict]:
    """Compare a report's figures with a label's; those that the letter asks for are counted a second time, apart."""
    place = label["document"]
    left = list(report.figures)
    for said in label["figures"]:
        match = next((figure for figure in left if _same(figure, said)), None)
        if match is not None:
            left.remove(match)
        words = f"{said['as_written']} | {said['label']}"
        yield from _verdicts(place, said["metric"], _shown(said), None if match is None else _shown(said), words)
    for figure in left:
        shown = f"{figure.id} {_number(figure)} {figure.period}"
        yield from _verdicts(place, figure.id, None, shown, figure.evidence[0].quote)


def judge_case(report: Report, case: Case) -> Iterator[Verdict]:
    """Compare a report's figures with those written into a generated plan."""
    left = list(report.figures)
    for said in case.expected:
        match = next((figure for figure in left if _is(figure, said)), None)
        if match is not None:
            left.remove(match)
        shown = f"{said.id} {said.value or said.low or said.high} {said.period}"
        yield from _verdicts(case.name, said.id, shown, None if match is None else shown, case.passage)
    for figure in left:
        yield from _verdicts(case.name, figure.id, None, f"{figure.id} {_number(figure)} {figure.period}", case.passage)


def _is(figure: Figure, said: Expected) -> bool:
    found = (figure.id, figure.value, figure.low, figure.high, figure.period, figure.kind == "target")
    return found == (said.id, said.value, said.low, said.high, said.period, said.is_target)


def _verdicts(place: str, figure_id: str, expected: str | None, found: str | None, words: str) -> Iterator[Verdict]:
    yield Verdict(KIND, place, figure_id, expected, found, words)
    if figure_id in ASKED_IDS:
        yield Verdict(ASKED, place, figure_id, expected, found, words)


def _shown(said: dict[str, Any]) -> str:
    return f"{said['metric']} {said['value']} {said['period']}"


def _same(figure: Figure, said: dict[str, Any]) -> bool:
    ids = (said["metric"], *said.get("also_acceptable", {}).get("metric", ()))
    return figure.id in ids and _number(figure) == Decimal(str(said["value"])) and figure.period in _periods(said)


def _number(figure: Figure) -> Decimal | None:
    return next((each for each in (figure.value, figure.low, figure.high) if each is not None), None)


def _periods(said: dict[str, Any]) -> tuple[str | None, ...]:
    written = said["period"]
    year = _YEAR.fullmatch(written)
    if year is not None:
        return (year[1],)
    if written in _NOT_A_DAY:
        return ("at 2024-03-31", None)
    return _PERIODS.get(written, (None,))


def _show() -> None:
    verdicts = [verdict for label in labels() for verdict in judge(report_on(label["document"]), label)]
    for kind in (KIND, ASKED):
        shares = shares_of(verdict for verdict in verdicts if verdict.kind == kind)
        sys.stdout.write(
            f"{kind}: P {shares.precision:.3f} R {shares.recall:.3f} F1 {shares.f1:.3f} of {shares.expected}\n"
        )
    for each in verdicts:
        if not each.is_right and each.kind == KIND:
            sys.stdout.write(f"{each.place[:3]} expected {each.expected} found {each.found}\n    {each.words[:220]}\n")


if __name__ == "__main__":
    _show()
