"""The ledger: keys, documents, submissions, reports, outbox and inbox."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE api_key (
    key_hash bytea PRIMARY KEY,
    council_code text NOT NULL,
    issued_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
CREATE INDEX ON api_key (council_code);

CREATE TABLE council_version (
    council_code text PRIMARY KEY,
    latest integer NOT NULL CHECK (latest > 0)
);

CREATE TABLE submission (
    submission_id uuid PRIMARY KEY,
    council_code text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    round text NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    size_bytes integer NOT NULL CHECK (size_bytes > 0),
    received_at timestamptz NOT NULL,
    traceparent text NOT NULL,
    attempt integer NOT NULL DEFAULT 1 CHECK (attempt > 0),
    stored_at timestamptz NOT NULL DEFAULT now(),
    put_forward_at timestamptz NOT NULL DEFAULT now(),
    outcome text,
    outcome_attempt integer,
    report jsonb,
    UNIQUE (council_code, sha256),
    UNIQUE (council_code, version),
    CHECK ((outcome IS NULL) = (outcome_attempt IS NULL))
);
CREATE INDEX submission_unfinished ON submission (put_forward_at) WHERE outcome IS NULL;

CREATE TABLE documents (
    submission_id uuid PRIMARY KEY REFERENCES submission,
    content bytea NOT NULL
);
ALTER TABLE documents ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE inbox (
    event_id uuid PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE outbox (
    id bigserial PRIMARY KEY,
    queue varchar(255) NOT NULL,
    payload bytea NOT NULL,
    headers jsonb,
    attempts_count bigint NOT NULL DEFAULT 0,
    deliveries_count bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    first_attempt_at timestamptz,
    last_attempt_at timestamptz,
    acquired_at timestamptz,
    acquired_token uuid,
    timer_id varchar(255),
    CONSTRAINT outbox_lease_ck CHECK ((acquired_token IS NULL) = (acquired_at IS NULL))
);
CREATE INDEX outbox_pending_idx ON outbox (queue, next_attempt_at, id) WHERE acquired_token IS NULL;
CREATE UNIQUE INDEX outbox_timer_id_uq ON outbox (queue, timer_id) WHERE timer_id IS NOT NULL;
CREATE INDEX outbox_leased_idx ON outbox (queue, next_attempt_at, id) WHERE acquired_token IS NOT NULL;
CREATE INDEX outbox_subject ON outbox ((headers ->> 'ce_subject'));
"""

GRANTS = """
GRANT USAGE ON SCHEMA ingest TO plans_ingest, plans_validate;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON api_key TO plans_ingest;
GRANT SELECT, INSERT, UPDATE (latest) ON council_version TO plans_ingest;
GRANT SELECT, INSERT, UPDATE (attempt, put_forward_at, outcome, outcome_attempt, report) ON submission TO plans_ingest;
GRANT SELECT, INSERT ON documents, inbox TO plans_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO plans_ingest;
GRANT USAGE ON SEQUENCE outbox_id_seq TO plans_ingest;
GRANT SELECT ON alembic_version TO plans_ingest;
GRANT SELECT ON documents TO plans_validate;
"""


def upgrade() -> None:
    """Create the tables and let each role do what it must, no more."""
    for statements in (TABLES, GRANTS):
        for statement in filter(str.strip, statements.split(";")):
            op.execute(statement)
