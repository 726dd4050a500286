"""What may happen next: the table of legal steps, asked.

One shared `transitions.Machine` per workflow is the table and the order in which its rows
are tried.  It owns nothing: it is asked with a throw-away token that carries the stage,
the facts and the role, so no objective is ever registered with it and nothing is kept
(7 us a question).  It has no callbacks: effects follow from the events that `decide`
makes of the step that was found.  Guards are callables from `GUARDS`; a string never
reaches the machine, since `transitions` would import it by its dotted name and call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from transitions import EventData, Machine

from placet.engine.definition import (
    CARRY_OVER,
    CLOCK,
    EFFECTS,
    ROLES,
    STATES,
    BallotSpec,
    Stage,
    Step,
    Workflow,
    offered,
)
from placet.engine.errors import IllegalMove, Refused
from placet.engine.flaws import Flaw
from placet.engine.guards import GUARDS, Facts, guards_of
from placet.engine.soundness import flaws, legal_moves, problems

__all__ = [
    "CARRY_OVER",
    "CLOCK",
    "EFFECTS",
    "GUARDS",
    "ROLES",
    "STATES",
    "BallotSpec",
    "Facts",
    "Flaw",
    "Possible",
    "Stage",
    "Step",
    "Workflow",
    "clock_step",
    "flaws",
    "legal_moves",
    "mermaid",
    "offered",
    "possible",
    "problems",
    "take",
]


@dataclass(frozen=True, slots=True)
class Possible:
    """A row that starts in the present stage: allowed now, or what it still waits for."""

    step: str
    dest: str
    by: tuple[str, ...]
    allowed: bool
    missing: tuple[str, ...]
    row: Step


def possible(workflow: Workflow, stage: str, facts: Facts) -> tuple[Possible, ...]:
    """Every row that starts here, in the order of the table.

    Rows that lead back to another stage than the one it came from are no choice at all
    and are left out.  Roles are told (`by`), not judged.
    """
    return tuple(
        Possible(row.name, row.dest, row.by, not missing, missing, row)
        for row in _rows(workflow, stage)
        if "returns_to" not in (missing := _missing(row, facts))
    )


def take(
    workflow: Workflow, stage: str, step_name: str, facts: Facts, by: str | None = None
) -> Step:
    """The row that this step takes now, as `by` (any role where it is None).

    Raises IllegalMove where the stage has no such step (for that role), and Refused with
    the guards that do not hold where it has.
    """
    rows = [r for r in _rows(workflow, stage) if by is None or by in r.by]
    named = [r for r in rows if r.name == step_name]
    if not named:
        raise IllegalMove(step_name, stage, tuple(dict.fromkeys(r.name for r in rows)))
    token = _Token(stage, facts, by)
    if _machine(workflow).events[step_name].trigger(token) and token.taken is not None:
        return token.taken
    raise Refused(step_name, min((_missing(r, facts) for r in named), key=len))


def clock_step(workflow: Workflow, stage: str, facts: Facts) -> Step | None:
    """The first step that time itself takes now, or None."""
    for row in _rows(workflow, stage):
        if CLOCK in row.by and not _missing(row, facts):
            return take(workflow, stage, row.name, facts, by=CLOCK)
    return None


def mermaid(workflow: Workflow) -> str:
    """The table as a Mermaid state diagram; several steps of one move share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in workflow.steps:
        for source in row.sources:
            names = arrows.setdefault((source, row.dest), [])
            if row.name not in names:
                names.append(row.name)
    return "\n".join(
        [
            "stateDiagram-v2",
            f"    [*] --> {workflow.initial}",
            *(f"    {a} --> {b}: {', '.join(names)}" for (a, b), names in arrows.items()),
            *(f"    {s.name} --> [*]" for s in workflow.stages.values() if s.end),
        ]
    )


def _rows(workflow: Workflow, stage: str) -> Iterable[Step]:
    return (row for row in workflow.steps if stage in row.sources)


def _missing(row: Step, facts: Facts) -> tuple[str, ...]:
    """The guards of a row that do not hold; an unknown one never holds."""
    asked = guards_of(row.guards, row.effects)
    return tuple(g for g in asked if not (g in GUARDS and GUARDS[g](facts, row.dest)))


class _Token:
    """What the machine is asked with: a stage and what is known.  Thrown away afterwards."""

    __slots__ = ("by", "facts", "state", "taken")

    def __init__(self, state: str, facts: Facts, by: str | None) -> None:
        self.state, self.facts, self.by = state, facts, by
        self.taken: Step | None = None


class _Table(Machine):
    """A machine that never imports: only callables are callbacks."""

    @staticmethod
    def resolve_callable(func: object, event_data: EventData) -> Callable[..., Any]:
        """The callable itself; a string (a dotted name, say) is refused."""
        if not callable(func):
            raise TypeError(f"a guard must be a function from GUARDS, not {func!r}")
        return func


@lru_cache(maxsize=256)
def _machine(workflow: Workflow) -> _Table:
    """The shared machine of a workflow; built once, then only read."""
    table = _Table(
        model=None,
        states=list(workflow.stages),
        initial=workflow.initial,
        auto_transitions=False,
        send_event=True,
        queued=False,
    )
    for row in workflow.steps:
        for source in row.sources:
            table.add_transition(row.name, source, row.dest, conditions=[_condition(row)])
    return table


def _condition(row: Step) -> Callable[[EventData], bool]:
    """May this row be taken?  If so, the token learns which row it was."""

    def holds(event: EventData) -> bool:
        token = cast(_Token, event.model)
        if (token.by is not None and token.by not in row.by) or _missing(row, token.facts):
            return False
        token.taken = row
        return True

    return holds
