"""A position keeps what its rule asks for beside the kind: an expert named, a standard in use.

Positions of before carry no marks.  The column is added in place: copying the table would
lose its triggers.
"""

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
