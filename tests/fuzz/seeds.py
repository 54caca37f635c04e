"""Give the good files that fuzzing starts from: every sample of the tests by format, and a folder of your own."""

from collections.abc import Sequence
from pathlib import Path

from fuzz.mutations import Mutate, mutated
from fuzz.structures import mutated_package, mutated_pdf
from hostile_files import HOSTILE_FILES
from hostile_packages import docx
from hostile_pdfs import surrogate_text
from plans_validate.adapters.formats import format_of
from plans_validate.adapters.good_documents import good_documents
from written_files import pdf_of
from written_formats import WRITERS, Grid, Items, elements_of
from written_plans import TITLE, a_plan

MUTATIONS: dict[str, Mutate] = {
    "pdf": mutated_pdf,
    "docx": mutated_package,
    "odt": mutated_package,
    "html": mutated,
    "text": mutated,
}
_TEXTS = {"markdown": "text"}
_LARGEST_SEED_BYTES = 400_000
_UNSEEN = Path(__file__).parent.parent / "unseen" / "documents"


def seeds_of(reader: str, folder: Path | None = None) -> Sequence[bytes]:
    """Give a reader's good files."""
    own = sorted(path for path in (*_UNSEEN.iterdir(), *(folder.rglob("*") if folder else ())) if path.is_file())
    candidates = [*_written(), *(path.read_bytes() for path in own)]
    return [content for content in candidates if _reader_of(content) == reader and len(content) < _LARGEST_SEED_BYTES]


def _reader_of(content: bytes) -> str | None:
    found = format_of(content)
    return _TEXTS.get(found or "", found)


def _written() -> list[bytes]:
    plan = a_plan()
    grid = Grid(("Service", "Saving"), (("Roads", "£1m"), ("Care", "£2m")))
    whole = (*elements_of(plan), Items(("Roads", "Care for adults")), grid)
    small = (*elements_of(f"{TITLE}\n\nWe saved £1m in 2023/24 by sharing services."), grid)
    small_hostile = [each.make() for each in HOSTILE_FILES if each.name in _HOSTILE_SEEDS]
    written = [write(elements) for write in WRITERS.values() for elements in (whole, small)]
    more = [docx(), pdf_of(plan), pdf_of(plan, password="", owner_password="owner"), surrogate_text()]
    return [*good_documents(), *written, *more, plan.encode("utf-16"), plan.encode("cp1252", "replace"), *small_hostile]


_HOSTILE_SEEDS = frozenset({
    "references in a circle", "drawing that draws itself", "javascript on opening", "pdf and html in one",
    "macros", "template from elsewhere", "scripts", "formulas for a spreadsheet", "direction overridden",
})  # fmt: skip
