"""Mandates, goals and soundings of a table, its discussion, and what an objective rests on.

On the way back there is no place for them, so they go; the record keeps them.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_OPTIONAL_JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.add_column("negotiation", sa.Column("beginnings", _OPTIONAL_JSON, nullable=True))
    op.add_column("objective", sa.Column("rests_on", _OPTIONAL_JSON, nullable=True))
    op.create_table(
        "post",
        sa.Column("symbol", sqlmodel.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sqlmodel.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("words", sqlmodel.AutoString(), nullable=False),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=True),
        sa.Column("theme", sqlmodel.AutoString(), nullable=False),
        sa.Column("objective", sqlmodel.AutoString(), nullable=False),
        sa.Column("to", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.CheckConstraint("number >= 1", name="ck_post_number_counts_from_one"),
        sa.CheckConstraint("theme <> '' OR objective <> ''", name="ck_post_it_is_about_something"),
        sa.ForeignKeyConstraint(
            ["symbol"], ["negotiation.symbol"], name="fk_post_symbol_negotiation"
        ),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.code"], name="fk_post_organisation_organisation"
        ),
        sa.PrimaryKeyConstraint("symbol", "number", name="pk_post"),
    )
    op.create_index("ix_post_symbol_theme_objective", "post", ["symbol", "theme", "objective"])


def downgrade() -> None:
    op.drop_index("ix_post_symbol_theme_objective", table_name="post")
    op.drop_table("post")
    op.drop_column("objective", "rests_on")
    op.drop_column("negotiation", "beginnings")
