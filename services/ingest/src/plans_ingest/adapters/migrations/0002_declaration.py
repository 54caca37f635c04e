"""The sender's own word on members' endorsement, beside each submission."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a column that is null for those who say nothing."""
    op.execute("ALTER TABLE submission ADD COLUMN declared_endorsement jsonb")
