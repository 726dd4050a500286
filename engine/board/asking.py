"""What a stage asks of organisations, and what they had answered before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.engine.model import Ballot, BallotState, Objective, Position
from placet.engine.workflow import Stage, Workflow


def question_of(stage: Stage, o: Objective) -> tuple[str, bool]:
    """The question of the stage, and whether the last ballot is (or was) about it."""
    here = o.ballot is not None and o.ballot.stage == o.stage
    made = o.instrument
    decided = made is not None and o.ballot is not None and made.ballot == o.ballot.number
    if stage.ballot is not None and here:
        ended = o.ballot is not None and o.ballot.state in (
            BallotState.SUPERSEDED,
            BallotState.WITHDRAWN,
        )
        return ("" if ended else "position"), not ended
    if stage.collects_comments:
        return "comment", False
    if made is not None and made.provisional:
        return "confirm", True
    return "", decided or (stage.end and here)


def negative_kinds(workflow: Workflow, ballot: Ballot | None) -> frozenset[str]:
    """The kinds of position that stand in the way in a ballot, or are counted as against."""
    if ballot is None:
        return frozenset()
    effects = workflow.terms(ballot.rule, ballot.kinds).effects
    return frozenset(kind for kind, e in effects.items() if e.blocking or e.negative)


def held_before(
    ballots: Iterable[Ballot], present: Ballot | None
) -> Mapping[str, tuple[Position, int]]:
    """What each organisation held on the ballot of this stage that came before."""
    if present is None:
        return {}
    before = [b for b in ballots if b.number < present.number and b.stage == present.stage]
    if not before:
        return {}
    last = max(before, key=lambda b: b.number)
    return {code: (held, last.text) for code, held in last.positions.items()}
