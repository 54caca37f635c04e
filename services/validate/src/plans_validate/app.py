"""Build validate from its settings: the only place that makes objects and reads the environment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prometheus_client import CollectorRegistry
from starlette.applications import Starlette

from plans_schema.chassis.clock import make_clock
from plans_schema.chassis.consumer import Settler, make_broker
from plans_schema.chassis.database import make_engine
from plans_schema.chassis.dead_letter import DeadLetters
from plans_schema.chassis.errors import NotReadyError
from plans_schema.chassis.lag import keep_lag_gauge
from plans_schema.chassis.metrics import ConsumerMetrics
from plans_schema.chassis.producer import Producer
from plans_schema.chassis.serving import Consuming, operations_routes
from plans_schema.events.plans import PlanReceived
from plans_schema.topics import PLANS_RECEIVED
from plans_validate.adapters.consumer import GROUP, make_handler, subscribe
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.adapters.store import STORE_SCHEMA, PostgresDocuments
from plans_validate.domain.sandbox import Layer
from plans_validate.metrics import ValidateMetrics
from plans_validate.rounds import rule_set
from plans_validate.settings import ValidateSettings
from plans_validate.usecases import ValidatePlan

SERVICE = "validate"


def build_app(settings: ValidateSettings) -> Starlette:
    """Wire the service: received plans in, reports out, health and metrics beside them."""
    registry = CollectorRegistry()
    consumed, metrics = ConsumerMetrics(registry, SERVICE), ValidateMetrics(registry)
    clock = make_clock(settings.clock_offset_seconds)
    engine = make_engine(settings.database_url(), STORE_SCHEMA, application="plans-validate", pool_size=2)
    documents, reader = PostgresDocuments(engine), ReaderProcess(settings.sandbox, on_ending=metrics.reader_ended)
    metrics.watch_layers(lambda: reader.layers)
    producer = Producer(settings.kafka, settings.topic_prefix)
    group = f"{settings.topic_prefix}{GROUP}"
    validate = ValidatePlan(documents, reader, clock, rule_set())
    settler = Settler(
        PLANS_RECEIVED,
        PlanReceived,
        make_handler(validate, producer, metrics),
        DeadLetters(producer, group),
        consumed,
        clock,
    )
    broker = make_broker(settings.kafka)
    subscribe(broker, settings.topic_prefix, settler)
    consuming = Consuming(producer, broker, (settler,), settings.topic_prefix, before=(documents.check,))

    async def watch_lag() -> None:
        topic = PLANS_RECEIVED.prefixed(settings.topic_prefix).name
        await keep_lag_gauge(settings.kafka, group, {topic: PLANS_RECEIVED.name}, consumed)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with reader, consuming.running(watch_lag):
            yield
        await engine.dispose()

    async def sandbox_is_whole() -> None:
        if missing := sorted(set(Layer) - reader.layers):
            raise NotReadyError(f"layers that this machine does not give: {', '.join(missing)}")

    checks = {"broker": consuming.check, "documents": documents.check}
    routes = operations_routes(checks, registry, advisory={"sandbox": sandbox_is_whole})
    return Starlette(routes=routes, lifespan=lifespan)
