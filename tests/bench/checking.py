"""Measure the check beside the reading of the same file: a cabinet pack of about 20 pages, one core; ratios count.

`make bench-checking` prints what each step costs and its share of what it is compared with. Each round is a fork, as in
the service: what is known of the file before is forgotten, what a process knows before its first file is not. A ratio
is the median of its rounds.

The bar for the checks is a share of what reading a file costs the service: a fork, the sandbox, the text, its blocks
and its parts. Their share of the same steps without fork and sandbox stands beside it.
"""

import argparse
import os
import pickle
import statistics
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.steps import PARTS, text_step
from bench.warm import SANDBOXED, ReadAll, warm_process
from plans_local.render import SAMPLES, render_markdown
from plans_validate.adapters.checking import checker
from plans_validate.adapters.reader_warm import warm_up
from plans_validate.adapters.reading import read
from plans_validate.adapters.warm_memory import settle
from plans_validate.rounds import CURRENT
from written_plans import LETTER, REPORT, TITLE

PLANS = ("warwickshire", "herefordshire")
APPENDICES = ("merton", "wealden", "south_hams")
STEPS = ("text step", "read", "parts", "checks")
SERVED = "served"


@dataclass(frozen=True)
class Row:
    """A step, the steps it is compared with, and the largest share of them that it should cost."""

    step: str
    against: tuple[str, ...]
    bar: float | None = None


ROWS = (
    Row("text step", ("text step",)),
    Row("read", ("text step",)),
    Row("parts", ("text step",), bar=0.5),
    Row("checks", ("read", "parts")),
    Row(SERVED, ("read", "parts")),
    Row("checks", (SERVED,), bar=0.25),
)


def a_pack() -> bytes:
    """Write a pack: covering report, the letter, a long plan and its appendices, as a PDF."""
    plan = "\n\n".join(_sample(name) for name in PLANS)
    appendices = (f"# Appendix {number}: how we work\n\n{_sample(name)}" for number, name in enumerate(APPENDICES, 1))
    parts = (REPORT, LETTER, f"# {TITLE}\n\n{plan}", *appendices)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "pack.pdf"
        render_markdown("\n\n---\n\n".join(parts), target)
        return target.read_bytes()


def _sample(name: str) -> str:
    """Give a sample's text without its front matter."""
    return (SAMPLES / f"{name}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]


def seconds_in_fork(content: bytes) -> tuple[float, ...]:
    """Measure every step once, in a fork of this process."""
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(here, pickle.dumps(_seconds(content)))
        os._exit(0)
    os.waitpid(child, 0)
    os.close(here)
    with os.fdopen(there, "rb") as answer:
        seconds: tuple[float, ...] = pickle.loads(answer.read())  # noqa: S301 - from our own fork
    return seconds


def seconds_of_reading_served(read_all: ReadAll) -> float:
    """Measure reading and parting in a sandboxed fork, as the service reads a file, from the fork to its end."""
    started = time.perf_counter()
    read_all(PARTS, SANDBOXED)
    return time.perf_counter() - started


def _seconds(content: bytes) -> tuple[float, ...]:
    prepared, times = checker(CURRENT), [time.perf_counter()]
    text_step(content)
    times.append(time.perf_counter())
    document = read(content)
    times.append(time.perf_counter())
    parts = prepared.parts_of(document)
    times.append(time.perf_counter())
    prepared.report(document, parts)
    times.append(time.perf_counter())
    return tuple(after - before for before, after in pairwise(times))


def line_of(row: Row, rounds: list[dict[str, float]]) -> str:
    """Write a row's line."""
    share = statistics.median(each[row.step] / sum(each[name] for name in row.against) for each in rounds)
    cost = statistics.median(each[row.step] for each in rounds) * 1000
    bar = "" if row.bar is None else f"at most {row.bar:.2f}: {'cleared' if share <= row.bar else 'NOT CLEARED'}"
    return f"{row.step:<12} {cost:>8.2f} {share:>8.2f} of {' + '.join(row.against):<14} {bar}"


def main(rounds: int) -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    warm_up(CURRENT)
    content = a_pack()
    document = read(content)
    parts = ", ".join(part.kind for part in checker(CURRENT).parts_of(document))
    words = sum(len(block.words) for block in document.blocks)
    settle()  # as the service does before it forks
    with warm_process([content]) as read_all:
        measured = [
            {**dict(zip(STEPS, seconds_in_fork(content), strict=True)), SERVED: seconds_of_reading_served(read_all)}
            for _ in range(rounds)
        ]
    print(f"a pack of {document.page_count} pages, {words} words ({parts}); {rounds} rounds, one core\n")  # noqa: T201 - output
    print(f"{'':<12} {'ms':>8} {'share':>8}")  # noqa: T201 - as above
    for row in ROWS:
        print(line_of(row, measured))  # noqa: T201 - as above


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    main(parser.parse_args().rounds)
