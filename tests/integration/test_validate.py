"""A received plan becomes a report; what can't be taken is parked untouched and the next plan checked."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
import pytest
from aiokafka.structs import ConsumerRecord

from builders import BROMSGROVE, CUMBERLAND, received
from papers import encrypted_document, small_plan, truncated_plan
from plans_ingest.app import build_app as build_ingest
from plans_ingest.settings import IngestSettings
from plans_schema.chassis.logs import JsonLines
from plans_schema.envelope import Envelope, read_envelope
from plans_schema.events.plans import PlanReceived, PlanValidated
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED
from plans_validate.adapters.consumer import GROUP
from plans_validate.app import build_app
from plans_validate.settings import ValidateSettings
from product import issue_keys, post
from stack import Stack, eventually, running

CANARY = "canary"


@asynccontextmanager
async def validating(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    """Run validate in this process."""
    async with running(build_app(ValidateSettings(**stack.settings("validate")))) as client:
        yield client


async def stored(stack: Stack, content: bytes, council: str = BROMSGROVE) -> Envelope[PlanReceived]:
    """Put a document in the store, as ingest does, and give its event."""
    event = received(council)
    async with stack.connected() as connection:
        await connection.execute(
            "INSERT INTO ingest.submission (submission_id, council_code, version, round, file_name, sha256, size_bytes,"
            " received_at, traceparent) VALUES ($1, $2, $3, $4, 'plan.pdf', $5, $6, $7, $8)",
            event.data.submission_id,
            council,
            int.from_bytes(event.data.submission_id.bytes[-3:]) + 1,
            event.data.round,
            event.data.submission_id.hex,
            len(content),
            event.data.received_at,
            event.traceparent,
        )
        await connection.execute(
            "INSERT INTO ingest.documents (submission_id, content) VALUES ($1, $2)", event.data.submission_id, content
        )
    return event


async def results(stack: Stack) -> list[Envelope[PlanValidated]]:
    """Read what validate stated."""
    return [as_event(record) for record in await stack.records(PLANS_VALIDATED)]


def as_event(record: ConsumerRecord) -> Envelope[PlanValidated]:
    headers = {name: value.decode() for name, value in record.headers}
    assert record.key == headers["ce_partitionkey"].encode()
    return read_envelope(PlanValidated, headers, record.value)


DOCUMENTS: dict[str, tuple[bytes, str, str | None]] = {
    "a plan": (small_plan(BROMSGROVE), "checked", "pdf"),
    "another council's plan": (small_plan(CUMBERLAND), "another_council", "pdf"),
    "a truncated PDF": (truncated_plan(BROMSGROVE), "could_not_read", "pdf"),
    "a PDF with a password": (encrypted_document(), "could_not_read", "pdf"),
    "bytes of no format": (bytes(range(256)) * 40, "could_not_read", None),
}


async def test_every_document_gets_a_report_of_its_own(stack: Stack) -> None:
    events = {name: await stored(stack, content) for name, (content, _, _) in DOCUMENTS.items()}
    await stack.publish(PLANS_RECEIVED, *events.values())
    async with validating(stack) as client:
        await stack.caught_up(GROUP, PLANS_RECEIVED)
        metrics = (await client.get("/metrics")).text

    found = {event.data.submission_id: event for event in await results(stack)}
    for name, (_, outcome, form) in DOCUMENTS.items():
        cause, result = events[name], found[events[name].data.submission_id]
        assert (name, result.data.report.outcome, result.data.report.document.format) == (name, outcome, form)
        assert (result.data.council_code, result.data.version, result.data.attempt) == (BROMSGROVE, 1, 1)
        assert result.traceparent.split("-")[1] == cause.traceparent.split("-")[1]
    assert 'plans_validate_reports_total{outcome="could_not_read"} 3.0' in metrics
    assert BROMSGROVE not in metrics


async def test_a_redelivery_repeats_the_fact_and_another_attempt_states_a_new_one(stack: Stack) -> None:
    event = await stored(stack, small_plan(BROMSGROVE))
    again = received(submission_id=event.data.submission_id, attempt=2)
    await stack.publish(PLANS_RECEIVED, event, times=2)
    await stack.publish(PLANS_RECEIVED, again)
    async with validating(stack):
        await stack.caught_up(GROUP, PLANS_RECEIVED)

    first, repeated, second = await results(stack)
    assert first.id == repeated.id != second.id
    assert first.data.report == repeated.data.report == second.data.report
    assert [event.data.attempt for event in (first, repeated, second)] == [1, 1, 2]


GOOD = received()
HEADERS: dict[str, bytes | None] = {name: value.encode() for name, value in GOOD.headers().items()}
GARBAGE = CANARY.encode() + bytes(range(256)) * 3_600
HOSTILE: dict[str, tuple[bytes | None, dict[str, bytes | None], str]] = {
    "bad bytes": (b"\xff\xfe\x00" + CANARY.encode(), HEADERS, "wrong_schema"),
    "empty": (b"", HEADERS, "empty"),
    "tombstone": (None, HEADERS, "empty"),
    "header value not UTF-8": (GOOD.value(), HEADERS | {"ce_id": b"\xff\xfe" + CANARY.encode()}, "unreadable_envelope"),
    "null header value": (GOOD.value(), HEADERS | {"ce_id": None}, "unreadable_envelope"),
    "other headers not UTF-8 and null": (
        b'{"canary": 1}',
        HEADERS | {"other": b"\xff", "reply_to": None, "content-type": b"\xfe"},
        "wrong_schema",
    ),
    "no headers": (GOOD.value(), {}, "unreadable_envelope"),
    "wrong schema": (b'{"submission_id": "canary"}', HEADERS, "wrong_schema"),
    "unknown event version": (GOOD.value(), HEADERS | {"ce_type": b"plans.received.v2"}, "unknown_type"),
    "unknown envelope version": (GOOD.value(), HEADERS | {"ce_specversion": b"2.0"}, "unreadable_envelope"),
    "900 KB of garbage": (GARBAGE, HEADERS, "wrong_schema"),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_record_is_parked_untouched_and_the_next_is_checked(
    stack: Stack, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    value, headers, reason = HOSTILE[name]
    good = await stored(stack, small_plan(BROMSGROVE))
    await stack.publish_raw(PLANS_RECEIVED, value, list(headers.items()))
    await stack.publish(PLANS_RECEIVED, good)
    async with validating(stack):
        await stack.caught_up(GROUP, PLANS_RECEIVED)

    (result,) = await results(stack)
    assert (result.data.submission_id, result.data.report.outcome) == (good.data.submission_id, "checked")
    hostile = (await stack.records(PLANS_RECEIVED))[0]
    (parked,) = await stack.records(PLANS_RECEIVED.dead_letter())
    assert (parked.key, parked.value) == (b"E07000234", value)
    assert parked.headers[: len(headers)] == tuple(headers.items())
    assert dict(parked.headers[len(headers) :]) == {
        "dead_letter_topic": stack.topic(PLANS_RECEIVED).encode(),
        "dead_letter_partition": b"%d" % hostile.partition,
        "dead_letter_offset": b"0",
        "dead_letter_timestamp_ms": b"%d" % hostile.timestamp,
        "dead_letter_group": f"{stack.prefix}{GROUP}".encode(),
        "dead_letter_reason": reason.encode(),
        "dead_letter_fault": b"UnreadableRecordError",
    }
    assert "parking a record" in caplog.text
    assert CANARY not in as_logged(caplog)


def as_logged(caplog: pytest.LogCaptureFixture) -> str:
    """Write everything as the services' own log writes it."""
    lines = JsonLines("validate")
    return "\n".join(lines.format(record) for record in caplog.records if record.levelno >= logging.INFO)


