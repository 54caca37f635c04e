"""Do work again after a transient fault, in place, until it is done."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from plans_schema.chassis.errors import is_transient

FIRST_DELAY_SECONDS = 0.05
LONGEST_DELAY_SECONDS = 5.0

T = TypeVar("T")
log = logging.getLogger(__name__)


def delay_seconds(attempt: int) -> float:
    """Give the pause after the nth attempt (from 1): doubling from 50 ms to 5 s, with jitter."""
    steady = min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2.0 ** min(attempt - 1, 10))
    return steady * random.uniform(0.5, 1.0)  # noqa: S311 - jitter, not a secret


async def until_done(work: Callable[[], Awaitable[T]], on_retry: Callable[[], None] = lambda: None) -> T:
    """Run `work` until it succeeds or fails for good.

    Raises:
        Exception: whatever `work` raised, when trying again can't mend it.
    """
    attempt = 0
    while True:
        try:
            return await work()
        except Exception as fault:
            if not is_transient(fault):
                raise
            attempt += 1
            on_retry()
            log.warning(
                "trying again after a transient fault", extra={"fault": type(fault).__name__, "attempt": attempt}
            )
            await asyncio.sleep(delay_seconds(attempt))
