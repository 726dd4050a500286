"""Objectives that only some organisations of the table see."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("restricted_to", sa.JSON(none_as_null=True), nullable=True)
    op.add_column("objective", column)


def downgrade() -> None:
    op.drop_column("objective", "restricted_to")
