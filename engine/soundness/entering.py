"""Where a step leaves an objective: the run that begins, stands aside, or is taken up again."""

from __future__ import annotations

from placet.engine.definition import Stage, Workflow, steps_aside
from placet.engine.model import AWAITING
from placet.engine.soundness.counts import counts
from placet.engine.soundness.memory import Memory
from placet.engine.soundness.states import Count, Outcome, Phase, Row, State

Said = tuple[str, ...]

EITHER: tuple[Count, Count] = ("passes", "fails")
"""How a provisional result may stand without what is not confirmed."""


class Entering:
    """What entering a stage brings about in one workflow."""

    def __init__(self, workflow: Workflow) -> None:
        self.workflow = workflow
        self.stages = workflow.stages
        self.guards = {guard for row in workflow.steps for guard in row.guards}
        self.rounds = min(workflow.rounds, sum(s.new_round for s in workflow.steps) + 3)
        self.counts = {
            name: counts(workflow, stage.ballot)
            for name, stage in self.stages.items()
            if stage.ballot is not None
        }
        self.memory = Memory(workflow)
        self._pairs = {(a, row.dest) for row in workflow.steps for a in row.sources}
        ballots = [s.ballot for s in self.stages.values() if s.ballot]
        self._provisional = any(AWAITING.intersection(b.qualifiers) for b in ballots)

    def first(self) -> tuple[Outcome, ...]:
        """Where an objective may stand when it has just been proposed."""
        first = self.stages[self.workflow.initial]
        fresh = self.memory.kept(State(first.name, young=self._begins_young(first)))
        if first.registered:
            return (Outcome(fresh._replace(phase="waiting"), ()),)
        return self._opened(fresh, first, (), None)

    def by(self, s: State, row: Row, said: Said) -> tuple[Outcome, ...]:
        """Every state in which the step may leave the objective."""
        step, dest = row.step, self.stages[row.step.dest]
        stays = "unadopt" not in step.effects
        fresh = State(
            stage=dest.name,
            round=min(s.round + step.new_round, self.rounds),
            came_from=self._came_from(s, dest),
            comments=s.comments and not step.new_round,
            provisional=s.provisional and stays,
            unconfirmed=s.unconfirmed and stays,
            asked=s.asked,
            last=s.last,
        )
        fresh = self.memory.kept(fresh)
        if "suspend" in step.effects:
            return (Outcome(_paused(s, fresh), said, row.index),)
        fresh = fresh._replace(young=self._begins_young(dest))
        if "resume" in step.effects and s.phase == "paused" and s.timed:
            again = _resumed(s, fresh)
            return (Outcome(again, said, row.index),)
        if dest.registered and "start" not in step.effects:
            return (Outcome(fresh._replace(phase="waiting"), said, row.index),)
        opened = self._opened(fresh, dest, said, row.index)
        if "adopt" in step.effects and self._provisional:
            waits = fresh._replace(timed=True, provisional=True, unconfirmed=True)
            opened += (
                Outcome(waits._replace(ballot="passes"), (*said, "provisionally"), row.index),
                Outcome(waits._replace(ballot="fails"), (*said, "provisionally"), row.index),
            )
        return opened

    def _came_from(self, s: State, dest: Stage) -> str | None:
        """The stage to return to from there (as `decide.steps` keeps it)."""
        if steps_aside(self.stages[s.stage], dest) and (dest.name, s.stage) in self._pairs:
            return s.stage
        return s.came_from

    def _opened(self, s: State, stage: Stage, said: Said, row: int | None) -> tuple[Outcome, ...]:
        """A run that begins: its time runs, and its ballot is open."""
        s = s._replace(timed=stage.period is not None)
        if stage.ballot is not None:
            s = s._replace(asked=True)
            return tuple(Outcome(s._replace(ballot=c), said, row) for c in self.counts[stage.name])
        if s.provisional:
            return tuple(Outcome(s._replace(ballot=c), said, row) for c in EITHER)
        return (Outcome(s, said, row),)

    def _begins_young(self, stage: Stage) -> bool:
        return bool(stage.minimum) and "minimum_passed" in self.guards


def _resumed(s: State, fresh: State) -> State:
    """The run that was interrupted, with the time that was left; a closed ballot stays so."""
    phase: Phase = "closed" if s.over or s.fixed else "running"
    return _as_it_was(s, fresh._replace(phase=phase))


def _paused(s: State, fresh: State) -> State:
    """A hold keeps the deadline and the ballot of what it interrupts."""
    return _as_it_was(s, fresh._replace(phase="paused"))


def _as_it_was(s: State, fresh: State) -> State:
    """Time, ballot and reviews go into a hold and come out of it as they are."""
    return fresh._replace(
        timed=s.timed,
        over=s.over,
        ballot=s.ballot,
        fixed=s.fixed,
        void=s.void,
        reviews=s.reviews,
    )
