"""Groups that sponsor and speak; one organisation that answers for another."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OPTIONAL_JSON = sa.JSON(none_as_null=True)
_KEEPS = {
    "sqlite": (
        'CREATE TRIGGER amendment_keeps_its_group BEFORE UPDATE OF "group" ON amendment '
        'WHEN NEW."group" IS NOT OLD."group" '
        "BEGIN SELECT RAISE(ABORT, 'an amendment keeps its group'); END"
    ),
    "postgresql": (
        "CREATE TRIGGER amendment_keeps_its_group BEFORE UPDATE ON amendment FOR EACH ROW "
        'WHEN (NEW."group" IS DISTINCT FROM OLD."group") '
        "EXECUTE FUNCTION refuse_change('an amendment keeps its group')"
    ),
}


def upgrade() -> None:
    _add("negotiation", "groups", _OPTIONAL_JSON)
    _add("objective", "spoken", _OPTIONAL_JSON)
    _add("amendment", "dissociated", _OPTIONAL_JSON)
    _add("amendment", "group", sqlmodel.AutoString(), sa.text("''"))
    _add("comment", "group", sqlmodel.AutoString(), sa.text("''"))
    _add("position", "cast_by", sqlmodel.AutoString(), sa.text("''"))
    _create_proxy()
    op.execute(_KEEPS[op.get_bind().dialect.name])


def downgrade() -> None:
    on = " ON amendment" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER amendment_keeps_its_group{on}")
    op.drop_table("proxy")
    op.drop_column("position", "cast_by")
    op.drop_column("comment", "group")
    op.drop_column("amendment", "group")
    op.drop_column("amendment", "dissociated")
    op.drop_column("objective", "spoken")
    op.drop_column("negotiation", "groups")


def _add(table: str, name: str, kind: object, default: object = None) -> None:
    column = sa.Column(name, kind, nullable=default is None, server_default=default)
    op.add_column(table, column)


def _create_proxy() -> None:
    op.create_table(
        "proxy",
        sa.Column("symbol", sqlmodel.AutoString(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("giver", sqlmodel.AutoString(), nullable=False),
        sa.Column("holder", sqlmodel.AutoString(), nullable=False),
        sa.Column("since", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("until", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("given_by", sqlmodel.AutoString(), nullable=False),
        sa.Column("given_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("objectives", sa.JSON(), nullable=False),
        sa.Column("reason", sqlmodel.AutoString(), nullable=False),
        sa.Column("evidence", sqlmodel.AutoString(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answered_by", sqlmodel.AutoString(), nullable=False),
        sa.Column("answered_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("ended_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sqlmodel.AutoString(), nullable=False),
        sa.Column("ended_because", sqlmodel.AutoString(), nullable=False),
        sa.CheckConstraint(
            "giver <> holder", name=op.f("ck_proxy_nobody_answers_for_itself_by_proxy")
        ),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_proxy_it_ends_after_it_began")
        ),
        sa.ForeignKeyConstraint(
            ["symbol", "giver"],
            ["participant.symbol", "participant.organisation"],
            name=op.f("fk_proxy_symbol_giver_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["symbol", "holder"],
            ["participant.symbol", "participant.organisation"],
            name=op.f("fk_proxy_symbol_holder_participant"),
        ),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_proxy_given_by_person")),
        sa.PrimaryKeyConstraint("symbol", "place", name=op.f("pk_proxy")),
    )
