"""What a rule lets a position say besides its kind: it names an expert, takes part, is in use."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("position", sa.Column("marks", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("position", "marks")
