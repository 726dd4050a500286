"""Packages of objectives, and alternatives of which one can be adopted.

On the way back there is no place for links, so they go; the record keeps them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("negotiation", sa.Column("links", sa.JSON(none_as_null=True), nullable=True))
    op.add_column(
        "negotiation", sa.Column("links_made", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("negotiation", "links_made")
    op.drop_column("negotiation", "links")
