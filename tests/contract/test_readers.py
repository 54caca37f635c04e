"""Own what every reader promises: one document model, pages that count, text as written, quotes true to the page."""

from collections.abc import Callable

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans_schema.report import Report
from plans_validate.adapters.checking import check_document
from plans_validate.adapters.reading import read
from plans_validate.domain.document import BlockKind
from plans_validate.domain.words import fold
from written_files import PAGE_BREAK, pdf_of
from written_formats import WRITERS as FORMATS
from written_formats import elements_of
from written_plans import COUNCIL, LETTER, REPORT, a_plan, evidence_of, unquoted

PACK = f"\n\n{PAGE_BREAK}\n\n".join((REPORT, LETTER, a_plan()))
WRITERS: dict[str, Callable[[str], bytes]] = {"pdf": pdf_of, "text": str.encode}


@pytest.fixture(params=sorted(WRITERS))
def written(request: pytest.FixtureRequest) -> Callable[[str], bytes]:
    return WRITERS[request.param]


def test_every_word_of_the_file_stands_in_a_block(written: Callable[[str], bytes]) -> None:
    document = read(written(PACK))

    assert " ".join(block.folded for block in document.running_text()).split() == PACK.split()


def test_pages_are_counted_and_blocks_know_theirs(written: Callable[[str], bytes]) -> None:
    document = read(written(PACK))

    assert document.page_count == 3
    assert {block.page for block in document.blocks} == {1, 2, 3}


def test_both_formats_give_the_same_parts_and_findings() -> None:
    reports = [check_document(write(PACK), COUNCIL) for write in WRITERS.values()]
    said = [report.model_dump(exclude={"document": {"format", "sha256"}}) for report in reports]

    assert [each["outcome"] for each in said] == ["checked", "checked"]
    assert [segment["kind"] for segment in said[0]["segments"]] == [segment["kind"] for segment in said[1]["segments"]]
    assert said[0]["plan"] == said[1]["plan"]
    assert said[0]["endorsement"] == said[1]["endorsement"]


def test_every_quote_stands_on_the_page_it_names() -> None:
    content = pdf_of(PACK, header="Herefordshire Council, Cabinet, 16 July 2024")
    report = check_document(content, COUNCIL)
    pdf = pypdfium2.PdfDocument(content)
    pages = {number: fold(pdf[number - 1].get_textpage().get_text_range()) for number in range(1, len(pdf) + 1)}
    pdf.close()

    quotes = evidence_of(report)
    assert len(quotes) > 10
    assert [each for each in quotes if each.page is None or each.quote not in pages[each.page]] == []
    assert unquoted(report) == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("line", ["July 2024", "19 July 2024", "19/07/2024"])
def test_a_date_that_stands_alone_is_quoted_with_what_is_beside_it(name: str, line: str) -> None:
    title, _, rest = a_plan().partition("\n\n")
    content = FORMATS[name](elements_of(f"{title}\n\n{line}\n\n{rest}"))
    document, report = read(content), check_document(content, COUNCIL)
    (quote,) = report.dates.evidence

    assert report.dates.stated in {"2024-07", "2024-07-19"}
    assert line in quote.quote
    assert quote.quote in fold(document.text_on(quote.page))
    assert unquoted(report) == []


def test_a_running_header_does_not_break_a_text_in_two() -> None:
    document = read(pdf_of(PACK, header="Herefordshire Council, Cabinet, 16 July 2024"))
    furniture = [block.folded for block in document.blocks if block.kind is BlockKind.FURNITURE]

    assert furniture.count("Herefordshire Council, Cabinet, 16 July 2024") == 3
    assert {"Page 1", "Page 2", "Page 3"} <= set(furniture)


def test_text_has_no_pages_unless_form_feeds_part_it() -> None:
    assert read(a_plan().encode()).page_count is None
    assert read(f"{a_plan()}\f{a_plan()}\f".encode()).page_count == 2
    assert check_document(a_plan().encode(), COUNCIL).plan is not None


def test_a_file_is_known_by_what_it_holds() -> None:
    assert read(b"\xef\xbb\xbf" + a_plan().encode()).format == "text"
    assert read(b"\n" + pdf_of(a_plan())).format == "pdf"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_end_in_a_report(content: bytes) -> None:
    report = check_document(content, COUNCIL)

    assert Report.model_validate_json(report.model_dump_json()) == report


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=12))
def test_a_damaged_pdf_is_read_or_said_to_be_unreadable(place: int, damage: bytes) -> None:
    content = bytearray(pdf_of(a_plan()))
    content[place : place + len(damage)] = damage
    report = check_document(bytes(content), COUNCIL)

    assert report.outcome != "could_not_check"
    assert report.document.pages == 1 or "Please" in report.findings[0].message
