"""What answers hold about groups, and about who may answer for whom."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.engine.model import Negotiation
from placet.engine.proxies import Proxy, in_force


class GroupShown(Shown):
    """A group of organisations at the table."""

    code: str
    title: str
    kind: str
    members: tuple[str, ...]
    speaker: str


class GroupStatementShown(Shown):
    """What a group said on a ballot; it is counted nowhere."""

    ballot: int
    group: str
    speaker: str
    kind: str
    words: str
    by: str
    at: datetime
    members: tuple[str, ...]


class ProxyShown(Shown):
    """An organisation that may answer for another.

    `state` is offered, accepted, declined or ended; `in_force` says whether it holds now;
    `casts`: the holder is a body that casts for its members.
    """

    number: int
    giver: str
    holder: str
    since: datetime
    until: datetime | None
    objectives: tuple[str, ...]
    reason: str
    evidence: str
    casts: bool
    state: str
    in_force: bool
    given_by: str
    given_at: datetime
    answered_by: str
    answered_at: datetime | None
    ended_by: str
    ended_at: datetime | None
    ended_because: str

    @classmethod
    def of(cls, proxy: Proxy, now: datetime) -> ProxyShown:
        """The proxy at this instant."""
        return cls(
            number=proxy.number,
            giver=proxy.giver,
            holder=proxy.holder,
            since=proxy.since,
            until=proxy.until,
            objectives=proxy.objectives,
            reason=proxy.reason,
            evidence=proxy.evidence,
            casts=proxy.casts,
            state=proxy.state.value,
            in_force=in_force(proxy, now),
            given_by=proxy.given_by,
            given_at=proxy.given_at,
            answered_by=proxy.answered_by,
            answered_at=proxy.answered_at,
            ended_by=proxy.ended_by,
            ended_at=proxy.ended_at,
            ended_because=proxy.ended_because,
        )


class GroupsShown(Shown):
    """The groups of a table."""

    items: tuple[GroupShown, ...]

    @classmethod
    def of(cls, negotiation: Negotiation) -> GroupsShown:
        """Those that there are now."""
        return cls(items=tuple(GroupShown.model_validate(g) for g in negotiation.groups))


class ProxiesShown(Shown):
    """All proxies of a table that were ever offered."""

    items: tuple[ProxyShown, ...]

    @classmethod
    def of(cls, negotiation: Negotiation, now: datetime) -> ProxiesShown:
        """In the order in which they were offered."""
        return cls(items=tuple(ProxyShown.of(p, now) for p in negotiation.proxies))
