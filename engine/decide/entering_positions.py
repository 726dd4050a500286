"""Positions that organisations took elsewhere, entered on their behalf with the evidence.

A position taken in a room or by telephone is one like any other: it has a receipt, it counts,
and the organisation may correct it until the deadline.  That somebody else typed it stands
beside it for ever.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

from placet.engine import events as e
from placet.engine.commands import EnterPositions, RecordPosition
from placet.engine.decide.closing import close_early
from placet.engine.decide.saying import position_of
from placet.engine.decide.seating import ballot_in_time, shown
from placet.engine.decide.situation import Situation
from placet.engine.decide.timing import restarted
from placet.engine.decide.words import TITLE, line
from placet.engine.errors import N_, BadInput, Superseded
from placet.engine.model import Ballot
from placet.engine.parties import outside

Events = tuple[e.ObjectiveEvent, ...]


def enter_positions(s: Situation, command: EnterPositions) -> Events:
    """Enter what organisations said elsewhere, with the evidence; all of it or nothing.

    The rule is asked once, when all of them stand.  Raises as `record_position`; BadInput
    names the first entry that cannot stand as `positions.2.kind`.
    """
    ballot = ballot_in_time(s, command.ballot)
    if command.text_hash != ballot.text_hash:
        raise Superseded(shown(s, command.ballot), ballot.text)
    evidence = line("evidence", command.evidence, TITLE)
    _each_once(command, ballot, outside(s.negotiation))
    entered: list[e.PositionRecorded] = []
    for at, given in enumerate(command.positions):
        said = RecordPosition(
            command.ballot,
            command.text_hash,
            no_wording=True,
            **{f.name: getattr(given, f.name) for f in fields(given)},
        )
        number = ballot.recorded + at + 1
        try:
            position = position_of(s, ballot, given.organisation, said, number, evidence)
        except BadInput as error:
            told = {k: v for k, v in error.values.items() if k not in ("field", "what")}
            place = f"positions.{at}.{error.field}"
            raise BadInput(place, error.what, error.advice, **told) from error
        entered.append(e.PositionRecorded(ballot.number, position))
    recorded: Events = (*entered, *restarted(s, "position"))
    return recorded + close_early(s.after(recorded))


def _each_once(command: EnterPositions, ballot: Ballot, away: Collection[str]) -> None:
    """Every entry is for another seat of the ballot, and there is one at least.

    Who is no longer at the table keeps the seat, and what it said before, and says nothing more.
    """
    if not command.positions:
        raise BadInput(
            "positions", N_("There is nothing to enter."), N_("Choose a position for somebody.")
        )
    seats, seen = {seat.organisation for seat in ballot.seats}, set[str]()
    for at, given in enumerate(command.positions):
        place = f"positions.{at}.organisation"
        if given.organisation not in seats:
            raise BadInput(
                place,
                N_("{organisation} has no seat on this ballot."),
                N_("Choose among those that have one."),
                organisation=repr(given.organisation[:40]),
            )
        if given.organisation in away:
            raise BadInput(
                place,
                N_("{organisation} is not at this table."),
                N_("What it said before it left counts; nothing more can be recorded for it."),
                organisation=given.organisation,
            )
        if given.organisation in seen:
            raise BadInput(
                place,
                N_("{organisation} is entered twice."),
                N_("Enter one position for each organisation."),
                organisation=given.organisation,
            )
        seen.add(given.organisation)
