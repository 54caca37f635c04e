"""Own the measuring of ways to do the same work: all in turn, round after round, and the ratios that count.

What else the machine does falls on all ways alike, as every round goes through all of them; a ratio is the median of
the rounds' ratios, so a round that was disturbed does not decide.
"""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A way to do the work; `files` is how many files one run of it reads."""

    name: str
    work: Callable[[], object]
    files: int


@dataclass(frozen=True)
class Bar:
    """How fast a row should at least be beside another one, as a ratio of speeds."""

    row: str
    beside: str
    least: float


Seconds = dict[str, list[float]]


def measure(rows: Sequence[Row], rounds: int) -> Seconds:
    """Give each row's seconds, a value a round."""
    seconds: Seconds = {row.name: [] for row in rows}
    for row in rows:
        row.work()
    for _ in range(rounds):
        for row in rows:
            gc.collect()  # or a way pays for what the one before it left behind
            start = time.perf_counter()
            row.work()
            seconds[row.name].append(time.perf_counter() - start)
    return seconds


def ratio(seconds: Seconds, row: str, beside: str) -> float:
    """Give how fast a row is beside another one."""
    return statistics.median(theirs / ours for theirs, ours in zip(seconds[beside], seconds[row], strict=True))


def table(rows: Sequence[Row], bars: Sequence[Bar], seconds: Seconds) -> str:
    """Write the time of each row, then each bar whose rows ran."""
    lines = [f"{'':<42} {'ms/file':>8}"]
    lines += [f"{row.name:<42} {statistics.median(seconds[row.name]) / row.files * 1000:>8.2f}" for row in rows]
    lines += ["", f"{'speed beside':<42} {'':<28} {'is':>6} {'at least':>9}"]
    lines += [_bar_line(bar, seconds) for bar in bars if bar.row in seconds and bar.beside in seconds]
    return "\n".join(lines)


def _bar_line(bar: Bar, seconds: Seconds) -> str:
    found = ratio(seconds, bar.row, bar.beside)
    verdict = "cleared" if found >= bar.least else "NOT CLEARED"
    return f"{bar.row:<42} {bar.beside:<28} {found:>6.2f} {bar.least:>9.2f}  {verdict}"
