"""A database of an earlier version is brought up to date with what it holds."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

from aggregating import project
from builders import validated
from plans_aggregate.adapters.schema import SCHEMA, VERSIONS, migrate
from plans_schema.chassis.database import migrate_schema
from plans_schema.chassis.roles import MigrationSettings
from saying import a_barrier, says
from stack import Stack

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'aggregate'"
HELD = (
    "INSERT INTO aggregate.submission (submission_id, council_code, version, attempt, event_id, round, received_at,"
    " validated_at, rule_set, outcome, document_sha256, document_kind, plan_length, endorsement_status,"
    " publication_status, stated_date_precision, unparsed_figures) VALUES ($1, $2, 1, 1, $3, 'r', now(), now(),"
    " 'rules', 'checked', 'a', 'plan', 'unknown', 'not_stated', 'not_stated', 'none', 0)"
)


async def test_a_database_of_the_first_version_keeps_its_rows_and_learns_the_rest(
    postgres: Stack, tmp_path: Path
) -> None:
    shutil.copy(VERSIONS / "0001_read_model.py", tmp_path)
    await postgres.rows("DROP SCHEMA analytics CASCADE")
    await postgres.rows("DROP SCHEMA aggregate CASCADE")
    await asyncio.to_thread(migrate_schema, address(postgres), SCHEMA, tmp_path)
    assert ("barrier",) not in await postgres.rows(TABLES)
    old = validated()
    await postgres.rows(HELD, old.data.submission_id, old.data.council_code, old.id)
    await postgres.rows("INSERT INTO aggregate.inbox VALUES ($1, $2)", old.id, old.data.submission_id)
    await postgres.rows(
        "INSERT INTO aggregate.effect (submission_id, event_id) VALUES ($1, $2)", old.data.submission_id, old.id
    )

    for _ in range(2):  # migrating again changes nothing
        await asyncio.to_thread(migrate, address(postgres))
    current = "SELECT council_code, round, submission_id FROM aggregate.current_plan"
    assert await postgres.rows(current) == [(old.data.council_code, "r", old.data.submission_id)]
    newer = says(old.data.council_code, barriers=[a_barrier("data_sharing")])
    await project(postgres, old, newer)
    assert await postgres.rows("SELECT version_num FROM aggregate.alembic_version") == [("0003",)]
    assert len(await postgres.rows("SELECT * FROM aggregate.submission")) == 2
    assert await postgres.rows("SELECT submission_id, category FROM aggregate.barrier") == [
        (newer.data.submission_id, "data_sharing")
    ]


async def test_words_that_changed_are_written_again(postgres: Stack) -> None:
    await postgres.rows("UPDATE aggregate.term SET words = 'as it was called'")
    await postgres.rows("INSERT INTO aggregate.term VALUES ('barriers', 'no_longer', 'no longer named')")
    await asyncio.to_thread(migrate, address(postgres))
    names = "SELECT identifier, words FROM aggregate.term WHERE identifier IN ('data_sharing', 'no_longer')"
    assert await postgres.rows(names) == [("data_sharing", "Sharing data with other bodies")]


def address(stack: Stack) -> str:
    """Give the database's address as an administrator."""
    place = stack.servers.migration_environment(stack.database)
    values: dict[str, Any] = {name.removeprefix("PLANS_").lower(): value for name, value in place.items()}
    return MigrationSettings(**values).database_url()
