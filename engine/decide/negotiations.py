"""Opening a table, giving offices; and the register behind it."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor
from placet.engine.bodies import Body
from placet.engine.decide.seats import HEAVIEST
from placet.engine.decide.words import NAME, REMARK, TITLE, line, words
from placet.engine.errors import N_, AlreadyExists, BadInput
from placet.engine.model import Negotiation, Organisation, Role
from placet.engine.workflow import Workflow

__all__ = [
    "HEAVIEST",
    "appoint_officer",
    "check_code",
    "check_person",
    "open_negotiation",
    "register_organisation",
    "zone_of",
]

_SYMBOL = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&-]{0,19}", re.ASCII)


def check_code(raw: str) -> str:
    """A short code that may name an organisation or a body, or BadInput."""
    code = raw.strip()
    if not _CODE.fullmatch(code):
        raise BadInput(
            "code",
            N_("{code} is not a short name."),
            N_("Use up to 20 letters, digits, dots, ampersands and hyphens, such as FAO."),
            code=repr(code[:40]),
        )
    return code


def register_organisation(command: c.RegisterOrganisation) -> e.OrganisationRegistered:
    """An organisation under a short code that names it everywhere."""
    code = check_code(command.code)
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
    command: c.OpenNegotiation,
    workflow: Workflow,
    actor: Actor,
    now: datetime,
    body: Body | None = None,
) -> tuple[e.NegotiationEvent, ...]:
    """The table, with whoever opened it as secretariat and the body's members seated."""
    symbol = command.symbol.strip().upper()
    if not _SYMBOL.fullmatch(symbol):
        raise BadInput(
            "symbol",
            N_("{symbol} is not a symbol."),
            N_("Use 2 to 20 capital letters, digits and hyphens, such as EWCG-2027."),
            symbol=repr(symbol[:40]),
        )
    of = body or Body("", "")
    commenting = command.observers_comment
    opened = e.NegotiationOpened(
        symbol=symbol,
        title=line("title", command.title, TITLE),
        purpose=words("purpose", command.purpose, REMARK),
        zone=zone_of("zone", command.zone or of.zone or "UTC"),
        workflow=workflow.name,
        workflow_version=workflow.version,
        opened_at=now,
        contact=line("contact", command.contact or of.contact, TITLE, required=False),
        body=of.code,
        observers_comment=of.observers_comment if commenting is None else commenting,
    )
    members = (
        e.OrganisationInvited(m.organisation, m.classes, m.weight, m.observer, at=now)
        for m in of.members
    )
    return (opened, e.OfficerAppointed(actor.person, Role.SECRETARIAT), *members)


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
