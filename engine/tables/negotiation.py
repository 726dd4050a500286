"""Negotiations: who sits at the table, who serves it.

`place` keeps the order in which something was added, so that a value comes back as it was.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, UniqueConstraint, false
from sqlmodel import Field

from placet.engine.model import Capacity, Participation, Role
from placet.engine.tables.names import NO_WORDS, OPTIONAL_JSON, Row, long, one_of


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
    groups: list[dict[str, Any]] | None = Field(sa_type=OPTIONAL_JSON)
    beginnings: dict[str, Any] | None = Field(sa_type=OPTIONAL_JSON)
    links: list[dict[str, Any]] | None = Field(sa_type=OPTIONAL_JSON)
    links_made: int = Field(sa_column_kwargs={"server_default": "0"})
    answer_templates: list[dict[str, Any]] | None = Field(sa_type=OPTIONAL_JSON)
    version: int
    meetings: list[Any] | None = Field(sa_type=JSON(none_as_null=True))
    body: str = Field(sa_column_kwargs={"server_default": NO_WORDS})
    observers_comment: bool = Field(sa_column_kwargs={"server_default": false()})
    absences: list[dict[str, Any]] | None = Field(sa_type=OPTIONAL_JSON)
    credentials: list[dict[str, Any]] | None = Field(sa_type=OPTIONAL_JSON)


class ParticipantRow(Row, table=True):
    """An organisation at the table."""

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("symbol", "place"),
        CheckConstraint("weight >= 0", name="weight_is_not_negative"),
        one_of("state", Participation),
    )

    symbol: str = Field(primary_key=True, foreign_key="negotiation.symbol")
    organisation: str = Field(primary_key=True, foreign_key="organisation.code", index=True)
    place: int
    classes: list[str] = Field(sa_type=JSON)
    weight: int
    observer: bool = Field(sa_column_kwargs={"server_default": false()})
    state: str = Field(sa_column_kwargs={"server_default": Participation.SEATED.value})
    answer_by: datetime | None
    changed_at: datetime | None
    reason: str = Field(sa_column_kwargs={"server_default": NO_WORDS})


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


class ProxyRow(Row, table=True):
    """An organisation that may answer for another, and what became of that."""

    __tablename__ = "proxy"
    __table_args__ = (
        ForeignKeyConstraint(
            ["symbol", "giver"], ["participant.symbol", "participant.organisation"]
        ),
        ForeignKeyConstraint(
            ["symbol", "holder"], ["participant.symbol", "participant.organisation"]
        ),
        CheckConstraint("giver <> holder", name="nobody_answers_for_itself_by_proxy"),
        CheckConstraint("until IS NULL OR until > since", name="it_ends_after_it_began"),
    )

    symbol: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    giver: str
    holder: str
    since: datetime
    until: datetime | None
    given_by: str = Field(foreign_key="person.id")
    given_at: datetime
    objectives: list[str] = Field(sa_type=JSON)
    reason: str
    evidence: str
    accepted: bool | None
    answered_by: str
    answered_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    ended_because: str


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
