"""Build aggregate from its settings: the only place that makes objects and reads the environment."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from prometheus_client import CollectorRegistry
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from plans_aggregate.adapters import schema
from plans_aggregate.adapters.consumer import GROUP, counted, subscribe
from plans_aggregate.adapters.read_model import PostgresReadModel
from plans_aggregate.metrics import AggregateMetrics
from plans_aggregate.ports import ReadModel
from plans_aggregate.settings import AggregateSettings
from plans_aggregate.usecases import ProjectPlans
from plans_schema.chassis.clock import make_clock
from plans_schema.chassis.consumer import Settler, make_broker
from plans_schema.chassis.database import check_migrated, make_engine
from plans_schema.chassis.dead_letter import DeadLetters
from plans_schema.chassis.lag import keep_lag_gauge
from plans_schema.chassis.metrics import ConsumerMetrics
from plans_schema.chassis.producer import Producer
from plans_schema.chassis.roles import MigrationSettings
from plans_schema.chassis.serving import Consuming, operations_routes
from plans_schema.events.plans import PlanValidated
from plans_schema.topics import PLANS_VALIDATED

SERVICE = "aggregate"


def migrate() -> None:
    """Bring aggregate's tables and the analysts' views up to date."""
    schema.migrate(MigrationSettings().database_url())


def build_app(
    settings: AggregateSettings, make_read_model: Callable[[AsyncEngine], ReadModel] = PostgresReadModel
) -> Starlette:
    """Wire the service: validated plans in, the sector's rows out, health and metrics beside them."""
    registry = CollectorRegistry()
    consumed, metrics = ConsumerMetrics(registry, SERVICE), AggregateMetrics(registry)
    engine = make_engine(settings.database_url(), schema.SCHEMA, application="plans-aggregate", pool_size=3)
    producer = Producer(settings.kafka, settings.topic_prefix)
    group = f"{settings.topic_prefix}{GROUP}"
    settler = Settler(
        PLANS_VALIDATED,
        PlanValidated,
        counted(ProjectPlans(make_read_model(engine)), metrics),
        DeadLetters(producer, group),
        consumed,
        make_clock(settings.clock_offset_seconds),
    )
    broker = make_broker(settings.kafka)
    subscribe(broker, settings.topic_prefix, settler)

    async def check_tables() -> None:
        await check_migrated(engine, schema.VERSIONS)

    consuming = Consuming(producer, broker, (settler,), settings.topic_prefix, before=(check_tables,))

    async def watch_lag() -> None:
        topic = PLANS_VALIDATED.prefixed(settings.topic_prefix).name
        await keep_lag_gauge(settings.kafka, group, {topic: PLANS_VALIDATED.name}, consumed)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with consuming.running(watch_lag):
            yield
        await engine.dispose()

    checks = {"broker": consuming.check, "database": check_tables}
    return Starlette(routes=operations_routes(checks, registry), lifespan=lifespan)
