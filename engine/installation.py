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
from placet.engine.access import ACTIONS, Actor, can, sees
from placet.engine.bodies import Body
from placet.engine.catalogue import Catalogue
from placet.engine.decide import negotiations as deciding
from placet.engine.decide.answer_templates import decide_answer_templates
from placet.engine.decide.beginnings import decide_beginnings
from placet.engine.decide.bodies import check_body
from placet.engine.decide.groups import decide_groups
from placet.engine.decide.links import decide_links
from placet.engine.decide.meetings import decide_meetings
from placet.engine.decide.proxies import decide_proxies
from placet.engine.decide.table import decide_table
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, AlreadyExists, BadInput, Conflict, NotAllowed, NotFound
from placet.engine.evolve import evolve_negotiation
from placet.engine.ledger import REGISTRY, LedgerItem, Personal, value_hash
from placet.engine.linking import standing_of_all
from placet.engine.messages import Message
from placet.engine.model import Negotiation
from placet.engine.notice_delegations import delegation_news
from placet.engine.notice_meetings import meetings_told
from placet.engine.notice_proxies import proxies_told
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
    if isinstance(command, c.InvitePerson):
        actor = replace(actor, leads=store.leads_delegation(actor.person, now))
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


def handle_body(
    store: Store, actor: Actor, command: c.BodyCommand, expected: int | None, now: datetime
) -> Body:
    """Establish a standing body or change one; Conflict where it is not `expected` any more."""
    if not can(actor, type(command), None, None, now):
        raise NotAllowed(ACTIONS[type(command)])
    body = check_body(command.body)
    known = {o.code for o in store.organisations()}
    if strangers := [m.organisation for m in body.members if m.organisation not in known]:
        raise BadInput(
            "members",
            N_("{organisation} is not registered here."),
            N_("Register the organisation first, or correct its short name."),
            organisation=repr(strangers[0][:40]),
        )
    event: e.BodyEvent
    if isinstance(command, c.EstablishBody):
        before, after = None, replace(body, version=1)
        event = e.BodyEstablished(after)
    else:
        before = store.body(body.code, lock=True)
        if expected is not None and expected != before.version:
            raise Conflict(N_("the body"), expected, before.version)
        after = replace(body, version=before.version + 1)
        event = e.BodyChanged(after, words("reason", command.reason, REMARK))
    store.save_body(before, after)
    item = LedgerItem(event, f"body/{after.code}", value_hash(before), value_hash(after))
    cause = f"{actor.channel}:{type(command).__name__}"
    store.record(REGISTRY, actor.person, cause, now, (item,))
    return after


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
        body = store.body(command.body) if command.body else None
        events = deciding.open_negotiation(command, workflow, actor, now, body)
    elif isinstance(command, c.SendDigests):
        raise ValueError("reminders to many are sent by placet.engine.reminding")
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
            events = _decided(store, before, command, actor, now)
        if not events:
            return before, (), ""
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
    told = (
        *invitations(after, events, actor),
        *proxies_told(after, events, actor, now),
        *meetings_told(after, events, now),
        *delegation_news(after, events, actor, now),
    )
    return after, told, _number(events)


def _number(events: tuple[e.NegotiationEvent, ...]) -> str:
    """The number of what was made, where it has one."""
    for event in events:
        match event:
            case e.MeetingPlanned():
                return str(event.meeting.number)
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
            case e.AbsenceRecorded():
                return str(event.absence.number)
            case e.CredentialRecorded():
                return str(event.credential.number)
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
    refs = {
        ref
        for ref, known in standing_of_all(store, catalogue, before).items()
        if sees(actor, before, known.restricted_to, now)
    }
    number = None
    if isinstance(command, c.WithdrawPost):
        number = command.number
    elif isinstance(command, c.WritePost):
        number = command.to
    post = None if number is None else store.discussion_post(before.symbol, number)
    if post is not None and post.objective and post.objective not in refs:
        post = None  # who may not see the objective does not learn that this was written
    sounded = {s.number: s.objective for s in before.beginnings.soundings}
    if isinstance(command, c.AnswerSounding | c.CloseSounding):
        if sounded.get(command.number) and sounded[command.number] not in refs:
            raise NotFound("sounding", str(command.number))
    return decide_beginnings(before, command, actor, now, refs, post)


def _decided(
    store: Store,
    before: Negotiation,
    command: c.TableCommand
    | c.DelegationCommand
    | c.GroupCommand
    | c.ProxyCommand
    | c.AnswerTemplateCommand
    | c.MeetingCommand,
    actor: Actor,
    now: datetime,
) -> tuple[e.NegotiationEvent, ...]:
    """The events, once it is known that whoever is named exists."""
    if isinstance(command, c.GroupCommand):
        return decide_groups(before, command, actor, now)
    if isinstance(command, c.ProxyCommand):
        _at_this_table(store, before, command, actor, now)
        return decide_proxies(before, command, actor, now)
    if isinstance(command, c.MeetingCommand):
        return decide_meetings(
            before, command, _objectives_named(store, before, command), actor, now
        )
    match command:
        case c.InviteOrganisation():
            store.organisation(command.organisation)
        case c.AppointDelegate():
            command = replace(command, person=_known_person(store, command))
        case c.SaveTemplate() | c.RemoveTemplate():
            return decide_answer_templates(before, command)
        case c.AppointOfficer():
            store.person(command.person)
        case _:
            pass
    return decide_table(before, command, actor, now)


def _known_person(store: Store, command: c.AppointDelegate) -> str:
    """The id of a person who is named by it or by their address."""
    if command.person or not command.email:
        return store.person(command.person).id
    found = store.person_by_email(_address(command.email))
    if found is None:
        raise BadInput(
            "email",
            N_("Nobody is registered here under {email}."),
            N_("Check the address, or give the name of the person too."),
            email=repr(command.email[:60]),
        )
    return found.id


def _at_this_table(
    store: Store, before: Negotiation, command: c.ProxyCommand, actor: Actor, now: datetime
) -> None:
    """The objectives for which a proxy is given are dealt with at the same table.

    Whoever is to answer for another sees them itself.
    """
    if not isinstance(command, c.GiveProxy | c.DeclareCasting):
        return
    for ref in command.objectives:
        o = store.objective(ref)
        if o.negotiation != before.symbol or not sees(actor, before, o.restricted_to, now):
            raise NotFound("objective", ref)
        if o.restricted_to and command.holder not in o.restricted_to:
            raise BadInput(
                "holder",
                N_("{organisation} does not see {ref}."),
                N_("Choose an organisation that sees it, or leave the objective out."),
                organisation=repr(command.holder[:40]),
                ref=ref,
            )


def _objectives_named(
    store: Store, before: Negotiation, command: c.MeetingCommand
) -> frozenset[str]:
    """The objectives of this table among those that an agenda names."""
    if not isinstance(command, c.PlanMeeting | c.ChangeAgenda):
        return frozenset()
    if not any(item.objective for item in command.agenda):
        return frozenset()
    known = {row.ref: row.restricted_to for row in store.standing_of_all(before.symbol)}
    for item in command.agenda:
        if item.objective and known.get(item.objective):
            raise BadInput(
                "agenda",
                N_("{ref} is not seen by everybody who comes to the meeting."),
                N_("Leave it out, or let everybody see the objective first."),
                ref=item.objective,
            )
    return frozenset(known)
