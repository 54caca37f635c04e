"""What analysts may read: explained, unranked, with small groups hidden and no measure beside a council."""

import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from aggregating import project
from builders import BROMSGROVE, CUMBERLAND, a_report, validated
from plans_aggregate.adapters.figures import TITLES
from plans_aggregate.domain.projections import Validated
from plans_schema.register import councils
from plans_schema.report import Evidence, Publication, Report
from plans_schema.terms import Kind, terms
from plans_schema.vocabulary import (
    DocumentKind,
    EndorsementStatus,
    EndorsingBody,
    Outcome,
    PublicationStatus,
    QuestionStatus,
    ThemeId,
    ThemeStatus,
)
from stack import LONG_SECONDS, PASSWORDS, TEMPLATE, Servers, Stack

FORBIDDEN = re.compile(
    r"\b(rank|dense_rank|row_number|ntile|percent_rank|cume_dist|percentile_\w+|lag|lead|first_value|last_value|min|max"
    r"|now|random|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\("
    r"|\bover\s*\(|\border\s+by\b|\blimit\b|\bcurrent_(date|time|timestamp)\b|\b(score|rating|rag|league|quality_index)\b",
    re.IGNORECASE,
)
# Spreads over councils, named one by one: their quartiles and medians, and nothing smaller or larger.
SPREADS = {"asked_spread", "saving_spread"}
QUARTILE = re.compile(r"percentile_cont\(\(0\.(?:25|5|75)\)::double precision\) WITHIN GROUP \(ORDER BY [^)]*\)+")
COLUMNS = """
SELECT relation.relname, attribute.attname, format_type(attribute.atttypid, NULL),
       col_description(relation.oid, attribute.attnum), obj_description(relation.oid)
FROM pg_class AS relation
JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = 'analytics'
JOIN pg_attribute AS attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
WHERE relkind IN ('v', 'm', 'r', 'p', 'f')
"""
PLURALS: dict[str, Kind] = {"question": "questions", "barrier": "barriers", "practice": "practices"}
NUMBERS = {"integer", "bigint", "smallint", "numeric", "real", "double precision", "interval"}


async def test_every_view_and_every_column_is_explained(postgres: Stack) -> None:
    columns = await postgres.rows(COLUMNS)
    assert set(TITLES) < {view for view, *_ in columns}
    assert [(view, column) for view, column, _, about, on_view in columns if not (about and on_view)] == []


async def test_no_view_ranks_orders_or_looks_at_a_clock(postgres: Stack) -> None:
    definitions = await postgres.rows(
        "SELECT viewname, definition FROM pg_views WHERE schemaname IN ('analytics', 'aggregate')"
    )
    assert len(definitions) > len(TITLES)
    stated = [(name, QUARTILE.sub("", text) if name in SPREADS else text) for name, text in definitions]
    assert [(name, found[0]) for name, text in stated if (found := FORBIDDEN.search(text))] == []
    assert {name for name, text in definitions if QUARTILE.search(text)} == SPREADS


def test_the_words_looked_for_are_found_where_they_are() -> None:
    for text in ("rank() OVER (ORDER BY x)", "SELECT 1 ORDER BY plans", "now()", "max(pages)", "sum(x) over (y)"):
        assert FORBIDDEN.search(text)
    other = "percentile_cont((0.9)::double precision) WITHIN GROUP (ORDER BY (value)::double precision)"
    assert FORBIDDEN.search(QUARTILE.sub("", other))
    assert not FORBIDDEN.search("SELECT count(*) AS ordered, orders.by FROM frankly")


async def test_no_number_stands_beside_a_council(postgres: Stack) -> None:
    columns = await postgres.rows(COLUMNS)
    naming = {view for view, column, *_ in columns if column in {"council_code", "council_name", "submission_id"}}
    assert naming == {"council_v1", "plan_v1"}
    assert [(view, column) for view, column, kind, *_ in columns if view in naming and kind in NUMBERS] == []
    assert [(view, column) for view, column, kind, *_ in columns if view in naming and "timestamp" in kind] == []


async def test_every_word_that_a_report_can_say_has_its_row(postgres: Stack) -> None:
    rows = await postgres.rows("SELECT measure, item, category FROM aggregate.category")
    words = {measure: {category for name, _, category in rows if name == measure} for measure, *_ in rows}
    assert {item for measure, item, _ in rows if measure == "theme"} == set(ThemeId)
    assert words["theme"] == set(ThemeStatus)
    assert words["endorsement"] == set(EndorsementStatus)
    assert words["endorsing_body"] == {*EndorsingBody, "not_stated"}
    assert words["document_kind"] == set(DocumentKind)
    assert words["publication"] == set(PublicationStatus)
    assert words["question"] == set(QuestionStatus)
    for kind in ("question", "barrier", "practice"):
        assert {item for measure, item, _ in rows if measure == kind} == set(terms()[PLURALS[kind]])
    assert {outcome for (outcome,) in await postgres.rows("SELECT outcome FROM analytics.outcome_v1")} == set(Outcome)