async def test_a_submission_whose_document_is_missing_ends_could_not_check(
    stack: Stack, caplog: pytest.LogCaptureFixture
) -> None:
    keys = await issue_keys(stack, (BROMSGROVE,))
    async with running(build_ingest(IngestSettings(**stack.settings("ingest")))) as client:
        lost = (await post(client, BROMSGROVE, keys[BROMSGROVE], "lost.pdf", b"%PDF lost")).json()
        await stack.rows("DELETE FROM ingest.documents")
        kept = (await post(client, BROMSGROVE, keys[BROMSGROVE], "kept.pdf", small_plan(BROMSGROVE))).json()
        async with validating(stack):
            await becomes(client, keys[BROMSGROVE], lost["id"], "could_not_check")
            await becomes(client, keys[BROMSGROVE], kept["id"], "checked")

    (parked,) = await stack.records(PLANS_RECEIVED.dead_letter())
    headers = dict(parked.headers)
    assert UUID(headers["ce_subject"].decode()) == UUID(lost["id"])
    assert (headers["dead_letter_reason"], headers["dead_letter_fault"]) == (b"handler_fault", b"DocumentMissingError")
    assert "lost.pdf" not in as_logged(caplog)


async def becomes(client: httpx.AsyncClient, key: str, submission_id: str, status: str) -> None:
    """Wait until a council sees this status."""

    async def is_so() -> bool:
        answer = await client.get(f"/v1/plans/{submission_id}", headers={"Authorization": f"Bearer {key}"})
        return bool(answer.json()["status"] == status)

    await eventually(is_so, f"status {status}")
