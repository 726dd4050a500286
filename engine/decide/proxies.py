"""Proxies: offering, accepting, declining, ending; and bodies that cast for their members.

Ending a proxy leaves what was recorded under it; the giver may take it back or change it like its
own (`placet.engine.decide.answering`).
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor, standing
from placet.engine.codec import instant
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound, NotOpen
from placet.engine.model import Negotiation
from placet.engine.parties import seated
from placet.engine.proxies import LONGEST, Proxy, ProxyState, clashing

MOST_MEMBERS = 200
"""Members for which a body may be declared to cast at once."""


def decide_proxies(
    before: Negotiation, command: c.ProxyCommand, actor: Actor, now: datetime
) -> tuple[e.ProxyEvent, ...]:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.GiveProxy():
            return _give(before, command, actor, now)
        case c.AcceptProxy():
            proxy = _offered(before, command.number, actor, now)
            if proxy.until is not None and proxy.until <= now:
                raise NotOpen(N_("Accepting a proxy whose time is over"))
            _refuse_a_clash(before, proxy)
            return (e.ProxyAnswered(proxy.number, True, actor.person, now),)
        case c.DeclineProxy():
            proxy = _offered(before, command.number, actor, now)
            reason = words("reason", command.reason, REMARK)
            return (e.ProxyAnswered(proxy.number, False, actor.person, now, reason),)
        case c.EndProxy():
            return _end(before, command, actor, now)
        case c.DeclareCasting():
            return _declare(before, command, actor, now)
        case c.EndCasting():
            return _end_casting(before, command, actor, now)
        case _:
            assert_never(command)


def _give(
    before: Negotiation, command: c.GiveProxy, actor: Actor, now: datetime
) -> tuple[e.ProxyEvent, ...]:
    giver = standing(actor, before, now).organisation or ""
    _at_the_table(before, "holder", command.holder)
    if command.holder == giver:
        raise BadInput(
            "holder",
            N_("{organisation} answers for itself already."),
            N_("Choose another organisation."),
            organisation=giver,
        )
    since = command.since or now
    if command.until <= max(since, now) or command.until - max(since, now) > LONGEST:
        raise BadInput(
            "until",
            N_("A proxy ends after it begins, and within a year."),
            N_("Choose a day between {since} and {latest}."),
            since=instant(max(since, now)),
            latest=instant(max(since, now) + LONGEST),
        )
    proxy = Proxy(
        number=len(before.proxies) + 1,
        giver=giver,
        holder=command.holder,
        since=since,
        until=command.until,
        given_by=actor.person,
        given_at=now,
        objectives=tuple(dict.fromkeys(command.objectives)),
        reason=words("reason", command.reason, REMARK),
    )
    for other in before.proxies:
        same = (other.giver, other.holder, other.objectives) == (
            giver,
            proxy.holder,
            proxy.objectives,
        )
        if same and other.state is ProxyState.OFFERED and (other.until or now) > now:
            raise BadInput(
                "holder",
                N_("{holder} was offered this already, and has not answered."),
                N_("Wait for the answer, or take the offer back."),
                holder=proxy.holder,
            )
    _refuse_a_clash(before, proxy)
    return (e.ProxyOffered(proxy),)


def proxies_let_go(
    before: Negotiation, organisation: str, actor: Actor, reason: str, now: datetime
) -> tuple[e.ProxyEnded, ...]:
    """The ends of all that an organisation gave or held, when it leaves the table."""
    return tuple(
        e.ProxyEnded(p.number, actor.person, now, reason)
        for p in before.proxies
        if organisation in (p.giver, p.holder)
        and p.state in (ProxyState.OFFERED, ProxyState.ACCEPTED)
        and not _over(p, now)
    )


def _offered(before: Negotiation, number: int, actor: Actor, now: datetime) -> Proxy:
    """The offer that the actor's organisation may answer."""
    proxy = _known(before, number)
    if proxy.holder != standing(actor, before, now).organisation:
        raise NotAllowed(N_("answer a proxy that was offered to another organisation"))
    if proxy.state is not ProxyState.OFFERED:
        raise NotOpen(N_("Answering a proxy that is offered no longer"))
    return proxy


