"""What an objective becomes when something happened to its ballot."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.groups import with_statement
from placet.engine.model import (
    Ballot,
    Objective,
)


def evolve_positions(o: Objective, event: e.PositionEvent) -> Objective:
    """The objective after something happened to its ballot."""
    match event:
        case e.BallotOpened():
            return replace(
                o,
                ballot=event.ballot,
                ballots=event.ballot.number,
                touched=() if event.ballot.text_hash == o.text.hash else o.touched,
            )
        case e.BallotClosed():
            return _closed(o, event)
        case e.GroupSpoke():
            return replace(o, spoken=with_statement(o.spoken, event.statement))
        case e.InstructionsAwaited():
            ballot = ballot_of(o)
            awaiting = {**ballot.awaiting, event.organisation: event.awaiting}
            return replace(o, ballot=replace(ballot, awaiting=awaiting))
        case e.LatePositionRecorded():
            ballot = ballot_of(o)
            return replace(o, ballot=replace(ballot, late=(*ballot.late, event.position)))
        case _:
            return _on_position(o, event)


def _closed(o: Objective, event: e.BallotClosed) -> Objective:
    ballot = replace(ballot_of(o), state=event.state, closed_at=event.at, passed=event.passed)
    if event.passed is None:
        return replace(o, ballot=ballot)
    outcomes = {**o.outcomes, ballot.stage: event.passed}
    return replace(o, ballot=ballot, outcomes=outcomes, last_passed=event.passed)


def _on_position(
    o: Objective, event: e.PositionRecorded | e.PositionWithdrawn | e.PositionConfirmed
) -> Objective:
    ballot = ballot_of(o)
    positions = dict(ballot.positions)
    recorded, awaiting = ballot.recorded, ballot.awaiting
    match event:
        case e.PositionRecorded():
            positions[event.position.organisation] = event.position
            recorded = event.position.number
            answered = event.position.organisation
            awaiting = {k: v for k, v in awaiting.items() if k != answered}
        case e.PositionWithdrawn():
            positions.pop(event.organisation, None)
            recorded += 1
        case e.PositionConfirmed():
            held = positions[event.organisation]
            positions[event.organisation] = replace(held, confirmed_at=event.at)
        case _:
            assert_never(event)
    after = replace(ballot, positions=positions, recorded=recorded, awaiting=awaiting)
    return replace(o, ballot=after)


def ballot_of(o: Objective) -> Ballot:
    """The ballot that an event is about; ValueError where there is none."""
    if o.ballot is None:
        raise ValueError(f"{o.ref} has no ballot")
    return o.ballot
