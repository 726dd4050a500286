"""A ballot keeps what it asks about and who may see whose position; an objective its outcomes.

Ballots of before asked about the whole text, in the open.  What the last ballots came to is
read from them.  The columns are added in place: copying a table would lose its triggers.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WORDS = {
    "visibility": ("open", "sealed", "undisclosed", "secret"),
    "breaker": ("disclosed", "undisclosed"),
}
_OPTIONAL_JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.add_column("objective", sa.Column("agreed", _OPTIONAL_JSON, nullable=True))
    op.add_column("objective", sa.Column("outcomes", _OPTIONAL_JSON, nullable=True))
    op.add_column("objective", sa.Column("last_passed", sa.Boolean(), nullable=True))
    op.add_column("ballot", sa.Column("paragraphs", _OPTIONAL_JSON, nullable=True))
    for name, words in _WORDS.items():
        listed = ", ".join(f"'{word}'" for word in words)
        op.execute(
            f"ALTER TABLE ballot ADD COLUMN {name} VARCHAR DEFAULT '{words[0]}' NOT NULL "
            f"CONSTRAINT ck_ballot_{name}_is_one_of_its_words CHECK ({name} IN ({listed}))"
        )
    _fill_outcomes()
    _execute("up")


def downgrade() -> None:
    _execute("down")
    for name in ("breaker", "visibility", "paragraphs"):
        op.drop_column("ballot", name)
    for name in ("last_passed", "outcomes", "agreed"):
        op.drop_column("objective", name)


def _fill_outcomes() -> None:
    """Whether the last ballot that was closed in each stage passed."""
    ballot = sa.table(
        "ballot", *(sa.column(c) for c in ("ref", "number", "stage", "state", "passed"))
    )
    objective = sa.table(
        "objective",
        sa.column("ref"),
        sa.column("outcomes", _OPTIONAL_JSON),
        sa.column("last_passed", sa.Boolean()),
    )
    ended = sa.select(ballot).where(ballot.c.state == "closed").order_by(ballot.c.number)
    outcomes: dict[str, dict[str, bool]] = {}
    last: dict[str, bool] = {}
    for row in op.get_bind().execute(ended):
        outcomes.setdefault(row.ref, {})[row.stage] = bool(row.passed)
        last[row.ref] = bool(row.passed)
    for ref, told in outcomes.items():
        op.execute(
            objective.update()
            .where(objective.c.ref == ref)
            .values(outcomes=told, last_passed=last[ref])
        )


def _execute(way: str) -> None:
    """Run the statements of a file, which blank lines separate."""
    name = f"0003_{op.get_context().dialect.name}_{way}.sql"
    for statement in (Path(__file__).parent / name).read_text().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
