"""Definitions are published here; a running objective may move to another version of its workflow.

The trigger that kept an objective at its version gives way to two: it keeps its name, its
negotiation and its workflow for ever; and its version changes only while it stands still, to
one that was published and has the stage it is in.  On the way back there is no place for what
was published, so it goes; the record keeps it.
"""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "definition",
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.AutoString(), nullable=False),
        sa.Column("hash", sqlmodel.AutoString(), nullable=False),
        sa.Column("published_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("published_by", sqlmodel.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.AutoString(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('workflow', 'rule')", name=op.f("ck_definition_kind_is_one_of_its_words")
        ),
        sa.CheckConstraint(
            "length(hash) BETWEEN 64 AND 64", name=op.f("ck_definition_hash_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 100", name=op.f("ck_definition_name_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "length(text) BETWEEN 1 AND 1000000",
            name=op.f("ck_definition_text_has_a_fitting_length"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_definition_version_counts_from_one")),
        sa.PrimaryKeyConstraint("kind", "name", "version", name=op.f("pk_definition")),
    )
    _execute("up")


def downgrade() -> None:
    _execute("down")
    op.drop_table("definition")


def _execute(way: str) -> None:
    """Run the statements of a file, which blank lines separate."""
    name = f"0004_{op.get_context().dialect.name}_{way}.sql"
    for statement in (Path(__file__).parent / name).read_text().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