def _end(
    before: Negotiation, command: c.EndProxy, actor: Actor, now: datetime
) -> tuple[e.ProxyEvent, ...]:
    proxy, who = _known(before, command.number), standing(actor, before, now)
    side = who.submits and who.organisation in (proxy.giver, proxy.holder) and not proxy.casts
    if not who.secretariat and not side:
        raise NotAllowed(N_("end a proxy of other organisations"))
    if proxy.state not in (ProxyState.OFFERED, ProxyState.ACCEPTED) or _over(proxy, now):
        raise NotOpen(N_("Ending a proxy that is over"))
    reason = words("reason", command.reason, REMARK, required=True)
    return (e.ProxyEnded(proxy.number, actor.person, now, reason),)


def _declare(
    before: Negotiation, command: c.DeclareCasting, actor: Actor, now: datetime
) -> tuple[e.ProxyEvent, ...]:
    _at_the_table(before, "holder", command.holder)
    members = tuple(m for m in dict.fromkeys(command.members) if m != command.holder)
    for member in members:
        _at_the_table(before, "members", member)
    if not 1 <= len(members) <= MOST_MEMBERS:
        raise BadInput(
            "members", N_("A body casts for its members."), N_("Choose the members at this table.")
        )
    since = command.since or now
    if command.until is not None and command.until <= max(since, now):
        raise BadInput("until", N_("It ends after it begins."), N_("Choose a later day, or none."))
    evidence = words("evidence", command.evidence, REMARK, required=True)
    made: list[Proxy] = []
    for number, member in enumerate(members, len(before.proxies) + 1):
        proxy = Proxy(
            number=number,
            giver=member,
            holder=command.holder,
            since=since,
            until=command.until,
            given_by=actor.person,
            given_at=now,
            objectives=tuple(dict.fromkeys(command.objectives)),
            evidence=evidence,
            accepted=True,
            answered_by=actor.person,
            answered_at=now,
        )
        _refuse_a_clash(before, proxy)
        made.append(proxy)
    return (e.CastingDeclared(tuple(made)),)


def _end_casting(
    before: Negotiation, command: c.EndCasting, actor: Actor, now: datetime
) -> tuple[e.ProxyEvent, ...]:
    casting = [
        p
        for p in before.proxies
        if p.holder == command.holder and p.casts
        if p.state is ProxyState.ACCEPTED and not _over(p, now)
    ]
    if not casting:
        raise BadInput(
            "holder",
            N_("{holder} casts for no members."),
            N_("Look at the list of proxies."),
            holder=repr(command.holder[:40]),
        )
    reason = words("reason", command.reason, REMARK, required=True)
    return tuple(e.ProxyEnded(p.number, actor.person, now, reason) for p in casting)


def _refuse_a_clash(before: Negotiation, new: Proxy) -> None:
    """Refuse a chain, a second holder, or a second giver, with the names."""
    other = clashing(before.proxies, new)
    if other is None:
        return
    raise BadInput(
        "members" if new.casts else "holder",
        N_(
            "{holder} cannot answer for {giver}, because {other} answers for {another} at the same "
            "time. Nobody gives a proxy and holds one, has two holders, or answers for two."
        ),
        N_("End that one first, or choose other dates or objectives."),
        holder=new.holder,
        giver=new.giver,
        other=other.holder,
        another=other.giver,
    )


def _over(proxy: Proxy, now: datetime) -> bool:
    return proxy.ends is not None and proxy.ends <= now


def _known(before: Negotiation, number: int) -> Proxy:
    found = next((p for p in before.proxies if p.number == number), None)
    if found is None:
        raise NotFound("proxy", str(number))
    return found


def _at_the_table(before: Negotiation, field: str, organisation: str) -> None:
    if organisation not in seated(before):
        raise BadInput(
            field,
            N_("{organisation} is not at this table."),
            N_("Choose an organisation at the table."),
            organisation=repr(organisation[:40]),
        )
