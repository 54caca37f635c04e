"""Bring the schemas `aggregate` and `analytics` up to date, and tell whether they are.

Tables come by migrations. Views are stated in `views/` and written again each time; the database itself
guards them: a published view can gain columns at its end and lose or change none.
"""

import asyncio
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from plans_schema.chassis.database import make_engine, migrate_schema
from plans_schema.chassis.retry import until_done
from plans_schema.chassis.serving import NotReadyError

SCHEMA = "aggregate"
HERE = Path(__file__).parent
VERSIONS = HERE / "migrations"
VIEWS = HERE / "views"


def migrate(url: str) -> None:
    """Run the migrations as an administrator, then write the views."""
    migrate_schema(url, SCHEMA, VERSIONS)
    asyncio.run(until_done(lambda: _write_views(url)))


async def _write_views(url: str) -> None:
    engine = make_engine(url, SCHEMA, application="plans-migrate")
    statements = "\n".join(path.read_text(encoding="utf-8") for path in sorted(VIEWS.glob("*.sql")))
    try:
        async with engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            if driver is None:
                raise ConnectionError("the database connection was lost")
            await driver.execute(statements)  # one string is one transaction
    finally:
        await engine.dispose()


def newest_migration() -> str:
    """Name the newest migration this program knows."""
    return max(path.name for path in VERSIONS.glob("[0-9]*.py")).split("_")[0]


async def check_migrated(engine: AsyncEngine) -> None:
    """Tell whether the tables are those this program was written for.

    Raises:
        NotReadyError: they are not.
    """
    async with engine.connect() as connection:
        present = await connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL"))
        level = await connection.scalar(text("SELECT version_num FROM alembic_version")) if present else "nothing"
    if level != newest_migration():
        raise NotReadyError(f"the tables are at {level}, not {newest_migration()}: run `plans migrate`")
