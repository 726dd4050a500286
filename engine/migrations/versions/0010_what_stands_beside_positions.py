"""What organisations say beside and after their positions.

A ballot that ended keeps everything that was frozen or decided, but what is put on record late
still comes to it; so the trigger that lets a ballot end once names the columns that it guards.
The columns are added in place: copying a table would lose its triggers.  On the way back there
is no place for any of it, so it goes; the record keeps it.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OPTIONAL_JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    for name in ("pending", "evidence"):
        _add("position", name, sqlmodel.AutoString(), sa.text("''"))
    for name in ("awaiting", "late"):
        _add("ballot", name, _OPTIONAL_JSON)
    for name in ("statements", "concerns", "endorsers"):
        _add("objective", name, _OPTIONAL_JSON)
    _execute("up")


def downgrade() -> None:
    _execute("down")
    for table, names in (
        ("objective", ("endorsers", "concerns", "statements")),
        ("ballot", ("late", "awaiting")),
        ("position", ("evidence", "pending")),
    ):
        for name in names:
            op.drop_column(table, name)


def _add(table: str, name: str, kind: Any, default: Any = None) -> None:
    column = sa.Column(name, kind, nullable=default is None, server_default=default)
    op.add_column(table, column)


def _execute(way: str) -> None:
    """Run the statements of a file, which blank lines separate."""
    name = f"0010_{op.get_context().dialect.name}_{way}.sql"
    for statement in (Path(__file__).parent / name).read_text().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
