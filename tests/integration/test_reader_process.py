"""Own the reader process: warm, limited, replaced when it dies, and never the sender's fault when it does."""

import asyncio
import os
import signal
import zipfile
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
import pytest_asyncio

from plans_validate.adapters.reader_process import ReaderLimits, ReaderProcess
from written_files import bomb, one_page_pdf, pdf_of
from written_plans import COUNCIL, a_plan

GOOD = pdf_of(a_plan())


@pytest_asyncio.fixture
async def reader() -> AsyncIterator[ReaderProcess]:
    async with ReaderProcess() as started:
        yield started


def is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


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


async def test_a_document_that_takes_too_long_is_given_up() -> None:
    slow = one_page_pdf(b"BT /F1 1 Tf " + b"1 0 0 1 0 0 cm (a) Tj " * 400_000 + b"ET")
    async with ReaderProcess(ReaderLimits(memory_bytes=4 * 2**30, wall_seconds=0.2)) as reader:
        first = reader.process_id
        report = await reader.read(slow, COUNCIL)

        assert report.outcome == "could_not_check"
        assert reader.process_id is None
        assert first is not None
        assert not is_alive(first)


async def test_processor_time_is_limited_for_each_document() -> None:
    slow = one_page_pdf(b"BT /F1 1 Tf " + b"1 0 0 1 0 0 cm (a) Tj " * 3_000_000 + b"ET")
    async with ReaderProcess(ReaderLimits(memory_bytes=6 * 2**30, cpu_seconds=1, wall_seconds=60)) as reader:
        assert (await reader.read(slow, COUNCIL)).outcome == "could_not_check"
        assert (await reader.read(GOOD, COUNCIL)).outcome == "checked"


async def test_a_process_killed_between_documents_is_replaced(reader: ReaderProcess) -> None:
    killed = reader.process_id
    assert killed is not None
    os.kill(killed, signal.SIGKILL)

    first, second = [await reader.read(GOOD, COUNCIL) for _ in range(2)]
    assert first.outcome in ("checked", "could_not_check")
    assert second.outcome == "checked"
    assert reader.process_id != killed


async def test_documents_that_come_at_once_are_all_answered(reader: ReaderProcess) -> None:
    reports = await asyncio.gather(*(reader.read(GOOD, COUNCIL) for _ in range(5)))

    assert {report.model_dump_json() for report in reports} == {reports[0].model_dump_json()}


async def test_a_cancelled_reading_leaves_no_stale_answer_behind(reader: ReaderProcess) -> None:
    reading = asyncio.create_task(reader.read(bomb(), COUNCIL))
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading

    assert (await reader.read(GOOD, COUNCIL)).document.pages == 1


async def test_stopping_ends_the_process() -> None:
    reader = ReaderProcess()
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
