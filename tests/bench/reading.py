"""Measure reading against bare libraries: the same files, the same run, one core; what counts is the ratio.

`make bench-reading` prints a row for each way of reading: milliseconds a file, how fast it is beside its yardstick, and
the bar it should clear. To add a way, add a `Row` in `rows`. Every round goes through all rows in turn, so that what
else the machine does falls on all alike; a row's ratio is the median of its rounds.
"""

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import pypdfium2 as pdfium

from plans_validate.adapters.checking import check_document
from plans_validate.adapters.pdf import _open, read_pdf
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.adapters.reader_warm import warm_up
from plans_validate.adapters.sandbox import Limits, enter
from plans_validate.domain.sandbox import Policy
from plans_validate.rounds import CURRENT
from written_files import pdf_of
from written_plans import a_plan

Read = Callable[[bytes], object]
Work = Callable[[Sequence[bytes]], None]
PAGES = (4, 5, 6, 8, 9, 10, 10, 11, 12, 16)
YARDSTICK = "bare pypdfium2 loop"


@dataclass(frozen=True)
class Row:
    """A way of reading all files; `against` is the row it is compared with, `bar` the least speed beside it."""

    name: str
    work: Work
    against: str = YARDSTICK
    bar: float | None = None


def bare_loop(content: bytes) -> list[str]:
    """Read the text with nothing of ours."""
    pdf = pdfium.PdfDocument(content)
    try:
        return _texts(pdf)
    finally:
        pdf.close()


def text_step(content: bytes) -> list[str]:
    """Read the text as our reader opens and reads a file."""
    pdf = _open(content)
    try:
        return _texts(pdf)
    finally:
        pdf.close()


def _texts(pdf: pdfium.PdfDocument) -> list[str]:
    texts = []
    for index in range(len(pdf)):
        page = pdf[index]
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range())
        text_page.close()
        page.close()
    return texts


def each(read: Read) -> Work:
    """Read file after file in this process."""

    def work(files: Sequence[bytes]) -> None:
        for content in files:
            read(content)

    return work


def forked(read: Read, limits: Limits | None = None) -> Work:
    """Read each file in a fork of this process; with limits, inside the sandbox."""

    def work(files: Sequence[bytes]) -> None:
        for content in files:
            _in_fork(partial(read, content), limits)

    return work


def _in_fork(read: Callable[[], object], limits: Limits | None) -> None:
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if limits is not None:
                enter(limits, parent)
            read()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if status:
        raise ChildProcessError(f"a fork ended with {os.waitstatus_to_exitcode(status)}")


@contextmanager
def rows() -> Iterator[tuple[Row, ...]]:
    """Give the rows; the product's own reader runs meanwhile."""
    with asyncio.Runner() as runner:
        reader = ReaderProcess(Policy.DEGRADE)
        runner.run(reader.start())

        async def read_all(files: Sequence[bytes]) -> None:
            for content in files:
                await reader.read(content)

        try:
            yield (
                Row(YARDSTICK, each(bare_loop)),
                Row("text step", each(text_step), bar=0.9),
                Row("text step, forked", forked(text_step)),
                Row("text step, forked and sandboxed", forked(text_step, Limits()), bar=0.4),
                Row("text and structure", each(read_pdf), bar=0.45),
                Row("whole check, in this process", each(check_document)),
                Row("whole check, by the service's reader", lambda files: runner.run(read_all(files))),
            )
        finally:
            runner.run(reader.stop())


def measure(ways: Sequence[Row], files: Sequence[bytes], rounds: int) -> dict[str, list[float]]:
    """Give each row's seconds, a value a round."""
    seconds: dict[str, list[float]] = {way.name: [] for way in ways}
    for way in ways:
        way.work(files[:1])
    for _ in range(rounds):
        for way in ways:
            start = time.perf_counter()
            way.work(files)
            seconds[way.name].append(time.perf_counter() - start)
    return seconds


def line_of(way: Row, seconds: dict[str, list[float]], count: int) -> str:
    """Write a row's line."""
    own = seconds[way.name]
    ratio = statistics.median(theirs / ours for theirs, ours in zip(seconds[way.against], own, strict=True))
    bar = "" if way.bar is None else f"at least {way.bar:.2f}: {'cleared' if ratio >= way.bar else 'NOT CLEARED'}"
    return f"{way.name:<40} {statistics.median(own) / count * 1000:>8.2f} {ratio:>8.2f}  {bar}"


def main(rounds: int) -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    warm_up(CURRENT)
    page = a_plan() + "\n" + a_plan(title="What we will do next")
    files = [pdf_of("\f".join([page] * count)) for count in PAGES]
    with rows() as ways:
        seconds = measure(ways, files, rounds)
    print(f"{len(files)} PDFs of {min(PAGES)} to {max(PAGES)} pages, {rounds} rounds, one core\n")  # noqa: T201 - output
    print(f"{'':<40} {'ms/file':>8} {'speed':>8}")  # noqa: T201 - as above
    for way in ways:
        print(line_of(way, seconds, len(files)))  # noqa: T201 - as above


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    main(parser.parse_args().rounds)
