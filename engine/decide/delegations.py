"""Who acts for an organisation, who is away, and what papers were seen.

An organisation's head of delegation and focal point look after their own delegation: they appoint
and end alternates, drafters and observers.  Who is head or focal point the secretariat says.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor, Standing, standing
from placet.engine.decide import seats
from placet.engine.decide.groups import groups_let_go
from placet.engine.decide.proxies import proxies_let_go
from placet.engine.decide.seats import Events, at_table
from placet.engine.decide.words import REMARK, words
from placet.engine.delegations import Absence, Credential
from placet.engine.errors import N_, AlreadyExists, BadInput, NotAllowed
from placet.engine.model import Capacity, Delegate, Negotiation, Role

LONGEST_AWAY = timedelta(days=370)
"""No absence is longer: somebody else is appointed instead."""

OWN = frozenset({Capacity.ALTERNATE, Capacity.DRAFTER, Capacity.OBSERVER})
"""Capacities that a delegation gives to its own people."""


def decide_delegations(
    before: Negotiation, command: c.DelegationCommand, actor: Actor, now: datetime
) -> Events:
    """What a command about delegations brings about, or a PlacetError."""
    who = standing(actor, before, now)
    match command:
        case c.AccedeToNegotiation():
            return seats.accede(before, command, who, now)
        case c.DeclineInvitation():
            return seats.decline(before, command, who, now)
        case c.LeaveNegotiation():
            left = seats.leave(before, command, who, now)
            return (
                *left,
                *groups_let_go(before, command.organisation, actor, now),
                *proxies_let_go(before, command.organisation, actor, left[0].reason, now),
            )
        case c.ChangeSeat():
            return seats.change_seat(before, command, now)
        case c.EndOfficer():
            return end_officer(before, command, now)
        case c.RecordAbsence():
            return record_absence(before, command, actor, who, now)
        case c.CancelAbsence():
            return cancel_absence(before, command, actor, who, now)
        case c.RecordCredential():
            return record_credential(before, command)
        case c.EndCredential():
            return end_credential(before, command, now)


def appoint_delegate(
    before: Negotiation, command: c.AppointDelegate, who: Standing, now: datetime
) -> Events:
    """Let a person act for an organisation, from now or a later day on.

    A person acts for one organisation at a time, and may be appointed again later.
    """
    seat = at_table(before, command.organisation)
    _own_people(who, seat.organisation, command.capacity)
    since = max(now, command.since or now)
    if command.since is not None and command.since < now - timedelta(days=1):
        raise BadInput("since", N_("This date has passed."), N_("Begin today or later."))
    if command.until is not None and command.until <= since:
        raise BadInput(
            "until", N_("The appointment would end before it begins."), N_("Give a later day.")
        )
    for d in before.delegates:
        if d.person == command.person and _meet(d, since, command.until):
            raise AlreadyExists("delegate", f"{command.person} ({d.organisation})")
    new = e.DelegateAppointed(
        command.person, seat.organisation, command.capacity, since, command.until
    )
    return (new,)


def end_delegate(
    before: Negotiation, command: c.EndDelegate, who: Standing, now: datetime
) -> Events:
    """Let a person no longer act for an organisation, from now on."""
    for d in before.delegates:
        named = (d.person, d.organisation) == (command.person, command.organisation)
        if named and (d.until is None or d.until > now):
            _own_people(who, d.organisation, d.capacity)
            reason = words("reason", command.reason, REMARK)
            return (e.DelegateEnded(d.person, d.organisation, now, reason),)
    raise BadInput(
        "person",
        N_("This person does not act for {organisation}."),
        N_("Look at the list of delegates."),
        organisation=repr(command.organisation[:40]),
    )


def end_officer(before: Negotiation, command: c.EndOfficer, now: datetime) -> Events:
    """Take an office back; somebody of the secretariat always stays."""
    held = [o for o in before.officers if o.role is command.role]
    if command.person not in {o.person for o in held}:
        raise BadInput(
            "person", N_("This person does not hold this office."), N_("Look at the list.")
        )
    if command.role is Role.SECRETARIAT and len(held) == 1:
        raise BadInput(
            "person",
            N_("Nobody else would be the secretariat."),
            N_("Appoint another officer of the secretariat first."),
        )
    reason = words("reason", command.reason, REMARK)
    return (e.OfficerEnded(command.person, command.role, now, reason),)


def record_absence(
    before: Negotiation, command: c.RecordAbsence, actor: Actor, who: Standing, now: datetime
) -> Events:
    """Somebody is away, whole days by the zone of the table; a colleague stands in."""
    _may_excuse(command.person, command.organisation, actor, who)
    first, last = a_day("first", command.first), a_day("last", command.last)
    zone = ZoneInfo(before.zone)
    since, until = _morning(first, zone), _morning(last + timedelta(days=1), zone)
    if last < first:
        raise BadInput("last", N_("The absence would end before it begins."), N_("Swap the days."))
    if until <= now:
        raise BadInput("last", N_("This day has passed."), N_("Give a day that is still to come."))
    if until - since > LONGEST_AWAY:
        raise BadInput(
            "last", N_("This is longer than a year."), N_("Appoint somebody else instead.")
        )
    for field, person in (("person", command.person), ("deputy", command.deputy)):
        _acts_then(before, field, person, command.organisation, since, until)
    if command.deputy == command.person:
        raise BadInput("deputy", N_("Nobody stands in for themselves."), N_("Choose a colleague."))
    for a in before.absences:
        same = a.cancelled_at is None and a.organisation == command.organisation
        if same and a.since < until and since < a.until:
            if command.person == a.person:
                raise AlreadyExists("absence", f"{a.number}")
            if command.deputy == a.person or command.person == a.deputy:
                raise BadInput(
                    "deputy",
                    N_("The deputy is away then, or somebody who is away counts on this person."),
                    N_("Choose a colleague who is there on all of these days."),
                )
    number = max((a.number for a in before.absences), default=0) + 1
    absence = Absence(number, command.person, command.organisation, since, until, command.deputy)
    return (e.AbsenceRecorded(absence),)


def cancel_absence(
    before: Negotiation, command: c.CancelAbsence, actor: Actor, who: Standing, now: datetime
) -> Events:
    """An absence does not take place, or is over now."""
    for a in before.absences:
        if a.number == command.number and a.cancelled_at is None and now < a.until:
            _may_excuse(a.person, a.organisation, actor, who)
            return (e.AbsenceCancelled(a.number, now),)
    raise BadInput("number", N_("There is no such absence any more."), N_("Look at the list."))


def record_credential(before: Negotiation, command: c.RecordCredential) -> Events:
    """Note a paper that was seen."""
    seat = at_table(before, command.organisation)
    people = {d.person for d in before.delegates if d.organisation == seat.organisation}
    if command.person not in people:
        raise BadInput(
            "person",
            N_("This person does not act for {organisation}."),
            N_("Appoint the person first."),
            organisation=seat.organisation,
        )
    dated = a_day("dated", command.dated).isoformat()
    until = a_day("valid_until", command.valid_until).isoformat() if command.valid_until else ""
    if until and until < dated:
        raise BadInput(
            "valid_until", N_("The paper would end before its date."), N_("Check the two days.")
        )
    number = max((x.number for x in before.credentials), default=0) + 1
    evidence = words("evidence", command.evidence, REMARK, required=True)
    return (
        e.CredentialRecorded(
            Credential(
                number, seat.organisation, command.person, command.kind, dated, until, evidence
            )
        ),
    )


def end_credential(before: Negotiation, command: c.EndCredential, now: datetime) -> Events:
    """Note that a paper no longer speaks for the person."""
    for known in before.credentials:
        if known.number == command.number and known.ended_at is None:
            reason = words("reason", command.reason, REMARK, required=True)
            return (e.CredentialEnded(known.number, now, reason),)
    raise BadInput("number", N_("There is no such paper any more."), N_("Look at the list."))


def a_day(field: str, raw: str) -> date:
    """A day written as 2027-03-01, or BadInput."""
    try:
        day = date.fromisoformat(raw.strip())
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2200:
        raise BadInput(
            field,
            N_("{day} is not a day."),
            N_("Write it as 2027-03-01."),
            day=repr(raw.strip()[:20]),
        )
    return day


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _own_people(who: Standing, organisation: str, capacity: Capacity) -> None:
    if who.secretariat:
        return
    if who.organisation != organisation:
        raise NotAllowed(N_("act for another organisation"))
    if capacity not in OWN:
        raise NotAllowed(
            N_("appoint or end heads of delegation and focal points: the secretariat does")
        )


def _may_excuse(person: str, organisation: str, actor: Actor, who: Standing) -> None:
    """Everybody for themselves, heads and focal points for their own people."""
    own = who.organisation == organisation
    if not (who.secretariat or (own and (who.leads_delegation or person == actor.person))):
        raise NotAllowed(N_("record an absence of somebody else"))


def _acts_then(
    before: Negotiation,
    field: str,
    person: str,
    organisation: str,
    since: datetime,
    until: datetime,
) -> None:
    for d in before.delegates:
        if (d.person, d.organisation) == (person, organisation) and _meet(d, since, until):
            return
    raise BadInput(
        field,
        N_("This person does not act for {organisation} on these days."),
        N_("Choose somebody who does."),
        organisation=repr(organisation[:40]),
    )


def _meet(d: Delegate, since: datetime, until: datetime | None) -> bool:
    """Whether the delegation is in force at some instant of that time."""
    if d.until is not None and d.until <= d.since:
        return False
    return (until is None or d.since < until) and (d.until is None or since < d.until)
