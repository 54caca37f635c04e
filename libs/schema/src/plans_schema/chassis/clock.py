"""The clock a service lives by: the real one, or one set off by a fixed distance (for demonstrations)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def make_clock(offset_seconds: float = 0.0) -> Clock:
    """Make a clock that gives aware UTC instants, `offset_seconds` from the real time."""
    offset = timedelta(seconds=offset_seconds)
    return lambda: datetime.now(UTC) + offset
