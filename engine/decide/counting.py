"""The count of a ballot, and what follows from it before everybody has answered.

A ballot is *broken* where positions stand in the way that no answer which is still out can
outweigh: one objection where silence agrees, more objections than the rule bears where it
bears some.  It is *settled* where no answer that is still out changes whether it passes.
"""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.model import Ballot, BallotState, Position
from placet.engine.rules import Effects, Verdict, evaluate, pivot
from placet.engine.rules.evaluating import held_of
from placet.engine.workflow import Workflow

_CEILING = ("<", "<=")


def counted(workflow: Workflow, ballot: Ballot, *, final: bool = False) -> Verdict:
    """The rule's verdict on the ballot as it stands.

    With `final`, ad referendum positions that were not confirmed count as no position:
    that is what a provisional adoption waits for.
    """
    positions = ballot.positions
    if final:
        positions = {o: p for o, p in positions.items() if not unconfirmed_position(p)}
    return evaluate(workflow.terms(ballot.rule, ballot.kinds), ballot.seats, positions)


def unconfirmed_position(position: Position) -> bool:
    """Whether a position is ad referendum, or pending, and not confirmed."""
    return position.unconfirmed


def effects_of(workflow: Workflow, ballot: Ballot) -> Mapping[str, Effects]:
    """What each kind of position does under the rule of the ballot."""
    return workflow.terms(ballot.rule).effects


def silence_agrees(workflow: Workflow, ballot: Ballot) -> bool:
    """Whether who records nothing agrees under the rule of the ballot."""
    return workflow.terms(ballot.rule).rule.silence == "agrees"


def holders(workflow: Workflow, ballot: Ballot, effect: str) -> tuple[str, ...]:
    """Who holds a position that has this effect under the rule of the ballot."""
    effects = effects_of(workflow, ballot)
    held = ballot.positions.values()
    return tuple(
        p.organisation for p in held if p.kind in effects and getattr(effects[p.kind], effect)
    )


def breakers(workflow: Workflow, ballot: Ballot, verdict: Verdict | None = None) -> tuple[str, ...]:
    """Who broke it, in the order of the seats; nobody where it is not broken.

    While it is open, only those whom no answer that is still out could outweigh.
    `verdict` is the count where it is known already.
    """
    verdict = verdict or counted(workflow, ballot)
    ceiling = any(not f.met and f.op in _CEILING for f in verdict.findings)
    if verdict.passes or not ceiling:
        return ()
    if ballot.state is BallotState.OPEN and not settled(workflow, ballot):
        return ()
    return verdict.blockers


def settled(workflow: Workflow, ballot: Ballot) -> bool:
    """Whether nobody who is still silent can change if it passes; not where that is unknown."""
    terms = workflow.terms(ballot.rule, ballot.kinds)
    return not pivot.settled(terms, ballot.seats, held_of(ballot.positions)).by_the_silent
