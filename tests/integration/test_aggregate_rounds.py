"""Each council and round stands once: a second round changes nothing of the first, no rows of a council are counted."""

import json
import re
from typing import Any

from aggregating import figures, project
from builders import BROMSGROVE, CUMBERLAND, validated
from plans_aggregate.domain.projections import Validated
from plans_schema.report import Report
from saying import a_barrier, a_figure, a_practice, a_saving, a_saying_report
from stack import Stack

FIRST, SECOND = "2024-productivity", "2026-second"
COLUMNS = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'analytics'"


def a_plan(council_code: str, round_: str, version: int, **said: Any) -> Validated:
    content = {
        "questions": {"T1.Q1.a": "addressed"},
        "figures": [a_figure("agency_spend_pct", "2"), a_saving("5000000"), a_figure("edi_spend_gbp", "7", "GBP")],
        "barriers": [a_barrier("data_sharing", "the same words"), a_barrier("funding_certainty")],
        "practices": [a_practice("open_data", "number")],
    }
    report = a_saying_report(council_code, **(content | said))
    return validated(council_code, version=version, report=report, round_=round_)


async def rows_of(stack: Stack, round_: str) -> dict[str, list[Any]]:
    said = json.loads(await figures(stack))
    return {view: [row for row in rows if row["round"] == round_] for view, rows in said.items()}


async def test_a_second_round_leaves_every_figure_of_the_first(postgres: Stack) -> None:
    await project(postgres, a_plan(BROMSGROVE, FIRST, 1), a_plan(CUMBERLAND, FIRST, 1))
    before = await rows_of(postgres, FIRST)
    assert {view for view, rows in before.items() if not rows} <= {"finding_v1"}
    other = a_plan(BROMSGROVE, SECOND, 2, figures=[a_figure("agency_spend_pct", "9"), a_saving("1")], barriers=[])
    await project(postgres, other)

    assert await rows_of(postgres, FIRST) == before
    (overview,) = (await rows_of(postgres, SECOND))["sector_overview_v1"]
    assert (overview["councils_received"], overview["councils_with_checked_plan"], overview["submissions"]) == (1, 1, 1)
    held = await postgres.rows("SELECT council_code, round, version FROM aggregate.current_plan")
    assert sorted(held) == [(CUMBERLAND, FIRST, 1), (BROMSGROVE, FIRST, 1), (BROMSGROVE, SECOND, 2)]
    told = await postgres.rows("SELECT council_code, round FROM analytics.plan_v1")
    assert sorted(told) == [(CUMBERLAND, FIRST), (BROMSGROVE, FIRST), (BROMSGROVE, SECOND)]


async def test_words_that_two_rounds_share_are_a_voice_in_each(postgres: Stack) -> None:
    await project(postgres, a_plan(BROMSGROVE, FIRST, 1), a_plan(CUMBERLAND, SECOND, 1))
    for round_ in (FIRST, SECOND):
        rows = (await rows_of(postgres, round_))["barrier_prevalence_v1"]
        (row,) = [row for row in rows if row["grain"] == "sector" and row["barrier"] == "data_sharing"]
        assert (row["councils"], row["plans"], row["voices"]) == (1, 1, 1)


async def test_a_newer_version_takes_the_place_of_its_own_rounds_plan_alone(postgres: Stack) -> None:
    await project(postgres, a_plan(BROMSGROVE, SECOND, 2), a_plan(BROMSGROVE, FIRST, 1), a_plan(BROMSGROVE, SECOND, 3))
    held = await postgres.rows("SELECT round, version FROM aggregate.current_plan")
    assert sorted(held) == [(FIRST, 1), (SECOND, 3)]


ONE_ROW_A_COUNCIL = {"council_v1": "council_code", "plan_v1": "council_code, round"}
TELLS_COUNCILS_APART = re.compile(r"council_(code|name)|submission|published_address|sha256|event_id")


async def test_no_view_has_rows_of_a_council_to_count(postgres: Stack) -> None:
    """Rows that could be grouped by what stands for a council would give a number to order councils by."""
    report = a_saying_report(CUMBERLAND, barriers=[a_barrier("data_sharing"), a_barrier("funding_certainty")])
    given = {"status": "given", "address": "https://council.example/plan"}
    await project(
        postgres,
        validated(CUMBERLAND, report=Report.model_validate(report.model_dump() | {"publication": given})),
        validated(CUMBERLAND, version=2, round_=SECOND),
        validated(),
    )
    telling = {view for view, column in await postgres.rows(COLUMNS) if TELLS_COUNCILS_APART.search(column)}
    telling -= {"outcome_v1", "sector_overview_v1", "data_quality_v1"}  # counts of submissions
    assert telling == set(ONE_ROW_A_COUNCIL)
    for view, key in ONE_ROW_A_COUNCIL.items():
        query = f"SELECT count(*) FROM analytics.{view} GROUP BY {key}"  # noqa: S608 - names from above
        assert set(await postgres.rows(query)) == {(1,)}
