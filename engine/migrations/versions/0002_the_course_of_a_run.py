"""What the present run of a stage has seen: moved deadlines, the meeting, reviews, judgements."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("objective", sa.Column("course", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("objective", "course")