async def test_the_sector_over_few_plans_is_shown_with_its_number(postgres: Stack) -> None:
    await project(
        postgres,
        validated(report=a_report(themes={"T3": "not_found"}, pages=4)),
        validated(CUMBERLAND, report=a_report(CUMBERLAND, themes={"T3": "partial"}, pages=9)),
    )
    assert await postgres.rows("SELECT * FROM analytics.sector_overview_v1") == [(317, 2, 2, 2, "2024-productivity")]
    themes = "SELECT status, councils, plans, share::text FROM analytics.theme_coverage_v1 WHERE grain = 'sector'"
    assert sorted(await postgres.rows(f"{themes} AND theme = 'T3'")) == [
        ("addressed", 0, 2, "0.000"),
        ("not_found", 1, 2, "0.500"),
        ("partial", 1, 2, "0.500"),
    ]
    lengths = "SELECT pages FROM analytics.plan_length_v1 WHERE grain = 'sector' AND councils = 1"
    assert sorted(await postgres.rows(lengths)) == [("3-4",), ("7-10",)]
    breakdown = (
        "SELECT DISTINCT councils, plans, share, hidden FROM analytics.theme_coverage_v1 WHERE grain <> 'sector'"
    )
    assert await postgres.rows(breakdown) == [(None, None, None, True)]


# Councils of each published type whose plan addresses T1, T2 and T3; all others "not_found".
ADDRESSED = {
    "county": (10, 17, 10),  # of 21
    "district": (100, 100, 100),  # of 164
    "unitary": (30, 30, 30),  # of 62, Isles of Scilly among them
    "metropolitan": (33, 33, 20),  # of 36
    "london_borough": (20, 20, 20),  # of 33, the City among them
}
AS_PUBLISHED = {"isles_of_scilly": "unitary", "city_of_london": "london_borough"}


def a_full_sector() -> Iterator[Validated]:
    def published_type(code: str) -> str:
        return AS_PUBLISHED.get(councils()[code].type, councils()[code].type)

    for kind, codes in itertools.groupby(
        sorted(councils(), key=lambda code: (published_type(code), code)), published_type
    ):
        for place, code in enumerate(codes):
            statuses = ["addressed" if place < count else "not_found" for count in ADDRESSED[kind]]
            yield validated(code, report=a_report(code, themes=dict(zip(("T1", "T2", "T3"), statuses, strict=True))))


async def by_type(stack: Stack, theme: str) -> dict[str, int | None]:
    query = "SELECT group_name, councils FROM analytics.theme_coverage_v1 WHERE grain = 'type' AND status = 'addressed'"
    return dict(await stack.rows(f"{query} AND theme = $1", theme))


async def test_small_cells_are_hidden_and_cannot_be_worked_out(postgres: Stack) -> None:
    await project(postgres, *a_full_sector())
    nothing = dict.fromkeys(ADDRESSED)

    # T1: three metropolitan plans do not address it. Hidden alone they could be worked out, so all are hidden.
    assert await by_type(postgres, "T1") == nothing
    # T2: four counties and three metropolitan plans: seven together, so the other groups are shown.
    assert await by_type(postgres, "T2") == nothing | {"district": 100, "unitary": 30, "london_borough": 20}
    # T3: every cell is large enough.
    assert await by_type(postgres, "T3") == {kind: counts[2] for kind, counts in ADDRESSED.items()}
    # T4: everybody addresses it: 21 of 21 would say it of each.
    assert await by_type(postgres, "T4") == nothing


BREAKDOWNS = {
    "response_v1": "'', response, councils, councils_expected",
    "theme_coverage_v1": "theme, status, councils, plans",
    "plan_length_v1": "'', pages, councils, plans",
    "endorsement_v1": "'', status, councils, plans",
    "publication_v1": "'', status, councils, plans",
}


@pytest.mark.parametrize("view", BREAKDOWNS)
async def test_nothing_under_five_is_published_or_left_over_in_a_breakdown(postgres: Stack, view: str) -> None:
    await project(postgres, *a_full_sector())
    cells = await postgres.rows(
        f"SELECT grain, group_name, {BREAKDOWNS[view]}, hidden FROM analytics.{view}"  # noqa: S608 - names from above
        " WHERE grain <> 'sector'"
    )
    inside = await postgres.rows(
        "SELECT grain, item, category, sum(councils) FROM aggregate.group_cell GROUP BY 1, 2, 3"
    )
    assert cells
    assert {name for grain, name, *_ in cells if grain == "type"} == set(ADDRESSED)
    for *_, councils_, plans, hidden in cells:
        assert (councils_ is None and plans is None) if hidden else min(councils_, plans - councils_) >= 5
    totals = {(grain, each, name): total for grain, each, name, total in inside}
    for key in {(grain, each, name) for grain, _, each, name, *_ in cells}:
        assert left_over(key, cells, totals) is None or left_over(key, cells, totals) >= 5  # type: ignore[operator]


