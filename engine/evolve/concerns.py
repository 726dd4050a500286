"""What an objective becomes when a concern or an endorsement came or went."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.concerns import ConcernState
from placet.engine.model import Objective


def evolve_concerns(o: Objective, event: e.ConcernEvent) -> Objective:
    """The objective after that."""
    match event:
        case e.ConcernRaised():
            raised = event.concern
            return replace(o, concerns={**o.concerns, raised.number: raised})
        case e.ConcernEnded():
            ended = replace(
                o.concerns[event.number],
                state=event.state,
                ended_by=event.by,
                ended_for=event.ended_for,
                ended_at=event.at,
                reason=event.reason,
            )
            return replace(o, concerns={**o.concerns, event.number: ended})
        case e.ConcernReopened():
            again = replace(
                o.concerns[event.number],
                state=ConcernState.OPEN,
                ended_by="",
                ended_for="",
                ended_at=None,
                reason=event.reason,
            )
            return replace(o, concerns={**o.concerns, event.number: again})
        case e.ProposalEndorsed():
            return replace(o, endorsers=(*o.endorsers, event.organisation))
        case e.EndorsementEnded():
            left = tuple(x for x in o.endorsers if x != event.organisation)
            return replace(o, endorsers=left)
        case _:
            assert_never(event)
