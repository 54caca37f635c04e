"""Own scans: read like their originals where Tesseract is installed, refused with advice where it is not."""

import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from hostile_pdfs import picture_of, scan_of_pages
from plans_local.render import SAMPLES, render_folder
from plans_schema.report import Report
from plans_validate.adapters.pdf import read_pdf
from plans_validate.adapters.pdf_pictures import MOST_PICTURES
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.adapters.recognition import Scans, is_installed
from plans_validate.domain.sandbox import Ending, Policy
from plans_validate.domain.words import fold
from written_files import pdf_of
from written_plans import COUNCIL, a_plan, evidence_of
from written_scans import pages_of, pdf_of_pictures, photograph, scan_of

GOOD = pdf_of(a_plan())
pytestmark = pytest.mark.asyncio(loop_scope="module")
WALL_SECONDS = 30.0
needs_tesseract = pytest.mark.skipif(
    not is_installed(), reason="letters are recognised only with tesserocr and Debian's tesseract-ocr-eng (.ci/ocr)"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader() -> AsyncIterator[ReaderProcess]:
    async with ReaderProcess(Policy.DEGRADE) as started:
        yield started


def what_was_found(report: Report) -> tuple[object, ...]:
    plan, endorsement = report.plan, report.endorsement
    assert plan is not None
    assert endorsement is not None
    themes = [(theme.id, theme.status) for theme in report.themes]
    return report.outcome, report.council.in_document, themes, plan.first_page, plan.last_page, endorsement.status


@needs_tesseract
@pytest.mark.parametrize("name", ["herefordshire", "south_hams"])
async def test_a_scan_is_read_like_its_original(
    name: str, reader: ReaderProcess, tmp_path_factory: pytest.TempPathFactory
) -> None:
    samples = {each.path.stem: each.path for each in render_folder(SAMPLES, tmp_path_factory.mktemp("samples"))}
    original = samples[name].read_bytes()

    scanned = await reader.read(scan_of(original))

    assert what_was_found(scanned) == what_was_found(await reader.read(original))
    assert scanned.document.text_from == "ocr"
    assert scanned.document.text_confidence is not None
    assert scanned.document.text_confidence > 80
    assert scanned.findings[0].message.startswith("We read this file by recognising the letters in pictures")


@needs_tesseract
async def test_a_scan_gives_the_same_report_each_time(reader: ReaderProcess) -> None:
    scan = scan_of(GOOD)
    first, second = [(await reader.read(scan, COUNCIL)).model_dump_json() for _ in range(2)]

    assert first == second


@needs_tesseract
async def test_quotes_of_a_scan_stand_on_its_pages(reader: ReaderProcess) -> None:
    scan = scan_of(GOOD)
    pages = [fold(page.text) for page in read_pdf(scan, Scans.RECOGNISE).pages or ()]
    quotes = evidence_of(await reader.read(scan, COUNCIL))

    assert len(quotes) >= 4
    assert all(quote.page and quote.quote in pages[quote.page - 1] for quote in quotes)


@needs_tesseract
async def test_a_file_with_text_and_pictures_says_which_pages_are_pictures(reader: ReaderProcess) -> None:
    original = pdf_of(a_plan() + "\f" + a_plan())
    report = await reader.read(pages_of((original, [0]), (scan_of(original), [1])), COUNCIL)

    assert (report.outcome, report.document.text_from, report.document.pages) == ("checked", "mixed", 2)
    assert "Some pages of this file are pictures (page 2)" in report.findings[0].message


@needs_tesseract
async def test_a_picture_beside_text_stays_what_it_is(reader: ReaderProcess) -> None:
    report = await reader.read(pages_of((pdf_of_pictures([photograph()]), [0]), (GOOD, [0])), COUNCIL)

    assert (report.outcome, report.document.text_from) == ("checked", "text_layer")
    assert not any("recognis" in finding.message for finding in report.findings)


async def test_a_photograph_has_no_text(reader: ReaderProcess) -> None:
    report = await reader.read(pdf_of_pictures([photograph()]), COUNCIL)

    assert report.outcome == "could_not_read"
    assert "It may be a scan or pictures of pages" in report.findings[0].message


async def test_without_tesseract_a_scan_is_told_what_to_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", "/nowhere")
    async with ReaderProcess(Policy.DEGRADE) as reader:
        report = await reader.read(scan_of(GOOD), COUNCIL)

    assert report.outcome == "could_not_read"
    assert "It may be a scan or pictures of pages" in report.findings[0].message
    assert "Please send a PDF made from the original" in report.findings[0].message


@needs_tesseract
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(picture_of(32_000, 32_000), id="a picture of a thousand megapixels"),
        pytest.param(scan_of_pages(5_000), id="a scan of five thousand pages"),
        pytest.param(scan_of_pages(MOST_PICTURES + 1), id="a scan of one page too many"),
    ],
)
async def test_a_scan_beyond_a_limit_is_our_limit_and_quickly_told(content: bytes) -> None:
    endings: list[Ending] = []
    async with ReaderProcess(Policy.DEGRADE, on_ending=endings.append) as reader:
        start = time.monotonic()
        report = await reader.read(content, COUNCIL)
        took = time.monotonic() - start

        assert report.outcome == "could_not_check"
        assert "on our side" in report.findings[0].message
        assert took < WALL_SECONDS
        assert endings[-1] is Ending.ANSWERED
        assert (await reader.read(GOOD, COUNCIL)).outcome == "checked"


@needs_tesseract
async def test_a_dense_scan_ends_within_the_wall_limit(reader: ReaderProcess) -> None:
    scan = scan_of(pdf_of("\f".join([a_plan() * 4] * 12)))
    start = time.monotonic()
    report = await reader.read(scan, COUNCIL)

    assert time.monotonic() - start < WALL_SECONDS
    assert report.outcome in ("checked", "could_not_check")
