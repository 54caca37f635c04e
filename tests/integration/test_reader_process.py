"""Own the reader process: a fresh process a file, a zygote that outlives them, and never the sender's fault."""

import asyncio
import os
import signal
import zipfile
from collections.abc import AsyncIterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio

from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.adapters.sandbox import Limits
from plans_validate.adapters.zygote_link import LARGEST_ANSWER_BYTES, received
from plans_validate.domain.sandbox import Ending, Policy
from stack import eventually
from written_files import bomb, one_page_pdf, pdf_of
from written_plans import COUNCIL, a_plan

GOOD = pdf_of(a_plan())
pytestmark = pytest.mark.asyncio(loop_scope="module")
SLOW = b"BT /F1 1 Tf %s ET"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader() -> AsyncIterator[ReaderProcess]:
    async with ReaderProcess(Policy.DEGRADE) as started:
        yield started


def is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def has_child(process_id: int) -> bool:
    return bool(Path(f"/proc/{process_id}/task/{process_id}/children").read_text())


def address_space_bytes(process_id: int) -> int:
    return int(Path(f"/proc/{process_id}/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def write_until_refused(target: int) -> None:
    written = 0
    with os.fdopen(target, "wb", 0) as pipe, suppress(BrokenPipeError):
        while written < 8 * LARGEST_ANSWER_BYTES:
            written += pipe.write(b"x" * 65_536)
    assert written < 8 * LARGEST_ANSWER_BYTES, "nobody refused"


async def test_a_plan_is_checked(reader: ReaderProcess) -> None:
    report = await reader.read(GOOD, COUNCIL)

    assert (report.outcome, report.document.pages, report.council.declared) == ("checked", 1, COUNCIL)
    assert report.council.in_document == COUNCIL


async def test_a_bomb_ends_its_own_check_and_the_next_document_is_served(reader: ReaderProcess) -> None:
    exploded = await reader.read(bomb(), COUNCIL)

    assert exploded.outcome == "could_not_check"
    assert "our side" in exploded.findings[0].message
    assert exploded.document.format == "pdf"
    assert (await reader.read(GOOD, COUNCIL)).outcome == "checked"


async def test_a_document_that_takes_too_long_is_given_up_and_the_next_one_is_served() -> None:
    slow = one_page_pdf(b"BT /F1 1 Tf " + b"1 0 0 1 0 0 cm (a) Tj " * 800_000 + b"ET")
    endings: list[Ending] = []
    limits = Limits(memory_bytes=4 * 2**30, wall_seconds=1.5)
    async with ReaderProcess(Policy.DEGRADE, limits, on_ending=endings.append) as reader:
        zygote = reader.process_id
        report = await reader.read(slow, COUNCIL)

        assert (report.outcome, endings[-1]) == ("could_not_check", Ending.TOOK_TOO_LONG)
        assert (await reader.read(GOOD, COUNCIL)).outcome == "checked"
        assert reader.process_id == zygote


async def test_processor_time_is_limited_for_each_document() -> None:
    slow = one_page_pdf(b"BT /F1 1 Tf " + b"1 0 0 1 0 0 cm (a) Tj " * 3_000_000 + b"ET")
    async with ReaderProcess(Policy.DEGRADE, Limits(memory_bytes=6 * 2**30, cpu_seconds=1, wall_seconds=60)) as reader:
        assert (await reader.read(slow, COUNCIL)).outcome == "could_not_check"
        assert (await reader.read(GOOD, COUNCIL)).outcome == "checked"


async def test_a_process_killed_between_documents_is_replaced(reader: ReaderProcess) -> None:
    killed = reader.process_id
    assert killed is not None
    os.kill(killed, signal.SIGKILL)

    assert (await reader.read(GOOD, COUNCIL)).outcome == "checked"
    assert reader.process_id != killed


async def test_a_zygote_killed_while_it_serves_is_replaced_and_the_document_read_again(reader: ReaderProcess) -> None:
    killed = reader.process_id
    assert killed is not None
    reading = asyncio.create_task(reader.read(one_page_pdf(SLOW % (b"1 0 0 1 0 0 cm (a) Tj " * 100_000)), COUNCIL))
    await eventually(lambda: asyncio.to_thread(has_child, killed), "a reader to start")
    os.kill(killed, signal.SIGKILL)

    assert (await reading).outcome == "not_a_productivity_plan"
    assert reader.process_id != killed


async def test_an_error_close_to_a_limit_is_ours() -> None:
    damaged = b"%PDF-1.7\n" + b"noise " * 5_000_000
    async with ReaderProcess(Policy.DEGRADE) as reader:
        zygote = reader.process_id
        assert zygote is not None
        assert (await reader.read(damaged, COUNCIL)).outcome == "could_not_read"
        little = Limits(memory_bytes=address_space_bytes(zygote) + 45 * 2**20)
    async with ReaderProcess(Policy.DEGRADE, little) as reader:
        assert (await reader.read(GOOD, COUNCIL)).outcome == "checked"
        assert (await reader.read(damaged, COUNCIL)).outcome == "could_not_check"


async def test_an_answer_that_is_too_long_is_cut_off() -> None:
    source, target = os.pipe()
    writing = asyncio.create_task(asyncio.to_thread(write_until_refused, target))

    assert LARGEST_ANSWER_BYTES < len(await received(os.fdopen(source, "rb", 0))) < LARGEST_ANSWER_BYTES + 2**20
    await writing


async def test_documents_that_come_at_once_are_all_answered(reader: ReaderProcess) -> None:
    reports = await asyncio.gather(*(reader.read(GOOD, COUNCIL) for _ in range(5)))

    assert {report.model_dump_json() for report in reports} == {reports[0].model_dump_json()}


async def test_a_cancelled_reading_leaves_no_stale_answer_behind(reader: ReaderProcess) -> None:
    zygote = reader.process_id
    assert zygote is not None
    reading = asyncio.create_task(reader.read(bomb(), COUNCIL))
    await eventually(lambda: asyncio.to_thread(has_child, zygote), "a reader to start")
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading

    assert (await reader.read(GOOD, COUNCIL)).document.pages == 1


async def test_stopping_ends_the_process() -> None:
    reader = ReaderProcess(Policy.DEGRADE)
    await reader.start()
    process_id = reader.process_id
    await reader.stop()

    assert process_id is not None
    assert not is_alive(process_id)


def a_word_file() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "outcome", "words"),
    [
        (pdf_of(a_plan(), password="secret"), "could_not_read", "password"),
        (GOOD[: len(GOOD) // 2], "could_not_read", "damaged"),
        (b"%PDF-1.7\nnothing that follows is a PDF", "could_not_read", "damaged"),
        (one_page_pdf(b"0 0 100 100 re f"), "could_not_read", "could not find any text"),
        (b"\x00\x01\x02\xff" * 100, "could_not_read", "PDF"),
        (a_word_file(), "could_not_read", "damaged"),
        (b"<!DOCTYPE html><html><body></body></html>", "could_not_read", "could not find any text"),
        (b" \n\n ", "could_not_read", "could not find any text"),
    ],
)
async def test_what_cannot_be_read_is_told_what_to_do(
    reader: ReaderProcess, content: bytes, outcome: str, words: str
) -> None:
    report = await reader.read(content, COUNCIL)

    assert report.outcome == outcome
    assert words in report.findings[0].message
    assert "Please" in report.findings[0].message
