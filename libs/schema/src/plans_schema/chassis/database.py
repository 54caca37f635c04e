"""Reach Postgres as one role in one schema, and bring that schema up to date."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from plans_schema.chassis.errors import NotReadyError
from plans_schema.chassis.retry import until_done

CONNECT_TIMEOUT_SECONDS = 5
COMMAND_TIMEOUT_SECONDS = 30
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('plans migrate', 0))"
SHARED_ENVIRONMENT = Path(__file__).parent / "migrations"


def make_engine(url: str, schema: str, *, application: str, pool_size: int = 10) -> AsyncEngine:
    """Make an engine whose unqualified names mean `schema`; dead connections are found before use."""
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=5,
        pool_pre_ping=True,
        hide_parameters=True,
        pool_timeout=10,
        connect_args={
            "timeout": CONNECT_TIMEOUT_SECONDS,
            "command_timeout": COMMAND_TIMEOUT_SECONDS,
            "server_settings": {"search_path": schema, "application_name": application, "timezone": "UTC"},
        },
    )


def newest_migration(versions: Path) -> str:
    """Name the newest migration this program knows."""
    return max(path.name for path in versions.glob("[0-9]*.py")).split("_")[0]


async def check_migrated(engine: AsyncEngine, versions: Path) -> None:
    """Tell whether the schema is the one this program was written for.

    Raises:
        NotReadyError: it is not; anything else that stands in the way comes as it is.
    """
    newest = newest_migration(versions)
    async with engine.connect() as connection:
        present = await connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL"))
        level = await connection.scalar(text("SELECT version_num FROM alembic_version")) if present else "nothing"
    if level != newest:
        raise NotReadyError(f"the tables are at {level}, not {newest}: run `plans migrate`")


def migrate_schema(url: str, schema: str, versions: Path) -> None:
    """Create `schema` and bring it to the newest migration in the folder `versions`, once a database answers."""
    asyncio.run(until_done(lambda: _migrate(url, schema, versions)))


async def _migrate(url: str, schema: str, versions: Path) -> None:
    engine = make_engine(url, schema, application="plans-migrate")
    try:
        async with engine.begin() as connection:
            await connection.execute(text(ONE_AT_A_TIME))
            await connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
            await connection.run_sync(_upgrade, schema, versions)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, schema: str, versions: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(SHARED_ENVIRONMENT))
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "newline")
    config.attributes |= {"connection": connection, "schema": schema}
    command.upgrade(config, "head")
