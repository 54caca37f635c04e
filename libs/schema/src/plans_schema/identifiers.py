"""Time-ordered identifiers (UUID version 7): random for new things, derived for facts that may be stated again."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

RANDOM_BYTES = 10


def _uuid7(instant: datetime, tail: bytes) -> UUID:
    milliseconds = int(instant.timestamp() * 1000)
    value = bytearray(milliseconds.to_bytes(6, "big") + tail)
    value[6] = (value[6] & 0x0F) | 0x70
    value[8] = (value[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(value))


def new_id(instant: datetime) -> UUID:
    """Make an identifier that nobody can guess; ids made later sort later.

    Source: RFC 9562, UUID version 7.
    """
    return _uuid7(instant, secrets.token_bytes(RANDOM_BYTES))


def derived_id(instant: datetime, *parts: str) -> UUID:
    """Derive an identifier from an instant and what it stands for: the same input gives the same identifier."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _uuid7(instant, digest[:RANDOM_BYTES])
