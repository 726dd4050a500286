"""Amendments and translations; what is agreed of a text, and where its paragraphs came from.

Paragraphs were agreed ad referendum before, where a silence was broken on others only.  What is
known of that is read from the record, because a text keeps its history of agreement from now
on.  The columns are added in place: copying a table would lose its triggers.  On the way back
there is no place for amendments, agreement and translations, so they go; the record keeps them.
"""

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OPTIONAL_JSON = sa.JSON(none_as_null=True)
_STATES = "'open', 'accepted', 'modified', 'refused', 'withdrawn'"


def upgrade() -> None:
    _add("text_version", "origins", _OPTIONAL_JSON)
    _add("text_version", "taken_over", sa.Boolean(), sa.false())
    _add("text_version", "dated", sqlmodel.AutoString(), sa.text("''"))
    _add("comment", "anchor", _OPTIONAL_JSON)
    _add("comment", "evidence", sqlmodel.AutoString(), sa.text("''"))
    _add("objective", "amendments_made", sa.Integer(), "0")
    _add("objective", "agreements", _OPTIONAL_JSON)
    _add("objective", "packages", _OPTIONAL_JSON)
    _add("objective", "packages_made", sa.Integer(), "0")
    _create_amendment()
    _create_translation()
    _fill_agreements()
    _execute("up")


def downgrade() -> None:
    _execute("down")
    op.drop_table("translation")
    op.drop_table("amendment")
    for name in ("packages_made", "packages", "agreements", "amendments_made"):
        op.drop_column("objective", name)
    op.drop_column("comment", "evidence")
    op.drop_column("comment", "anchor")
    for name in ("dated", "taken_over", "origins"):
        op.drop_column("text_version", name)


def _add(table: str, name: str, kind: Any, default: Any = None) -> None:
    column = sa.Column(name, kind, nullable=default is None, server_default=default)
    op.add_column(table, column)


def _create_amendment() -> None:
    op.create_table(
        "amendment",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sponsor", sqlmodel.AutoString(), nullable=False),
        sa.Column("by", sqlmodel.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("reason", sqlmodel.AutoString(), nullable=False),
        sa.Column("evidence", sqlmodel.AutoString(), nullable=False),
        sa.Column("cosponsors", sa.JSON(), nullable=False),
        sa.Column("state", sqlmodel.AutoString(), nullable=False),
        sa.Column("treatment", _OPTIONAL_JSON, nullable=True),
        sa.Column("outcome", sqlmodel.AutoString(), nullable=False),
        sa.Column("decided_by", sqlmodel.AutoString(), nullable=False),
        sa.Column("decided_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            f"state IN ({_STATES})", name=op.f("ck_amendment_state_is_one_of_its_words")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_amendment_number_counts_from_one")),
        sa.CheckConstraint(
            "decided_in = 0 OR state IN ('accepted', 'modified', 'refused')",
            name=op.f("ck_amendment_what_a_version_decided_is_decided"),
        ),
        sa.ForeignKeyConstraint(
            ["ref"], ["objective.ref"], name=op.f("fk_amendment_ref_objective")
        ),
        sa.ForeignKeyConstraint(
            ["ref", "base"],
            ["text_version.ref", "text_version.number"],
            name=op.f("fk_amendment_ref_base_text_version"),
        ),
        sa.ForeignKeyConstraint(
            ["sponsor"], ["organisation.code"], name=op.f("fk_amendment_sponsor_organisation")
        ),
        sa.PrimaryKeyConstraint("ref", "number", name=op.f("pk_amendment")),
    )


def _create_translation() -> None:
    op.create_table(
        "translation",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("language", sqlmodel.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paragraph", sqlmodel.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sqlmodel.AutoString(), nullable=False),
        sa.Column("by", sqlmodel.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "length(language) BETWEEN 2 AND 35",
            name=op.f("ck_translation_language_has_a_fitting_length"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_translation_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["ref"], ["objective.ref"], name=op.f("fk_translation_ref_objective")
        ),
        sa.ForeignKeyConstraint(
            ["ref", "version"],
            ["text_version.ref", "text_version.number"],
            name=op.f("fk_translation_ref_version_text_version"),
        ),
        sa.PrimaryKeyConstraint(
            "ref", "language", "number", "paragraph", name=op.f("pk_translation")
        ),
    )


def _fill_agreements() -> None:
    """What the record says of paragraphs that were agreed, or agreed and then reopened."""
    ledger = sa.table(
        "ledger", *(sa.column(c) for c in ("chain", "seq", "kind", "object", "payload"))
    )
    told = sa.select(ledger.c.object, ledger.c.kind, ledger.c.payload)
    agreed = sa.select(ledger.c.object).where(ledger.c.kind == "ParagraphsAgreed")
    for ref in sorted({name.partition("/")[0] for (name,) in op.get_bind().execute(agreed)}):
        of = ledger.c.object.startswith(f"{ref}/", autoescape=True)
        rows = op.get_bind().execute(told.where(of).order_by(ledger.c.chain, ledger.c.seq))
        objective = sa.table("objective", sa.column("ref"), sa.column("agreements", _OPTIONAL_JSON))
        op.execute(
            objective.update()
            .where(objective.c.ref == ref)
            .values(agreements=_agreements((kind, json.loads(data)) for _, kind, data in rows))
        )


def _agreements(events: Any) -> dict[str, Any] | None:
    """The agreements that these events leave: the fold of revision 0006, on their data."""
    found: dict[str, dict[str, Any]] = {}
    head: dict[str, Any] = {}
    asked, closed = 0, ""
    for kind, data in events:
        if kind in ("ObjectiveProposed", "TextRevised"):
            head = data["head"]
        elif kind == "BallotOpened":
            asked = data["ballot"]["text"]
        elif kind == "BallotClosed":
            closed = data["at"]
        elif kind == "ParagraphsAgreed":
            noted = {"level": "ad_referendum", "text": asked, "by": "", "at": closed}
            found |= dict.fromkeys(data["agreed"], noted)
        elif kind == "ParagraphsReopened":
            by, at = data.get("by") or head["by"], data.get("at") or head["made_at"]
            text = data.get("text") or head["number"]
            again = {"level": "reopened", "text": text, "by": by, "at": at}
            found |= {p: again for p in data["paragraphs"] if p in found}
    return found or None


def _execute(way: str) -> None:
    """Run the statements of a file, which blank lines separate."""
    name = f"0006_{op.get_context().dialect.name}_{way}.sql"
    for statement in (Path(__file__).parent / name).read_text().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
