"""Reach Postgres as one role in one schema, and bring that schema up to date."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from plans_schema.chassis.retry import until_done

CONNECT_TIMEOUT_SECONDS = 5
COMMAND_TIMEOUT_SECONDS = 30
SHARED_ENVIRONMENT = Path(__file__).parent / "migrations"


def make_engine(url: str, schema: str, *, application: str, pool_size: int = 10) -> AsyncEngine:
    """Make an engine whose unqualified names mean `schema`; dead connections are found before use."""
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=5,
        pool_pre_ping=True,
        pool_timeout=10,
        connect_args={
            "timeout": CONNECT_TIMEOUT_SECONDS,
            "command_timeout": COMMAND_TIMEOUT_SECONDS,
            "server_settings": {"search_path": schema, "application_name": application, "timezone": "UTC"},
        },
    )


async def database_answers(engine: AsyncEngine) -> None:
    """Ask the database for anything; raises whatever stands in the way."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))


def migrate_schema(url: str, schema: str, versions: Path) -> None:
    """Create `schema` and bring it to the newest migration in the folder `versions`, once a database answers."""
    asyncio.run(until_done(lambda: _migrate(url, schema, versions)))


async def _migrate(url: str, schema: str, versions: Path) -> None:
    engine = make_engine(url, schema, application="plans-migrate")
    try:
        async with engine.begin() as connection:
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
