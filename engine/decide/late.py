"""What stands beside the positions and never counts: a wait for instructions, a late answer."""

from __future__ import annotations

from datetime import date, timedelta

from placet.engine import events as e
from placet.engine.commands import AwaitInstructions, RecordLatePosition
from placet.engine.decide.counting import effects_of
from placet.engine.decide.opening import reference
from placet.engine.decide.saying import kind_of
from placet.engine.decide.seating import mine, seated
from placet.engine.decide.situation import Situation
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotOpen
from placet.engine.model import Awaiting, BallotState, Position

_ANYWHERE = timedelta(days=1)
"""So far behind UTC a day may still go on somewhere."""

Events = tuple[e.ObjectiveEvent, ...]


def await_instructions(s: Situation, command: AwaitInstructions) -> Events:
    """Say that the organisation waits for instructions; it then has no position still."""
    ballot, organisation = seated(s, command.ballot, mine(s, command.organisation))
    if organisation in ballot.positions:
        raise BadInput(
            "organisation",
            N_("{organisation} holds a position already."),
            N_("Withdraw it first, or leave it as it is."),
            organisation=organisation,
        )
    expected = command.expected.strip()
    if expected:
        try:
            date.fromisoformat(expected)
        except ValueError:
            raise BadInput(
                "expected",
                N_("{text} is not a date."),
                N_("Write it as 2027-03-14."),
                text=repr(expected[:40]),
            ) from None
        if date.fromisoformat(expected) < s.now.date() - _ANYWHERE:
            raise BadInput(
                "expected",
                N_("{day} is over."),
                N_("Choose a day to come, or leave it out."),
                day=expected,
            )
    awaiting = Awaiting(s.actor.person, s.now, expected)
    return (e.InstructionsAwaited(ballot.number, organisation, awaiting),)


def record_late_position(s: Situation, command: RecordLatePosition) -> Events:
    """Put on record what would have been said in time; it never counts.

    Only on the latest ballot, once time or an early closing has ended it with an outcome.
    """
    organisation = mine(s, command.organisation)
    ballot = s.objective.ballot
    if ballot is None or ballot.number != command.ballot:
        raise NotOpen(N_("This call for positions"))
    if ballot.state is not BallotState.CLOSED:
        raise NotOpen(N_("Putting a late position on record"))
    if organisation not in {seat.organisation for seat in ballot.seats}:
        raise NotAllowed(N_("record a position: the organisation has no seat on this ballot"))
    kind = kind_of(command.kind, ballot)
    effects = effects_of(s.workflow, ballot)[kind]
    number = ballot.recorded + len(ballot.late) + 1
    late = Position(
        organisation=organisation,
        kind=kind,
        by=s.actor.person,
        at=s.now,
        number=number,
        reference=reference(s.objective.ref, ballot.number, f"{organisation}/late", number),
        reasons=words("reasons", command.reasons, REMARK, required=effects.needs_reasons),
    )
    return (e.LatePositionRecorded(ballot.number, late),)
