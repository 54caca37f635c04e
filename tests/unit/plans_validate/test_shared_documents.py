"""Own the five public documents beside the repository: what two readers labelled in them is what the report says."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plans_local.render_blocks import FrontMatter, read_plain
from plans_local.render_pages import lay_out
from plans_schema.report import Report
from plans_validate.adapters.checking import check_document, checker
from plans_validate.adapters.reading import read
from variants.chapters import Chapter
from variants.sheets import Look, laid_out
from variants.writing import pdf_of
from written_formats import Prose
from written_plans import evidence_of, unquoted

SHARED = Path(__file__).parents[3].parent / "shared"
LABELS = SHARED / "domain" / "labels.json"

pytestmark = pytest.mark.skipif(
    not LABELS.exists(), reason=f"the labelled documents are not beside this clone ({SHARED.name}/ is absent)"
)

KINDS = {"plan_with_web_preamble": "plan_with_preamble"}
STATUSES = {"pending_recommendation": "pending"}
SEGMENTS = {"plan_draft": "plan"}


@cache
def labels() -> list[dict[str, Any]]:
    if not LABELS.exists():
        return []
    found: list[dict[str, Any]] = json.loads(LABELS.read_text(encoding="utf-8"))
    return found


def content_of(label: dict[str, Any]) -> bytes:
    content: bytes = (SHARED / "documents" / label["document"]).read_bytes()
    return content


@cache
def report_of(document: str) -> Report:
    return check_document((SHARED / "documents" / document).read_bytes())


@pytest.fixture(params=range(5), ids=lambda number: f"document {number}")
def label(request: pytest.FixtureRequest) -> dict[str, Any]:
    number: int = request.param
    return labels()[number]


def test_kind_and_council(label: dict[str, Any]) -> None:
    report = report_of(label["document"])

    assert report.outcome == "checked"
    assert report.document.kind == KINDS.get(label["document_type"], label["document_type"])
    assert report.council.in_document == label["council"]["gss_code"]


def test_themes(label: dict[str, Any]) -> None:
    report = report_of(label["document"])

    assert {theme.id: theme.status == "addressed" for theme in report.themes} == {
        theme: said["addressed"] for theme, said in label["themes"].items()
    }


def test_endorsement(label: dict[str, Any]) -> None:
    said, found = label["endorsement"], report_of(label["document"]).endorsement

    assert found.status == STATUSES.get(said["status"], said["status"])
    assert found.body == said["role"]
    assert found.date == (said["endorsed_on"] or said["meeting_date"])


def test_publication_and_date(label: dict[str, Any]) -> None:
    report, sent = report_of(label["document"]), label["submission"]

    assert report.publication.status == label["publication"]["status"]
    assert report.dates.stated == (sent["date"] or sent.get("month"))
    assert report.dates.precision == sent["precision"]


def test_segments_start_and_end_within_two_lines(label: dict[str, Any]) -> None:
    content = content_of(label)
    parts = checker().parts_of(read(content))
    lines = content.decode().split("\n")

    assert [part.kind.value for part in parts] == [
        SEGMENTS.get(each["kind"], each["kind"]) for each in label["segments"]
    ]
    place = 0
    for part, said in zip(parts, label["segments"], strict=True):
        places = []
        for block in part.blocks:
            place = lines.index(block.text.split("\n")[0], place) + 1
            places.append(place)
        end = place + part.blocks[-1].text.count("\n")
        starts = [said["start"], *said.get("also_acceptable", {}).get("start", [])]
        assert min(abs(places[0] - start) for start in starts) <= 2
        assert abs(end - said["end"]) <= 2


# The councils that the labels warn of: named in the file, yet not those that sent it.
TRAPS = {
    "000": {"E07000026", "E07000028", "E07000029", "E10000006"},
    "001": {"E10000020", "E10000024", "E47000010"},
    "002": {"E07000236", "E10000034"},
    "003": set(),
    "004": {"E06000031", "E07000008", "E47000008"},
}


def test_the_council_is_none_of_those_that_are_only_named(label: dict[str, Any]) -> None:
    found = report_of(label["document"]).council.in_document

    assert label["council"]["traps"]
    assert found == label["council"]["gss_code"]
    assert found not in TRAPS[label["document"][:3]]


def paged_text(pages: Sequence[str]) -> bytes:
    return "\f".join(pages).encode()


def rendered(pages: Sequence[str]) -> bytes:
    return lay_out(FrontMatter(), read_plain("\f".join(pages)), bold_marks=False)


def set_small(pages: Sequence[str]) -> bytes:
    chapters = [Chapter("page", tuple(Prose(text) for text in filter(str.strip, page.split("\n\n")))) for page in pages]
    return pdf_of(laid_out(chapters, Look(size=9, leading=11.5, footer="#")))


@pytest.mark.parametrize("written", [paged_text, rendered, set_small])
def test_the_plan_of_a_pack_is_counted_when_laid_out_at_its_page_headers(
    written: Callable[[Sequence[str]], bytes],
) -> None:
    label = next(each for each in labels() if each["document"].startswith("002"))
    header = "Cabinet 17th July 2024"
    pages = [f"{header}{page}" for page in content_of(label).decode().split(header)[1:]]
    report = check_document(written(pages))

    assert header in label["page_length"]["derived_from"]
    assert report.document.pages == label["page_length"]["derived_pack_pages"] == 8
    assert report.document.kind == "cabinet_pack"
    assert report.plan is not None
    assert report.plan.pages == label["page_length"]["derived_pages"] == 5
    assert (report.plan.first_page, report.plan.last_page) == (4, 8)


def test_the_ministers_letter_never_counts_as_the_plan() -> None:
    label = next(each for each in labels() if each["document"].startswith("003"))
    letter = next(each for each in label["segments"] if each["kind"] == "minister_letter")
    content = content_of(label)
    written = " ".join(" ".join(content.decode().split("\n")[letter["start"] - 1 : letter["end"]]).split())
    plan = [part for part in checker().parts_of(read(content)) if part.kind == "plan"]
    repeated = {block.folded for part in plan for clue in part.clues if clue.theme_titled for block in [clue.block]}

    long_blocks = [block.folded for part in plan for block in part.blocks if len(block.words) > 8]
    assert [text for text in long_blocks if text in written and text not in repeated] == []
    quotes = [evidence.quote for theme in report_of(label["document"]).themes for evidence in theme.evidence]
    assert [quote for quote in quotes if quote in written] == []


def test_every_quote_stands_in_the_document(label: dict[str, Any]) -> None:
    report = report_of(label["document"])
    text = " ".join(content_of(label).decode().split())
    assert [each.quote for each in evidence_of(report) if each.quote not in text] == []
    assert unquoted(report) == []


def test_a_theme_whose_words_are_cut_is_no_longer_addressed() -> None:
    still = [
        (label["document"], theme)
        for label in labels()
        for theme, said in label["themes"].items()
        if _status_without(content_of(label), theme, said["spans"]) == "addressed"
    ]

    assert len(still) <= 2, still


def _status_without(content: bytes, theme: str, spans: list[list[int]]) -> str:
    lines = enumerate(content.decode().split("\n"), 1)
    kept = [line for place, line in lines if not any(first <= place <= last for first, last in spans)]
    report = check_document("\n".join(kept).encode())
    assert report.outcome == "checked"
    return next(each.status for each in report.themes if each.id == theme)
