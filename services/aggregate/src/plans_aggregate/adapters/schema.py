"""Bring the schemas `aggregate` and `analytics` up to date.

Tables come by migrations. Views are stated in `views/` and written again each time; the database itself
guards them: a published view can gain columns at its end and lose or change none.
"""

import asyncio
from pathlib import Path

from plans_schema.chassis.database import make_engine, migrate_schema
from plans_schema.chassis.retry import until_done

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
