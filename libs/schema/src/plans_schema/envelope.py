"""The envelope: CloudEvents 1.0 in Kafka's binary mode.

Attributes travel as `ce_*` headers, the value is the plain JSON of the data. A reader takes any
envelope whose type it knows and ignores fields it does not; what it cannot take it names with a
reason, never with the content.

Source: CloudEvents 1.0.2 and its Kafka protocol binding, binary content mode; W3C Trace Context.
"""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from plans_schema.events.dead_letters import DeadLetterReason
from plans_schema.events.plans import PlanEvent
from plans_schema.vocabulary import Fact

SPECIFICATION_VERSION = "1.0"
CONTENT_TYPE = "application/json"
TRACE_PARENT = re.compile(r"00-(?P<trace>[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
MAXIMUM_EVENT_BYTES = 900 * 1024

_instant: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)


T = TypeVar("T", bound=PlanEvent)


class UnreadableRecordError(Exception):
    """A record that no handler can take; its reason says why without a word of its content."""

    def __init__(self, reason: DeadLetterReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Envelope(Fact, Generic[T]):
    """One fact with its id, its instant, where it came from and the trace it belongs to."""

    id: UUID
    source: str
    occurred_at: AwareDatetime
    traceparent: str
    data: T

    def headers(self) -> dict[str, str]:
        """Write the attributes as Kafka headers."""
        return {
            "content-type": CONTENT_TYPE,
            "ce_specversion": SPECIFICATION_VERSION,
            "ce_id": str(self.id),
            "ce_source": self.source,
            "ce_type": self.data.TYPE,
            "ce_time": self.occurred_at.isoformat(),
            "ce_dataschema": f"plans:{self.data.TYPE}",
            "ce_subject": str(self.data.submission_id),
            "ce_partitionkey": self.data.council_code,
            "traceparent": self.traceparent,
        }

    def value(self) -> bytes:
        """Write the data as JSON bytes."""
        return self.data.model_dump_json().encode()


def new_trace() -> str:
    """Start a trace (W3C `traceparent`, sampled)."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def continue_trace(traceparent: str | None, event_id: UUID) -> str:
    """Carry a trace on to the event with this id, or start one where the parent is none or malformed."""
    known = TRACE_PARENT.fullmatch(traceparent or "")
    return f"00-{known['trace']}-{event_id.hex[-16:]}-01" if known else new_trace()


def read_envelope(kind: type[T], headers: Mapping[str, str], value: bytes | None) -> Envelope[T]:
    """Read one record as an envelope of `kind`.

    Raises:
        UnreadableRecordError: empty or tombstone, not a CloudEvent, another type, or data of another shape.
    """
    if not value:
        raise UnreadableRecordError(DeadLetterReason.EMPTY)
    if headers.get("ce_specversion") != SPECIFICATION_VERSION:
        raise UnreadableRecordError(DeadLetterReason.UNREADABLE_ENVELOPE)
    if headers.get("ce_type") != kind.TYPE:
        raise UnreadableRecordError(DeadLetterReason.UNKNOWN_TYPE)
    try:
        event_id, occurred_at = UUID(headers["ce_id"]), _instant.validate_strings(headers["ce_time"])
    except (KeyError, ValueError):
        raise UnreadableRecordError(DeadLetterReason.UNREADABLE_ENVELOPE) from None
    try:
        data = TypeAdapter(kind).validate_json(value)
    except ValidationError:
        raise UnreadableRecordError(DeadLetterReason.WRONG_SCHEMA) from None
    trace = continue_trace(headers.get("traceparent"), event_id)
    return Envelope[T](
        id=event_id, source=headers.get("ce_source", ""), occurred_at=occurred_at, traceparent=trace, data=data
    )
