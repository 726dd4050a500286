"""What is said before there is a text: posts of a discussion."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from placet.engine.tables.names import Row


class PostRow(Row, table=True):
    """A post; what it says never changes, it can only be taken back."""

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint("theme <> '' OR objective <> ''", name="it_is_about_something"),
        Index("ix_post_symbol_theme_objective", "symbol", "theme", "objective"),
    )

    symbol: str = Field(primary_key=True, foreign_key="negotiation.symbol")
    number: int = Field(primary_key=True)
    by: str
    at: datetime
    words: str
    organisation: str | None = Field(foreign_key="organisation.code")
    theme: str
    objective: str
    to: int | None
    withdrawn_at: datetime | None
