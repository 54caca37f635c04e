"""Build ingest from its settings: the only place that makes objects and reads the environment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.middleware.sessions import SessionMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Lifespan

from plans_ingest.adapters.desk import Desk
from plans_ingest.adapters.documents import PostgresDocuments
from plans_ingest.adapters.http import build_router
from plans_ingest.adapters.keys import PostgresKeys
from plans_ingest.adapters.ledger import Ledger
from plans_ingest.adapters.outbox import Outbox
from plans_ingest.adapters.outcomes import GROUP, LedgerOutcomes, subscribe
from plans_ingest.adapters.pages import SESSION_SECONDS, build_pages
from plans_ingest.adapters.problems import HANDLERS, SafeHeaders
from plans_ingest.adapters.reconciler import Reconciler
from plans_ingest.metrics import IngestMetrics
from plans_ingest.settings import IngestSettings
from plans_ingest.usecases import ReadSubmission, ReceiveSubmission
from plans_schema.chassis.clock import Clock, make_clock
from plans_schema.chassis.consumer import Settler, make_broker
from plans_schema.chassis.database import check_migrated, make_engine, migrate_schema
from plans_schema.chassis.dead_letter import DeadLetters, LeftWhereTheyLie
from plans_schema.chassis.lag import keep_lag_gauge
from plans_schema.chassis.metrics import ConsumerMetrics
from plans_schema.chassis.producer import Producer
from plans_schema.chassis.roles import MigrationSettings
from plans_schema.chassis.serving import Consuming, operations_routes
from plans_schema.events.plans import PlanReceived, PlanValidated
from plans_schema.rounds import PRODUCTIVITY_2024
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED

SERVICE = "ingest"
SCHEMA = "ingest"
HERE = Path(__file__).parent
VERSIONS = HERE / "adapters" / "migrations"


def migrate() -> None:
    """Bring ingest's schema up to date."""
    migrate_schema(MigrationSettings().database_url(), SCHEMA, VERSIONS)


def engine_for(settings: IngestSettings) -> AsyncEngine:
    """Make an engine on ingest's schema."""
    return make_engine(settings.database_url(), SCHEMA, application="plans-ingest", pool_size=20)


def build_app(settings: IngestSettings) -> FastAPI:
    """Wire the service: it answers uploads while the broker is away, and catches up when it is back."""
    registry, clock, engine = CollectorRegistry(), make_clock(settings.clock_offset_seconds), engine_for(settings)
    metrics, consumed = IngestMetrics(registry), ConsumerMetrics(registry, SERVICE)
    producer, outbox = Producer(settings.kafka, settings.topic_prefix), Outbox(engine)
    outbox.relay_to(producer, metrics)
    settlers = make_settlers(settings, LedgerOutcomes(engine, outbox, clock), producer, consumed, clock)
    broker = make_broker(settings.kafka)
    subscribe(broker, settings.topic_prefix, *settlers)

    async def check_tables() -> None:
        await check_migrated(engine, VERSIONS)

    async def watch_lag() -> None:
        topic = PLANS_VALIDATED.prefixed(settings.topic_prefix).name
        await keep_lag_gauge(settings.kafka, f"{settings.topic_prefix}{GROUP}", {topic: PLANS_VALIDATED.name}, consumed)

    consuming = Consuming(producer, broker, settlers, settings.topic_prefix, before=(check_tables,))
    reconciler = Reconciler(engine, outbox, settings, metrics)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with consuming.running(outbox.run, reconciler.run, watch_lag):
            yield
        await engine.dispose()

    app = make_http(
        settings, Ledger(engine, PostgresDocuments(), outbox, clock), PostgresKeys(engine), metrics, lifespan
    )
    checks, advisory = {"database": check_tables}, {"broker": consuming.check}
    app.router.routes.extend(operations_routes(checks, registry, advisory))  # uploads are taken without a broker
    return app


def make_settlers(
    settings: IngestSettings, outcomes: LedgerOutcomes, producer: Producer, metrics: ConsumerMetrics, clock: Clock
) -> tuple[Settler[PlanValidated], Settler[PlanReceived]]:
    """Make what settles the results, and what settles the dead letters of what was sent out."""
    letters = DeadLetters(producer, f"{settings.topic_prefix}{GROUP}")
    validated = Settler(PLANS_VALIDATED, PlanValidated, outcomes.settle, letters, metrics, clock)
    origin, left = PLANS_RECEIVED.dead_letter(), LeftWhereTheyLie()
    return validated, Settler(origin, PlanReceived, outcomes.give_up, left, metrics, clock, halt_after=None)


def make_http(
    settings: IngestSettings, ledger: Ledger, keys: PostgresKeys, metrics: IngestMetrics, lifespan: Lifespan[FastAPI]
) -> FastAPI:
    """Make the application that councils talk to: the API and the pages."""
    receive, read = ReceiveSubmission(ledger, keys, PRODUCTIVITY_2024), ReadSubmission(ledger)
    desk = Desk(receive, metrics, settings.uploads_at_once)
    app = FastAPI(
        title="Productivity plans",
        version="1",
        lifespan=lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        exception_handlers=HANDLERS,
    )
    app.add_middleware(
        SessionMiddleware,
        secret_key=settings.session_secret.get_secret_value(),
        session_cookie="plans_session",
        same_site="strict",
        https_only=settings.session_secure,
        max_age=SESSION_SECONDS,
    )
    app.add_middleware(SafeHeaders)
    app.include_router(build_router(desk, receive, read, ledger))
    app.include_router(build_pages(desk, receive, read, ledger))
    app.mount("/static", StaticFiles(directory=HERE / "adapters" / "static"))
    return app
