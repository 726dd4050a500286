"""What people keep of the board for themselves."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from placet.engine.tables.names import Row, long


class SavedViewRow(Row, table=True):
    """A way of looking at a board, kept under a name; it belongs to one person alone."""

    __tablename__ = "saved_view"
    __table_args__ = (long("name", 1, 60), long("query", 0, 500))

    person: str = Field(foreign_key="person.id", primary_key=True)
    negotiation: str = Field(foreign_key="negotiation.symbol", primary_key=True)
    name: str = Field(primary_key=True)
    query: str
    saved_at: datetime
