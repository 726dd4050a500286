"""Ways of looking at a board, kept by a person under names."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("negotiation", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("query", sqlmodel.AutoString(), nullable=False),
        sa.Column("saved_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 60", name=op.f("ck_saved_view_name_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "length(query) BETWEEN 0 AND 500", name=op.f("ck_saved_view_query_has_a_fitting_length")
        ),
        sa.ForeignKeyConstraint(
            ["negotiation"],
            ["negotiation.symbol"],
            name=op.f("fk_saved_view_negotiation_negotiation"),
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name=op.f("fk_saved_view_person_person")
        ),
        sa.PrimaryKeyConstraint("person", "negotiation", "name", name=op.f("pk_saved_view")),
    )


def downgrade() -> None:
    op.drop_table("saved_view")
