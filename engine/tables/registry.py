"""Organisations, persons, how persons sign in, and what was published here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from placet.engine.published import DefinitionKind
from placet.engine.tables.names import Row, long, one_of


class OrganisationRow(Row, table=True):
    """An organisation, by its code."""

    __tablename__ = "organisation"
    __table_args__ = (long("code", 1, 100), long("name", 1, 500))

    code: str = Field(primary_key=True)
    name: str
    mandate: str = ""


class BodyRow(Row, table=True):
    """A standing body, by its code; `members` are kept in its order."""

    __tablename__ = "body"
    __table_args__ = (
        long("code", 1, 100),
        long("name", 1, 500),
        CheckConstraint("version >= 1", name="version_counts_from_one"),
    )

    code: str = Field(primary_key=True)
    name: str
    purpose: str
    members: list[dict[str, Any]] = Field(sa_type=JSON)
    workflow: str
    zone: str
    languages: list[str] = Field(sa_type=JSON)
    observers_comment: bool
    contact: str
    version: int


class PersonRow(Row, table=True):
    """A person; name, address and their salts may be emptied, the id stays.

    `email_folded` is the address without regard to case, by which it is unique.
    """

    __tablename__ = "person"
    __table_args__ = (
        long("id", 1, 100),
        long("email", 3, 320),
    )

    id: str = Field(primary_key=True)
    name: str
    email: str | None
    email_folded: str | None = Field(unique=True)
    zone: str
    language: str
    administrator: bool
    name_salt: str
    email_salt: str


class SessionRow(Row, table=True):
    """A browser that is signed in; the id is a hash."""

    __tablename__ = "session"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    created_at: datetime
    expires_at: datetime = Field(index=True)
    last_seen_at: datetime


class SignInRow(Row, table=True):
    """An attempt to sign in."""

    __tablename__ = "signin"

    id: str = Field(primary_key=True)
    person: str | None = Field(foreign_key="person.id", index=True)
    browser: str
    created_at: datetime
    expires_at: datetime = Field(index=True)
    attempts: int
    used_at: datetime | None


class TokenRow(Row, table=True):
    """A key for the API; its secret is kept by nobody."""

    __tablename__ = "token"
    __table_args__ = (long("name", 1, 200),)

    hash: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    name: str
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class DefinitionRow(Row, table=True):
    """A workflow or a rule that was published here; `text` is its file, never changed."""

    __tablename__ = "definition"
    __table_args__ = (
        one_of("kind", DefinitionKind),
        long("name", 1, 100),
        long("text", 1, 1_000_000),
        long("hash", 64, 64),
        CheckConstraint("version >= 1", name="version_counts_from_one"),
    )

    kind: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    text: str
    hash: str
    published_at: datetime
    published_by: str
    note: str
