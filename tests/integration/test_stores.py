"""What ingest puts into the document store, validate takes out of it byte for byte, and may do nothing else there."""

import hashlib

import asyncpg
import pytest

from builders import a_submission_id
from plans_ingest.adapters.documents import PostgresDocuments as Store
from plans_ingest.app import engine_for
from plans_ingest.settings import IngestSettings
from plans_schema.chassis.database import make_engine
from plans_validate.adapters.store import STORE_SCHEMA, DocumentMissingError
from plans_validate.adapters.store import PostgresDocuments as Source
from plans_validate.settings import ValidateSettings
from stack import PASSWORDS, Stack

CONTENTS = {
    "one byte": b"\x00",
    "every byte": bytes(range(256)),
    "not text": b"\xff\xfe\\x41\\\\000",
    "3 MB of noise": b"".join(hashlib.sha256(b"%d" % each).digest() for each in range(100_000)),
}


@pytest.mark.parametrize("name", CONTENTS)
async def test_bytes_come_out_as_they_were_put_in(postgres: Stack, name: str) -> None:
    submission = a_submission_id()
    await postgres.rows(
        "INSERT INTO ingest.submission (submission_id, council_code, version, round, file_name, sha256, size_bytes,"
        " received_at, traceparent) VALUES ($1, 'E07000234', 1, 'round', 'plan.pdf', 'hash', 1, now(), 'trace')",
        submission,
    )
    ingest = engine_for(IngestSettings(**postgres.settings("ingest")))
    validate = make_engine(
        ValidateSettings(**postgres.settings("validate")).database_url(), STORE_SCHEMA, application="tests"
    )
    try:
        async with ingest.begin() as transaction:
            await Store().put(transaction, submission, CONTENTS[name])
        assert await Source(validate).fetch(submission) == CONTENTS[name]
        with pytest.raises(DocumentMissingError):
            await Source(validate).fetch(a_submission_id())
    finally:
        await ingest.dispose()
        await validate.dispose()


FORBIDDEN = (
    "INSERT INTO ingest.documents VALUES (gen_random_uuid(), '')",
    "UPDATE ingest.documents SET content = ''",
    "DELETE FROM ingest.documents",
    "SELECT FROM ingest.submission",
    "SELECT FROM ingest.api_key",
    "SELECT FROM ingest.outbox",
    "SELECT FROM aggregate.submission",
    "CREATE TABLE ingest.other ()",
    "SELECT lo_from_bytea(0, '')",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
async def test_validate_may_read_documents_and_nothing_else(postgres: Stack, statement: str) -> None:
    async with postgres.connected("plans_validate", PASSWORDS["validate"]) as connection:
        assert await connection.fetch("SELECT content FROM ingest.documents") == []
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
