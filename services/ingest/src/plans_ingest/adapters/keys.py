"""Councils' keys: 256 random bits, shown once, kept as a hash."""

import hashlib
import secrets

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

STILL_GOOD = text(
    "SELECT council_code FROM api_key WHERE left(encode(key_hash, 'hex'), :length) = :start AND revoked_at IS NULL"
)
FINGERPRINT_LENGTH = 32
FIND = text("SELECT council_code FROM api_key WHERE key_hash = :key_hash AND revoked_at IS NULL")
ISSUE = text("INSERT INTO api_key (key_hash, council_code) VALUES (:key_hash, :council_code)")
REVOKE = text("UPDATE api_key SET revoked_at = now() WHERE council_code = :council_code AND revoked_at IS NULL")


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def fingerprint(key: str) -> str:
    """Give the beginning of a key's hash: it names the key and can't be used as one."""
    return _hash(key).hex()[:FINGERPRINT_LENGTH]


class PostgresKeys:
    """The keys in the ledger's database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def council_of(self, key: str) -> str | None:
        """Give the code of the council that a key belongs to, null for an unknown or revoked one."""
        async with self._engine.connect() as connection:
            found = (await connection.execute(FIND, {"key_hash": _hash(key)})).scalar_one_or_none()
        return str(found) if found is not None else None

    async def council_of_fingerprint(self, start: str) -> str | None:
        """Give the code of the council that a key's fingerprint belongs to, null once the key is revoked."""
        async with self._engine.connect() as connection:
            values = {"start": start, "length": FINGERPRINT_LENGTH}
            found = (await connection.execute(STILL_GOOD, values)).scalar_one_or_none()
        return str(found) if found is not None else None

    async def issue(self, council_code: str) -> str:
        """Make a new key for a council; earlier ones stay good until they are revoked."""
        key = f"plans_{secrets.token_urlsafe(32)}"
        async with self._engine.begin() as connection:
            await connection.execute(ISSUE, {"key_hash": _hash(key), "council_code": council_code})
        return key

    async def revoke(self, council_code: str) -> int:
        """Revoke every key of a council; gives how many were good."""
        async with self._engine.begin() as connection:
            return (await connection.execute(REVOKE, {"council_code": council_code})).rowcount
