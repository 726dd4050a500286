"""Opening a table, seating organisations, appointing people; and the register behind it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor
from placet.engine.decide.words import NAME, REMARK, TITLE, line, words
from placet.engine.errors import N_, AlreadyExists, BadInput
from placet.engine.model import Negotiation, Organisation, Role
from placet.engine.workflow import Workflow

HEAVIEST = 2_000_000_000
"""The most that one seat can weigh."""

_SYMBOL = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&-]{0,19}", re.ASCII)


def register_organisation(command: c.RegisterOrganisation) -> e.OrganisationRegistered:
    """An organisation under a short code that names it everywhere."""
    code = command.code.strip()
    if not _CODE.fullmatch(code):
        raise BadInput(
            "code",
            N_("{code} is not a short name."),
            N_("Use up to 20 letters, digits, dots, ampersands and hyphens, such as FAO."),
            code=repr(code[:40]),
        )
    name = line("name", command.name, TITLE)
    return e.OrganisationRegistered(
        Organisation(code, name, words("mandate", command.mandate, REMARK))
    )


def zone_of(field: str, zone: str) -> str:
    """A zone by its IANA name, or BadInput."""
    try:
        return ZoneInfo(zone).key
    except (KeyError, ValueError, OSError):
        raise BadInput(
            field,
            N_("{zone} is not a time zone."),
            N_("Use a name such as Europe/Zurich or UTC."),
            zone=repr(zone[:40]),
        ) from None


def open_negotiation(
    command: c.OpenNegotiation, workflow: Workflow, actor: Actor, now: datetime
) -> tuple[e.NegotiationEvent, ...]:
    """The table, with whoever opened it as secretariat."""
    symbol = command.symbol.strip().upper()
    if not _SYMBOL.fullmatch(symbol):
        raise BadInput(
            "symbol",
            N_("{symbol} is not a symbol."),
            N_("Use 2 to 20 capital letters, digits and hyphens, such as EWCG-2027."),
            symbol=repr(symbol[:40]),
        )
    opened = e.NegotiationOpened(
        symbol=symbol,
        title=line("title", command.title, TITLE),
        purpose=words("purpose", command.purpose, REMARK),
        zone=zone_of("zone", command.zone),
        workflow=workflow.name,
        workflow_version=workflow.version,
        opened_at=now,
        contact=line("contact", command.contact, TITLE, required=False),
    )
    return (opened, e.OfficerAppointed(actor.person, Role.SECRETARIAT))


def invite_organisation(
    before: Negotiation, command: c.InviteOrganisation
) -> tuple[e.NegotiationEvent, ...]:
    """Seat an organisation; ballots that are open already keep their roster."""
    if any(p.organisation == command.organisation for p in before.participants):
        raise AlreadyExists("participant", command.organisation)
    if not 0 <= command.weight <= HEAVIEST:
        raise BadInput(
            "weight", N_("A weight is a whole number from 0 to {most}."), N_("Use 1 if unsure."),
            most=HEAVIEST,
        )  # fmt: skip
    classes = tuple(dict.fromkeys(line("classes", x, 20) for x in command.classes))
    return (e.OrganisationInvited(command.organisation, classes, command.weight),)


def appoint_delegate(
    before: Negotiation, command: c.AppointDelegate, now: datetime
) -> tuple[e.NegotiationEvent, ...]:
    """Let a person act for an organisation at the table, from now on."""
    _seated(command.organisation, [p.organisation for p in before.participants])
    for d in before.delegates:
        if (d.person, d.until) == (command.person, None):
            raise AlreadyExists("delegate", f"{command.person} ({d.organisation})")
    return (e.DelegateAppointed(command.person, command.organisation, command.capacity, now),)


def end_delegate(
    before: Negotiation, command: c.EndDelegate, now: datetime
) -> tuple[e.NegotiationEvent, ...]:
    """Let a person no longer act for an organisation, from now on."""
    for d in before.delegates:
        if (d.person, d.organisation, d.until) == (command.person, command.organisation, None):
            reason = words("reason", command.reason, REMARK)
            return (e.DelegateEnded(d.person, d.organisation, now, reason),)
    raise BadInput(
        "person",
        N_("This person does not act for {organisation}."),
        N_("Look at the list of delegates."),
        organisation=repr(command.organisation[:40]),
    )


def appoint_officer(
    before: Negotiation, command: c.AppointOfficer
) -> tuple[e.NegotiationEvent, ...]:
    """Give a person an office."""
    if any((o.person, o.role) == (command.person, command.role) for o in before.officers):
        raise AlreadyExists("officer", command.person)
    return (e.OfficerAppointed(command.person, command.role),)


def check_person(command: c.InvitePerson) -> c.InvitePerson:
    """The invitation with its words cleaned; the address is parsed by the service."""
    return c.InvitePerson(
        name=line("name", command.name, NAME),
        email=line("email", command.email, 254),
        zone=zone_of("zone", command.zone),
        language=line("language", command.language, 20),
        administrator=command.administrator,
        person=command.person,
    )


def _seated(organisation: str, seated: Collection[str]) -> None:
    if organisation not in seated:
        raise BadInput(
            "organisation",
            N_("{organisation} is not at this table."),
            N_("Invite the organisation first."),
            organisation=repr(organisation[:40]),
        )
