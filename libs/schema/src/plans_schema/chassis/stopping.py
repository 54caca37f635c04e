"""Start and stop what does not take a cancelling well, so that a service that is told to stop does stop."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

UNBROKEN_SECONDS = 10.0
AGAIN_SECONDS = 20.0  # longer than anything takes that finishes what it has in hand
STOP_SECONDS = 25.0

T = TypeVar("T")
log = logging.getLogger(__name__)


async def unbroken(start: Coroutine[Any, Any, T], within_seconds: float = UNBROKEN_SECONDS) -> T:
    """Let a start come to its end before a cancelling goes on: the client library would leave its connections open."""
    starting = asyncio.create_task(start)
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        await asyncio.wait([starting], timeout=within_seconds)
        starting.cancel()
        await asyncio.wait([starting], timeout=within_seconds)
        raise


async def cancelled(task: asyncio.Task[None], again_seconds: float = AGAIN_SECONDS) -> None:
    """Cancel until it ends: a library below may take the first cancelling for the end of its own waiting."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=again_seconds)


async def ended(name: str, end: Coroutine[Any, Any, None], within_seconds: float = STOP_SECONDS) -> None:
    """Wait for an end, no longer than the deadline, whether or not it takes a cancelling; say what did not end."""
    ending = asyncio.create_task(end)
    await asyncio.wait([ending], timeout=within_seconds)
    if not ending.done():
        log.error("did not end in time and is left: %s", name, extra={"at": _places_of(ending)})
        ending.cancel()
    elif fault := ending.exception():
        log.error("did not end well: %s", name, exc_info=fault)


def _places_of(task: asyncio.Task[None]) -> list[str]:
    return [f"{frame.f_code.co_qualname}:{frame.f_lineno}" for frame in task.get_stack()]
