"""Why a record was parked: reasons only, never a word of what it held."""

from enum import StrEnum


class DeadLetterReason(StrEnum):
    """The class of fault that parked a record."""

    UNREADABLE_ENVELOPE = "unreadable_envelope"
    EMPTY = "empty"
    WRONG_SCHEMA = "wrong_schema"
    UNKNOWN_TYPE = "unknown_type"
    HANDLER_FAULT = "handler_fault"
