"""A current plan for each council and round; no words beside a council's name (ADR 9)."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = """
ALTER TABLE current_plan ADD COLUMN round text;
UPDATE current_plan SET round = submission.round
    FROM submission WHERE submission.submission_id = current_plan.submission_id;
ALTER TABLE current_plan ALTER COLUMN round SET NOT NULL;
ALTER TABLE current_plan DROP CONSTRAINT current_plan_pkey;
ALTER TABLE current_plan ADD PRIMARY KEY (council_code, round);
INSERT INTO current_plan (council_code, round, submission_id, version)
    SELECT DISTINCT ON (council_code, round) council_code, round, submission_id, version
    FROM submission WHERE outcome = 'checked'
    ORDER BY council_code, round, version DESC, submission_id DESC
    ON CONFLICT DO NOTHING;
DROP INDEX submission_newest;
CREATE INDEX submission_newest ON submission (council_code, round, version DESC, submission_id DESC)
    WHERE outcome = 'checked';
DROP VIEW IF EXISTS analytics.evidence_v1
"""


def upgrade() -> None:
    """Give each round its own current plans, also those that a later round had replaced."""
    for statement in TABLES.split(";"):
        op.execute(statement)
