"""Meetings of a negotiation; what their desk shows in the room, and the minutes being written."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("negotiation", sa.Column("meetings", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "desk",
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("minutes", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["symbol"], ["negotiation.symbol"], name="fk_desk_symbol_negotiation"
        ),
        sa.PrimaryKeyConstraint("symbol", "meeting", name="pk_desk"),
    )


def downgrade() -> None:
    op.drop_table("desk")
    op.drop_column("negotiation", "meetings")
