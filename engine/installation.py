"""Use cases about tables and the register of organisations and persons.

Called inside a transaction of `placet.engine.service`, never on their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from email_validator import EmailNotValidError, validate_email

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import ACTIONS, Actor, can
from placet.engine.catalogue import Catalogue
from placet.engine.decide import negotiations as deciding
from placet.engine.decide.beginnings import decide_beginnings
from placet.engine.decide.links import decide_links
from placet.engine.errors import N_, AlreadyExists, BadInput, Conflict, NotAllowed, NotFound
from placet.engine.evolve import evolve_negotiation
from placet.engine.ledger import REGISTRY, LedgerItem, Personal, value_hash
from placet.engine.linking import standing_of_all
from placet.engine.messages import Message
from placet.engine.model import Negotiation
from placet.engine.notices import invitations
from placet.engine.store import Store
from placet.engine.workflow import Workflow


def handle_registry(
    store: Store,
    actor: Actor,
    command: c.RegistryCommand,
    now: datetime,
    mint: Callable[[], str],
) -> tuple[str, int, str]:
    """Register an organisation or a person: (object, version, reference)."""
    if not can(actor, type(command), None, None, now):
        raise NotAllowed(ACTIONS[type(command)])
    if isinstance(command, c.RegisterOrganisation):
        registered = deciding.register_organisation(command)
        event: e.Registration = registered
        store.save_registry((event,), {})
        made = registered.organisation.code
        name, after = f"organisation/{made}", value_hash(registered.organisation)
    else:
        if command.administrator and not actor.administrator:
            raise NotAllowed(N_("appoint an administrator"))
        checked = deciding.check_person(command)
        email = _address(checked.email)
        if store.person_by_email(email) is not None:
            raise AlreadyExists("person", email)
        made = mint()
        personal = Personal(made, checked.name, email, mint(), mint())
        event = e.PersonInvited(
            made,
            personal.name_commitment,
            personal.email_commitment,
            checked.zone,
            checked.language,
            checked.administrator,
        )
        store.save_registry((event,), {made: personal})
        name, after = f"person/{made}", value_hash(event)
    cause = f"{actor.channel}:{type(command).__name__}"
    store.record(REGISTRY, actor.person, cause, now, (LedgerItem(event, name, "", after),))
    return name, 1, made


def _address(email: str) -> str:
    try:
        found = validate_email(email, check_deliverability=False, allow_quoted_local=False)
    except EmailNotValidError:
        raise BadInput(
            "email",
            N_("{email} is not an e-mail address."),
            N_("Write it as name@organisation.example."),
            email=repr(email[:60]),
        ) from None
    if found.ascii_email is None:
        raise BadInput(
            "email",
            N_("The address has characters before the @ that mail servers may refuse."),
            N_("Use an address in plain letters."),
        )
    return found.ascii_email


def handle_negotiation(
    store: Store,
    actor: Actor,
    command: c.NegotiationCommand,
    symbol: str | None,
    expected: int | None,
    workflow: Workflow | None,
    now: datetime,
    catalogue: Catalogue,
) -> tuple[Negotiation, tuple[Message, ...], str]:
    """Open a table or change it; returns it with the messages to post and what was numbered."""
    if isinstance(command, c.OpenNegotiation):
        if not can(actor, type(command), None, None, now):
            raise NotAllowed(ACTIONS[type(command)])
        if workflow is None:
            raise NotFound("workflow", command.workflow)
        before = None
        events = deciding.open_negotiation(command, workflow, actor, now)
    else:
        before = store.negotiation(symbol or "", lock=True)
        if not can(actor, "see", before, None, now):
            raise NotFound("negotiation", before.symbol)
        if not can(actor, type(command), before, None, now):
            raise NotAllowed(ACTIONS[type(command)])
        if expected is not None and expected != before.version:
            raise Conflict(N_("the negotiation"), expected, before.version)
        if isinstance(command, c.LinkCommand):
            events = decide_links(before, command, standing_of_all(store, catalogue, before))
        elif isinstance(command, c.BeginningCommand):
            events = _begun(store, catalogue, before, command, actor, now)
        else:
            events = _decided(store, before, command, now)
    after = before
    items = []
    for event in events:
        was = value_hash(after)
        after = evolve_negotiation(after, event)
        items.append(LedgerItem(event, "negotiation", was, value_hash(after)))
    if after is None:
        raise ValueError("a command that changes nothing")
    after = replace(after, version=after.version + 1)
    store.save_negotiation(before, after, events)
    cause = f"{actor.channel}:{type(command).__name__}"
    store.record(after.symbol, actor.person, cause, now, items)
    return after, invitations(after, events, actor), _number(events)


def _number(events: tuple[e.NegotiationEvent, ...]) -> str:
    """The number of what was made, where it has one."""
    for event in events:
        match event:
            case e.ObjectivesLinked():
                return str(event.link.number)
            case e.ProvisionCited():
                return str(event.provision.number)
            case e.GoalStated():
                return str(event.goal.number)
            case e.SoundingOpened():
                return str(event.sounding.number)
            case e.PostWritten():
                return str(event.post.number)
            case _:
                continue
    return ""


def _begun(
    store: Store,
    catalogue: Catalogue,
    before: Negotiation,
    command: c.BeginningCommand,
    actor: Actor,
    now: datetime,
) -> tuple[e.NegotiationEvent, ...]:
    """What is said before there is a text, with the objectives and the post that it speaks of."""
    refs = standing_of_all(store, catalogue, before).keys()
    number = None
    if isinstance(command, c.WithdrawPost):
        number = command.number
    elif isinstance(command, c.WritePost):
        number = command.to
    post = None if number is None else store.discussion_post(before.symbol, number)
    return decide_beginnings(before, command, actor, now, refs, post)


def _decided(
    store: Store,
    before: Negotiation,
    command: c.InviteOrganisation | c.AppointDelegate | c.EndDelegate | c.AppointOfficer,
    now: datetime,
) -> tuple[e.NegotiationEvent, ...]:
    match command:
        case c.InviteOrganisation():
            store.organisation(command.organisation)
            return deciding.invite_organisation(before, command)
        case c.AppointDelegate():
            store.person(command.person)
            return deciding.appoint_delegate(before, command, now)
        case c.EndDelegate():
            return deciding.end_delegate(before, command, now)
        case c.AppointOfficer():
            store.person(command.person)
            return deciding.appoint_officer(before, command)
