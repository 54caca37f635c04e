"""What plans say, counted over councils on a real database: expected values are worked out by hand."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

import pytest

from aggregating import LEEDS, emptied, project, sector
from builders import BROMSGROVE, CUMBERLAND, a_submission_id, validated
from plans_aggregate.domain.projections import Validated
from plans_schema.register import councils
from plans_schema.report import Report
from plans_schema.vocabulary import Outcome
from saying import CODES, a_barrier, a_figure, a_practice, a_saying_report, says
from stack import Stack

EVERYTHING: dict[str, Any] = {
    "questions": {"T1.Q1.a": "partial", "T3.Q7.b": "not_applicable"},
    "figures": [a_figure("agency_spend_pct", "2.36", flags=["typo_suspected", "part_of"])],
    "barriers": [a_barrier("funding_certainty", "f3a1", secondary=["grant_conditions"], department="MHCLG")],
    "practices": [a_practice("data_platform", "number")],
}
TABLES = {
    "question_coverage": [("T1.Q1.a", "partial"), ("T1.Q2.a", "addressed"), ("T3.Q7.b", "not_applicable")],
    "figure": [
        (
            1,
            "agency_spend_pct",
            Decimal("2.36"),
            None,
            None,
            "percent",
            "2023/24",
            None,
            "actual",
            None,
            None,
            "typo_suspected part_of",
            "high",
            "2.36",
        ),
    ],
    "barrier": [(1, "funding_certainty", "grant_conditions", "government", "MHCLG", True, "f3a1", "high")],
    "practice": [(1, "data_platform", "number")],
}


async def content(stack: Stack) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(row[1:] for row in await stack.rows(f"SELECT * FROM aggregate.{table}")) for table in TABLES}  # noqa: S608 - names from above


async def test_everything_a_report_says_becomes_rows_once(postgres: Stack) -> None:
    event = says(BROMSGROVE, **EVERYTHING)
    await project(postgres, event, event)
    await project(postgres, event)
    assert await content(postgres) == TABLES
    evidence = "SELECT subject, item, page FROM aggregate.evidence WHERE subject <> 'theme'"
    assert sorted(await postgres.rows(evidence)) == [
        ("barrier", "1", 2),
        ("figure", "1", 2),
        ("practice", "1", 2),
        ("question", "T1.Q1.a", 2),
        ("question", "T1.Q2.a", 2),
    ]


async def test_a_later_attempt_replaces_what_the_plan_was_read_to_say(postgres: Stack) -> None:
    submission = a_submission_id()
    first = validated(submission_id=submission, report=a_saying_report(**EVERYTHING))
    second = validated(submission_id=submission, attempt=2, report=a_saying_report(practices=[a_practice("open_data")]))
    await project(postgres, first)
    await project(postgres, second)
    await project(postgres, first)
    assert await content(postgres) == {
        "question_coverage": [("T1.Q2.a", "addressed")],
        "figure": [],
        "barrier": [],
        "practice": [(1, "open_data", "mention")],
    }


async def test_only_each_councils_current_checked_plan_counts(postgres: Stack) -> None:
    letter = a_saying_report(CUMBERLAND, barriers=[a_barrier("legacy_systems")], outcome=Outcome.NO_PLAN_FOUND)
    await project(
        postgres,
        validated(version=1, report=a_saying_report(barriers=[a_barrier("legacy_systems")])),
        validated(version=2, report=a_saying_report(barriers=[a_barrier("data_sharing")])),
        validated(CUMBERLAND, report=letter),
        validated(LEEDS, report=a_saying_report(LEEDS)),
    )
    named = await sector(postgres, "barrier_prevalence_v1", "barrier, councils, plans, share::text", "councils > 0")
    assert named == [("data_sharing", 1, 2, "0.500")]


async def test_a_plan_read_before_there_were_such_rules_says_nothing_rather_than_no(postgres: Stack) -> None:
    await project(
        postgres, validated(CUMBERLAND), says(LEEDS, practices=[a_practice("automation_ai", "stated_effect")])
    )
    found = await sector(
        postgres, "practice_prevalence_v1", "practice, name, councils, plans, with_effect, with_number", "councils > 0"
    )
    assert found == [("automation_ai", "Automation and AI", 1, 1, 1, 0)]


async def test_questions_are_counted_item_by_item(postgres: Stack) -> None:
    answers = ("addressed", "addressed", "partial", "not_found", "not_applicable", "unclear")
    await project(
        postgres, *(says(code, questions={"T3.Q8.a": said}) for code, said in zip(CODES, answers, strict=False))
    )
    rows = await sector(
        postgres, "question_coverage_v1", "status, theme, councils, plans, share::text", "item = 'T3.Q8.a'"
    )
    assert rows == [
        ("addressed", "T3", 2, 6, "0.333"),
        ("not_applicable", "T3", 1, 6, "0.167"),
        ("not_found", "T3", 1, 6, "0.167"),
        ("partial", "T3", 1, 6, "0.167"),
        ("unclear", "T3", 1, 6, "0.167"),
    ]


# Wordings each council uses on one barrier; a letter that two councils use is shared, "-" is a passage of one's own.
VOICES = {
    "none names it": ([], 0, 0),
    "own words only": (["-", "-", "-"], 3, 3),
    "one draft in four plans": (["a", "a", "a", "a"], 4, 1),
    "a wording that nobody shares": (["a", "b"], 2, 2),
    "two drafts": (["a", "a", "b", "b", "b"], 5, 2),
    "two drafts tied by one plan": (["a", "ab", "b"], 3, 1),
    "a chain of plans": (["ab", "bc", "cd", "de", "e", "a"], 6, 1),
    "a draft and a plan with its own words beside it": (["a", "a", "a-"], 3, 1),
    "two plans with own words beside the draft": (["a", "a-", "a-"], 3, 2),
    "a draft and an unrelated voice": (["a", "a", "-"], 3, 2),
    "repeated inside one plan": (["aa"], 1, 1),
}


@pytest.mark.parametrize("case", VOICES)
async def test_a_draft_that_circulated_is_one_voice(postgres: Stack, case: str) -> None:
    plans, councils_, voices = VOICES[case]
    await project(
        postgres,
        says(LEEDS, barriers=[a_barrier("data_sharing", "a")]),  # another barrier, whose wordings stand apart
        *(
            says(code, barriers=[a_barrier("funding_certainty", None if one == "-" else one) for one in wordings])
            for code, wordings in zip(CODES, plans, strict=False)
        ),
    )
    rows = await sector(postgres, "barrier_prevalence_v1", "councils, voices", "barrier = 'funding_certainty'")
    assert rows == [(councils_, voices)]


async def test_barriers_are_split_by_whom_they_address(postgres: Stack) -> None:
    asks = {"department": "MHCLG"}
    await project(
        postgres,
        says(CODES[0], barriers=[a_barrier("legacy_systems", **asks), a_barrier("legacy_systems", **asks)]),
        says(
            CODES[1],
            barriers=[
                a_barrier("legacy_systems", addressee="market", explicit_ask=False, confidence="low"),
                a_barrier("data_sharing", department="DWP"),
            ],
        ),
        says(CODES[2], barriers=[a_barrier("data_sharing"), a_barrier("data_sharing", department="MHCLG")]),
    )
    addressed = "SELECT barrier, addressee, councils, plans, share::text, asking FROM analytics.barrier_addressees_v1"
    assert sorted(await postgres.rows(addressed)) == [
        ("data_sharing", "government", 2, 2, "1.000", 2),
        ("legacy_systems", "government", 1, 2, "0.500", 1),
        ("legacy_systems", "market", 1, 2, "0.500", 0),
    ]
    departments = "SELECT department, councils, plans, share::text FROM analytics.barrier_departments_v1"
    assert sorted(await postgres.rows(departments)) == [
        ("DWP", 1, 3, "0.333"),
        ("MHCLG", 2, 3, "0.667"),
        ("none_named", 1, 3, "0.333"),
    ]
    doubts = await sector(postgres, "barrier_prevalence_v1", "asking, unsure", "barrier = 'legacy_systems'")
    assert doubts == [(1, 1)]


# Councils of each published type whose plan names the barrier; all others do not.
NAMING = {"county": 10, "district": 100, "unitary": 30, "metropolitan": 20, "london_borough": 20}
AS_PUBLISHED = {"isles_of_scilly": "unitary", "city_of_london": "london_borough"}


def a_full_sector(named: Mapping[str, int], said: dict[str, Any], **of_all: Any) -> Iterator[Validated]:
    """Build a plan of every council; the first of each type say `said`."""
    seen = dict.fromkeys(NAMING, 0)
    for code in CODES:
        kind = AS_PUBLISHED.get(councils()[code].type, councils()[code].type)
        seen[kind] += 1
        yield says(code, **(of_all | (said if seen[kind] <= named.get(kind, 0) else {})))


async def by_type(stack: Stack, view: str, where: str) -> dict[str, int | None]:
    query = f"SELECT group_name, councils FROM analytics.{view} WHERE grain = 'type' AND {where}"  # noqa: S608 - names from below
    return dict(await stack.rows(query))


@pytest.mark.parametrize(
    ("view", "where", "said"),
    [
        ("barrier_prevalence_v1", "barrier = 'data_sharing'", {"barriers": [a_barrier("data_sharing")]}),
        ("practice_prevalence_v1", "practice = 'open_data'", {"practices": [a_practice("open_data")]}),
        (
            "asked_figures_v1",
            "figure = 'tu_facility_time_pct'",
            {"figures": [a_figure("tu_facility_time_pct", "0.05")]},
        ),
        (
            "question_coverage_v1",
            "item = 'T2.Q2.a' AND status = 'addressed'",
            {"questions": {"T2.Q2.a": "addressed"}},
        ),
    ],
)
async def test_small_cells_and_their_complements_are_hidden(
    postgres: Stack, view: str, where: str, said: dict[str, Any]
) -> None:
    everybody = {"questions": {"T2.Q2.a": "not_found"}}
    nothing = dict.fromkeys(NAMING)
    await project(postgres, *a_full_sector(NAMING, said, **everybody))
    assert await by_type(postgres, view, where) == NAMING

    # Three metropolitan plans do not say it: alone they could be worked out from the sector, so nothing is shown.
    await emptied(postgres)
    await project(postgres, *a_full_sector(NAMING | {"metropolitan": 33}, said, **everybody))
    assert await by_type(postgres, view, where) == nothing

    # Four counties do, three metropolitan plans do not: together they hide each other, the rest is shown.
    await emptied(postgres)
    few = NAMING | {"metropolitan": 33, "county": 4}
    await project(postgres, *a_full_sector(few, said, **everybody))
    assert await by_type(postgres, view, where) == NAMING | {"metropolitan": None, "county": None}


async def test_a_question_put_to_districts_alone_is_shown_for_districts(postgres: Stack) -> None:
    def answers() -> Iterator[Validated]:
        put = dict.fromkeys(NAMING, 0) | {"district": 164}
        said, of_all = {"T3.Q7.b": "not_found"}, {"T3.Q7.b": "not_applicable"}
        return a_full_sector(put, {"questions": said}, questions=of_all)

    districts = [event for event in answers() if councils()[event.data.council_code].type == "district"]
    answering = [
        validated(
            event.data.council_code,
            version=2,
            report=a_saying_report(event.data.council_code, questions={"T3.Q7.b": "addressed"}),
        )
        for event in districts[:60]
    ]
    await project(postgres, *chain(answers(), answering))
    query = "SELECT group_name, status, councils, plans FROM analytics.question_coverage_v1"
    shown = await postgres.rows(f"{query} WHERE grain = 'type' AND item = 'T3.Q7.b' AND NOT hidden")
    assert sorted(shown) == [
        ("district", "addressed", 60, 164),
        ("district", "partial_or_not_found", 104, 164),
    ]


async def test_no_figure_and_no_answer_is_quoted(postgres: Stack) -> None:
    given = {"status": "given", "address": "https://council.example/plan"}
    report = Report.model_validate(a_saying_report(**EVERYTHING).model_dump() | {"publication": given})
    await project(postgres, validated(report=report))
    quoted = await postgres.rows("SELECT subject, item FROM analytics.evidence_v2 WHERE subject <> 'theme'")
    assert sorted(quoted) == [("barrier", "funding_certainty"), ("practice", "data_platform")]
