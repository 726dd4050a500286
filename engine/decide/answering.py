"""For whom somebody answers on a ballot: for the own organisation, or by proxy.

The own answer wins: a holder may answer as long as the giver has not answered itself, and what
the giver answers replaces whatever was cast for it.
"""

from __future__ import annotations

from placet.engine.decide.situation import Situation, open_ballot
from placet.engine.errors import N_, BadInput, NotAllowed
from placet.engine.model import Ballot
from placet.engine.proxies import held_by


def answers_for(s: Situation, asked: str) -> str:
    """The organisation that the actor answers for: its own, or one that it holds a proxy of."""
    own = s.who.organisation
    if own is None:
        raise NotAllowed(N_("act for another organisation"))
    if not asked or asked == own:
        return own
    held = held_by(s.negotiation.proxies, own, s.objective.ref, s.now)
    if asked not in {p.giver for p in held}:
        raise NotAllowed(N_("act for another organisation"))
    return asked


def answerable(s: Situation) -> tuple[str, ...]:
    """For whom the actor's organisation may answer on the open ballot: itself first.

    Only givers that have not answered themselves; members of a casting body are cast for
    together (`placet.engine.decide.acting_for`).
    """
    ballot, own = open_ballot(s.objective), s.who.organisation
    if ballot is None or own is None:
        return ()
    held = held_by(s.negotiation.proxies, own, s.objective.ref, s.now)
    givers = {p.giver for p in held if not p.casts}
    answered = {o for o, p in ballot.positions.items() if not p.cast_by}
    seats = [seat.organisation for seat in ballot.seats]
    mine = tuple(x for x in seats if x == own)
    return (*mine, *(x for x in seats if x in givers and x not in answered))


def cast_by(s: Situation, organisation: str) -> str:
    """Who answers in the place of an organisation: "" where it does so itself."""
    own = s.who.organisation or ""
    return "" if organisation == own else own


def own_answer_wins(s: Situation, ballot: Ballot, organisation: str) -> None:
    """Refuse a cast for whoever has answered itself."""
    held = ballot.positions.get(organisation)
    if not cast_by(s, organisation) or held is None or held.cast_by:
        return
    raise BadInput(
        "organisation",
        N_("{organisation} has answered itself, and its own answer stands."),
        N_("Nothing needs to be recorded for it."),
        organisation=organisation,
    )


def only_what_it_cast(s: Situation, ballot: Ballot, organisation: str) -> None:
    """Refuse to take back for another what was not cast by oneself."""
    holder = cast_by(s, organisation)
    if holder and ballot.positions[organisation].cast_by != holder:
        raise NotAllowed(N_("withdraw what another organisation recorded"))


def refuse_a_single_cast(s: Situation, asked: str) -> None:
    """A body casts for its members in one act that says which of them are present."""
    own = s.who.organisation
    held = held_by(s.negotiation.proxies, own, s.objective.ref, s.now)
    if asked and asked != own and any(p.giver == asked and p.casts for p in held):
        raise BadInput(
            "organisation",
            N_("{holder} casts for all its members that are present, in one act."),
            N_("Say which of them are present, and record the position for them together."),
            holder=own or "",
        )
