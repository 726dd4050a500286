"""Moving a running objective to another version of its workflow: what stands in the way.

Theory.  The objective stays where it is; only the table that it is read against changes.  So
everything it refers to by name must mean the same in the other version: the stage, where it
came from, what its last ballot was about, and while positions are taken, what they are asked
for.  What was frozen in a ballot stays frozen, so the other version must know its rule.  The
deadline is kept, and rounds that were allowed beyond the usual number stay allowed.
"""

from __future__ import annotations

from dataclasses import fields

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.situation import Situation, waits_to_start
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, Obstacle, Obstructed
from placet.engine.model import BallotState, Objective, RuleRef, SubState
from placet.engine.workflow import BallotSpec, Stage, Workflow, legal_moves

Obstacles = tuple[Obstacle, ...]


def move_to_version(s: Situation, command: c.MoveToVersion) -> tuple[e.ObjectiveEvent, ...]:
    """The objective follows `s.target` from now on; Obstructed where something is in the way."""
    o, target = s.objective, s.target
    if target is None:
        raise BadInput(
            "version",
            N_("There is no version {version} of {name}."),
            N_("Choose one that is published."),
            version=command.version,
            name=o.workflow,
        )
    if target.version <= o.workflow_version:
        raise BadInput(
            "version",
            N_("{ref} follows version {present} of its procedure already."),
            N_("Choose a later version."),
            ref=o.ref,
            present=o.workflow_version,
        )
    reason = words("reason", command.reason, REMARK, required=True)
    if found := obstacles(o, s.workflow, target):
        raise Obstructed(o.ref, target.version, found)
    allowed = rounds_allowed(o, s.workflow, target)
    return (e.WorkflowChanged(target.name, target.version, allowed, reason),)


def rounds_allowed(o: Objective, present: Workflow, target: Workflow) -> int:
    """The rounds of the other version, and those that were allowed beyond the present ones."""
    return target.rounds + max(0, o.rounds_allowed - present.rounds)


def obstacles(o: Objective, present: Workflow, target: Workflow) -> Obstacles:
    """Everything that keeps the objective from moving; nothing where it may."""
    missing = _missing_stages(o, present, target)
    here = target.stages.get(o.stage)
    if here is None:
        return missing + _rule(o, target) + _rounds(o, present, target)
    was = present.stages[o.stage]
    return (
        missing
        + _kind_of_stage(was, here, target)
        + _way_back(o, present, target)
        + _ballot(was, here, target)
        + _terms(o, present, target)
        + _rule(o, target)
        + _deadline(o, was, here, target)
        + _start(o, was, here, target)
        + _rounds(o, present, target)
    )


def _missing_stages(o: Objective, present: Workflow, target: Workflow) -> Obstacles:
    """The stages that the objective names and the other version does not have."""
    named = [o.stage]
    if o.came_from is not None:
        named.append(o.came_from)
    if o.ballot is not None:
        named.append(o.ballot.stage)
    said = N_("There is no stage \u201c{stage}\u201d in version {version}.")
    return tuple(
        Obstacle(said, {"stage": present.stages[name].title, "version": target.version})
        for name in dict.fromkeys(named)
        if name not in target.stages
    )


def _kind_of_stage(was: Stage, here: Stage, target: Workflow) -> Obstacles:
    """A stage that ends the procedure, or has a result, does so in both versions."""
    values = {"stage": was.title, "version": target.version}
    found: Obstacles = ()
    if was.end != here.end:
        said = N_("The stage \u201c{stage}\u201d is an end in one version and not in the other.")
        found += (Obstacle(said, values),)
    if was.instrument != here.instrument:
        said = N_("In the stage \u201c{stage}\u201d there is a result in one version only.")
        found += (Obstacle(said, values),)
    return found


def _way_back(o: Objective, present: Workflow, target: Workflow) -> Obstacles:
    """Whatever waits to go back where it came from still can."""
    if o.came_from is None or o.came_from not in target.stages:
        return ()  # nowhere to go back to, or said already
    back = (o.stage, o.came_from)
    if back not in legal_moves(present) or back in legal_moves(target):
        return ()
    said = N_(
        "In version {version} no step leads back from \u201c{stage}\u201d to \u201c{back}\u201d."
    )
    values = {
        "stage": present.stages[o.stage].title,
        "back": present.stages[o.came_from].title,
        "version": target.version,
    }
    return (Obstacle(said, values),)


def _ballot(was: Stage, here: Stage, target: Workflow) -> Obstacles:
    """The stage asks for positions in both versions or in neither."""
    if (was.ballot is None) == (here.ballot is None):
        return ()
    said = N_("The stage \u201c{stage}\u201d asks for positions in one version only.")
    return (Obstacle(said, {"stage": was.title, "version": target.version}),)


def _terms(o: Objective, present: Workflow, target: Workflow) -> Obstacles:
    """While positions are taken (under a hold too), they are asked for as they were."""
    if o.ballot is None or o.ballot.state is not BallotState.OPEN:
        return ()
    was, here = present.stages[o.ballot.stage], target.stages.get(o.ballot.stage)
    if was.ballot is None or here is None or here.ballot is None:
        return ()  # said already
    changed = _changed(was.ballot, here.ballot)
    if not changed:
        return ()
    said = N_(
        "A ballot is open in the stage \u201c{stage}\u201d, and version {version} changes its "
        "terms: {keys}."
    )
    values = {"stage": was.title, "version": target.version, "keys": ", ".join(changed)}
    return (Obstacle(said, values),)


def _changed(was: BallotSpec, here: BallotSpec) -> tuple[str, ...]:
    return tuple(f.name for f in fields(was) if getattr(was, f.name) != getattr(here, f.name))


def _rule(o: Objective, target: Workflow) -> Obstacles:
    """The rule of the last ballot is known, so that it can be counted again."""
    if o.ballot is None or _knows(target, o.ballot.rule):
        return ()
    said = N_("The rule of ballot {number}, {rule} {of}, is not known to version {version}.")
    rule = o.ballot.rule
    values = {"number": o.ballot.number, "rule": rule.name, "of": rule.version}
    return (Obstacle(said, {**values, "version": target.version}),)


def _knows(target: Workflow, rule: RuleRef) -> bool:
    return (rule.name, rule.version) in target.rules


def _deadline(o: Objective, was: Stage, here: Stage, target: Workflow) -> Obstacles:
    """A stage that only the other version lets time end has a deadline in this run."""
    running = o.run.state is SubState.RUNNING and o.run.paused_at is None
    if here.period is None or was.period is not None or o.run.deadline or not running:
        return ()
    if here.registered:
        return ()  # said otherwise
    said = N_(
        "In version {version} the stage \u201c{stage}\u201d has a deadline, and this run has none."
    )
    return (Obstacle(said, {"stage": here.title, "version": target.version}),)


def _start(o: Objective, was: Stage, here: Stage, target: Workflow) -> Obstacles:
    """What waits for its start does so in both versions."""
    if waits_to_start(was, o) == waits_to_start(here, o):
        return ()
    said = N_("The stage \u201c{stage}\u201d waits to be started in one version only.")
    return (Obstacle(said, {"stage": was.title, "version": target.version}),)


def _rounds(o: Objective, present: Workflow, target: Workflow) -> Obstacles:
    """The rounds that were used are allowed."""
    allowed = rounds_allowed(o, present, target)
    if o.round <= allowed:
        return ()
    said = N_("It is in round {round}, and version {version} allows {allowed}.")
    return (Obstacle(said, {"round": o.round, "version": target.version, "allowed": allowed}),)
