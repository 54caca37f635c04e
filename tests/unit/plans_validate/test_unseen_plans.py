"""Own what the checker finds in plans it was not tuned to: field by field as a careful reader would, misses stated."""

import csv
import tempfile
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from plans_local.render import render_markdown, render_text
from plans_schema.report import Report
from plans_validate.adapters.checking import check_document

UNSEEN = Path(__file__).parents[2] / "unseen"
NOT_COMPARED, NOTHING = "*", "-"
THEMES = ("T1", "T2", "T3", "T4")
SHORT = {"addressed": "A", "partial": "P", "not_found": "N"}


def rows(name: str) -> list[dict[str, str]]:
    with (UNSEEN / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


EXPECTED = {row["file"]: row for row in rows("expected.csv")}
MISSES = {(row["file"], row["field"]): row for row in rows("known_misses.csv")}


def content(row: Mapping[str, str]) -> bytes:
    source = UNSEEN / "documents" / row["file"]
    text = source.read_text(encoding="utf-8")
    if row["form"] == "text":
        return text.encode()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "plan.pdf"
        (render_markdown if source.suffix == ".md" else render_text)(text, target)
        return target.read_bytes()


@cache
def report_on(file: str) -> Report:
    return check_document(content(EXPECTED[file]))


def expected_of(row: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Give the values that may stand in each field that is compared."""
    fields = {name: row[name] for name in row if name not in ("file", "part", "form", "themes")}
    if row["themes"] != NOT_COMPARED:
        fields |= dict(zip(THEMES, row["themes"], strict=True))
    return {name: frozenset(value.split("|")) for name, value in fields.items() if value != NOT_COMPARED}


def found_in(report: Report) -> dict[str, str]:
    found = {
        "outcome": report.outcome,
        "kind": report.document.kind,
        "council": report.council.in_document,
        "first_page": report.plan.first_page if report.plan else None,
        "last_page": report.plan.last_page if report.plan else None,
        "endorsement": report.endorsement.status,
        "body": report.endorsement.body,
        "endorsed_on": report.endorsement.date,
        "publication": report.publication.status,
        "stated": report.dates.stated,
    }
    themes = {theme.id.value: SHORT[theme.status] for theme in report.themes}
    return {name: NOTHING if value is None else str(value) for name, value in found.items()} | (
        themes or dict.fromkeys(THEMES, SHORT["not_found"])
    )


@pytest.mark.parametrize("file", EXPECTED)
def test_a_plan_is_read_as_a_careful_reader_reads_it_but_for_the_known_misses(file: str) -> None:
    found = found_in(report_on(file))
    differing = {name: found[name] for name, may in expected_of(EXPECTED[file]).items() if found[name] not in may}

    assert differing == {field: row["found"] for (of, field), row in MISSES.items() if of == file}


@pytest.mark.parametrize("file", EXPECTED)
def test_every_quote_stands_on_the_page_it_names(file: str) -> None:
    report = report_on(file)
    row = EXPECTED[file]
    quotes = [*(each for theme in report.themes for each in theme.evidence), *report.endorsement.evidence]
    if row["form"] == "text":
        pages = [" ".join(page.split()) for page in content(row).decode().split("\f")]
        assert all(quote.quote in pages[(quote.page or 1) - 1] for quote in quotes)
    assert bool(quotes) or row["outcome"] != "checked" or row["themes"] == NOT_COMPARED


REACHED = {row["part"]: row for row in rows("agreement.csv") if row["measured"] == "now"}


@pytest.mark.parametrize("part", REACHED)
def test_agreement_does_not_fall_in_any_field(part: str) -> None:
    agreeing: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    for file, row in EXPECTED.items():
        if row["part"] == part:
            for name, may in expected_of(row).items():
                field = "themes" if name in THEMES else name
                compared[field] += 1
                agreeing[field] += found_in(report_on(file))[name] in may
    reached = {field: value.split("/") for field, value in REACHED[part].items() if field not in ("part", "measured")}

    assert {field: str(count) for field, count in compared.items()} == {field: of for field, (_, of) in reached.items()}
    assert {field: agreeing[field] for field, (least, _) in reached.items() if agreeing[field] < int(least)} == {}


def test_every_known_miss_has_a_reason_and_a_document() -> None:
    assert MISSES
    assert all(file in EXPECTED and len(row["why"].split()) > 5 for (file, _), row in MISSES.items())
    assert {path.name for path in (UNSEEN / "documents").iterdir()} == set(EXPECTED)
