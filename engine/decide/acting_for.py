"""What is said for several at once: a body casts for its members, a speaker speaks for a group.

A cast is one position a member, recorded together, so that a ballot is never closed between two
of them.  What a group says is no position at all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.closing import close_early
from placet.engine.decide.groups import speaks_for
from placet.engine.decide.positions import recorded_position
from placet.engine.decide.seating import ballot_in_time, shown
from placet.engine.decide.situation import Situation
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, NotAllowed, Superseded
from placet.engine.groups import GroupStatement, group_named
from placet.engine.model import Ballot
from placet.engine.proxies import held_by

Events = tuple[e.ObjectiveEvent, ...]


def decide_acting(s: Situation, command: c.ActingCommand) -> Events:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.CastForMembers():
            return cast_for_members(s, command)
        case c.SpeakForGroup():
            return speak_for_group(s, command)
        case _:
            assert_never(command)


def members_to_cast_for(s: Situation) -> tuple[str, ...]:
    """Members with a seat on the open ballot for which the actor's body may cast now.

    None where the body has a seat of its own on this ballot.
    """
    ballot = s.objective.ballot
    if ballot is None or s.who.organisation is None:
        return ()
    held = held_by(s.negotiation.proxies, s.who.organisation, s.objective.ref, s.now)
    members = {p.giver for p in held if p.casts}
    seats = [seat.organisation for seat in ballot.seats]
    if s.who.organisation in seats:
        return ()
    own = {o for o, p in ballot.positions.items() if not p.cast_by}
    return tuple(x for x in seats if x in members and x not in own)


def cast_for_members(s: Situation, command: c.CastForMembers) -> Events:
    """One position for each member that is present and has not answered itself.

    Codex: an organisation casts as many votes as its members present, which then do not vote.
    Raises BadInput where nobody is left to cast for, or where the body has a seat of its own.
    """
    ballot, own = _open(s, command.position.ballot, command.position.text_hash), s.who.organisation
    held = held_by(s.negotiation.proxies, own, s.objective.ref, s.now)
    members = {p.giver for p in held if p.casts}
    if not members:
        raise NotAllowed(N_("cast for members"))
    strangers = [x for x in command.present if x not in members]
    if strangers:
        raise BadInput(
            "present",
            N_("{organisation} is not a member for which {holder} casts."),
            N_("Tick members only."),
            organisation=repr(strangers[0][:40]),
            holder=own or "",
        )
    if own in {seat.organisation for seat in ballot.seats}:
        raise BadInput(
            "organisation",
            N_("{holder} has a seat of its own on this ballot, so it cannot cast for members too."),
            N_("From the next ballot on it has none."),
            holder=own or "",
        )
    able = [x for x in members_to_cast_for(s) if x in command.present]
    if not able:
        raise BadInput(
            "present",
            N_("Nobody is left to cast for: those present have answered, or have no seat."),
            N_("Tick members that are present and have not answered themselves."),
        )
    made: Events = ()
    for member in able:
        position = replace(command.position, organisation=member)
        made += recorded_position(s.after(made), position)
    return made + close_early(s.after(made))


def speak_for_group(s: Situation, command: c.SpeakForGroup) -> Events:
    """What the group holds, beside the positions of its members; a later one replaces it."""
    ballot = _open(s, command.ballot, command.text_hash)
    group = group_named(s.negotiation.groups, speaks_for(s, command.group))
    if group is None:
        raise BadInput("group", N_("The group is missing."), N_("Choose it."))
    if command.kind not in ballot.kinds:
        raise BadInput(
            "kind",
            N_("{kind} is not a position that this ballot offers."),
            N_("Choose one of: {kinds}."),
            kind=repr(command.kind[:40]),
            kinds=", ".join(ballot.kinds),
        )
    said = words("words", command.words, REMARK)
    statement = GroupStatement(
        ballot.number,
        group.code,
        group.speaker,
        command.kind,
        said,
        s.actor.person,
        s.now,
        group.members,
    )
    return (e.GroupSpoke(ballot.number, statement),)


def _open(s: Situation, number: int, text_hash: str) -> Ballot:
    """The ballot that takes positions, if it is the one that was shown and on the same words."""
    ballot = ballot_in_time(s, number)
    if text_hash != ballot.text_hash:
        raise Superseded(shown(s, number), ballot.text)
    return ballot
