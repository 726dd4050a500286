"""Posts of the discussion at a table: rows to values and back.

They stand beside the table, since there may be thousands; what was written never changes, it can
only be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select

from placet.engine.beginnings import Post
from placet.engine.events import NegotiationEvent, PostWithdrawn, PostWritten
from placet.engine.store.rows import Rows, table
from placet.engine.tables import PostRow

post = table(PostRow)

_OF = post.c.symbol == bindparam("symbol")
_ONE = select(post).where(_OF, post.c.number == bindparam("number"))
_ABOUT = (
    select(post)
    .where(_OF, post.c.theme == bindparam("theme"), post.c.objective == bindparam("objective"))
    .order_by(post.c.number)
    .limit(bindparam("most"))
)
_COUNTS = (
    select(post.c.theme, post.c.objective, func.count())
    .where(_OF, post.c.withdrawn_at.is_(None))
    .group_by(post.c.theme, post.c.objective)
)
_TAKEN_BACK = (
    post.update()
    .where(post.c.symbol == bindparam("of"), post.c.number == bindparam("which"))
    .values(withdrawn_at=bindparam("at_instant"))
)


class PostRows(Rows):
    """Posts of the discussion."""

    def discussion_post(self, symbol: str, number: int) -> Post | None:
        """One post, if there is such a one."""
        row = self._connection.execute(_ONE, {"symbol": symbol, "number": number}).one_or_none()
        return None if row is None else _post(row)

    def discussion(
        self, symbol: str, theme: str = "", objective: str = "", most: int = 1_000
    ) -> tuple[Post, ...]:
        """The discussion of a theme or of an objective, in the order in which it was written."""
        about = {"symbol": symbol, "theme": theme, "objective": objective, "most": most}
        return tuple(map(_post, self._connection.execute(_ABOUT, about)))

    def discussion_counts(self, symbol: str) -> dict[tuple[str, str], int]:
        """How many posts there are by theme and objective."""
        rows = self._connection.execute(_COUNTS, {"symbol": symbol})
        return {(theme, objective): number for theme, objective, number in rows}

    def _write_posts(self, symbol: str, events: Sequence[NegotiationEvent]) -> None:
        for event in events:
            match event:
                case PostWritten():
                    made = event.post
                    row = {
                        c.name: getattr(made, c.name) for c in post.columns if c.name != "symbol"
                    }
                    self._connection.execute(post.insert(), {"symbol": symbol, **row})
                case PostWithdrawn():
                    gone = {"of": symbol, "which": event.number, "at_instant": event.at}
                    self._connection.execute(_TAKEN_BACK, gone)
                case _:
                    pass


def _post(row: Any) -> Post:
    return Post(**{k: v for k, v in row._mapping.items() if k != "symbol"})
