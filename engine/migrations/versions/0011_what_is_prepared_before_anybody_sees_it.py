"""What is prepared before anybody sees it: clearance, assignments, drafting spaces, typing.

Nothing of this is in the record, so on the way back it goes.
"""

from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _word(name: str, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sqlmodel.AutoString(), nullable=optional)


def _instant(name: str, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sqlmodel.UTCDateTime(), nullable=optional)


def _key(table: str, column: str, to: str, key: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.{key}"], name=name)


def upgrade() -> None:
    _drafting_space()
    _prepared()
    _assignment()
    _internal_deadline()
    _unsent()


def _drafting_space() -> None:
    op.create_table(
        "drafting_space",
        _word("id"),
        _word("ref"),
        _word("title"),
        sa.Column("members", sa.JSON(), nullable=False),
        _word("by"),
        _instant("at"),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("drafting_space", "ref", "objective", "ref"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafting_space")),
    )
    op.create_index(op.f("ix_drafting_space_ref"), "drafting_space", ["ref"])


def _prepared() -> None:
    op.create_table(
        "prepared",
        _word("id"),
        _word("ref"),
        _word("organisation"),
        _word("space", optional=True),
        _word("kind"),
        _word("state"),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _word("note"),
        _word("reference"),
        sa.CheckConstraint(
            "kind IN ('comment', 'amendment', 'position', 'note')",
            name=op.f("ck_prepared_kind_is_one_of_its_words"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'ready', 'cleared', 'returned', 'submitted')",
            name=op.f("ck_prepared_state_is_one_of_its_words"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_prepared_version_counts_from_one")),
        _key("prepared", "ref", "objective", "ref"),
        _key("prepared", "organisation", "organisation", "code"),
        _key("prepared", "space", "drafting_space", "id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared")),
    )
    op.create_index("ix_prepared_organisation_ref", "prepared", ["organisation", "ref"])
    op.create_index(op.f("ix_prepared_space"), "prepared", ["space"])


def _assignment() -> None:
    op.create_table(
        "assignment",
        _word("id"),
        _word("ref"),
        _word("organisation"),
        _word("about"),
        _word("key"),
        _word("to"),
        _word("by"),
        _instant("at"),
        _word("note"),
        _instant("due", optional=True),
        _instant("done_at", optional=True),
        sa.CheckConstraint(
            "about IN ('paragraph', 'comment', 'prepared', 'objective')",
            name=op.f("ck_assignment_about_is_one_of_its_words"),
        ),
        _key("assignment", "ref", "objective", "ref"),
        _key("assignment", "organisation", "organisation", "code"),
        _key("assignment", "to", "person", "id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index("ix_assignment_organisation_ref", "assignment", ["organisation", "ref"])
    op.create_index(op.f("ix_assignment_to"), "assignment", ["to"])


def _internal_deadline() -> None:
    op.create_table(
        "internal_deadline",
        _word("ref"),
        _word("organisation"),
        sa.Column("run", sa.Integer(), nullable=False),
        _instant("deadline_at"),
        _word("deadline_zone"),
        _word("by"),
        _instant("at"),
        _key("internal_deadline", "ref", "objective", "ref"),
        _key("internal_deadline", "organisation", "organisation", "code"),
        sa.PrimaryKeyConstraint("ref", "organisation", name=op.f("pk_internal_deadline")),
    )


def _unsent() -> None:
    op.create_table(
        "unsent",
        _word("person"),
        _word("ref"),
        _word("form"),
        sa.Column("fields", sa.JSON(), nullable=False),
        _instant("at"),
        _key("unsent", "person", "person", "id"),
        _key("unsent", "ref", "objective", "ref"),
        sa.PrimaryKeyConstraint("person", "ref", "form", name=op.f("pk_unsent")),
    )


def downgrade() -> None:
    for name in ("unsent", "internal_deadline", "assignment", "prepared", "drafting_space"):
        op.drop_table(name)
