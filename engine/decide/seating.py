"""Who may use which seat of which ballot, and whether it is in time."""

from __future__ import annotations

from placet.engine.codec import instant
from placet.engine.deadlines import in_time
from placet.engine.decide.answering import answers_for
from placet.engine.decide.situation import Situation, open_ballot
from placet.engine.errors import N_, NotAllowed, NotOpen, Superseded, TooLate
from placet.engine.model import Ballot


def mine(s: Situation, asked: str) -> str:
    """The organisation that the actor acts for; NotAllowed for another one."""
    who = s.who
    if who.organisation is None or (asked and asked != who.organisation):
        raise NotAllowed(N_("act for another organisation"))
    return who.organisation


def seated(s: Situation, number: int, asked: str) -> tuple[Ballot, str]:
    """The open ballot, in time, and the organisation whose seat is answered for."""
    organisation = answers_for(s, asked)
    ballot = ballot_in_time(s, number)
    if organisation not in {seat.organisation for seat in ballot.seats}:
        raise NotAllowed(N_("record a position: the organisation has no seat on this ballot"))
    return ballot, organisation


def ballot_in_time(s: Situation, number: int) -> Ballot:
    """The ballot of this number, where it is open and in time."""
    ballot = s.objective.ballot
    if ballot is None or number > ballot.number:
        raise NotOpen(s.objective.ref)
    if number != ballot.number:
        raise Superseded(shown(s, number), ballot.text)
    if open_ballot(s.objective) is None or s.objective.run.paused_at is not None:
        if not in_time(s.now, ballot.deadline):
            raise TooLate(instant(ballot.deadline.at))
        raise NotOpen(s.objective.ref)
    if not in_time(s.now, ballot.deadline):
        raise TooLate(instant(ballot.deadline.at))
    return ballot


def shown(s: Situation, number: int) -> int:
    """The version that a form on an older ballot showed, as far as it is still known."""
    ballot = s.objective.ballot
    return ballot.text if ballot is not None and ballot.number == number else 0


def guarding(s: Situation) -> int:
    """The ballot whose rules say who may see what is said beside it; 0 where everybody may.

    That is the ballot of the present stage, or the one that brought the result, if it keeps to
    itself whose position is whose.
    """
    ballot, o = s.objective.ballot, s.objective
    if ballot is None or (ballot.stage != o.stage and o.instrument is None):
        return 0
    plain = ballot.visibility == "open" and ballot.breaker == "disclosed"
    return 0 if plain else ballot.number
