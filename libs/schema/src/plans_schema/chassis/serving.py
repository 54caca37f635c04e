"""Run a service: answer health and metrics at once, connect to the broker in the background, stop in order."""

import asyncio
import logging
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from faststream.kafka import KafkaBroker
from prometheus_client import CollectorRegistry, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from plans_schema.chassis.consumer import GRACE_SECONDS, Settler
from plans_schema.chassis.errors import NotReadyError
from plans_schema.chassis.logs import set_up_logs
from plans_schema.chassis.producer import Producer
from plans_schema.chassis.retry import until_done
from plans_schema.chassis.settings import ServiceSettings
from plans_schema.chassis.stopping import cancelled, ended, unbroken
from plans_schema.topics import ALL_TOPICS

Check = Callable[[], Awaitable[None]]
CHECK_TIMEOUT_SECONDS = 5.0
PAUSE_SECONDS = 1.0
RECENT_SECONDS = 60.0
log = logging.getLogger(__name__)


def operations_routes(
    checks: Mapping[str, Check], registry: CollectorRegistry, advisory: Mapping[str, Check] | None = None
) -> list[Route]:
    """Give the routes that every service has: `/health/live`, `/health/ready`, `/metrics`.

    Every check must pass for the service to be ready; what is advisory is shown and decides nothing.
    """

    async def live(_: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def ready(_: Request) -> Response:
        results = {name: await _result(check) for name, check in checks.items()}
        fine = all(result == "ok" for result in results.values())
        shown = {name: await _result(check) for name, check in (advisory or {}).items()}
        body = {"status": "ready" if fine else "not ready", "checks": results, "advisory": shown}
        return JSONResponse(body, status_code=200 if fine else 503)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return [Route("/health/live", live), Route("/health/ready", ready), Route("/metrics", metrics)]


async def _result(check: Check) -> str:
    try:
        async with asyncio.timeout(CHECK_TIMEOUT_SECONDS):
            await check()
    except NotReadyError as reason:
        return str(reason)
    except Exception as fault:  # noqa: BLE001 - a check that breaks is an answer too
        return f"no answer ({type(fault).__name__})"
    return "ok"


class Consuming:
    """A service's connection to the broker, made in the background and kept until the service stops.

    `before` are checks that must pass first: consuming without one's tables would only make faults.
    """

    def __init__(
        self,
        producer: Producer,
        broker: KafkaBroker,
        settlers: Iterable[Settler[Any]],
        topic_prefix: str,
        before: Iterable[Check] = (),
    ) -> None:
        self._producer = producer
        self._broker = broker
        self._settlers = tuple(settlers)
        self._wanted = frozenset(topic.prefixed(topic_prefix).name for topic in ALL_TOPICS)
        self._before = (*before, self._check_topics)
        self._started = False
        self._failed_at: dict[str, float] = {}

    async def check(self) -> None:
        """Tell whether the broker answers, has the topics, and records are being consumed.

        Raises:
            NotReadyError: with what is missing.
        """
        await self._check_topics()
        if not self._started:
            raise NotReadyError("the consumer has not joined its group yet")
        for settler in self._settlers:
            if settler.halted:
                raise NotReadyError(f"halted: {settler.halted}; see the log")
        recently = time.monotonic() - RECENT_SECONDS
        ailing = sorted(name for name, instant in self._failed_at.items() if instant > recently)
        if ailing:
            raise NotReadyError(f"background work does not succeed: {', '.join(ailing)}; see the log")

    async def _check_topics(self) -> None:
        missing = self._wanted - await self._producer.topics()
        if missing:
            raise NotReadyError(f"topics are missing, run `plans migrate`: {', '.join(sorted(missing))}")

    async def _run(self, background: Iterable[Callable[[], Awaitable[None]]]) -> None:
        await self._until_it_succeeds(self._connect)
        log.info("consuming")
        async with asyncio.TaskGroup() as tasks:
            for work in background:
                tasks.create_task(self._until_it_succeeds(work))

    async def _connect(self) -> None:
        await until_done(self._producer.start)
        for check in self._before:
            await until_done(check)
        await until_done(self._start_broker)
        self._started = True

    async def _start_broker(self) -> None:
        try:
            await unbroken(self._broker.start())
        except BaseException:
            await self._broker.stop()  # a second start would leave the first start's consumers behind
            raise

    async def _until_it_succeeds(self, work: Callable[[], Awaitable[None]]) -> None:
        name = work.__qualname__
        while True:
            try:
                await work()
            except NotReadyError as reason:
                log.warning(str(reason))
            except Exception:  # it is said, shown in readiness, and tried again
                log.exception("background work does not succeed", extra={"work": name})
                self._failed_at[name] = time.monotonic()
            else:
                return
            await asyncio.sleep(PAUSE_SECONDS)

    @asynccontextmanager
    async def running(self, *background: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
        """Connect in the background; on leaving, finish what is in hand, then disconnect."""
        task = asyncio.create_task(self._run(background))
        try:
            yield
        finally:
            for settler in self._settlers:
                settler.release()
            await ended("background work", cancelled(task))
            await ended("the consumers", self._broker.stop())
            await ended("the producer", self._producer.stop())


def serve(app: ASGIApp, settings: ServiceSettings, service: str) -> None:
    """Serve the app until SIGTERM or SIGINT, then let requests and records in hand finish, and exit with 0."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises the signal again once it has stopped
    set_up_logs(service, settings.log_level)
    disable_created_metrics()  # type: ignore[no-untyped-call]  # the library leaves this one untyped
    uvicorn.run(
        app,
        host=settings.http_host,
        port=settings.http_port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
