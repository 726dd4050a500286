"""I-45: an inbox asks for exactly what its reader can give and nobody has given.

Said again from what is stored, in a few lines that share nothing with the inbox.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.model import BallotState, Negotiation, Objective, Participation
from placet.engine.prepared import PreparedKind, PreparedState
from placet.engine.proxies import in_force
from tests.model.acting import running
from tests.model.table import PEOPLE, Asked

Owed = set[tuple[str, str, str]]
"""What is asked, of which objective, for which organisation."""

ASKS = ("position", "comment", "confirm", "clear", "returned")


def inboxes(table: Asked) -> Iterator[str]:
    """Where an inbox asks for something else."""
    for who in PEOPLE:
        tasks = table.ask(who, "GET", "/inbox").json()["needs_you"]
        asks = {
            (t["ask"], t["objective"]["ref"], t["organisation"]) for t in tasks if t["ask"] in ASKS
        }
        owed = {x for o in table.state.objectives.values() for x in _owed(table, who, o)}
        if asks != owed:
            yield f"the inbox of {who} asks for {asks - owed}, and does not for {owed - asks}"


def _owed(table: Asked, who: str, o: Objective) -> Iterator[tuple[str, str, str]]:
    n = table.state.negotiations[o.negotiation]
    standing = table.standing(who, o.negotiation)
    own = standing.organisation or ""
    if standing.binds:
        yield from ((ask, o.ref, own) for ask, whom in _missing(table, n, o) if whom == own)
    if standing.submits:
        for ask, whom in _missing(table, n, o):
            if ask == "position" and whom != own and _answers(table, n, o, own, whom):
                yield (ask, o.ref, whom)
    if own and o.stage not in ("adopted", "not_adopted", "lapsed", "withdrawn"):
        mine = [i for i in table.state.prepared if (i.ref, i.organisation) == (o.ref, own)]
        mine = [i for i in mine if i.kind is not PreparedKind.NOTE]
        if standing.submits and any(i.state is PreparedState.READY for i in mine):
            yield ("clear", o.ref, own)
        back = [i for i in mine if i.state is PreparedState.RETURNED]
        person = table.people[who]
        if any(d.by == person and d.did in ("began", "edited") for i in back for d in i.history):
            yield ("returned", o.ref, own)


def _missing(table: Asked, n: Negotiation, o: Objective) -> list[tuple[str, str]]:
    """What the present run still wants, and from which organisation."""
    deadline = o.run.deadline
    if not running(o) or (deadline is not None and table.now >= deadline.at):
        return []
    seated = [p for p in n.participants if p.state is Participation.SEATED]
    here = {p.organisation for p in seated}
    ballot = o.ballot
    if o.stage in ("proposal", "endorsement"):
        if ballot is None or ballot.state is not BallotState.OPEN:
            return []
        free = (s.organisation for s in ballot.seats if s.organisation not in ballot.positions)
        return [("position", x) for x in free if x in here]
    if o.stage == "comment":
        spoken = {*o.no_comments, *o.observers, *(x.organisation for x in o.comments.values())}
        ours = [p.organisation for p in seated if not p.observer]
        return [("comment", x) for x in ours if x not in spoken]
    if o.instrument is not None and o.instrument.provisional and ballot is not None:
        return [("confirm", x) for x, p in ballot.positions.items() if p.unconfirmed]
    return []


def _answers(table: Asked, n: Negotiation, o: Objective, own: str, whom: str) -> bool:
    """Whether one organisation may answer for the other."""
    return any(
        (p.holder, p.giver) == (own, whom) and p.covers(o.ref) and in_force(p, table.now)
        for p in n.proxies
    )
