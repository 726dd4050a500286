"""Taking a position: by a seat, on the very text that was shown, before the deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.commands import ConfirmPosition, RecordPosition, WithdrawPosition
from placet.engine.decide.answering import (
    cast_by,
    only_what_it_cast,
    own_answer_wins,
    refuse_a_single_cast,
)
from placet.engine.decide.closing import close_early, close_when_confirmed
from placet.engine.decide.entering_positions import enter_positions
from placet.engine.decide.late import await_instructions, record_late_position
from placet.engine.decide.saying import position_of
from placet.engine.decide.seating import mine, seated, shown
from placet.engine.decide.situation import Situation, open_ballot, unconfirmed
from placet.engine.decide.timing import restarted
from placet.engine.errors import N_, BadInput, NotOpen, Superseded, TooLate
from placet.engine.model import Position

Events = tuple[e.ObjectiveEvent, ...]


def decide_positions(s: Situation, command: c.PositionCommand) -> Events:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.RecordPosition():
            return record_position(s, command)
        case c.WithdrawPosition():
            return withdraw_position(s, command)
        case c.ConfirmPosition():
            return confirm_position(s, command)
        case c.EnterPositions():
            return enter_positions(s, command)
        case c.AwaitInstructions():
            return await_instructions(s, command)
        case c.RecordLatePosition():
            return record_late_position(s, command)
        case _:
            assert_never(command)


def record_position(s: Situation, command: RecordPosition) -> Events:
    """Record a position for oneself or for the giver of a proxy; then see whether to close."""
    refuse_a_single_cast(s, command.organisation)
    recorded = recorded_position(s, command)
    return recorded + close_early(s.after(recorded))


def recorded_position(s: Situation, command: RecordPosition) -> Events:
    """The position recorded, whether or not the ballot is then closed.

    Raises TooLate at or after the deadline, Superseded when another text or ballot is asked
    about now, NotAllowed without a seat, BadInput for what the form got wrong.
    """
    ballot, organisation = seated(s, command.ballot, command.organisation)
    own_answer_wins(s, ballot, organisation)
    if command.text_hash != ballot.text_hash:
        raise Superseded(shown(s, command.ballot), ballot.text)
    position = replace(
        position_of(s, ballot, organisation, command, ballot.recorded + 1),
        cast_by=cast_by(s, organisation),
    )
    return (e.PositionRecorded(ballot.number, position), *restarted(s, "position"))


def withdraw_position(s: Situation, command: WithdrawPosition) -> Events:
    """Take the position back; the seat then has none."""
    ballot, organisation = seated(s, command.ballot, command.organisation)
    if organisation not in ballot.positions:
        raise BadInput(
            "organisation",
            N_("{organisation} has no position that could be withdrawn."),
            organisation=organisation,
        )
    only_what_it_cast(s, ballot, organisation)
    holder = cast_by(s, organisation)
    withdrawn: Events = (e.PositionWithdrawn(ballot.number, organisation, s.actor.person, holder),)
    return withdrawn + close_early(s.after(withdrawn))


def confirm_position(s: Situation, command: ConfirmPosition) -> Events:
    """Confirm an ad referendum position, before or after the provisional adoption."""
    organisation = mine(s, command.organisation)
    ballot = s.objective.ballot
    if ballot is None or ballot.number != command.ballot:
        raise NotOpen(s.objective.ref)
    if organisation not in unconfirmed(s.objective):
        raise BadInput(
            "organisation",
            N_("{organisation} has no position that awaits confirmation."),
            N_("Open the objective to see where it stands."),
            organisation=organisation,
        )
    instrument = s.objective.instrument
    if open_ballot(s.objective) is None and (instrument is None or not instrument.provisional):
        raise NotOpen(s.objective.ref)
    until = _confirm_until(s, ballot.positions[organisation])
    if until is not None and s.now >= until:
        raise TooLate(instant(until))
    confirmed: Events = (e.PositionConfirmed(ballot.number, organisation, s.actor.person, s.now),)
    return confirmed + close_when_confirmed(s.after(confirmed))


def _confirm_until(s: Situation, held: Position) -> datetime | None:
    """The position's own date; that of the stage where a moved deadline has overtaken it."""
    instrument, deadline = s.objective.instrument, s.objective.run.deadline
    own = held.confirm_by
    if own is not None and (instrument is None or own > instrument.adopted_at):
        return own
    return None if deadline is None else deadline.at
