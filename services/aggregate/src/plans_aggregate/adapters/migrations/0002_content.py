"""What plans say: question items, figures, barriers, practices; and what identifiers are called."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = """
CREATE TABLE question_coverage (
    submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
    item text NOT NULL,
    status text NOT NULL,
    PRIMARY KEY (submission_id, item)
);

CREATE TABLE figure (
    submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
    ordinal integer NOT NULL,
    figure text NOT NULL,
    value numeric,
    low numeric,
    high numeric,
    unit text NOT NULL,
    period text,
    qualifier text,
    kind text,
    basis text,
    scope text,
    flags text NOT NULL,
    confidence text NOT NULL,
    as_written text NOT NULL,
    PRIMARY KEY (submission_id, ordinal)
);

CREATE TABLE barrier (
    submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
    ordinal integer NOT NULL,
    category text NOT NULL,
    secondary text NOT NULL,
    addressee text NOT NULL,
    department text,
    explicit_ask boolean NOT NULL,
    wording text,
    confidence text NOT NULL,
    PRIMARY KEY (submission_id, ordinal)
);

CREATE TABLE practice (
    submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
    ordinal integer NOT NULL,
    category text NOT NULL,
    level text NOT NULL,
    PRIMARY KEY (submission_id, ordinal)
);

CREATE TABLE term (
    kind text NOT NULL,
    identifier text NOT NULL,
    words text NOT NULL,
    PRIMARY KEY (kind, identifier)
);
"""

GRANTS = "GRANT SELECT, INSERT ON question_coverage, figure, barrier, practice TO plans_aggregate"


def upgrade() -> None:
    """Create the tables, empty: events of before hold no such content, so a replay from the start gives the same."""
    for statement in filter(str.strip, TABLES.split(";")):
        op.execute(statement)
    op.execute(GRANTS)
