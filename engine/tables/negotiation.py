"""Negotiations: who sits at the table, who serves it.

`place` keeps the order in which something was added, so that a value comes back as it was.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from placet.engine.model import Capacity, Role
from placet.engine.tables.names import OPTIONAL_JSON, Row, long, one_of


class NegotiationRow(Row, table=True):
    """A table, by its symbol."""

    __tablename__ = "negotiation"
    __table_args__ = (
        long("symbol", 1, 100),
        long("title", 1, 500),
        CheckConstraint("version >= 0", name="version_counts_from_zero"),
    )

    symbol: str = Field(primary_key=True)
    title: str
    purpose: str
    zone: str
    workflow: str
    workflow_version: int
    opened_at: datetime
    contact: str
    beginnings: dict[str, Any] | None = Field(sa_type=OPTIONAL_JSON)
    links: list[dict[str, Any]] | None = Field(sa_type=OPTIONAL_JSON)
    links_made: int = Field(sa_column_kwargs={"server_default": "0"})
    version: int


class ParticipantRow(Row, table=True):
    """An organisation at the table."""

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("symbol", "place"),
        CheckConstraint("weight >= 0", name="weight_is_not_negative"),
    )

    symbol: str = Field(primary_key=True, foreign_key="negotiation.symbol")
    organisation: str = Field(primary_key=True, foreign_key="organisation.code", index=True)
    place: int
    classes: list[str] = Field(sa_type=JSON)
    weight: int


class DelegateRow(Row, table=True):
    """A person who acts for an organisation."""

    __tablename__ = "delegate"
    __table_args__ = (
        ForeignKeyConstraint(
            ["symbol", "organisation"], ["participant.symbol", "participant.organisation"]
        ),
        one_of("capacity", Capacity),
        CheckConstraint("until IS NULL OR until >= since", name="it_ends_after_it_began"),
    )

    symbol: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    organisation: str
    since: datetime
    capacity: str
    until: datetime | None


class OfficerRow(Row, table=True):
    """A person who holds an office."""

    __tablename__ = "officer"
    __table_args__ = (UniqueConstraint("symbol", "person", "role"), one_of("role", Role))

    symbol: str = Field(primary_key=True, foreign_key="negotiation.symbol")
    place: int = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    role: str


class LegalMoveRow(Row, table=True):
    """A move that a published workflow allows; a trigger refuses all others."""

    __tablename__ = "legal_move"

    workflow: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    from_stage: str = Field(primary_key=True)
    to_stage: str = Field(primary_key=True)


class CounterRow(Row, table=True):
    """The last number given by a counter of the installation."""

    __tablename__ = "counter"
    __table_args__ = (CheckConstraint("value >= 1", name="value_counts_from_one"),)

    name: str = Field(primary_key=True)
    value: int


class SettingRow(Row, table=True):
    """A value of the installation itself: is it a demonstration, where its clock stands."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


class RememberedRow(Row, table=True):
    """The answer to a request that carried an idempotency key."""

    __tablename__ = "idempotency"

    person: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    request_hash: str
    answer: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = Field(index=True)
