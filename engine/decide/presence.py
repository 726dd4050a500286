"""Who came into the room of a meeting and who left it, at an instant that is not to come."""

from __future__ import annotations

from datetime import datetime

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.errors import N_, BadInput, NotOpen
from placet.engine.meetings import Meeting, Presence
from placet.engine.model import Negotiation
from placet.engine.parties import seated


def may_sit(negotiation: Negotiation) -> tuple[str, ...]:
    """The organisations that count for the quorum."""
    return seated(negotiation)


def note_presence(
    before: Negotiation, meeting: Meeting, command: c.NotePresence, now: datetime
) -> tuple[e.NegotiationEvent, ...]:
    """The stays that begin and end; whoever changes capacity leaves and comes at once."""
    if not meeting.running:
        raise NotOpen(N_("The meeting"))
    at = command.at or now
    if at > now:
        raise BadInput(
            "at", N_("{at} is still to come."), N_("Choose an instant that is past."),
            at=instant(at),
        )  # fmt: skip
    coming = {a.organisation: a for a in command.arrived}
    leaving = tuple(dict.fromkeys(command.left))
    if not coming and not leaving:
        raise BadInput("arrived", N_("Nobody came or left."), N_("Choose an organisation."))
    stays = {s.organisation: s for s in meeting.presence}  # of one organisation the last
    for organisation in leaving:
        _check_leaving(stays.get(organisation), organisation, at)
    for organisation in coming:
        if organisation not in may_sit(before):
            raise BadInput(
                "arrived", N_("{organisation} is not at this table."),
                N_("Invite the organisation first."), organisation=repr(organisation[:40]),
            )  # fmt: skip
        if organisation not in leaving:
            _check_coming(stays.get(organisation), at)
    new = tuple(Presence(o, at, None, a.capacity) for o, a in coming.items())
    return (e.PresenceNoted(meeting.number, at, new, leaving),)


def _check_leaving(stay: Presence | None, organisation: str, at: datetime) -> None:
    if stay is None or stay.left is not None:
        raise BadInput(
            "left", N_("{organisation} is not in the room."), N_("Note that it came first."),
            organisation=repr(organisation[:40]),
        )  # fmt: skip
    _not_before(stay, at)


def _check_coming(stay: Presence | None, at: datetime) -> None:
    if stay is None:
        return
    if stay.left is None:
        raise BadInput(
            "arrived", N_("{organisation} is in the room already."),
            N_("Note that it left first."), organisation=stay.organisation,
        )  # fmt: skip
    _not_before(stay, at)


def _not_before(stay: Presence, at: datetime) -> None:
    last = stay.left or stay.arrived
    if at < last:
        raise BadInput(
            "at", N_("{organisation} was noted last at {last}."),
            N_("Choose that instant or a later one."),
            organisation=stay.organisation, last=instant(last),
        )  # fmt: skip
