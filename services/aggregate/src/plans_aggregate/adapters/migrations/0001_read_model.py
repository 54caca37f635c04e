"""The read model: inbox, ledger of effects, one row a receipt with its children, current plans, the register."""

from alembic import op
from sqlalchemy import text

from plans_schema.register import councils

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE council (
    council_code text PRIMARY KEY,
    name text NOT NULL,
    short_name text NOT NULL,
    type text NOT NULL,
    region text NOT NULL,
    upper_tier text,
    combined_authority text
);

CREATE TABLE inbox (
    event_id uuid PRIMARY KEY,
    submission_id uuid NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON inbox (submission_id);

CREATE TABLE effect (
    effect_id bigserial PRIMARY KEY,
    submission_id uuid NOT NULL,
    event_id uuid NOT NULL
);
CREATE INDEX ON effect (submission_id);

CREATE TABLE submission (
    submission_id uuid PRIMARY KEY,
    council_code text NOT NULL REFERENCES council,
    version integer NOT NULL CHECK (version > 0),
    attempt integer NOT NULL CHECK (attempt > 0),
    event_id uuid NOT NULL,
    round text NOT NULL,
    received_at timestamptz NOT NULL,
    validated_at timestamptz NOT NULL,
    rule_set text NOT NULL,
    outcome text NOT NULL,
    document_sha256 text NOT NULL,
    document_format text,
    document_kind text NOT NULL,
    document_pages integer,
    text_from text,
    council_in_document text,
    plan_pages integer,
    plan_stated_pages integer,
    plan_first_page integer,
    plan_last_page integer,
    plan_length text NOT NULL,
    endorsement_status text NOT NULL,
    endorsement_body text,
    endorsement_by text,
    endorsement_date text,
    publication_status text NOT NULL,
    published_address text,
    stated_date text,
    stated_date_precision text NOT NULL,
    unparsed_figures integer NOT NULL
);
CREATE INDEX submission_of_council ON submission (council_code);
CREATE INDEX submission_newest ON submission (council_code, version DESC, submission_id DESC)
    WHERE outcome = 'checked';

CREATE TABLE theme_coverage (
    submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
    theme text NOT NULL,
    status text NOT NULL,
    PRIMARY KEY (submission_id, theme)
);

CREATE TABLE finding (
    submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
    ordinal integer NOT NULL,
    rule text NOT NULL,
    force text NOT NULL,
    message text NOT NULL,
    PRIMARY KEY (submission_id, ordinal)
);

CREATE TABLE evidence (
    submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
    subject text NOT NULL,
    item text NOT NULL,
    ordinal integer NOT NULL,
    page integer,
    quote text NOT NULL,
    PRIMARY KEY (submission_id, subject, item, ordinal)
);

CREATE TABLE current_plan (
    council_code text PRIMARY KEY REFERENCES council,
    submission_id uuid NOT NULL UNIQUE REFERENCES submission ON DELETE CASCADE,
    version integer NOT NULL
);
"""

GRANTS = """
GRANT USAGE ON SCHEMA aggregate TO plans_aggregate;
GRANT SELECT, INSERT ON inbox, effect, theme_coverage, finding, evidence TO plans_aggregate;
GRANT USAGE ON SEQUENCE effect_effect_id_seq TO plans_aggregate;
GRANT SELECT, INSERT, DELETE ON submission TO plans_aggregate;
GRANT SELECT, INSERT, UPDATE ON current_plan TO plans_aggregate;
GRANT SELECT ON council, alembic_version TO plans_aggregate;
"""

REGISTER = text(
    "INSERT INTO council (council_code, name, short_name, type, region, upper_tier, combined_authority)"
    " VALUES (:code, :name, :short_name, :type, :region, :upper_tier, :combined_authority)"
)


def upgrade() -> None:
    """Create the tables, load the register, and let the service do what it must, no more."""
    for statements in (TABLES, GRANTS):
        for statement in filter(str.strip, statements.split(";")):
            op.execute(statement)
    columns = ("code", "name", "short_name", "type", "region", "upper_tier", "combined_authority")
    rows = [{name: getattr(council, name) for name in columns} for council in councils().values()]
    op.get_bind().execute(REGISTER, rows)