def left_over(key: tuple[str, str, str], cells: list[tuple[Any, ...]], totals: dict[Any, Any]) -> int | None:
    """Work out what the hidden groups hold together, as a reader who knows the sector's total could."""
    ours = [cell for cell in cells if (cell[0], cell[2], cell[3]) == key]
    if not any(hidden for *_, hidden in ours) or all(hidden for *_, hidden in ours):
        return None
    return int(totals[key] - sum(councils_ or 0 for *_, councils_, _, _ in ours))


async def test_words_are_quoted_from_published_plans_only(postgres: Stack) -> None:
    quote = Evidence(page=3, quote="Our plan stands on our website.")
    given = Publication(status=PublicationStatus.GIVEN, address="https://council.example/plan", evidence=(quote,))
    published = Report.model_validate(a_report(CUMBERLAND).model_dump() | {"publication": given.model_dump()})
    await project(postgres, validated(), validated(CUMBERLAND, report=published))

    quotes = await postgres.rows("SELECT subject, item, quote FROM analytics.evidence_v2")
    assert ("publication", None, "Our plan stands on our website.") in quotes
    assert not any("Bromsgrove" in words for *_, words in quotes)
    assert sorted(await postgres.rows("SELECT council_code FROM analytics.plan_v1")) == [(CUMBERLAND,), (BROMSGROVE,)]


REFUSED_TO_ANALYSTS = (
    "SELECT * FROM aggregate.submission",
    "SELECT * FROM aggregate.published_cell",
    "SELECT * FROM ingest.documents",
    "DELETE FROM analytics.council_v1",
    "CREATE TABLE analytics.mine (x int)",
    "CREATE TABLE public.mine (x int)",
    "CREATE TEMP TABLE mine (x int)",
    "CREATE SCHEMA mine",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_read_file('/etc/hostname')",
    "COPY (SELECT 1) TO PROGRAM 'true'",
)
REFUSED_TO_AGGREGATE = (
    "DELETE FROM aggregate.effect",
    "UPDATE aggregate.effect SET event_id = event_id",
    "TRUNCATE aggregate.effect",
    "DELETE FROM aggregate.inbox",
    "UPDATE aggregate.submission SET version = 9",
    "DROP TABLE aggregate.effect",
    "CREATE TABLE aggregate.mine (x int)",
    "UPDATE aggregate.council SET name = 'x'",
    "SELECT * FROM ingest.documents",
)


async def test_analysts_read_every_view(postgres: Stack) -> None:
    async with postgres.connected("plans_analyst", PASSWORDS["analyst"]) as connection:
        assert len(await connection.fetch("SELECT * FROM council_v1")) == 317
        for view in (*TITLES, "plan_v1", "evidence_v2"):
            await connection.fetch(f"SELECT * FROM analytics.{view}")  # noqa: S608 - a name from above


@pytest.mark.parametrize("statement", REFUSED_TO_ANALYSTS)
async def test_analysts_can_do_nothing_else(postgres: Stack, statement: str) -> None:
    async with postgres.connected("plans_analyst", PASSWORDS["analyst"]) as connection:
        # The role may switch this off itself: what holds is the grants.
        await connection.execute("SET default_transaction_read_only = off")
        with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.ObjectNotInPrerequisiteStateError)):
            await connection.execute(statement)


@pytest.mark.parametrize("statement", REFUSED_TO_AGGREGATE)
async def test_aggregate_cannot_change_what_it_appended(postgres: Stack, statement: str) -> None:
    async with postgres.connected("plans_aggregate", PASSWORDS["aggregate"]) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)


@pytest.mark.parametrize("service", ["ingest", "validate"])
@pytest.mark.parametrize("relation", ["aggregate.submission", "aggregate.effect", "analytics.plan_v1"])
async def test_other_services_cannot_read_it(postgres: Stack, service: str, relation: str) -> None:
    async with postgres.connected(f"plans_{service}", PASSWORDS[service]) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(f"SELECT * FROM {relation}")  # noqa: S608 - a name from above


def test_the_command_shows_the_same_figures_to_people_and_machines(servers: Servers) -> None:
    parts = servers.migration_environment(TEMPLATE) | {"PLANS_TOPIC_PREFIX": ""}
    command = [str(Path(sys.executable).parent / "plans"), "figures"]

    def run(*arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | parts | changed
        return subprocess.run(
            [*command, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=LONG_SECONDS
        )

    machine = run("--json")
    assert machine.returncode == 0, machine.stderr
    assert json.loads(machine.stdout)["sector_overview_v1"][0]["councils_expected"] == 317
    assert "317" in run().stdout
    refused = run(PLANS_ANALYST_PASSWORD="wrong")
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database can't be read as an analyst")
    assert "Traceback" not in refused.stderr
