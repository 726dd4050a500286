"""What an objective becomes when something was stated beside the positions."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.model import Objective


def evolve_statements(o: Objective, event: e.StatementEvent) -> Objective:
    """The objective after a statement was made or ended."""
    match event:
        case e.StatementMade():
            made = event.statement
            return replace(o, statements={**o.statements, made.number: made})
        case e.StatementEnded():
            ended = replace(
                o.statements[event.number],
                state=event.state,
                ended_by=event.by,
                ended_at=event.at,
                reason=event.reason,
            )
            return replace(o, statements={**o.statements, event.number: ended})
        case _:
            assert_never(event)
