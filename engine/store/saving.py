"""From events to rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from placet.engine.events import ObjectiveEvent
from placet.engine.model import Objective
from placet.engine.store.rows import Rows


class SavingRows(Rows):
    """From events to rows."""

    def save_objective(
        self,
        before: Objective | None,
        after: Objective,
        events: Sequence[ObjectiveEvent],
        at: datetime | None = None,
    ) -> None:
        """Write a new state and the rows of its events, if it is still `before` that is stored."""
        raise NotImplementedError
