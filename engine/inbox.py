"""What one person should do, computed from the state; never a stored flag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from placet.engine.access import Actor, Standing, can, standing, step_roles
from placet.engine.amendments import AmendmentState
from placet.engine.commands import ProposeTreatment
from placet.engine.decide import Situation, facts
from placet.engine.decide.acting_for import members_to_cast_for
from placet.engine.decide.amendments import takes_amendments
from placet.engine.decide.answering import answerable
from placet.engine.decide.counting import silence_agrees
from placet.engine.decide.situation import waits_to_start
from placet.engine.decide.timing import awaits_meeting
from placet.engine.disclosure import objective_for
from placet.engine.model import Ballot, BallotState, Negotiation, Objective, Person, SubState
from placet.engine.owing import at_rest, owing
from placet.engine.views import Inbox, Task
from placet.engine.workflow import Workflow, possible

RECENT = timedelta(days=30)


def inbox_of(
    actor: Actor,
    me: Person,
    now: datetime,
    tables: tuple[Negotiation, ...],
    objectives: Iterable[tuple[Negotiation, Objective]],
    workflow_of: Callable[[str, int], Workflow],
) -> Inbox:
    """Needs you (soonest first), waiting for others, decided in the last 30 days."""
    standings = {n.symbol: standing(actor, n, now) for n in tables}
    needs: list[Task] = []
    waiting: list[Task] = []
    decided: list[Task] = []
    for negotiation, o in objectives:
        who = standing(actor, negotiation, now)
        workflow = workflow_of(o.workflow, o.workflow_version)
        s = Situation(workflow, negotiation, o, actor, now)
        stage = s.stage
        if stage.end and not (o.instrument and o.instrument.provisional):
            if now - o.run.entered_at <= RECENT and who.present:
                decided.append(_task(s, who, "decided", "decided"))
            continue
        mine = _delegate_task(s, who)
        served = _officer_task(s, who)
        wording = (*_proxy_tasks(s, who), *_word_tasks(s, who))
        needs.extend(t for t in (mine, served, *wording) if t is not None)
        if mine is None and served is None and not wording and who.present:
            waiting.append(_task(s, who, "wait", "acted"))
    return Inbox(
        me=me,
        now=now,
        needs_you=tuple(sorted(needs, key=_by_deadline)),
        waiting=tuple(sorted(waiting, key=_by_deadline)),
        decided=tuple(sorted(decided, key=lambda t: t.objective.run.entered_at, reverse=True)),
        standings=standings,
        negotiations=tables,
    )


def _by_deadline(task: Task) -> tuple[bool, float, str]:
    at = task.due.at.timestamp() if task.due else 0.0
    return (task.due is None, at, task.objective.ref)


def _delegate_task(s: Situation, who: Standing) -> Task | None:
    """What the actor's organisation owes, if the actor can give it."""
    if not who.binds:
        return None
    reviews = s.objective.course.reviews if s.objective.run.paused_at is None else ()
    if any(r.organisation == who.organisation and r.given_at is None for r in reviews):
        return _task(s, who, "finding", "silent")
    if who.organisation in owing(s.workflow, s.negotiation, s.objective, s.now):
        if s.stage.ballot is not None:
            changed = s.objective.round > 1 or s.objective.ballots > 1
            return _task(s, who, "position", "changed" if changed else "silent")
        return _task(s, who, "comment" if s.stage.collects_comments else "confirm", "silent")
    if "lead" in step_roles(s.who, s.objective) and s.stage.text_changed_by:
        if s.stage.ballot is None:
            return _task(s, who, "revise", "role")
    return None


def _proxy_tasks(s: Situation, who: Standing) -> Iterator[Task]:
    """What is owed by organisations for which the actor's may answer."""
    if not who.submits or s.stage.ballot is None:
        return
    owed = owing(s.workflow, s.negotiation, s.objective, s.now)
    for giver in (*answerable(s), *members_to_cast_for(s)):
        if giver in owed and giver != who.organisation:
            task = _task(s, who, "position", "silent")
            yield replace(task, organisation=giver, mine=None, by_proxy=True)


def _officer_task(s: Situation, who: Standing) -> Task | None:
    """What waits for the secretariat or the chair."""
    roles = step_roles(who, s.objective) & {"secretariat", "chair"}
    if not roles:
        return None
    o = s.objective
    if o.run.state is SubState.CLOSED and not at_rest(s.stage, o):
        return _task(s, who, "decide", "clock")
    if waits_to_start(s.stage, o):
        return _task(s, who, "begin", "role")
    if awaits_meeting(s):
        return _task(s, who, "meeting", "role")
    if s.stage.text_changed_by and s.stage.ballot is None and who.secretariat:
        if any(c.disposition is None for c in o.comments.values()):
            return _task(s, who, "answer", "role")
        steps = possible(s.workflow, o.stage, facts(s))
        if any(p.allowed and roles & set(p.by) for p in steps):
            return _task(s, who, "revise", "role")
    if s.stage.state == "in_review":
        return _task(s, who, "review", "role")
    return None


def _word_tasks(s: Situation, who: Standing) -> Iterator[Task]:
    """Treatments to answer or to propose, paragraphs that wait for the organisation.

    None of them has a deadline of its own.
    """
    o, mine = s.objective, who.organisation
    if takes_amendments(s.stage) and o.run.paused_at is None:
        open_ones = [a for a in o.amendments.values() if a.state is AmendmentState.OPEN]
        proposed = [
            a.number
            for a in open_ones
            if a.sponsor == mine and a.treatment is not None and a.treatment.agreed is None
        ]
        untreated = [a.number for a in open_ones if a.treatment is None]
        if proposed and who.submits:
            task = _task(s, who, "treatment", "new")
            yield replace(task, due=None, amendments=tuple(proposed))
        if untreated and can(s.actor, ProposeTreatment, s.negotiation, o, s.now):
            task = _task(s, who, "treat", "role")
            yield replace(task, due=None, amendments=tuple(untreated))
    if who.submits and not s.stage.end and not s.stage.instrument:
        waiting = tuple(p for p, noted in o.agreements.items() if mine in noted.pending)
        if waiting:
            yield replace(_task(s, who, "agree", "silent"), due=None, paragraphs=waiting)


def _task(s: Situation, who: Standing, ask: str, why: str) -> Task:
    o = objective_for(s.workflow, s.objective, who)
    ballot: Ballot | None = o.ballot
    live = ballot is not None and ballot.stage == o.stage and ballot.state is BallotState.OPEN
    held = ballot.positions.get(who.organisation or "") if ballot else None
    return Task(
        negotiation=s.negotiation,
        objective=o,
        stage=s.stage,
        ask=ask,
        why=why,
        due=o.run.deadline,
        organisation=who.organisation,
        mine=held,
        have=ballot.answered if ballot and live else 0,
        seats=len(ballot.seats) if ballot and live else 0,
        open_comments=sum(c.disposition is None for c in o.comments.values()),
        agrees=live and ballot is not None and silence_agrees(s.workflow, ballot),
    )
