"""Bring the schemas `aggregate` and `analytics` up to date.

Tables come by migrations. Views are stated in `views/` and written again each time; the database itself
guards them: a published view can gain columns at its end and lose or change none. So are the words for identifiers.
"""

import asyncio
from pathlib import Path

from plans_schema.chassis.database import make_engine, migrate_schema
from plans_schema.chassis.retry import until_done
from plans_schema.terms import terms

SCHEMA = "aggregate"
HERE = Path(__file__).parent
VERSIONS = HERE / "migrations"
VIEWS = HERE / "views"
FORGET_WORDS = "DELETE FROM term"
WORDS = "INSERT INTO term (kind, identifier, words) VALUES ($1, $2, $3)"


def migrate(url: str) -> None:
    """Run the migrations as an administrator, then write the views and the words."""
    migrate_schema(url, SCHEMA, VERSIONS)
    asyncio.run(until_done(lambda: _write_views_and_words(url)))


async def _write_views_and_words(url: str) -> None:
    engine = make_engine(url, SCHEMA, application="plans-migrate")
    statements = "\n".join(path.read_text(encoding="utf-8") for path in sorted(VIEWS.glob("*.sql")))
    try:
        async with engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            if driver is None:
                raise ConnectionError("the database connection was lost")
            async with driver.transaction():
                await driver.execute(statements)
                await driver.execute(FORGET_WORDS)
                await driver.executemany(WORDS, _words())
    finally:
        await engine.dispose()


def _words() -> list[tuple[str, str, str]]:
    return [(kind, identifier, words) for kind, all_ in terms().items() for identifier, words in all_.items()]
