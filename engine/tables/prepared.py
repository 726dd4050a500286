"""What is private: prepared words, assignments, internal deadlines, drafting spaces, typing.

None of these rows is in the record, and nothing outside an organisation (or the members of a
space) is computed from them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from placet.engine.prepared import ABOUT, PreparedKind, PreparedState
from placet.engine.tables.names import Row, one_of


class DraftingSpaceRow(Row, table=True):
    """A private place of named organisations."""

    __tablename__ = "drafting_space"

    id: str = Field(primary_key=True)
    ref: str = Field(foreign_key="objective.ref", index=True)
    title: str
    members: dict[str, Any] = Field(sa_type=JSON)
    by: str
    at: datetime
    version: int


class PreparedRow(Row, table=True):
    """Something prepared; `space` is NULL where it is one organisation's."""

    __tablename__ = "prepared"
    __table_args__ = (
        one_of("kind", PreparedKind),
        one_of("state", PreparedState),
        CheckConstraint("version >= 1", name="version_counts_from_one"),
        Index("ix_prepared_organisation_ref", "organisation", "ref"),
    )

    id: str = Field(primary_key=True)
    ref: str = Field(foreign_key="objective.ref")
    organisation: str = Field(foreign_key="organisation.code")
    space: str | None = Field(foreign_key="drafting_space.id", index=True)
    kind: str
    state: str
    content: dict[str, Any] = Field(sa_type=JSON)
    history: list[Any] = Field(sa_type=JSON)
    version: int
    note: str
    reference: str


class AssignmentRow(Row, table=True):
    """What a delegate was asked to look after."""

    __tablename__ = "assignment"
    __table_args__ = (
        one_of("about", ABOUT),
        Index("ix_assignment_organisation_ref", "organisation", "ref"),
    )

    id: str = Field(primary_key=True)
    ref: str = Field(foreign_key="objective.ref")
    organisation: str = Field(foreign_key="organisation.code")
    about: str
    key: str
    to: str = Field(foreign_key="person.id", index=True)
    by: str
    at: datetime
    note: str
    due: datetime | None
    done_at: datetime | None


class InternalDeadlineRow(Row, table=True):
    """When an organisation wants its own answer ready."""

    __tablename__ = "internal_deadline"

    ref: str = Field(primary_key=True, foreign_key="objective.ref")
    organisation: str = Field(primary_key=True, foreign_key="organisation.code")
    run: int
    deadline_at: datetime
    deadline_zone: str
    by: str
    at: datetime


class UnsentRow(Row, table=True):
    """What somebody has typed into a form and not sent; theirs alone."""

    __tablename__ = "unsent"

    person: str = Field(primary_key=True, foreign_key="person.id")
    ref: str = Field(primary_key=True, foreign_key="objective.ref")
    form: str = Field(primary_key=True)
    fields: dict[str, Any] = Field(sa_type=JSON)
    at: datetime
