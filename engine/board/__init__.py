"""The board: where every organisation stands on every objective, and what blocks consensus.

One path leads from what is stored to what is shown.  A `Column` is one objective as one reader
may see it; it is made of the same `Sight` that the objective's own page is made of.  A `Cell`
is what it says of one organisation, `Blocked` is what keeps it from being adopted.  Nothing
here counts anything: numbers come from the rule's verdict.
"""

from __future__ import annotations

from placet.engine.board.besides import Beside
from placet.engine.board.blocking import Against, Blocked, Reach, blocked, by_closeness
from placet.engine.board.cells import Cell, CellState
from placet.engine.board.columns import Column, cell, column, rows_of
from placet.engine.board.converging import Round, rounds_of
from placet.engine.board.digests import Digest, HeldBack, Item, ReminderPlan, plan
from placet.engine.board.participating import Attended, Participation, participation
from placet.engine.board.spending import Spent, StoredRun, time_in_stages

__all__ = [
    "Against", "Attended", "Beside", "Blocked", "Cell", "CellState", "Column", "Digest",
    "HeldBack", "Item", "Participation", "Reach", "ReminderPlan", "Round", "Spent", "StoredRun",
    "blocked", "by_closeness", "cell", "column", "participation", "plan", "rounds_of", "rows_of",
    "time_in_stages",
]  # fmt: skip
