"""Who sees whose position: one question, asked wherever a ballot is shown or told.

What was promised when the ballot was opened holds for ever, whatever the workflow says
later.  One's own position is always seen.  Of the others: in an *open* ballot everything; in
a *sealed* one nothing before it is closed, and nothing ever if it ended without an outcome;
in an *undisclosed* one nothing, but for secretariat and chair; in a *secret* one nothing,
for nobody.  Where the *breaker* of a silence is not disclosed, positions that stand in the
way are seen by secretariat and chair alone.  How many have answered may always be said; what
the count is, only where it is no secret any more, and without names.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from placet.engine.access import Standing
from placet.engine.groups import GroupStatement
from placet.engine.model import Ballot, BallotState, Instrument, Objective
from placet.engine.rules import Either, Fewer, Needed, Resolve, Verdict
from placet.engine.workflow import Workflow

NOBODY = Standing()
"""Somebody without any part in the negotiation (an administrator, say)."""


def hides_the_count(ballot: Ballot) -> bool:
    """Whether nobody at all may know yet how the count stands."""
    return ballot.state is BallotState.OPEN and ballot.visibility in ("sealed", "secret")


def sees_the_count(ballot: Ballot, who: Standing) -> bool:
    """Whether this reader may know how the count stands."""
    if ballot.visibility == "open" or ballot.state is BallotState.CLOSED:
        return True
    return ballot.visibility == "undisclosed" and _serves(who)


def sees_everybody(ballot: Ballot, who: Standing) -> bool:
    """Whether this reader may know of every position whose it is."""
    match ballot.visibility:
        case "sealed":
            plain = ballot.state is BallotState.CLOSED
        case "undisclosed":
            plain = _serves(who)
        case "secret":
            plain = False
        case _:
            plain = True
    return plain and (ballot.breaker == "disclosed" or _serves(who))


def sees_position(
    workflow: Workflow,
    ballot: Ballot,
    who: Standing,
    organisation: str,
    kind: str,
    cast_by: str = "",
) -> bool:
    """Whether this reader may know that the organisation holds this.

    Whoever cast it for the organisation knows what it cast, and nothing more.
    """
    if who.organisation is not None and who.organisation in (organisation, cast_by):
        return True
    if ballot.breaker != "disclosed" and ballot.visibility in ("open", "sealed"):
        named = replace(ballot, breaker="disclosed")
        against = _stands_in_the_way(workflow, ballot, kind)
        return sees_everybody(named, who) and (_serves(who) or not against)
    return sees_everybody(ballot, who)


def ballot_for(workflow: Workflow, ballot: Ballot, who: Standing) -> Ballot:
    """The ballot with the positions that this reader may see, and how many there are more."""
    if sees_everybody(ballot, who):
        return ballot
    seen = {
        organisation: position
        for organisation, position in ballot.positions.items()
        if sees_position(workflow, ballot, who, organisation, position.kind, position.cast_by)
    }
    hidden = len(ballot.positions) - len(seen)
    return replace(ballot, positions=seen, hidden=ballot.hidden + hidden)


def verdict_for(ballot: Ballot, verdict: Verdict, who: Standing) -> Verdict | None:
    """The verdict as this reader may know it: None, without names, or whole."""
    if not sees_the_count(ballot, who):
        return None
    return verdict if sees_everybody(ballot, who) else without_names(verdict)


def without_names(verdict: Verdict) -> Verdict:
    """The numbers alone."""
    return replace(
        verdict,
        dropped=(),
        blockers=(),
        needed=tuple(map(_nameless, verdict.needed)),
        holding={},
        silent=(),
        returned=(),
        flagged={},
    )


def _nameless(needed: Needed) -> Needed:
    match needed:
        case Resolve():
            count = len(needed.organisations) or needed.count
            return replace(needed, organisations=(), count=count)
        case Fewer():
            return replace(needed, organisations=())
        case Either():
            return Either(tuple(tuple(map(_nameless, option)) for option in needed.options))
        case _:
            return needed


def silent_for(ballot: Ballot, who: Standing, silent: Collection[str]) -> tuple[str, ...]:
    """Of those who have not answered, the ones that this reader may know of.

    Secretariat and chair always may, since they remind; where positions are not shown,
    the others learn only about themselves.
    """
    if _serves(who) or (ballot.visibility == "open" and ballot.breaker == "disclosed"):
        return tuple(silent)
    return tuple(x for x in silent if x == who.organisation)


def objective_for(
    workflow: Workflow, o: Objective, who: Standing, earlier: Collection[Ballot] = ()
) -> Objective:
    """The objective with its ballot and its result as this reader may see them.

    A result that comes from an `earlier` ballot, which is not given, names nobody.
    """
    o = replace(o, spoken=statements_for(workflow, o, who, earlier)) if o.spoken else o
    if o.ballot is None:
        return o
    decided = (b for b in (o.ballot, *earlier) if o.instrument and b.number == o.instrument.ballot)
    return replace(
        o,
        ballot=ballot_for(workflow, o.ballot, who),
        instrument=_instrument(o.instrument, next(decided, None), who),
    )


def statements_for(
    workflow: Workflow, o: Objective, who: Standing, earlier: Collection[Ballot] = ()
) -> tuple[GroupStatement, ...]:
    """What groups said, as this reader may know it.

    What a group says tells what its speaker holds, so others see it where they would see that;
    its members always, since it is said in their name.
    """
    known = {b.number: b for b in (*earlier, *((o.ballot,) if o.ballot else ()))}
    return tuple(
        s
        for s in o.spoken
        if s.ballot in known and sees_statement(workflow, known[s.ballot], who, s)
    )


def sees_statement(
    workflow: Workflow, ballot: Ballot, who: Standing, statement: GroupStatement
) -> bool:
    """Whether this reader may know what a group said on a ballot."""
    if who.organisation is not None and who.organisation in statement.members:
        return True
    return sees_position(workflow, ballot, who, statement.speaker, statement.kind)


def _instrument(made: Instrument | None, ballot: Ballot | None, who: Standing) -> Instrument | None:
    """Whom the result does not bind tells who abstained."""
    if made is None or (ballot is not None and names_the_unbound(ballot, who)):
        return made
    return replace(made, not_bound=tuple(x for x in made.not_bound if x == who.organisation))


def names_the_unbound(ballot: Ballot, who: Standing) -> bool:
    """Whether this reader may know whom a result of the ballot does not bind."""
    return ballot.visibility in ("open", "sealed") or sees_everybody(ballot, who)


def _serves(who: Standing) -> bool:
    return who.secretariat or who.chair


def _stands_in_the_way(workflow: Workflow, ballot: Ballot, kind: str) -> bool:
    effects = workflow.terms(ballot.rule).effects.get(kind)
    return effects is None or effects.blocking or effects.negative
