"""Who sits at a table: invitations, accession, leaving, and what a seat carries.

None of it touches the roster of a ballot that is open: that was frozen when it opened.  Who left
acts no more, so a seat it had in an open ballot stays empty unless it had answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Standing
from placet.engine.decide.words import REMARK, line, words
from placet.engine.errors import N_, AlreadyExists, BadInput, NotAllowed
from placet.engine.model import Negotiation, Participant, Participation
from placet.engine.parties import participant_of

HEAVIEST = 2_000_000_000
"""The most that one seat can weigh."""

_AWAY = (Participation.DECLINED, Participation.LEFT)
Events = tuple[e.NegotiationEvent, ...]


def invite_organisation(
    before: Negotiation, command: c.InviteOrganisation, now: datetime
) -> Events:
    """Seat an organisation, or ask it to accede; ballots that are open keep their roster."""
    there = participant_of(before, command.organisation)
    if there is not None and there.state not in _AWAY:
        raise AlreadyExists("participant", command.organisation)
    if command.answer_by is not None and not command.to_accede:
        raise BadInput(
            "answer_by",
            N_("Only an invitation has a date by which to answer."),
            N_("Invite the organisation to accede, or leave the date out."),
        )
    if command.answer_by is not None and command.answer_by <= now:
        raise BadInput(
            "answer_by", N_("This date has passed."), N_("Give a date that is still to come.")
        )
    return (
        e.OrganisationInvited(
            command.organisation,
            check_classes(command.classes),
            check_weight(command.weight),
            command.observer,
            Participation.INVITED if command.to_accede else Participation.SEATED,
            command.answer_by,
            now,
        ),
    )


def accede(
    before: Negotiation, command: c.AccedeToNegotiation, who: Standing, now: datetime
) -> Events:
    """Take the seat."""
    seat = _own(before, command.organisation, who)
    _must_be(seat, Participation.INVITED)
    return (e.OrganisationAcceded(seat.organisation, now, _reason(command.reason, seat, who)),)


def decline(
    before: Negotiation, command: c.DeclineInvitation, who: Standing, now: datetime
) -> Events:
    """Not take it."""
    seat = _own(before, command.organisation, who)
    _must_be(seat, Participation.INVITED)
    return (e.InvitationDeclined(seat.organisation, now, _reason(command.reason, seat, who)),)


def leave(
    before: Negotiation, command: c.LeaveNegotiation, who: Standing, now: datetime
) -> tuple[e.OrganisationLeft]:
    """Leave the table, with a reason."""
    seat = _own(before, command.organisation, who)
    _must_be(seat, Participation.SEATED)
    reason = words("reason", command.reason, REMARK, required=True)
    return (e.OrganisationLeft(seat.organisation, now, reason),)


def change_seat(before: Negotiation, command: c.ChangeSeat, now: datetime) -> Events:
    """Other classes, another weight, an observer or not; nothing where nothing differs."""
    seat = at_table(before, command.organisation)
    classes, weight = check_classes(command.classes), check_weight(command.weight)
    reason = words("reason", command.reason, REMARK, required=True)
    if (seat.classes, seat.weight, seat.observer) == (classes, weight, command.observer):
        raise BadInput(
            "", N_("The seat is like this already."), N_("Change something, or leave it as it is.")
        )
    return (e.SeatChanged(seat.organisation, classes, weight, command.observer, now, reason),)


def at_table(before: Negotiation, organisation: str) -> Participant:
    """How the organisation stands to the table, or BadInput where it does not."""
    seat = participant_of(before, organisation)
    if seat is None:
        raise BadInput(
            "organisation",
            N_("{organisation} is not at this table."),
            N_("Invite the organisation first."),
            organisation=repr(organisation[:40]),
        )
    return seat


def check_weight(weight: int) -> int:
    """The weight of a seat, or BadInput."""
    if not 0 <= weight <= HEAVIEST:
        raise BadInput(
            "weight", N_("A weight is a whole number from 0 to {most}."), N_("Use 1 if unsure."),
            most=HEAVIEST,
        )  # fmt: skip
    return weight


def check_classes(classes: Iterable[str]) -> tuple[str, ...]:
    """The classes of a seat, each once, or BadInput."""
    return tuple(dict.fromkeys(line("classes", x, 20) for x in classes))


def _own(before: Negotiation, organisation: str, who: Standing) -> Participant:
    """The seat, which its own delegation or the secretariat speaks about."""
    seat = at_table(before, organisation)
    if not who.secretariat and who.organisation != organisation:
        raise NotAllowed(N_("act for another organisation"))
    return seat


def _reason(reason: str, seat: Participant, who: Standing) -> str:
    """What was said of it; the secretariat has to say how it knows."""
    own = who.leads_delegation and who.organisation == seat.organisation
    return words("reason", reason, REMARK, required=not own)


def _must_be(seat: Participant, state: Participation) -> None:
    if seat.state is not state:
        raise BadInput(
            "organisation",
            N_("{organisation} is not invited: there is no invitation to answer.")
            if state is Participation.INVITED
            else N_("{organisation} does not sit at the table, so it cannot leave it."),
            N_("Look at the list of organisations: somebody may have answered already."),
            organisation=seat.organisation,
        )
