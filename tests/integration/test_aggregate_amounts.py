"""Amounts of many plans on a real database: what counts, how values spread, what stays untold; worked out by hand."""

from collections.abc import Iterator
from typing import Any

import pytest

from aggregating import project, sector
from builders import BROMSGROVE
from plans_aggregate.domain.projections import Validated
from saying import CODES, a_figure, a_saving, says
from stack import Stack


def agency(count: int) -> Iterator[Validated]:
    """Build plans that give 1, 2, 3 … percent."""
    for place, code in enumerate(CODES[:count], start=1):
        yield says(code, figures=[a_figure("agency_spend_pct", str(place))])


SPREADS = {9: (None, None, None), 10: (None, "5.5000", None), 20: ("5.7500", "10.5000", "15.2500")}


@pytest.mark.parametrize("count", SPREADS)
async def test_medians_need_ten_values_and_quartiles_twenty(postgres: Stack, count: int) -> None:
    await project(postgres, *agency(count), says(CODES[count]))
    rows = await sector(
        postgres,
        "asked_figures_v1",
        "councils, plans, lower_quartile::text, median::text, upper_quartile::text",
        "figure = 'agency_spend_pct'",
    )
    assert rows == [(count, count + 1, *SPREADS[count])]


NOT_COUNTED = {
    "another year": [a_figure("agency_spend_pct", "2", period="2022/23")],
    "a target": [a_figure("agency_spend_pct", "2", kind="planned")],
    "a bound": [a_figure("agency_spend_pct", None, high="2", qualifier="up_to")],
    "another unit": [a_figure("agency_spend_pct", "2", "count")],
    "a neighbour": [a_figure("agency_spend_gbp", "2000000", "GBP")],
    "doubted": [a_figure("agency_spend_pct", "2", flags=["typo_suspected"], confidence="medium")],
    "out of range": [a_figure("agency_spend_pct", "99", flags=["out_of_range"])],
    "hardly read": [a_figure("agency_spend_pct", "2", confidence="low")],
    "the last day before": [a_figure("agency_spend_pct", "2", period="at 2023-03-31")],
    "the first day after": [a_figure("agency_spend_pct", "2", period="at 2024-04-01")],
    "a later year's end": [a_figure("agency_spend_pct", "2", period="at 2024-12-31")],
    "two that differ": [a_figure("agency_spend_pct", "2"), a_figure("agency_spend_pct", "3")],
}
COUNTED = {
    "the year": [a_figure("agency_spend_pct", "2")],
    "zero": [a_figure("agency_spend_pct", "0", qualifier="nil")],
    "no year": [a_figure("agency_spend_pct", "2", period=None)],
    "at its end": [a_figure("agency_spend_pct", "2", period="at 2024-03-31")],
    "its first day": [a_figure("agency_spend_pct", "2", period="at 2023-04-01")],
    "a day in it": [a_figure("agency_spend_pct", "2", period="at 2023-12-31")],
    "with the year before's end": [
        a_figure("agency_spend_pct", "2", period="at 2024-03-31"),
        a_figure("agency_spend_pct", "3", period="at 2023-03-31"),
    ],
    "said twice": [a_figure("agency_spend_pct", "2.0"), a_figure("agency_spend_pct", "2")],
    "with a year before others": [a_figure("agency_spend_pct", "2"), a_figure("agency_spend_pct", "3", period=None)],
    "with one before": [a_figure("agency_spend_pct", "2"), a_figure("agency_spend_pct", "3", period="2022/23")],
    "a slip that a check settled": [a_figure("agency_spend_pct", "2", flags=["typo_suspected"])],
}


@pytest.mark.parametrize("case", [*NOT_COUNTED, *COUNTED])
async def test_only_one_sound_value_of_the_measure_asked_for_counts(postgres: Stack, case: str) -> None:
    await project(postgres, says(BROMSGROVE, figures=(NOT_COUNTED | COUNTED)[case]))
    rows = await sector(postgres, "asked_figures_v1", "councils, plans", "figure = 'agency_spend_pct'")
    assert rows == [(int(case in COUNTED), 1)]


async def test_spend_on_edi_is_compared_within_its_scope_only(postgres: Stack) -> None:
    def spend(pounds: int, scope: str | None) -> dict[str, Any]:
        return a_figure("edi_spend_gbp", str(pounds), "GBP", scope=scope)

    await project(
        postgres,
        *(
            says(code, figures=[spend(place * 1000, "team"), spend(7, None if place == 1 else "networks")])
            for place, code in enumerate(CODES[:10], start=1)
        ),
    )
    scopes = "SELECT scope, councils, median::text FROM analytics.edi_spend_v1"
    assert sorted(await postgres.rows(scopes)) == [
        ("networks", 9, None),
        ("not_stated", 1, None),
        ("team", 10, "5500.0000"),
    ]
    answers = await sector(postgres, "asked_figures_v1", "councils, median::text", "figure = 'edi_spend_gbp'")
    assert answers == [(10, None)]


async def test_planned_savings_of_a_year_count_once_a_plan(postgres: Stack) -> None:
    apart = [
        a_saving("100", flags=["part_of"]),
        a_saving("100", flags=["duplicate_of"]),
        a_saving("900", basis="total_over_years"),
        a_saving("900", period="2024/25-2026/27"),
        a_saving("50", kind="actual"),
        a_saving(None, high="5", qualifier="up_to"),
    ]
    await project(
        postgres,
        says(CODES[0], figures=[a_saving("1000"), a_saving("500", basis="one_off"), *apart]),
        *(says(code, figures=[a_saving("1000"), a_saving("10", period="2025/26")]) for code in CODES[1:5]),
        says(CODES[5], figures=[a_saving("800", period=None)]),
        says(CODES[6], figures=[a_figure("investment_gbp", "800", "GBP")]),
    )
    years = "SELECT year, councils, plans, not_counted, total::text, median FROM analytics.planned_savings_v1"
    assert sorted(await postgres.rows(years)) == [
        ("2024/25", 5, 6, 1, "5000", None),
        ("2025/26", 4, 6, 2, None, None),
        ("2026/27", 0, 6, 6, None, None),
    ]
    bases = "SELECT basis, figures, councils, plans FROM analytics.savings_basis_v1"
    assert sorted(await postgres.rows(bases)) == [
        ("one_off", 1, 1, 6),
        ("total_over_years", 1, 1, 6),
        ("unclear", 12, 6, 6),
    ]
