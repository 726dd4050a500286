"""What a person should do inside their own organisation, for their inbox alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from placet.engine.access import Actor, Standing, standing
from placet.engine.amendments import AmendmentState
from placet.engine.disclosure import objective_for
from placet.engine.model import Capacity, Deadline, Negotiation, Objective
from placet.engine.prepared import Assignment, Prepared, PreparedKind, PreparedState
from placet.engine.sharing import DraftingSpace, Membership
from placet.engine.store import Store
from placet.engine.views import Inbox, Task
from placet.engine.workflow import Workflow

WorkflowOf = Callable[[str, int], Workflow]


@dataclass(frozen=True, slots=True)
class _Private:
    """What is private and concerns the person, by objective."""

    prepared: Mapping[str, list[Prepared]]
    assigned: Mapping[str, list[Assignment]]
    spaces: Mapping[str, list[DraftingSpace]]
    shared: Mapping[str, list[Prepared]]


def with_private_tasks(
    store: Store,
    actor: Actor,
    inbox: Inbox,
    objectives: Sequence[tuple[Negotiation, Objective]],
    workflow_of: WorkflowOf,
) -> Inbox:
    """The inbox, with what waits for clearance, came back, was assigned or is shared."""
    acting = {s: w for s, w in inbox.standings.items() if _prepares(w)}
    if not acting:
        return inbox
    whose = {o.ref: standing(actor, n, inbox.now) for n, o in objectives if n.symbol in acting}
    whose = {ref: who for ref, who in whose.items() if _prepares(who)}
    held = _load(store, actor, whose)
    found: list[Task] = []
    for negotiation, o in objectives:
        who = whose.get(o.ref)
        if who is None:
            continue
        workflow = workflow_of(o.workflow, o.workflow_version)
        if workflow.stages[o.stage].end:
            continue
        seen = objective_for(workflow, o, who)
        stage = workflow.stages[o.stage]
        plain = Task(negotiation, seen, stage, "", "role", o.run.deadline, who.organisation)
        found += _tasks(plain, o, actor, who, held)
    if not found:
        return inbox
    named = {task.objective.ref for task in found}
    needs = sorted((*inbox.needs_you, *found), key=_soonest)
    waiting = tuple(t for t in inbox.waiting if t.objective.ref not in named)
    return replace(inbox, needs_you=tuple(needs), waiting=waiting)


def _prepares(who: Standing) -> bool:
    return who.organisation is not None and who.capacity is not Capacity.OBSERVER


def _load(
    store: Store,
    actor: Actor,
    whose: Mapping[str, Standing],
) -> _Private:
    own = {ref: who.organisation for ref, who in whose.items()}
    prepared, assigned = defaultdict(list), defaultdict(list)
    spaces, shared = defaultdict(list), defaultdict(list)
    for item in store.prepared_of({organisation or "" for organisation in own.values()}):
        if own.get(item.ref) == item.organisation:
            prepared[item.ref].append(item)
    for asked in store.assigned_to(actor.person):
        if own.get(asked.ref) == asked.organisation:
            assigned[asked.ref].append(asked)
    inside = []
    for space in store.spaces(own):
        if own[space.ref] in space.members:
            spaces[space.ref].append(space)
            if space.members[own[space.ref] or ""] is Membership.JOINED:
                inside.append(space.id)
    for item in store.proposed_in(inside):
        shared[item.ref].append(item)
    return _Private(prepared, assigned, spaces, shared)


def _tasks(
    plain: Task, o: Objective, actor: Actor, who: Standing, held: _Private
) -> Iterator[Task]:
    items = [i for i in held.prepared[o.ref] if i.kind is not PreparedKind.NOTE]
    batch = f"/objectives/{o.ref}/my-batch"
    if who.submits:
        waiting = [i for i in items if i.state is PreparedState.READY]
        if waiting:
            yield replace(plain, ask="clear", counts=_counted(waiting), path=batch)
        yield from _shared(plain, o, who, held)
    back = [
        i
        for i in items
        if i.state is PreparedState.RETURNED
        and actor.person in {d.by for d in i.history if d.did in ("began", "edited")}
    ]
    if back:
        note = back[0].note if len(back) == 1 else ""
        yield replace(plain, ask="returned", counts=_counted(back), note=note, path=batch)
    for asked in held.assigned[o.ref]:
        due = Deadline(asked.due, plain.negotiation.zone) if asked.due else plain.due
        key = f"{asked.about}:{asked.key}"
        path = f"{batch}#assigned-{asked.id}"
        yield replace(
            plain, ask="assigned", why=key, due=due, note=asked.note, who=asked.by, path=path
        )


def _counted(items: Sequence[Prepared]) -> dict[str, int]:
    return dict(Counter(item.kind.value for item in items))


def _shared(plain: Task, o: Objective, who: Standing, held: _Private) -> Iterator[Task]:
    own = who.organisation or ""
    for space in held.spaces[o.ref]:
        if space.members.get(own) is Membership.INVITED:
            path = f"/objectives/{o.ref}/spaces/{space.id}"
            yield replace(plain, ask="join", note=space.title, due=None, path=path)
    numbers = tuple(
        a.number
        for a in (o.amendments.get(int(i.reference)) for i in held.shared[o.ref])
        if a is not None and a.state is AmendmentState.OPEN and own not in a.supporters
    )
    if numbers:
        path = f"/objectives/{o.ref}/amendments#a{numbers[0]}"
        yield replace(plain, ask="cosponsor", amendments=numbers, due=None, path=path)


def _soonest(task: Task) -> tuple[bool, float, str]:
    at = task.due.at.timestamp() if task.due else 0.0
    return (task.due is None, at, task.objective.ref)
