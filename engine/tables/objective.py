"""Objectives: texts, ballots, seats, positions, comments.

Texts and positions are only ever added; triggers refuse anything else.  A ballot's text is
tied to its version by number *and* hash, a position to a seat of its own ballot.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, UniqueConstraint, false, true
from sqlmodel import Field

from placet.engine.definition import BREAKERS, VISIBILITIES
from placet.engine.model import BallotState, CommentType, Disposition, SubState
from placet.engine.tables.names import (
    NO_WORDS,
    Row,
    both_or_neither,
    long,
    one_of,
    unique_where,
)

_OPTIONAL_JSON = JSON(none_as_null=True)


class ObjectiveRow(Row, table=True):
    """An objective, with its present run and the numbers of its present text and ballot."""

    __tablename__ = "objective"
    __table_args__ = (
        long("ref", 1, 100),
        long("title", 1, 500),
        one_of("run_state", SubState),
        both_or_neither("deadline_has_its_zone", "deadline_at", "deadline_zone"),
        CheckConstraint("run >= 1 AND round >= 1", name="runs_and_rounds_count_from_one"),
        CheckConstraint("version >= 0", name="version_counts_from_zero"),
    )

    ref: str = Field(primary_key=True)
    negotiation: str = Field(foreign_key="negotiation.symbol", index=True)
    title: str
    purpose: str
    workflow: str
    workflow_version: int
    proposed_at: datetime
    proposed_by: str
    leads: list[str] = Field(sa_type=JSON)
    stage: str
    round: int
    run: int
    run_state: str
    entered_at: datetime
    deadline_at: datetime | None
    deadline_zone: str | None
    paused_at: datetime | None
    rounds_allowed: int
    came_from: str | None
    text: int
    ballot: int | None
    ballots: int
    observers: list[str] = Field(sa_type=JSON)
    comments_made: int
    no_comments: list[str] = Field(sa_type=JSON)
    paragraphs_minted: int
    touched: list[str] = Field(sa_type=JSON)
    instrument: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    course: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    agreed: list[str] | None = Field(sa_type=_OPTIONAL_JSON)
    outcomes: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    last_passed: bool | None
    amendments_made: int = Field(sa_column_kwargs={"server_default": "0"})
    agreements: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    packages: list[dict[str, Any]] | None = Field(sa_type=_OPTIONAL_JSON)
    packages_made: int = Field(sa_column_kwargs={"server_default": "0"})
    spoken: list[dict[str, Any]] | None = Field(sa_type=_OPTIONAL_JSON)
    statements: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    concerns: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    endorsers: list[str] | None = Field(sa_type=_OPTIONAL_JSON)
    rests_on: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    restricted_to: list[str] | None = Field(sa_type=_OPTIONAL_JSON)
    version: int


class TextVersionRow(Row, table=True):
    """A version of the text; never changed."""

    __tablename__ = "text_version"
    __table_args__ = (
        UniqueConstraint("ref", "number", "hash"),
        long("hash", 64, 64),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
    )

    ref: str = Field(primary_key=True, foreign_key="objective.ref")
    number: int = Field(primary_key=True)
    hash: str
    data: dict[str, Any] = Field(sa_type=JSON)
    made_at: datetime
    by: str
    organisation: str | None = Field(foreign_key="organisation.code")
    note: str
    editorial: bool
    words: int
    origins: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    taken_over: bool = Field(sa_column_kwargs={"server_default": false()})
    dated: str = Field(sa_column_kwargs={"server_default": NO_WORDS})


class BallotRow(Row, table=True):
    """A ballot; what was frozen at its opening does not change, and it ends once."""

    __tablename__ = "ballot"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ref", "text", "text_hash"],
            ["text_version.ref", "text_version.number", "text_version.hash"],
        ),
        unique_where("uq_ballot_one_open_per_objective", "state = 'open'", "ref"),
        one_of("state", BallotState),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="it_is_open_or_it_ended"),
        CheckConstraint("passed IS NULL OR state = 'closed'", name="only_a_closed_one_decides"),
        one_of("visibility", VISIBILITIES),
        one_of("breaker", BREAKERS),
    )

    ref: str = Field(primary_key=True, foreign_key="objective.ref")
    number: int = Field(primary_key=True)
    stage: str
    round: int
    text: int
    text_hash: str
    rule_name: str
    rule_version: int
    rule_parameters: dict[str, Any] = Field(sa_type=JSON)
    kinds: list[str] = Field(sa_type=JSON)
    opened_at: datetime
    deadline_at: datetime
    deadline_zone: str
    state: str
    closed_at: datetime | None
    passed: bool | None
    verdict: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    paragraphs: list[str] | None = Field(sa_type=_OPTIONAL_JSON)
    visibility: str = Field(sa_column_kwargs={"server_default": "open"})
    breaker: str = Field(sa_column_kwargs={"server_default": "disclosed"})
    awaiting: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    late: list[dict[str, Any]] | None = Field(sa_type=_OPTIONAL_JSON)


class SeatRow(Row, table=True):
    """An organisation that is entitled in a ballot; frozen."""

    __tablename__ = "seat"
    __table_args__ = (
        ForeignKeyConstraint(["ref", "ballot"], ["ballot.ref", "ballot.number"]),
        CheckConstraint("weight >= 0", name="weight_is_not_negative"),
    )

    ref: str = Field(primary_key=True)
    ballot: int = Field(primary_key=True)
    organisation: str = Field(primary_key=True, foreign_key="organisation.code")
    place: int
    classes: list[str] = Field(sa_type=JSON)
    weight: int


class PositionRow(Row, table=True):
    """A position or its withdrawal; never changed.  The last one of a seat counts."""

    __tablename__ = "position"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ref", "ballot", "organisation"], ["seat.ref", "seat.ballot", "seat.organisation"]
        ),
        UniqueConstraint("reference"),
        UniqueConstraint("ref", "ballot", "number", "organisation"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint(
            "(kind = 'withdrawn') = (reference IS NULL)", name="a_position_has_its_receipt"
        ),
    )

    ref: str = Field(primary_key=True)
    ballot: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    organisation: str
    kind: str
    by: str
    at: datetime
    reference: str | None
    reasons: str
    paragraphs: list[str] = Field(sa_type=JSON)
    wording: str
    resolve: str
    qualifiers: list[str] = Field(sa_type=JSON)
    reservation: str
    confirm_by: datetime | None
    carried_from: int | None
    marks: list[str] | None = Field(sa_type=_OPTIONAL_JSON)
    cast_by: str = Field(sa_column_kwargs={"server_default": NO_WORDS})
    pending: str = Field(sa_column_kwargs={"server_default": NO_WORDS})
    evidence: str = Field(sa_column_kwargs={"server_default": NO_WORDS})


class CurrentPositionRow(Row, table=True):
    """Which position of a seat counts now."""

    __tablename__ = "current_position"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ref", "ballot", "number", "organisation"],
            ["position.ref", "position.ballot", "position.number", "position.organisation"],
        ),
    )

    ref: str = Field(primary_key=True)
    ballot: int = Field(primary_key=True)
    organisation: str = Field(primary_key=True)
    number: int
    confirmed_at: datetime | None


class CommentRow(Row, table=True):
    """A comment and its answer."""

    __tablename__ = "comment"
    __table_args__ = (
        ForeignKeyConstraint(["ref", "text"], ["text_version.ref", "text_version.number"]),
        one_of("type", CommentType),
        one_of("disposition", Disposition, optional=True),
        CheckConstraint(
            "published OR disposition IS NOT NULL", name="only_an_answer_can_be_a_draft"
        ),
        CheckConstraint(
            "satisfied IS NULL OR (published AND disposition IS NOT NULL)",
            name="only_a_published_answer_satisfies",
        ),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
    )

    ref: str = Field(primary_key=True, foreign_key="objective.ref")
    number: int = Field(primary_key=True)
    organisation: str = Field(foreign_key="organisation.code")
    by: str
    at: datetime
    text: int
    round: int
    type: str
    paragraph: str | None
    body: str
    wording: str
    disposition: str | None
    response: str
    answered_by: str | None
    anchor: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    evidence: str = Field(sa_column_kwargs={"server_default": NO_WORDS})
    group: str = Field(sa_column_kwargs={"server_default": NO_WORDS})
    published: bool = Field(sa_column_kwargs={"server_default": true()})
    implemented: dict[str, Any] | None = Field(sa_type=_OPTIONAL_JSON)
    satisfied: bool | None
    rejoinder: str = Field(sa_column_kwargs={"server_default": NO_WORDS})
