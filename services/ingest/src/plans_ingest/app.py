"""Build ingest from its settings: the only place that makes objects and reads the environment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.middleware.sessions import SessionMiddleware
from starlette.staticfiles import StaticFiles

from plans_ingest.adapters.desk import Desk
from plans_ingest.adapters.documents import PostgresDocuments
from plans_ingest.adapters.http import build_router
from plans_ingest.adapters.keys import PostgresKeys
from plans_ingest.adapters.ledger import Ledger
from plans_ingest.adapters.outbox import Outbox
from plans_ingest.adapters.outcomes import GROUP, LedgerOutcomes, subscribe
from plans_ingest.adapters.pages import build_pages
from plans_ingest.adapters.reconciler import Reconciler
from plans_ingest.metrics import IngestMetrics
from plans_ingest.settings import IngestSettings
from plans_ingest.usecases import ReadSubmission, ReceiveSubmission
from plans_schema.chassis.clock import make_clock
from plans_schema.chassis.consumer import Settler, make_broker
from plans_schema.chassis.database import database_answers, make_engine, migrate_schema
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
FOREVER = 10**9


def migrate() -> None:
    """Bring ingest's schema up to date."""
    migrate_schema(MigrationSettings().database_url(), SCHEMA, HERE / "adapters" / "migrations")


def engine_for(settings: IngestSettings) -> AsyncEngine:
    """Make an engine on ingest's schema."""
    return make_engine(settings.database_url(), SCHEMA, application="plans-ingest", pool_size=20)


def build_app(settings: IngestSettings) -> FastAPI:
    """Wire the service: it answers uploads while the broker is away, and catches up when it is back."""
    registry = CollectorRegistry()
    metrics, consumed = IngestMetrics(registry), ConsumerMetrics(registry, SERVICE)
    clock = make_clock(settings.clock_offset_seconds)
    engine = engine_for(settings)
    producer = Producer(settings.kafka, settings.topic_prefix)
    outbox = Outbox(engine)
    outbox.relay_to(producer, metrics)
    ledger = Ledger(engine, PostgresDocuments(), outbox, clock)
    outcomes = LedgerOutcomes(engine)
    broker = make_broker(settings.kafka)
    validated = Settler(
        PLANS_VALIDATED,
        PlanValidated,
        outcomes.settle,
        DeadLetters(producer, GROUP),
        consumed,
        clock,
    )
    parked = Settler(
        PLANS_RECEIVED.dead_letter(),
        PlanReceived,
        outcomes.give_up,
        LeftWhereTheyLie(),
        consumed,
        clock,
        halt_after=FOREVER,
    )
    subscribe(broker, settings.topic_prefix, validated, parked)
    consuming = Consuming(producer, broker, (validated, parked), settings.topic_prefix)
    reconciler = Reconciler(engine, outbox, settings, metrics)
    receive = ReceiveSubmission(ledger, PostgresKeys(engine), PRODUCTIVITY_2024)
    desk, read = Desk(receive, metrics, settings.uploads_at_once), ReadSubmission(ledger)

    async def watch_lag() -> None:
        topic = PLANS_VALIDATED.prefixed(settings.topic_prefix).name
        await keep_lag_gauge(settings.kafka, f"{settings.topic_prefix}{GROUP}", {topic: PLANS_VALIDATED.name}, consumed)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with consuming.running(outbox.run, reconciler.run, watch_lag):
            yield
        await engine.dispose()

    app = FastAPI(
        title="Productivity plans",
        version="1",
        lifespan=lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(
        SessionMiddleware,
        secret_key=settings.session_secret.get_secret_value(),
        session_cookie="plans_session",
        same_site="strict",
        https_only=settings.session_secure,
        max_age=8 * 60 * 60,
    )
    app.include_router(build_router(desk, receive, read, ledger))
    app.include_router(build_pages(desk, receive, read, ledger))
    app.mount("/static", StaticFiles(directory=HERE / "adapters" / "static"))
    checks, advisory = {"database": lambda: database_answers(engine)}, {"broker": consuming.check}
    app.router.routes.extend(operations_routes(checks, registry, advisory))  # uploads are taken without a broker
    return app
