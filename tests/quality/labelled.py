"""Own the five labelled documents beside the repository: their text, their labels and the reports on them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from plans_schema.report import Report
from plans_validate.adapters.checking import check_document

SHARED = Path(__file__).parents[2].parent / "shared"
LABELS = SHARED / "domain" / "labels.json"

Label = dict[str, Any]


@cache
def labels() -> tuple[Label, ...]:
    """Give the labels of each document; nothing where the documents are not beside this clone."""
    return tuple(json.loads(LABELS.read_text(encoding="utf-8"))) if LABELS.exists() else ()


def content_of(label: Label) -> bytes:
    """Give a labelled document as it is."""
    content: bytes = (SHARED / "documents" / label["document"]).read_bytes()
    return content


@cache
def lines_of(document: str) -> tuple[str, ...]:
    """Give a document's lines; the first stands at place 0, labels count from 1."""
    return tuple((SHARED / "documents" / document).read_text(encoding="utf-8").split("\n"))


@cache
def report_on(document: str) -> Report:
    """Check a labelled document."""
    return check_document((SHARED / "documents" / document).read_bytes())


def line_of(document: str, quote: str) -> int | None:
    """Give the line, from 1, on which a quote of a report starts; null when it stands nowhere in the document."""
    folded = [" ".join(line.split()) for line in lines_of(document)]
    place = " ".join(line for line in folded if line).find(quote)
    passed = 0
    for number, line in enumerate(folded, 1):
        passed += len(line) + 1 if line else 0
        if 0 <= place < passed:
            return number
    return None
