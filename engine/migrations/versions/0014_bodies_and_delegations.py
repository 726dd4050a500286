"""Standing bodies; how an organisation stands to a table; absences and credentials.

Whoever sat at a table before sits at it now, with a vote.  The columns are added in place:
copying a table would lose its triggers.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OPTIONAL_JSON = sa.JSON(none_as_null=True)
_STATES = "'seated', 'invited', 'declined', 'left'"
_OF_A_TABLE = ("credentials", "absences", "observers_comment", "body")
_OF_A_SEAT = ("reason", "changed_at", "answer_by", "state", "observer")


def upgrade() -> None:
    text = sqlmodel.AutoString()
    op.add_column(
        "negotiation", sa.Column("body", text, nullable=False, server_default=sa.text("''"))
    )
    op.add_column("negotiation", _flag("observers_comment"))
    op.add_column("negotiation", sa.Column("absences", _OPTIONAL_JSON, nullable=True))
    op.add_column("negotiation", sa.Column("credentials", _OPTIONAL_JSON, nullable=True))
    op.add_column("participant", _flag("observer"))
    op.execute(
        "ALTER TABLE participant ADD COLUMN state VARCHAR DEFAULT 'seated' NOT NULL "
        "CONSTRAINT ck_participant_state_is_one_of_its_words "
        f"CHECK (state IN ({_STATES}))"
    )
    op.add_column("participant", sa.Column("answer_by", sqlmodel.UTCDateTime(), nullable=True))
    op.add_column("participant", sa.Column("changed_at", sqlmodel.UTCDateTime(), nullable=True))
    op.add_column(
        "participant", sa.Column("reason", text, nullable=False, server_default=sa.text("''"))
    )
    _create_body()


def downgrade() -> None:
    op.drop_table("body")
    for name in _OF_A_SEAT:
        op.drop_column("participant", name)
    for name in _OF_A_TABLE:
        op.drop_column("negotiation", name)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _create_body() -> None:
    text = sqlmodel.AutoString()
    op.create_table(
        "body",
        sa.Column("code", text, nullable=False),
        sa.Column("name", text, nullable=False),
        sa.Column("purpose", text, nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("workflow", text, nullable=False),
        sa.Column("zone", text, nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("observers_comment", sa.Boolean(), nullable=False),
        sa.Column("contact", text, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(code) BETWEEN 1 AND 100", name=op.f("ck_body_code_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 500", name=op.f("ck_body_name_has_a_fitting_length")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_body_version_counts_from_one")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_body")),
    )
