"""Own that the plan is found in whatever shape a council sends it: made in many shapes, each known by construction."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from plans_local.render import as_scan
from plans_validate.adapters.checking import check_document
from variants.catalogue import ARRANGEMENTS, HELD, LOOKS, PAGELESS, TUNED, Variant, variants, written
from variants.chapters import SHARED, chapter, real_letter
from variants.marring import MARRINGS
from variants.measuring import Reading, reading_of

COUNT, HELD_COUNT, LETTER_COUNT = 170, 40, 40
BAR = 0.97
COUNCIL = "E06000019"

needs_letter = pytest.mark.skipif(
    not SHARED.exists(), reason="the minister's letter is not beside this clone (shared/ is absent)"
)
SETS = ["tuned", "held", pytest.param("letter", marks=needs_letter)]


@cache
def readings(name: str) -> tuple[Reading, ...]:
    made = {
        "tuned": lambda: variants(TUNED, COUNT),
        "held": lambda: variants(HELD, HELD_COUNT, seed=99),
        "letter": lambda: variants(TUNED, LETTER_COUNT, seed=7, letter=real_letter()),
    }[name]()
    return tuple(map(reading_of, made))


def missed(over: Sequence[Reading], is_right: Callable[[Reading], bool]) -> list[str]:
    return [reading.variant.name for reading in over if not is_right(reading)]


def assert_bar(over: Sequence[Reading], is_right: Callable[[Reading], bool], what: str, bar: float = BAR) -> None:
    misses = missed(over, is_right)
    share = 1 - len(misses) / len(over)
    assert share >= bar, f"{what} in {share:.1%} of {len(over)} variants, not {bar:.0%}:\n" + "\n".join(misses)


def test_the_variants_are_many_and_of_every_sort() -> None:
    made = [reading.variant for reading in readings("tuned")]
    names = " ".join(variant.name for variant in made)
    formats = Counter(variant.format for variant in made)

    assert len(made) >= 150
    assert formats.keys() == {"pdf", "paged text", *PAGELESS}
    assert all(count >= 10 for count in formats.values())
    assert [each for each in ARRANGEMENTS if f" {' + '.join(each)}, " not in names] == []
    assert [each for each in (*LOOKS, *MARRINGS, *TUNED.plans) if each not in names] == []


@pytest.mark.parametrize("name", SETS)
def test_the_plan_is_found(name: str) -> None:
    assert_bar(readings(name), lambda reading: reading.is_found, "the plan was found")


@pytest.mark.parametrize("name", SETS)
def test_the_plans_pages_are_counted(name: str) -> None:
    paged = [reading for reading in readings(name) if reading.variant.plan_pages]

    assert_bar(paged, lambda reading: reading.pages_agree, "the plan's pages were right")


@pytest.mark.parametrize("name", SETS)
def test_no_sentence_of_the_letter_is_taken_for_the_plan(name: str) -> None:
    taken = {reading.variant.name: reading.in_plan_from("minister_letter") for reading in readings(name)}

    assert {variant: sentences for variant, sentences in taken.items() if sentences} == {}


@pytest.mark.parametrize("name", SETS)
def test_hardly_a_sentence_of_a_report_or_of_minutes_is_taken_for_the_plan(name: str) -> None:
    def is_alone(reading: Reading) -> bool:
        return not reading.in_plan_from("covering_report") and not reading.in_plan_from("minutes")

    assert_bar(readings(name), is_alone, "the plan stood alone")


@pytest.mark.parametrize("name", SETS)
def test_the_file_and_its_parts_are_called_by_their_kinds(name: str) -> None:
    def is_named(reading: Reading) -> bool:
        return reading.report.document.kind == reading.variant.document_kind

    assert_bar(readings(name), is_named, "the file's kind was right")
    assert_bar(readings(name), lambda reading: reading.kinds_agree, "the parts' kinds were right", bar=0.95)


@pytest.mark.parametrize("name", SETS)
def test_the_council_is_named_unless_its_name_was_misread(name: str) -> None:
    clear = [reading for reading in readings(name) if "misread" not in reading.variant.name]

    assert_bar(
        clear, lambda reading: reading.report.council.in_document == reading.variant.council, "the council was named"
    )


@pytest.mark.parametrize(("part", "kind"), [("report_prose", "covering_report"), ("minutes_extract", "minutes"),
                                            ("letter_imitation", "minister_letter")])  # fmt: skip
@pytest.mark.parametrize("format_", ["pdf", *PAGELESS])
def test_without_its_plan_a_file_holds_no_plan(part: str, kind: str, format_: str) -> None:
    alone = written(part, (chapter(kind, part, ""),), format_, "headed", document_kind="other", council=COUNCIL)

    report = check_document(alone.content)

    assert (report.outcome, report.plan, report.themes) == ("no_plan_found", None, ())


def pack(tmp_scan: Callable[[bytes], bytes], pictured: Callable[[int], bool]) -> tuple[Variant, bytes]:
    """Write a pack, some of whose pages are pictures."""
    name = "Herefordshire Council"
    chapters = (
        chapter("covering_report", "report_numbered", name),
        chapter("minister_letter", "letter_imitation", name),
        chapter("plan", "plan_numbered", name),
    )
    variant = written("pack", chapters, "pdf", "headed", document_kind="cabinet_pack", council=COUNCIL)
    target = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(variant.content) as pages, pypdfium2.PdfDocument(tmp_scan(variant.content)) as pictures:
        for number in range(len(pages)):
            target.import_pages(pictures if pictured(number + 1) else pages, [number])
        sink = BytesIO()
        target.save(sink)
    target.close()
    return variant, sink.getvalue()


@pytest.fixture
def scan(tmp_path: Path) -> Callable[[bytes], bytes]:
    def scanned(content: bytes) -> bytes:
        (tmp_path / "drawn.pdf").write_bytes(content)
        as_scan(tmp_path / "drawn.pdf", tmp_path / "scanned.pdf")
        return (tmp_path / "scanned.pdf").read_bytes()

    return scanned


def test_a_plan_beside_pages_that_are_pictures_is_found(scan: Callable[[bytes], bytes]) -> None:
    variant, content = pack(scan, lambda number: number in (3, 4))
    report = check_document(content)

    assert variant.plan_pages == (5, 6)
    assert report.outcome == "checked"
    assert report.plan is not None
    assert (report.plan.first_page, report.plan.last_page, report.plan.pages) == (5, 6, 2)


def test_a_file_of_pictures_is_read_by_recognition_or_not_at_all(scan: Callable[[bytes], bytes]) -> None:
    report = check_document(pack(scan, lambda _: True)[1])

    recognised = report.document.text_from is not None
    assert report.outcome == ("checked" if recognised else "could_not_read")
    assert report.document.pages == (6 if recognised else None)
