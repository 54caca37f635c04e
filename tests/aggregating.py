"""Run aggregate in a test: publish, wait until settled, read figures and tables."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

from plans_aggregate.adapters.consumer import GROUP
from plans_aggregate.adapters.figures import as_json, read_figures
from plans_aggregate.adapters.read_model import PostgresReadModel
from plans_aggregate.adapters.schema import SCHEMA
from plans_aggregate.app import build_app
from plans_aggregate.domain.projections import Validated
from plans_aggregate.ports import ReadModel
from plans_aggregate.settings import AggregateSettings
from plans_aggregate.usecases import ProjectPlans
from plans_schema.chassis.database import make_engine
from plans_schema.topics import PLANS_VALIDATED
from stack import Stack, running

EFFECTS = "SELECT submission_id FROM aggregate.effect"
CURRENT = "SELECT council_code, submission_id, version FROM aggregate.current_plan ORDER BY council_code"
LEEDS = "E08000035"


class Settled(Protocol):
    """Publish events and wait until aggregate has committed them."""

    async def __call__(self, *events: Validated, times: int = 1) -> None: ...


@asynccontextmanager
async def aggregating(
    stack: Stack, read_model: Callable[[AsyncEngine], ReadModel] = PostgresReadModel
) -> AsyncIterator[Settled]:
    """Run aggregate and give a way to publish and wait until it is settled."""
    async with running(build_app(AggregateSettings(**stack.settings("aggregate")), read_model)):

        async def settled(*events: Validated, times: int = 1) -> None:
            await stack.publish(PLANS_VALIDATED, *events, times=times)
            await stack.caught_up(GROUP, PLANS_VALIDATED)

        yield settled


@asynccontextmanager
async def engine_as(stack: Stack, service: str, schema: str) -> AsyncIterator[AsyncEngine]:
    settings = AggregateSettings(**stack.settings(service))
    engine = make_engine(settings.database_url(), schema, application="tests")
    try:
        yield engine
    finally:
        await engine.dispose()


async def figures(stack: Stack) -> str:
    async with engine_as(stack, "analyst", "analytics") as engine:
        return as_json(await read_figures(engine))


async def project(stack: Stack, *events: Validated) -> None:
    """Project events as one batch, without a broker."""
    async with engine_as(stack, "aggregate", SCHEMA) as engine:
        await ProjectPlans(PostgresReadModel(engine))(events)


async def emptied(stack: Stack) -> None:
    """Forget every event."""
    await stack.rows("TRUNCATE aggregate.inbox, aggregate.effect, aggregate.submission CASCADE")


async def sector(stack: Stack, view: str, columns: str, where: str) -> list[tuple[Any, ...]]:
    """Read a view's rows for England, sorted."""
    query = f"SELECT {columns} FROM analytics.{view} WHERE grain = 'sector' AND {where}"  # noqa: S608 - a test's own words
    return sorted(await stack.rows(query))
