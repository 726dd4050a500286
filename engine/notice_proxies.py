"""Messages about proxies: offered, accepted, declined, ended; and who is asked by proxy.

Whoever may answer for an organisation is asked and reminded like the organisation itself, and
hears nothing of what it held or holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from placet.engine import events as e
from placet.engine.access import Actor
from placet.engine.acting import acting_for
from placet.engine.codec import instant
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import SUBMITTING, Negotiation
from placet.engine.notice_facts import Facts, Messages, Scene, people_of, submitters_of
from placet.engine.proxies import Proxy, held_by, holder_of

_THEIRS = ("since", "kind")
"""Facts about what the organisation itself held, which are not the holder's to know."""


def asked_by_proxy(
    scene: Scene,
    kind: Kind,
    organisation: str,
    facts: Mapping[str, Json],
    people: Iterable[str] | None = None,
    once: str = "",
) -> Messages:
    """The same request to whoever may answer for the organisation, if there is somebody.

    A body that casts for its members is asked once, for the first of them that owes an answer.
    """
    holder = holder_of(scene.negotiation.proxies, organisation, scene.after.ref, scene.now)
    if holder is None or not _is_first(scene, holder, organisation):
        return
    told = {k: v for k, v in facts.items() if k not in _THEIRS} | {"holder": holder}
    asked = Kind.POSITION_REQUESTED if kind is Kind.CONFIRM_NEEDED else kind
    for person in submitters_of(scene, holder) if people is None else people:
        yield scene.message(asked, person, told, organisation, owed=True, once=once)


def holder_for(scene: Scene, organisation: str) -> str:
    """Who may answer for the organisation now; "" for nobody."""
    found = holder_of(scene.negotiation.proxies, organisation, scene.after.ref, scene.now)
    return found or ""


def receipt_people(scene: Scene, cast_by: str) -> tuple[str, ...]:
    """The people of the organisation that cast a position for another."""
    return people_of(scene, cast_by) if cast_by else ()


def addressed(negotiation: Negotiation, message: Message, now: datetime) -> frozenset[str]:
    """The organisations whose people may read a message about the organisation it names.

    Its own people; those of who cast for it, as their receipt; those of the holder that is asked
    in its place, as long as the proxy is in force.
    """
    own = message.organisation or ""
    found, holder = {own}, message.facts.get("holder")
    if cast_by := message.facts.get("cast_by"):
        found.add(str(cast_by))
    if holder and message.objective is not None:
        if holder_of(negotiation.proxies, own, message.objective, now) == holder:
            found.add(str(holder))
    return frozenset(found)


def proxies_told(
    negotiation: Negotiation,
    events: Iterable[e.NegotiationEvent],
    actor: Actor,
    now: datetime,
) -> tuple[Message, ...]:
    """What both sides of a proxy learn when something became of it."""
    made: dict[str, Message] = {}
    for event in events:
        for message in _told(negotiation, event, actor, now):
            made.setdefault(message.key, message)
    return tuple(made.values())


def _told(
    negotiation: Negotiation, event: e.NegotiationEvent, actor: Actor, now: datetime
) -> Iterator[Message]:
    match event:
        case e.ProxyOffered():
            proxy = event.proxy
            yield from _to(negotiation, Kind.PROXY_OFFERED, proxy, (proxy.holder,), actor, now)
        case e.ProxyAnswered():
            proxy = _numbered(negotiation, event.number)
            kind = Kind.PROXY_ACCEPTED if event.accepted else Kind.PROXY_ENDED
            yield from _to(negotiation, kind, proxy, (proxy.giver, proxy.holder), actor, now)
        case e.ProxyEnded():
            proxy = _numbered(negotiation, event.number)
            sides = (proxy.giver, proxy.holder)
            yield from _to(negotiation, Kind.PROXY_ENDED, proxy, sides, actor, now)
        case e.CastingDeclared():
            for proxy in event.proxies:
                sides = (proxy.giver, proxy.holder)
                yield from _to(negotiation, Kind.PROXY_ACCEPTED, proxy, sides, actor, now)
        case _:
            return


def _to(
    negotiation: Negotiation,
    kind: Kind,
    proxy: Proxy,
    sides: tuple[str, ...],
    actor: Actor,
    now: datetime,
) -> Iterator[Message]:
    for side in sides:
        which = f"casting/{proxy.holder}" if proxy.casts and side == proxy.holder else proxy.number
        for person, capacity in acting_for(negotiation, side, now):
            if capacity not in SUBMITTING or person == actor.person:
                continue
            key = f"{negotiation.symbol}/{negotiation.version}/{kind.value}/{which}/{person}"
            facts = {**_facts(negotiation, proxy), "capacity": capacity.value}
            facts["organisation"] = side
            yield Message(key, kind, person, facts, negotiation.symbol, None, side)


def _facts(negotiation: Negotiation, proxy: Proxy) -> Facts:
    facts: Facts = {
        "path": f"/negotiations/{negotiation.symbol}/proxies",
        "symbol": negotiation.symbol,
        "negotiation": negotiation.title,
        "contact": negotiation.contact,
        "giver": proxy.giver,
        "holder": proxy.holder,
        "state": proxy.state.value,
        "casts": proxy.casts,
        "from": instant(proxy.since),
        "zone": negotiation.zone,
        "objectives": list[Json](proxy.objectives),
        "reason": proxy.ended_because or proxy.evidence or proxy.reason,
    }
    if proxy.until is not None:
        facts["until"] = instant(proxy.until)
    return facts


def _numbered(negotiation: Negotiation, number: int) -> Proxy:
    return next(p for p in negotiation.proxies if p.number == number)


def _is_first(scene: Scene, holder: str, organisation: str) -> bool:
    """Whether this is the member for which a casting body is asked; a holder always is."""
    held = held_by(scene.negotiation.proxies, holder, scene.after.ref, scene.now)
    ballot = scene.after.ballot
    if ballot is None or not any(p.casts and p.giver == organisation for p in held):
        return True
    members = {p.giver for p in held if p.casts}
    owed = (s.organisation for s in ballot.seats if s.organisation not in ballot.positions)
    return next((x for x in owed if x in members), organisation) == organisation
