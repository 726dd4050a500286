"""Words besides the versions themselves: amendments, and translations.

What an amendment proposes never changes, only who joins it and what becomes of it; a
translation is added to and never changed, and the last words of a paragraph count.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field

from placet.engine.amendments import AmendmentState
from placet.engine.tables.names import NO_WORDS, Row, long, one_of


class AmendmentRow(Row, table=True):
    """A proposed change to a version, and what became of it."""

    __tablename__ = "amendment"
    __table_args__ = (
        ForeignKeyConstraint(["ref", "base"], ["text_version.ref", "text_version.number"]),
        one_of("state", AmendmentState),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint(
            "decided_in = 0 OR state IN ('accepted', 'modified', 'refused')",
            name="what_a_version_decided_is_decided",
        ),
    )

    ref: str = Field(primary_key=True, foreign_key="objective.ref")
    number: int = Field(primary_key=True)
    sponsor: str = Field(foreign_key="organisation.code")
    by: str
    at: datetime
    base: int
    round: int
    change: dict[str, Any] = Field(sa_type=JSON)
    reason: str
    evidence: str
    group: str = Field(sa_column_kwargs={"server_default": NO_WORDS})
    cosponsors: list[str] = Field(sa_type=JSON)
    dissociated: list[str] | None = Field(sa_type=JSON(none_as_null=True))
    state: str
    treatment: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    outcome: str
    decided_by: str
    decided_in: int


class TranslationRow(Row, table=True):
    """The words of a paragraph of a version in another language; never changed.

    `number` counts what was recorded in one language, from 1; empty words say that the
    paragraph has no translation any more.
    """

    __tablename__ = "translation"
    __table_args__ = (
        ForeignKeyConstraint(["ref", "version"], ["text_version.ref", "text_version.number"]),
        long("language", 2, 35),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
    )

    ref: str = Field(primary_key=True, foreign_key="objective.ref")
    language: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    paragraph: str = Field(primary_key=True)
    version: int
    words: str
    by: str
    at: datetime
