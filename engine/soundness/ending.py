"""Can everything that has begun be brought to an end?

From every state that can be reached, those whom the table empowers must be able to reach an
end, whatever the organisations answer: by steps that offices take, by letting time pass, by
answering comments.  A ballot may turn out either way, so a move counts only if all that it
may lead to can be brought to an end in turn (the attractor of a game, computed backwards
from the ends).  That an organisation votes otherwise next time, or appeals, is luck.

And the clock must come to rest: a circle of states that the clock alone goes round, though
people may keep its ballots failing, is refused, since nobody would have decided anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.definition import CLOCK, Workflow
from placet.engine.flaws import Flaw
from placet.engine.soundness.circles import knots, spread
from placet.engine.soundness.explore import Explored
from placet.engine.soundness.states import Move, State


def safe(workflow: Workflow, found: Explored) -> set[State]:
    """The states from which an end can be reached without luck."""
    ends = {s.name for s in workflow.stages.values() if s.end}
    won = {s for s in found.moves if s.stage in ends}
    needs: dict[State, list[tuple[State, Move]]] = {}
    open_: dict[tuple[State, Move], int] = {}
    for s, move in _reliable(found):
        after = {o.state for o in move.outcomes}
        open_[s, move] = len(after)
        for state in after:
            needs.setdefault(state, []).append((s, move))
    queue = list(won)
    while queue:
        for s, move in needs.get(queue.pop(), ()):
            open_[s, move] -= 1
            if not open_[s, move] and s not in won:
                won.add(s)
                queue.append(s)
    return won


def traps(workflow: Workflow, found: Explored, won: set[State]) -> Iterator[Flaw]:
    """For each trap one flaw with the shortest way into it."""
    lost = [s for s in found.moves if s not in won]
    ends = {s.name for s in workflow.stages.values() if s.end}
    graph: dict[State, list[State]] = {s: [] for s in lost}
    for s, move in _reliable(found):
        if s in graph:
            graph[s] += [o.state for o in move.outcomes if o.state in graph]
    back = [(o.state, s) for s, moves in found.moves.items() for m in moves for o in m.outcomes]
    hopeful = spread([s for s in found.moves if s.stage in ends], back)
    depth = {s: n for n, s in enumerate(found.before)}
    told: set[tuple[str, ...]] = set()
    bottoms = [k for k in knots(graph) if not any(b not in k for s in k for b in graph[s])]
    for knot in sorted(bottoms, key=lambda k: min(depth[s] for s in k)):
        stages = tuple(n for n in workflow.stages if n in {s.stage for s in knot})
        if stages not in told:
            told.add(stages)
            failed = [s for s in knot if s.fixed and s.ballot != "passes"] or knot
            first = min(failed, key=depth.__getitem__)
            yield _trap(workflow, found, first, stages, first in hopeful)


def _trap(
    workflow: Workflow, found: Explored, s: State, stages: tuple[str, ...], hope: bool
) -> Flaw:
    where = stages[0] if len(stages) == 1 else f"{', '.join(stages[:-1])} and {stages[-1]}"
    only = (
        f"unless organisations answer otherwise, nothing leads from {where} to an end"
        if hope
        else f"nothing leads from {where} to an end"
    )
    return Flaw(
        ("stages", s.stage),
        f"{only} in this case: {told_way(found, s)}{_waits(found, s)}; "
        "add a step that somebody may take then",
    )


def unasked(workflow: Workflow, found: Explored) -> Iterator[Flaw]:
    """Adoptions of a text that was never put forward: there would be no result to record."""
    told: set[int] = set()
    for s, moves in found.moves.items():
        for move in moves:
            for row in (o.row for o in move.outcomes):
                if row is None or row in told or "adopt" not in workflow.steps[row].effects:
                    continue
                if not s.asked:
                    told.add(row)
                    yield Flaw(
                        ("steps", row, "effects"),
                        f"{workflow.steps[row].name} would adopt a text that was never put "
                        f"forward: {told_way(found, s)}; ask for positions first, or remove adopt",
                    )


def told_way(found: Explored, to: State) -> str:
    """A shortest way to a state in words: stages, and what happened between them."""
    parts: list[str] = []
    stage = ""
    for outcome in found.way(to):
        said = ", ".join(outcome.said)
        if outcome.state.stage != stage or outcome.row is not None:
            stage = outcome.state.stage
            parts.append(f"{stage} ({said})" if said else stage)
        else:
            parts.append(said)
    return " -> ".join(parts)


def _waits(found: Explored, s: State) -> str:
    """What the steps of the stage wait for in vain."""
    facts = found.run.facts(s)
    waiting: dict[str, None] = {}
    for row in found.run.rows[s.stage]:
        missing = found.run.missing(row, facts)
        if "returns_to" in missing:
            waiting[f"{row.step.name} leads back to {row.step.dest} only"] = None
        elif missing:
            when = " when the stage closes" if row.step.by == (CLOCK,) else ""
            waiting[f"{row.step.name} waits for {' and '.join(missing)}{when}"] = None
        elif row.step.by == (CLOCK,):
            waiting[f"{row.step.name} is the clock's, which is asked when the stage closes"] = None
    return f" ({', '.join(waiting)})" if waiting else ""


def restless(workflow: Workflow, found: Explored) -> Iterator[Flaw]:
    """Circles that the clock alone could go round for ever."""
    graph: dict[State, list[State]] = {s: [] for s in found.moves}
    steps: dict[tuple[State, State], int] = {}
    for s, moves in found.moves.items():
        for move in moves:
            if move.kind == "step":
                continue
            for outcome in move.outcomes:
                by_clock = outcome.row is not None and CLOCK in workflow.steps[outcome.row].by
                if outcome.row is None or (by_clock and move.kind == "time"):
                    graph[s].append(outcome.state)
                if by_clock and outcome.row is not None:
                    steps[s, outcome.state] = outcome.row
    for knot in knots(graph):
        inside = set(knot)
        rows = sorted(
            {steps[a, b] for a in knot for b in graph[a] if b in inside and (a, b) in steps}
        )
        if rows:
            yield _circle(
                workflow, rows, [n for n in workflow.stages if n in {s.stage for s in knot}]
            )


def _circle(workflow: Workflow, rows: list[int], stages: list[str]) -> Flaw:
    names = ", ".join(dict.fromkeys(workflow.steps[i].name for i in rows))
    return Flaw(
        ("steps", rows[0]),
        f"the clock could go round for ever through {', '.join(stages)} by {names}; let one of "
        "these steps raise the round (new_round: true, guards: [rounds_left]), or leave it to a "
        "person",
    )


def _reliable(found: Explored) -> Iterator[tuple[State, Move]]:
    """The moves that need no luck."""
    return ((s, move) for s, moves in found.moves.items() for move in moves if move.kind != "luck")
