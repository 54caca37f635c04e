"""The envelope: what is written is read, by us and by an independent reader; what is not, is named, not shown."""

import json
from uuid import UUID

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from hypothesis import given
from hypothesis import strategies as st

from builders import RECEIVED_AT, received, validated
from plans_schema.envelope import UnreadableRecordError, continue_trace, new_trace, read_envelope
from plans_schema.events.plans import PlanReceived, PlanValidated

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_a_fact_that_was_written_is_read_back() -> None:
    fact = validated()
    assert read_envelope(PlanValidated, fact.headers(), fact.value()).data == fact.data


def test_headers_follow_cloudevents_binary_mode() -> None:
    fact = received(submission_id=UUID("018fe2b0-0000-7000-8000-000000000001"))
    assert fact.headers() | {"ce_id": "x", "traceparent": "x"} == {
        "content-type": "application/json",
        "ce_specversion": "1.0",
        "ce_id": "x",
        "ce_source": "/ingest",
        "ce_type": "plans.received.v1",
        "ce_time": "2024-07-15T09:30:00+00:00",
        "ce_dataschema": "plans:plans.received.v1",
        "ce_subject": "018fe2b0-0000-7000-8000-000000000001",
        "ce_partitionkey": "E07000234",
        "traceparent": "x",
    }


def test_an_independent_reader_takes_our_records() -> None:
    fact = received()
    headers = {name: value.encode() for name, value in fact.headers().items()}
    event = from_binary_event(KafkaMessage(headers=headers, key=b"E07000234", value=fact.value()))
    assert event.get_type() == "plans.received.v1"
    assert event.get_time() == RECEIVED_AT
    data = event.get_data()
    assert isinstance(data, dict)
    assert data["council_code"] == "E07000234"


def test_a_newer_writers_extra_field_is_ignored() -> None:
    fact = received()
    newer = json.dumps(json.loads(fact.value()) | {"colour": "blue"}).encode()
    assert read_envelope(PlanReceived, fact.headers(), newer).data == fact.data


@pytest.mark.parametrize(
    ("headers", "value", "reason"),
    [
        ({}, None, "empty"),
        ({}, b"", "empty"),
        ({"ce_type": ""}, b"{}", "unknown_type"),
        ({"ce_type": "plans.received.v2"}, b"{}", "unknown_type"),
        ({"ce_specversion": ""}, b"{}", "unreadable_envelope"),
        ({"ce_id": "no uuid"}, b"{}", "unreadable_envelope"),
        ({"ce_time": "yesterday"}, b"{}", "unreadable_envelope"),
        ({"ce_time": "2024-07-15T09:30:00"}, b"{}", "unreadable_envelope"),
        ({}, b"\xff\xfe\x00", "wrong_schema"),
        ({}, b'{"secret": "canary"}', "wrong_schema"),
    ],
)
def test_what_cannot_be_read_is_named_without_its_content(
    headers: dict[str, str], value: bytes | None, reason: str
) -> None:
    with pytest.raises(UnreadableRecordError) as caught:
        read_envelope(PlanReceived, received().headers() | headers, value)
    assert str(caught.value) == reason
    assert caught.value.__cause__ is None


@given(
    st.dictionaries(st.sampled_from(["ce_id", "ce_time", "ce_type", "ce_specversion", "traceparent"]), st.text()),
    st.binary(),
)
def test_no_record_breaks_the_reader(headers: dict[str, str], value: bytes) -> None:
    with pytest.raises(UnreadableRecordError):
        read_envelope(PlanReceived, received().headers() | headers, value)


def test_a_trace_goes_on_with_its_own_id_and_the_events_span() -> None:
    event_id = UUID("018fe2b0-0000-7000-8123-456789abcdef")
    assert continue_trace(TRACE, event_id) == "00-0af7651916cd43dd8448eb211c80319c-8123456789abcdef-01"


@pytest.mark.parametrize("parent", [None, "", "nonsense", TRACE + "\n", TRACE.upper()])
def test_a_malformed_trace_is_replaced(parent: str | None) -> None:
    trace = continue_trace(parent, UUID(int=5))
    assert len(trace) == len(new_trace())
    assert "0af7651916cd43dd8448eb211c80319c" not in trace.lower()
