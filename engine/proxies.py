"""One organisation answers for another: proxies, and bodies that cast for their members.

A *proxy* is offered by the organisation that gives it, and is in force only once its holder has
accepted it, between two instants, for all objectives of the table or for some.  A holder acts
for one other at a time (procedures of the EU Council: "one other member"), and there are no
chains: whoever gives holds none, whoever holds gives none, where both would be in force at once
for the same objective.

A *body that casts for its members* (Codex: a regional economic integration organisation) is
declared by the secretariat, with evidence, as one proxy for each member, accepted with the
declaration.  It casts for those of them that are present and have not answered, and has no seat
of its own where it casts, so that body and members are never both counted.

Whether a proxy was in force is asked of an instant and answered from dates alone, so that it
can be asked again years later of the instant at which a position was recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(days=366)
"""How long a proxy lasts at most; then it is given again."""


class ProxyState(StrEnum):
    """Where a proxy stands, whatever its dates."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Proxy:
    """`holder` may answer for `giver` from `since` until `until`, once it has accepted.

    `objectives` are references, none where it is for all; `until` is None only where a body was
    declared as casting for its members, of which `evidence` says where that stands.  It ends
    before its time when somebody ends it (`ended_at`), or an offer is declined.
    """

    number: int
    giver: str
    holder: str
    since: datetime
    until: datetime | None
    given_by: str
    given_at: datetime
    objectives: tuple[str, ...] = ()
    reason: str = ""
    evidence: str = ""
    accepted: bool | None = None
    answered_by: str = ""
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = ""

    @property
    def casts(self) -> bool:
        """Whether its holder is a body that casts for its members."""
        return bool(self.evidence)

    @property
    def state(self) -> ProxyState:
        """Where it stands."""
        if self.ended_at is not None:
            return ProxyState.ENDED
        if self.accepted is None:
            return ProxyState.OFFERED
        return ProxyState.ACCEPTED if self.accepted else ProxyState.DECLINED

    @property
    def ends(self) -> datetime | None:
        """The instant from which it is no longer in force: its own, or an earlier end."""
        instants = [at for at in (self.until, self.ended_at) if at is not None]
        return min(instants, default=None)

    def covers(self, objective: str) -> bool:
        """Whether it is for this objective."""
        return not self.objectives or objective in self.objectives


def in_force(proxy: Proxy, at: datetime) -> bool:
    """Whether the holder may act under it at this instant."""
    if not proxy.accepted or proxy.answered_at is None:
        return False
    begun = proxy.answered_at <= at and proxy.since <= at
    return begun and (proxy.ends is None or at < proxy.ends)


def held_by(
    proxies: Iterable[Proxy], holder: str | None, objective: str, at: datetime
) -> tuple[Proxy, ...]:
    """The proxies under which an organisation may act on an objective at this instant."""
    return tuple(
        p for p in proxies if p.holder == holder and p.covers(objective) and in_force(p, at)
    )


def holder_of(proxies: Iterable[Proxy], giver: str, objective: str, at: datetime) -> str | None:
    """Who may answer for an organisation beside itself, if anybody."""
    mine = (p for p in proxies if p.giver == giver and p.covers(objective))
    return next((p.holder for p in mine if in_force(p, at)), None)


def casting_bodies(proxies: Iterable[Proxy], objective: str, at: datetime) -> frozenset[str]:
    """The bodies that cast for members on an objective, and so hold no seat of their own."""
    return frozenset(
        p.holder for p in proxies if p.casts and p.covers(objective) and in_force(p, at)
    )


def clashing(proxies: Iterable[Proxy], new: Proxy) -> Proxy | None:
    """An accepted proxy that cannot be in force beside `new`: a chain, or one too many.

    A giver has one holder, a holder acts for one other (a body for as many members as it has),
    nobody gives and holds at once.  Only what meets in time and in an objective can clash.
    """
    for other in proxies:
        if other.state is not ProxyState.ACCEPTED or other.number == new.number:
            continue
        if not _meet(other, new):
            continue
        chained = other.holder == new.giver or other.giver == new.holder
        split = other.giver == new.giver
        many = other.holder == new.holder and not (other.casts and new.casts)
        if chained or split or many:
            return other
    return None


def _meet(one: Proxy, other: Proxy) -> bool:
    whole = not one.objectives or not other.objectives
    shared = whole or bool(set(one.objectives) & set(other.objectives))
    return shared and _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Proxy, other: Proxy) -> bool:
    return other.ends is None or one.since < other.ends
