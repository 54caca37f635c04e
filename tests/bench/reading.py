"""Measure reading against bare libraries: the same files, the same run, one core; what counts is the ratio.

`make bench-reading` prints a row for each way of reading, then how fast our ways are beside others and the bar that
each should clear. To add a way, add a `Row`; to hold it against another, add a `Bar`. `--memory` prints instead what
the warm reader holds after 200 and after 2,000 documents.
"""

import argparse
import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

import pypdfium2 as pdfium

from bench.measuring import Bar, Row, measure, table
from bench.memory import memory_line
from bench.pdfbox import NAME as PDFBOX
from bench.pdfbox import NoPdfBoxError, warm_pdfbox
from bench.steps import TEXT as TEXT_STEP
from bench.steps import text_step, texts_of, with_segments
from bench.warm import FORKED, SANDBOXED, warm_process
from bench.word_files import PYTHON_DOCX, with_python_docx, word_files
from plans_validate.adapters.checking import check_document
from plans_validate.adapters.docx import read_docx
from plans_validate.adapters.pdf import read_pdf
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.adapters.reader_warm import warm_up
from plans_validate.adapters.warm_memory import settle
from plans_validate.domain.sandbox import Policy
from plans_validate.rounds import CURRENT
from written_files import pdf_of
from written_plans import a_plan

Read = Callable[[bytes], object]
PAGES = (4, 5, 6, 8, 9, 10, 10, 11, 12, 16)
BARE, TEXT, IN_SANDBOX = "bare pypdfium2 loop", "text step", "text step, forked and sandboxed"
BLOCKS, SEGMENTS, WORD = "text and blocks", "text, blocks and segments", "text and blocks of Word files"
BARS = (
    Bar(TEXT, BARE, 0.9),
    Bar(IN_SANDBOX, BARE, 0.4),
    Bar(BLOCKS, BARE, 0.5),
    Bar(SEGMENTS, BARE, 0.5),
    Bar(TEXT, PDFBOX, 1.5),
    Bar(WORD, PYTHON_DOCX, 5.0),
)


def bare_loop(content: bytes) -> list[str]:
    """Read the text with nothing of ours."""
    pdf = pdfium.PdfDocument(content)
    try:
        return texts_of(pdf)
    finally:
        pdf.close()


def each(read: Read, files: Sequence[bytes]) -> None:
    """Read file after file in this process."""
    for content in files:
        read(content)


@contextmanager
def service_reader() -> Iterator[Callable[[Sequence[bytes]], None]]:
    """Give what reads files with the product's own reader, which runs meanwhile."""
    with asyncio.Runner() as runner:
        reader = ReaderProcess(Policy.DEGRADE)
        runner.run(reader.start())

        async def read_all(files: Sequence[bytes]) -> None:
            for content in files:
                await reader.read(content)

        try:
            yield lambda files: runner.run(read_all(files))
        finally:
            runner.run(reader.stop())


def rows(pdfs: Sequence[bytes], words: Sequence[bytes], open_: ExitStack) -> list[Row]:
    """Give the rows; what they need stays open until `open_` closes."""
    in_forks = open_.enter_context(warm_process(pdfs))
    ways: list[tuple[str, Callable[[Sequence[bytes]], object]]] = [
        (BARE, partial(each, bare_loop)),
        (TEXT, partial(each, text_step)),
        ("text step, forked", lambda _: in_forks(TEXT_STEP, FORKED)),
        (IN_SANDBOX, lambda _: in_forks(TEXT_STEP, SANDBOXED)),
        (BLOCKS, partial(each, read_pdf)),
        (SEGMENTS, partial(each, with_segments)),
        ("whole check, in this process", partial(each, check_document)),
        ("whole check, by the service's reader", open_.enter_context(service_reader())),
    ]
    found = [Row(name, partial(way, pdfs), len(pdfs)) for name, way in ways]
    try:
        found.append(Row(PDFBOX, open_.enter_context(warm_pdfbox(pdfs, say)), len(pdfs)))
    except NoPdfBoxError as error:
        say(f"{PDFBOX} is not measured: {error}.")
    found.append(Row(PYTHON_DOCX, partial(each, with_python_docx, words), len(words)))
    return [*found, Row(WORD, partial(each, read_docx, words), len(words))]


def say(sentence: str) -> None:
    """Print a sentence."""
    print(sentence)  # noqa: T201 - a program's output


def main(rounds: int, *, memory: bool) -> None:
    """Measure and print."""
    page = a_plan() + "\n" + a_plan(title="What we will do next")
    pdfs, words = [pdf_of("\f".join([page] * count)) for count in PAGES], word_files()
    if memory:
        say(asyncio.run(memory_line([*pdfs, *words])))
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    warm_up(CURRENT)
    settle()  # as the warm reader does before it reads
    with ExitStack() as open_:
        ways = rows(pdfs, words, open_)
        seconds = measure(ways, rounds)
    say(f"{len(pdfs)} PDFs of {min(PAGES)} to {max(PAGES)} pages, {len(words)} Word files, {rounds} rounds, one core\n")
    say(table(ways, BARS, seconds))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--memory", action="store_true")
    chosen = parser.parse_args()
    main(chosen.rounds, memory=chosen.memory)
