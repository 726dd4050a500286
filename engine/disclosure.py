"""Who sees whose position: one question, asked wherever a ballot is shown or told.

What was promised when the ballot was opened holds for ever, whatever the workflow says
later.  One's own position is always seen.  Of the others: in an *open* ballot everything; in
a *sealed* one nothing before it is closed, and nothing ever if it ended without an outcome;
in an *undisclosed* one nothing, but for secretariat and chair; in a *secret* one nothing,
for nobody.  Where the *breaker* of a silence is not disclosed, positions that stand in the
way are seen by secretariat and chair alone.  How many have answered may always be said; what
the count is, only where it is no secret any more, and without names.

Comments are seen by everybody at the table, unless the stage seals them: then each organisation
sees its own until the call for comments closes.  An answer to a comment is seen by those who
answer until it is published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from placet.engine.access import Standing
from placet.engine.concerns import Concern
from placet.engine.deadlines import in_time
from placet.engine.groups import GroupStatement
from placet.engine.model import Ballot, BallotState, Comment, Instrument, Objective, SubState
from placet.engine.rules import Either, Fewer, Needed, Resolve, Verdict
from placet.engine.statements import Statement
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
    return replace(
        ballot,
        positions=seen,
        hidden=ballot.hidden + hidden,
        awaiting={
            organisation: awaiting
            for organisation, awaiting in ballot.awaiting.items()
            if organisation == who.organisation or _serves(who)
        },
        late=tuple(
            p for p in ballot.late if sees_position(workflow, ballot, who, p.organisation, p.kind)
        ),
    )


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
    o = _beside_for(o, who, [b for b in (o.ballot, *earlier) if b is not None])
    o = _comments_of(workflow, o, who)
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


def _beside_for(o: Objective, who: Standing, ballots: Collection[Ballot]) -> Objective:
    """Without the statements and concerns that follow a ballot whose positions are not shown.

    Of a ballot that is not given nothing is known, so only one's own are seen.
    """
    shown = {0, *(b.number for b in ballots if sees_everybody(b, who))}
    stated = {x.ballot for x in o.statements.values()} | {x.ballot for x in o.concerns.values()}
    if stated <= shown:
        return o

    def seen(x: Statement | Concern) -> bool:
        return x.ballot in shown or x.organisation == who.organisation

    return replace(
        o,
        statements={n: x for n, x in o.statements.items() if seen(x)},
        concerns={n: x for n, x in o.concerns.items() if seen(x)},
    )


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


def comments_are_sealed(workflow: Workflow, o: Objective, now: datetime | None = None) -> bool:
    """Whether the comments of this round are their authors' own still.

    A hold does not open them.  Without an instant the state of the run alone tells.
    """
    run = o.run
    held = run.paused_at is not None and o.came_from is not None
    stage = workflow.stages.get(o.came_from if held and o.came_from else o.stage)
    if stage is None or not (stage.collects_comments and stage.comments_sealed):
        return False
    at = run.paused_at or now
    over = at is not None and run.deadline is not None and not in_time(at, run.deadline)
    return run.state is SubState.RUNNING and not over


def sees_answers(workflow: Workflow, o: Objective, who: Standing) -> bool:
    """Whether this reader is one of those who answer, and sees answers before the others do."""
    stage = workflow.stages.get(o.stage)
    leads = stage is not None and "lead" in stage.text_changed_by
    return who.secretariat or (leads and who.submits and who.organisation in o.leads)


def comments_for(
    workflow: Workflow,
    o: Objective,
    comments: Iterable[Comment],
    who: Standing,
    now: datetime | None = None,
) -> tuple[Comment, ...]:
    """The comments that this reader may see, with the answers that are there to be read."""
    sealed, drafts = comments_are_sealed(workflow, o, now), sees_answers(workflow, o, who)
    return tuple(
        x if drafts or x.published else _unanswered(x)
        for x in comments
        if not sealed or x.round != o.round or x.organisation == who.organisation
    )


def spoken_for(
    workflow: Workflow, o: Objective, who: Standing, named: Collection[str]
) -> tuple[str, ...]:
    """Of those who commented, or did not, the ones that this reader may know of.

    Secretariat and chair always may, since they remind.
    """
    if _serves(who) or not comments_are_sealed(workflow, o):
        return tuple(named)
    return tuple(x for x in named if x == who.organisation)


def _unanswered(comment: Comment) -> Comment:
    return replace(
        comment, disposition=None, response="", answered_by=None, implemented=None, published=True
    )


def _comments_of(workflow: Workflow, o: Objective, who: Standing) -> Objective:
    if not o.comments and not o.no_comments:
        return o
    seen = {x.number: x for x in comments_for(workflow, o, o.comments.values(), who)}
    return replace(
        o,
        comments=seen,
        comments_hidden=o.comments_hidden + len(o.comments) - len(seen),
        no_comments=spoken_for(workflow, o, who, o.no_comments),
    )
