"""What is kept of a meeting outside the record: where its desk is, the minutes being written."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from placet.engine.tables.names import Row


class DeskRow(Row, table=True):
    """The desk of a meeting: what the room sees, and what its minutes say so far."""

    __tablename__ = "desk"

    symbol: str = Field(primary_key=True, foreign_key="negotiation.symbol")
    meeting: int = Field(primary_key=True)
    item: int
    paragraph: str
    changed: int
    opening: str
    minutes: list[Any] | None = Field(sa_type=JSON(none_as_null=True))
