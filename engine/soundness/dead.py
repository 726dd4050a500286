"""What stands in the table and never happens: dead rows, dead guards, rows behind others.

All of it is read off the walk through every state.  A row that names several stages may be
dead in some of them only where it leads back (`returns_to`): that is how such a row is
written short.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.definition import CLOCK, Stage, Step, Workflow
from placet.engine.flaws import Flaw, Path
from placet.engine.soundness.explore import Explored
from placet.engine.soundness.states import Seen


def dead(workflow: Workflow, found: Explored) -> Iterator[Flaw]:
    """Every stage and row that nothing leads to, each with what stands in the way."""
    for name in workflow.stages:
        if name not in found.stages:
            rows = [s.name for s in workflow.steps if s.dest == name and name not in s.sources]
            told = f" ({', '.join(dict.fromkeys(rows))})" if rows else ""
            yield Flaw(
                ("stages", name),
                f"{name} is never reached: no step to it{told} is ever possible; "
                "look at their guards",
            )
    yield from _never_started(workflow)
    for index, step in enumerate(workflow.steps):
        sources = [s for s in step.sources if s in found.stages]
        seen = {source: found.run.seen[index, source] for source in sources}
        idle = [source for source, row in seen.items() if not row.taken]
        if "returns_to" in step.guards and len(idle) < len(sources):
            continue
        for source in idle[:1] if "returns_to" in step.guards else idle:
            yield _never(found, index, source)
        yield from _never_by_the_clock(step, seen, ("steps", index))
        yield from _idle_guards(step, seen, ("steps", index))


def _never_started(workflow: Workflow) -> Iterator[Flaw]:
    """Stages that wait to be started, by a step that does not exist."""
    for name, stage in workflow.stages.items():
        starts = any("start" in s.effects and name in s.sources for s in workflow.steps)
        if stage.registered and not starts:
            yield Flaw(
                ("stages", name, "registered"),
                f"nobody can start {name}; add a step from it to itself with effects: [start]",
            )


def _never(found: Explored, index: int, source: str) -> Flaw:
    """A row that is never taken in this stage, and why."""
    workflow, seen, at = found.run.workflow, found.run.seen[index, source], ("steps", index)
    step = workflow.steps[index]
    if seen.together:
        first = _before(found, index, source)
        return Flaw(
            at,
            f"{step.name} from {source} is never taken: {first} always stands before it; change "
            "the order, the guards or the roles",
        )
    never = [g for g in step.guards if g not in seen.held]
    if not never:
        return Flaw(
            (*at, "guards"),
            f"{step.name} from {source} is never possible: {' and '.join(step.guards)} never "
            "hold together; remove one",
        )
    why, remedy = _why(never[0], found, workflow.stages[source], step)
    return Flaw(
        (*at, "guards"),
        f"{step.name} from {source} is never possible: {never[0]} never holds there{why}; {remedy}",
        "warning" if never == ["rounds_left"] else "error",
    )


def _before(found: Explored, index: int, source: str) -> str:
    """The row that is taken instead of this one: of its name, or the clock's."""
    step = found.run.workflow.steps[index]
    for row in found.run.rows[source]:
        if row.index < index and set(row.step.by) & set(step.by):
            if row.step.name == step.name:
                return f"an earlier row of {step.name}"
            if CLOCK in row.step.by and CLOCK in step.by:
                return row.step.name
    return "an earlier row"


def _why(guard: str, found: Explored, stage: Stage, step: Step) -> tuple[str, str]:
    """Why a guard never holds in a stage, and what to do about it."""
    name, workflow = stage.name, found.run.workflow
    if guard == "returns_to":
        return f" (nothing comes to it from {step.dest})", "remove the stage from to"
    if guard == "rounds_left":
        told = ", unless the chair allows more rounds" if workflow.rounds == 1 else ""
        return f" (rounds is {workflow.rounds}){told}", "raise rounds or remove the step"
    if guard == "no_rounds_left":
        return " (no step raises the round)", "add new_round: true to a step, or remove it"
    if guard in _OF_A_BALLOT and stage.ballot is None:
        return f" ({name} has no ballot)", "add a ballot or remove the guard"
    if guard in _OF_A_DEADLINE and stage.period is None:
        return f" ({name} has no deadline)", f"give {name} a period or remove the guard"
    if guard == "confirmation_over":
        return " (no result is ever provisional)", "offer ad_referendum or remove the guard"
    for row in found.run.rows[name]:
        if CLOCK in found.run.seen[row.index, name].taken and CLOCK not in step.by:
            return f" while people may act ({row.step.name} is the clock's by then)", _REMOVE
    return "", _REMOVE


_REMOVE = "remove it or the step"
_OF_A_BALLOT = (
    "verdict_passes", "verdict_fails", "ballot_open_or_failed", "broken", "partly_broken",
    "ballot_void",
)  # fmt: skip
_OF_A_DEADLINE = ("deadline_passed", "ballot_closed")


def _never_by_the_clock(step: Step, seen: dict[str, Seen], at: Path) -> Iterator[Flaw]:
    """A row that people take and the clock, which it names too, never does."""
    if CLOCK not in step.by:
        return
    for source, row in seen.items():
        if row.taken and CLOCK not in row.taken:
            yield Flaw(
                (*at, "by"),
                f"the clock never takes {step.name} from {source}: it is asked only when the "
                "stage closes, and then the guards do not hold or another row comes first; "
                "remove clock or change the guards",
                "warning",
            )


def _idle_guards(step: Step, seen: dict[str, Seen], at: Path) -> Iterator[Flaw]:
    """Guards that always hold, and so say nothing."""
    for guard in step.guards:
        if any(guard in row.failed for row in seen.values()) or not seen:
            continue
        if guard == "comments_answered":
            yield Flaw(
                (*at, "guards"),
                f"comments_answered always holds for {step.name}: no comment ever waits for an "
                "answer there; let an earlier stage collect comments, or remove it",
                "warning",
            )
