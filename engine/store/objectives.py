"""Objectives."""

from __future__ import annotations

from placet.engine.model import Ballot, Comment, Objective, Position
from placet.engine.store.rows import Rows
from placet.engine.store.values import HistoricPosition


class ObjectiveRows(Rows):
    """Objectives."""

    def objective(self, ref: str, lock: bool = False) -> Objective:
        """An objective by its reference; raises NotFound."""
        raise NotImplementedError

    def objectives(self, symbol: str) -> tuple[Objective, ...]:
        """All objectives of a negotiation, in the order they were proposed."""
        raise NotImplementedError

    def ballots(self, ref: str) -> tuple[Ballot, ...]:
        """All ballots of an objective with their current positions."""
        raise NotImplementedError

    def position_history(self, ref: str) -> tuple[HistoricPosition, ...]:
        """Every position ever recorded, in order, withdrawals included."""
        raise NotImplementedError

    def position_by_reference(self, reference: str) -> tuple[str, int, Position]:
        """The objective, the ballot and the position of a receipt; raises NotFound."""
        raise NotImplementedError

    def comments(self, ref: str) -> tuple[Comment, ...]:
        """The comments of all rounds, by number."""
        raise NotImplementedError
