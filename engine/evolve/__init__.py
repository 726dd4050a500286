"""What a value becomes when something has happened: the fold.

`evolve` never refuses: an event is a fact.  Folding an objective's events from nothing gives
the objective, which is what replaying the ledger relies on.
"""

from __future__ import annotations

from placet.engine import events as e
from placet.engine.evolve.comments import evolve_comments
from placet.engine.evolve.concerns import evolve_concerns
from placet.engine.evolve.positions import evolve_positions
from placet.engine.evolve.stages import begin, evolve_stages
from placet.engine.evolve.statements import evolve_statements
from placet.engine.evolve.table import evolve_negotiation
from placet.engine.evolve.wording import evolve_wording
from placet.engine.model import Objective

__all__ = ["begin", "evolve", "evolve_negotiation"]


def evolve(o: Objective, event: e.ObjectiveEvent) -> Objective:
    """The objective after the event; `version` is counted by the service, once a command."""
    if isinstance(event, e.StageEvent):
        return evolve_stages(o, event)
    if isinstance(event, e.CommentEvent):
        return evolve_comments(o, event)
    if isinstance(event, e.PositionEvent):
        return evolve_positions(o, event)
    if isinstance(event, e.StatementEvent):
        return evolve_statements(o, event)
    if isinstance(event, e.ConcernEvent):
        return evolve_concerns(o, event)
    return evolve_wording(o, event)
