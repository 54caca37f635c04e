"""Reports on plans that say something: questions, figures, barriers and practices, in the words a test needs."""

from collections.abc import Iterable, Mapping
from typing import Any

from builders import BROMSGROVE, a_report, validated
from plans_schema.envelope import Envelope
from plans_schema.events.plans import PlanValidated
from plans_schema.register import councils
from plans_schema.report import Report

CODES = sorted(councils())

QUOTE = ({"page": 2, "quote": "We need funding that lasts for more than a year."},)


def a_barrier(category: str, wording: str | None = None, **said: Any) -> dict[str, Any]:
    """Build a barrier; the government is asked for something unless `said` otherwise."""
    usual = {"addressee": "government", "explicit_ask": True, "confidence": "high", "evidence": QUOTE}
    return usual | {"category": category, "wording": wording} | said


def a_practice(category: str, level: str = "mention") -> dict[str, Any]:
    """Build a practice."""
    return {"category": category, "level": level, "evidence": QUOTE}


def a_figure(figure: str, value: str | None, unit: str = "percent", **said: Any) -> dict[str, Any]:
    """Build a figure of 2023/24, as it was, read with high confidence."""
    usual = {"period": "2023/24", "kind": "actual", "confidence": "high", "evidence": QUOTE}
    return usual | {"id": figure, "value": value, "unit": unit, "as_written": value or "about that"} | said


def a_saving(pounds: str | None, period: str | None = "2024/25", **said: Any) -> dict[str, Any]:
    """Build a planned saving."""
    return a_figure("savings_planned_gbp", pounds, "GBP", **({"period": period, "kind": "planned"} | said))


def a_saying_report(
    council_code: str = BROMSGROVE,
    *,
    questions: Mapping[str, str] | None = None,
    figures: Iterable[dict[str, Any]] = (),
    barriers: Iterable[dict[str, Any]] = (),
    practices: Iterable[dict[str, Any]] = (),
    **plain: Any,
) -> Report:
    """Build a report on a plan that says these things; `questions` maps items to statuses, T1.Q2.a addressed."""
    said = {"T1.Q2.a": "addressed"} | dict(questions or {})
    answers = [
        {"id": item, "status": status, "evidence": QUOTE if status in {"addressed", "partial"} else ()}
        for item, status in said.items()
    ]
    content = {"questions": answers, "figures": [*figures], "barriers": [*barriers], "practices": [*practices]}
    return Report.model_validate(a_report(council_code, **plain).model_dump() | content)


def says(council_code: str, **said: Any) -> Envelope[PlanValidated]:
    """Build the fact that a council's plan was validated, and says these things."""
    return validated(council_code, report=a_saying_report(council_code, **said))
