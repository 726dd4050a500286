"""Restricting an objective to some organisations of its table, and opening it again.

Nobody loses what they hold: an organisation that leads, has a seat in the open ballot, or owes
a confirmation or a review stays.  Objectives that are linked are restricted alike, so a link
can be shown whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.situation import Situation, open_ballot, unconfirmed
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput
from placet.engine.links import links_of
from placet.engine.model import Negotiation

FIELD = "restricted_to"


def restriction(
    negotiation: Negotiation, wanted: tuple[str, ...], leads: Iterable[str]
) -> tuple[str, ...]:
    """The organisations that an objective is restricted to, in the order of the table.

    None where everybody may see it.  BadInput where one of them is not at the table, or one
    that leads is not among them.
    """
    if not wanted:
        return ()
    seated = [p.organisation for p in negotiation.participants]
    for organisation in wanted:
        if organisation not in seated:
            raise BadInput(
                FIELD,
                N_("{organisation} is not at this table."),
                N_("Choose among the organisations that were invited."),
                organisation=repr(organisation[:40]),
            )
    for organisation in leads:
        if organisation not in wanted:
            raise BadInput(
                FIELD,
                N_("{organisation} leads, and must be among those who see the objective."),
                N_("Name it too, or let others lead."),
                organisation=organisation,
            )
    return tuple(x for x in seated if x in wanted)


def restrict(s: Situation, command: c.RestrictObjective) -> tuple[e.ObjectiveEvent, ...]:
    """Other organisations see the objective from now on; with none named everybody does.

    The situation has the whole table.  Ballots that are open keep their roster.
    """
    o = s.objective
    reason = words("reason", command.reason, REMARK, required=True)
    named = restriction(s.negotiation, command.organisations, o.leads)
    if named == o.restricted_to:
        raise BadInput(
            FIELD, N_("The same organisations see it already."), N_("Name others, or go back.")
        )
    for organisation in _bound(s) if named else ():
        if organisation not in named:
            raise BadInput(
                FIELD,
                N_(
                    "{organisation} is asked for an answer on {ref} now, or is awaited: it has a"
                    " seat in the open ballot, a review to give, or a position to confirm."
                ),
                N_("Name it too, or wait until this is over."),
                organisation=organisation,
                ref=o.ref,
            )
    for link in links_of(s.negotiation.links, o.ref):
        raise BadInput(
            FIELD,
            N_("{ref} is linked with other objectives: {title}."),
            N_("Take the link away first: objectives that are linked are seen by the same."),
            ref=o.ref,
            title=link.title,
        )
    for meeting in s.negotiation.meetings if named else ():
        if meeting.running and any(item.objective == o.ref for item in meeting.agenda):
            raise BadInput(
                FIELD,
                N_("{ref} stands on the agenda of a meeting: {title}."),
                N_("Take it off the agenda first: everybody at the table reads that."),
                ref=o.ref,
                title=meeting.title,
            )
    return (e.RestrictionChanged(named, reason),)


def _bound(s: Situation) -> tuple[str, ...]:
    """The organisations that hold or owe something now."""
    o, ballot = s.objective, open_ballot(s.objective)
    seats = tuple(seat.organisation for seat in ballot.seats) if ballot else ()
    reviews = tuple(r.organisation for r in o.course.reviews if r.given_at is None)
    waited = o.instrument is not None and o.instrument.provisional
    return (*seats, *reviews, *(unconfirmed(o) if waited else ()))
