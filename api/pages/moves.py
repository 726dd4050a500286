"""The steps out of a stage as pages show them, for an objective or for a procedure alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from placet.engine.workflow import Possible, Step, Workflow


@dataclass(frozen=True, slots=True)
class Move:
    """A step out of a stage: where it may lead, and what it waits for where that is known."""

    row: Step
    dests: tuple[str, ...]
    guards: tuple[str, ...]
    returns: bool
    possible: Possible | None = None


def moves_of(workflow: Workflow, stage: str, possible: Iterable[Possible] = ()) -> tuple[Move, ...]:
    """The steps out of a stage; rows that differ in where they lead alone are one.

    `possible` are the steps of an objective that is in the stage now.
    """
    known_now = {p.row: p for p in possible}
    found: dict[tuple[object, ...], Move] = {}
    for row in workflow.steps:
        if stage not in row.sources:
            continue
        guards = tuple(g for g in row.guards if g != "returns_to")
        same = (row.name, row.by, guards)
        known = found.get(same, Move(row, (), guards, len(guards) < len(row.guards)))
        best = known.possible or known_now.get(row)
        found[same] = replace(known, dests=(*known.dests, row.dest), possible=best)
    return tuple(found.values())
