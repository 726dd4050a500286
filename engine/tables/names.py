"""What all tables share: the base class, how constraints are named, recurring checks."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import JSON, CheckConstraint, Index, MetaData, text
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


OPTIONAL_JSON = JSON(none_as_null=True)
"""A column for a list or an object that is NULL where there is nothing to say."""

NO_WORDS = text("''")
"""The default of a column that was added to rows which say nothing there."""


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """A row of a table.  It is never validated when built: values come from the core."""


def one_of(column: str, values: Iterable[str], optional: bool = False) -> CheckConstraint:
    """The column holds one of these words."""
    listed = ", ".join(f"'{value}'" for value in values)
    said = f"{column} IN ({listed})"
    if optional:
        said = f"{column} IS NULL OR {said}"
    return CheckConstraint(said, name=f"{column}_is_one_of_its_words")


def long(column: str, least: int, most: int) -> CheckConstraint:
    """The column has between `least` and `most` characters (or is NULL, where it may be)."""
    said = f"length({column}) BETWEEN {least} AND {most}"
    return CheckConstraint(said, name=f"{column}_has_a_fitting_length")


def both_or_neither(name: str, first: str, second: str) -> CheckConstraint:
    """Two columns that only make sense together."""
    return CheckConstraint(f"({first} IS NULL) = ({second} IS NULL)", name=name)


def unique_where(name: str, condition: str, *columns: str) -> Index:
    """At most one row with these values among those that meet the condition."""
    where = text(condition)
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)
