"""The desks of meetings: what a room shows, and the minutes being written."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from placet.engine import codec
from placet.engine.meetings import Desk, ItemMinutes
from placet.engine.store.rows import Rows, or_replace, table
from placet.engine.tables import DeskRow

desk = table(DeskRow)

_ONE = select(desk).where(
    desk.c.symbol == bindparam("symbol"), desk.c.meeting == bindparam("meeting")
)
_PUT = or_replace(
    desk, ("symbol", "meeting"), ("item", "paragraph", "changed", "opening", "minutes")
)


class DeskRows(Rows):
    """Desks."""

    def desk(self, symbol: str, meeting: int) -> Desk:
        """The desk of a meeting; an empty one where nobody has sat down at it."""
        row = self._connection.execute(_ONE, {"symbol": symbol, "meeting": meeting}).first()
        if row is None:
            return Desk()
        words = codec.decode(tuple[ItemMinutes, ...], row.minutes or [])
        return Desk(row.item, row.paragraph, row.opening, words, row.changed)

    def save_desk(self, symbol: str, meeting: int, of: Desk) -> None:
        """Keep the desk of a meeting."""
        row = {
            "symbol": symbol,
            "meeting": meeting,
            "item": of.item,
            "paragraph": of.paragraph,
            "changed": of.changed,
            "opening": of.opening,
            "minutes": codec.encode(of.items) or None,
        }
        self._connection.execute(self._put(_PUT), row)
