"""Every event ever released is still read: its golden file never changes, and today's reader understands it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from builders import received, validated
from plans_schema.contracts import documents
from plans_schema.envelope import read_envelope
from plans_schema.events.plans import PlanEvent, PlanReceived, PlanValidated

GOLDEN = Path(__file__).parent / "golden"
KINDS: dict[str, type[PlanEvent]] = {PlanReceived.TYPE: PlanReceived, PlanValidated.TYPE: PlanValidated}
FILES = sorted(GOLDEN.glob("*.json"))


def golden(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_text())
    return content


def as_far_as(released: Any, written_again: Any) -> Any:
    """Leave out fields that were added since, however deep."""
    if isinstance(released, dict):
        return {name: as_far_as(value, written_again[name]) for name, value in released.items()}
    if isinstance(released, list):
        return [as_far_as(*pair) for pair in zip(released, written_again, strict=True)]
    return written_again


def test_every_kind_of_event_has_a_golden_file() -> None:
    assert {golden(file)["headers"]["ce_type"] for file in FILES} == set(KINDS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_released_event_is_still_read(file: Path) -> None:
    record = golden(file)
    kind = KINDS[record["headers"]["ce_type"]]
    fact = read_envelope(kind, record["headers"], json.dumps(record["value"]).encode())
    written_again = json.loads(fact.value())
    assert as_far_as(record["value"], written_again) == record["value"]


@pytest.mark.parametrize("fact", [received(), validated()], ids=["received", "validated"])
def test_what_we_write_fits_the_published_schema(fact: Any) -> None:
    schema = json.loads(documents()[f"{fact.data.TYPE}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(fact.value()), schema, format_checker=jsonschema.FormatChecker())
