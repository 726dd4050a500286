"""The run of a workflow, as coarse as its guards see it.

A real objective has texts, names and instants; a guard sees little of them.  A `State` is
what a guard can tell apart, so there are finitely many, and every situation that a real
objective can come to is one of them.  `Run` says which states follow: people take the
steps that the table gives them, the time of a stage passes and the clock takes its step
(at that instant and at no other, as `decide.closing` does it), and organisations do what
nobody can order them to do: take positions, comment, confirm.

The round is counted up to the rounds that are allowed, or a few where many are: beyond
that a guard sees no difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from placet.engine.definition import CLOCK, SEAT, Stage, Step, Workflow
from placet.engine.guards import GUARDS, Facts
from placet.engine.model import Qualifier

Kind = Literal["step", "time", "answer", "luck"]
"""A step by an office; the passing of the deadline; the answering of comments; the rest."""


class State(NamedTuple):
    """Where an objective may stand.

    `run` is that of the stage: waiting to be started, running, closed or paused.  `timed`
    says that a deadline is set, `over` that it has passed (of a paused run: had passed).
    `verdict` is that of the ballot of the stage or of a provisional result, None where there
    is none (of a paused run: that of the ballot that waits); `fixed` says that the ballot is
    closed.
    """

    stage: str
    round: int = 1
    came_from: str | None = None
    run: Literal["waiting", "running", "closed", "paused"] = "running"
    timed: bool = False
    over: bool = False
    verdict: bool | None = None
    fixed: bool = False
    comments: bool = False
    provisional: bool = False
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One state that a move may lead to: what happened, and the row that was taken."""

    state: State
    said: tuple[str, ...]
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Something that may happen next; which of the outcomes follows is nobody's choice."""

    kind: Kind
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table as it stands in one stage."""

    index: int
    step: Step


@dataclass(slots=True)
class Seen:
    """What was seen of a row in a stage whenever it was asked.

    `held` and `failed` are guards; `together` says that all held at once, `taken` by whom
    the row could be taken (an earlier one of its name, or another of the clock's, did not
    stand before it).
    """

    held: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    together: bool = False
    taken: set[str] = field(default_factory=set)


class Run:
    """The states of one workflow and the moves between them.

    `seen` notes of each row in each stage what its guards answered on the way.
    """

    def __init__(self, workflow: Workflow) -> None:
        self.workflow = workflow
        rows = [Row(i, step) for i, step in enumerate(workflow.steps)]
        self.rows = {name: [r for r in rows if name in r.step.sources] for name in workflow.stages}
        raising = sum(step.new_round for step in workflow.steps)
        self.rounds = min(workflow.rounds, raising + 3)
        self.seen = {(r.index, name): Seen() for name in self.rows for r in self.rows[name]}
        self._pairs = {(a, row.dest) for row in workflow.steps for a in row.sources}
        self._guards = {guard for row in workflow.steps for guard in row.guards}
        ballots = [s.ballot for s in workflow.stages.values() if s.ballot]
        self._provisional = any(Qualifier.AD_REFERENDUM in b.qualifiers for b in ballots)

    def start(self) -> tuple[Outcome, ...]:
        """Where an objective may stand when it has just been proposed."""
        first = self.workflow.stages[self.workflow.initial]
        return self._opened(State(first.name), first, (), None)

    def facts(self, s: State) -> Facts:
        """What the guards see."""
        return Facts(
            verdict_passes=None if s.run == "paused" and not s.provisional else s.verdict,
            deadline_passed=s.over and s.run != "paused",
            ballot_open=self._asks(s),
            substate_closed=s.run == "closed",
            comments_open=int(s.comments),
            round=s.round,
            rounds_allowed=self.rounds,
            came_from=s.came_from,
            provisional=s.provisional,
            unconfirmed=int(s.unconfirmed),
        )

    def missing(self, row: Row, facts: Facts) -> tuple[str, ...]:
        """The guards of a row that do not hold."""
        return tuple(g for g in row.step.guards if not GUARDS[g](facts, row.step.dest))

    def _holds(self, row: Row, stage: str, facts: Facts) -> bool:
        """Whether every guard of the row holds; noted in `seen`."""
        seen = self.seen[row.index, stage]
        missing = self.missing(row, facts)
        seen.held.update(g for g in row.step.guards if g not in missing)
        seen.failed.update(missing)
        seen.together |= not missing
        return not missing

    def moves(self, s: State) -> Iterator[Move]:
        """Everything that may happen next."""
        yield from self._steps(s)
        if s.timed and not s.over and s.run == "running":
            yield Move("time", tuple(self._time_is_over(s)))
        stage = self.workflow.stages[s.stage]
        if s.comments and stage.text_changed_by and not stage.collects_comments:
            answered = s._replace(comments=False)
            yield Move("answer", (Outcome(answered, ("every comment is answered",)),))
        for outcome in self._luck(s, stage):
            yield Move("luck", (outcome,))

    def _asks(self, s: State) -> bool:
        """Whether a ballot takes positions."""
        ballot = self.workflow.stages[s.stage].ballot
        return ballot is not None and s.run == "running" and not s.fixed

    def _steps(self, s: State) -> Iterator[Move]:
        facts = self.facts(s)
        taken: set[tuple[str, str]] = set()
        for row in self.rows[s.stage]:
            if row.step.by == (CLOCK,) or not self._holds(row, s.stage, facts):
                continue
            by = {r for r in row.step.by if r != CLOCK and (row.step.name, r) not in taken}
            taken |= {(row.step.name, r) for r in by}
            self.seen[row.index, s.stage].taken |= by
            if by:
                said = (f"{row.step.name} by the {sorted(by)[0]}",)
                yield Move("luck" if by == {SEAT} else "step", self._arrive(s, row, said))

    def _luck(self, s: State, stage: Stage) -> Iterator[Outcome]:
        """What organisations may do, and nobody can order them to do."""
        if self._asks(s) and s.verdict is not None:
            yield Outcome(s._replace(verdict=not s.verdict), (_told(not s.verdict),))
            yield from self._early(s, stage)
        if (
            stage.collects_comments
            and s.run == "running"
            and not s.comments
            and self._sees_comments
        ):
            yield Outcome(s._replace(comments=True), ("somebody comments",))
        if s.unconfirmed:
            done = s._replace(unconfirmed=False)
            final = s.verdict is True and s.provisional
            yield Outcome(_final(done) if final else done, ("every position is confirmed",))
        if s.provisional:
            yield Outcome(s._replace(verdict=not s.verdict), (_told(not s.verdict),))
        elif stage.instrument and stage.end and not s.timed and s.run == "running":
            yield Outcome(s._replace(timed=True), ("a date of review is set",))

    @property
    def _sees_comments(self) -> bool:
        return "comments_answered" in self._guards

    def _early(self, s: State, stage: Stage) -> Iterator[Outcome]:
        """What closes a ballot before its deadline."""
        when = stage.ballot.closes_when if stage.ballot else ()
        passing = {"all_answered", "passes", "settled"} & set(when)
        failing = {"broken", "settled"} & set(when)
        if (s.verdict and passing) or (s.verdict is False and failing):
            said = (f"the ballot closes early and {_told(s.verdict)}",)
            yield from self._closed(s._replace(run="closed", fixed=True), said)

    def _time_is_over(self, s: State) -> Iterator[Outcome]:
        """The deadline passes: what was open is closed, and the clock takes its step."""
        said = ("the deadline passes",)
        over = s._replace(run="closed", over=True)
        for verdict in (s.verdict,) if s.verdict is None or s.fixed else (True, False):
            told = said if verdict is None else (*said, _told(verdict))
            if s.provisional and verdict:
                yield Outcome(_final(s), told)
            else:
                fixed = self.workflow.stages[s.stage].ballot is not None
                yield from self._closed(over._replace(verdict=verdict, fixed=fixed), told)

    def _closed(self, s: State, said: tuple[str, ...]) -> tuple[Outcome, ...]:
        """The state after the step that the clock takes now, or the state itself."""
        row = self._clock_row(s)
        if row is None:
            return (Outcome(s, said),)
        return self._arrive(s, row, (*said, f"{row.step.name} by the clock"))

    def _clock_row(self, s: State) -> Row | None:
        """The first row that the clock may take, as `workflow.clock_step` finds it."""
        facts = self.facts(s)
        rows = [r for r in self.rows[s.stage] if CLOCK in r.step.by]
        open_to_it = [r for r in rows if self._holds(r, s.stage, facts)]
        if not open_to_it:
            return None
        self.seen[open_to_it[0].index, s.stage].taken.add(CLOCK)
        return open_to_it[0]

    def _arrive(self, s: State, row: Row, said: tuple[str, ...]) -> tuple[Outcome, ...]:
        """Every state in which the step may leave the objective."""
        step, dest = row.step, self.workflow.stages[row.step.dest]
        fresh = State(
            stage=dest.name,
            round=min(s.round + step.new_round, self.rounds),
            came_from=self._came_from(s, dest),
            comments=s.comments and not step.new_round,
            provisional=s.provisional and "unadopt" not in step.effects,
            unconfirmed=s.unconfirmed and "unadopt" not in step.effects,
        )
        if "suspend" in step.effects:
            paused = fresh._replace(
                run="paused", timed=s.timed, over=s.over, verdict=s.verdict, fixed=s.fixed
            )
            return (Outcome(paused, said, row.index),)
        if "resume" in step.effects and s.run == "paused" and s.timed:
            return self._resumed(s, fresh, row, said)
        opened = self._opened(fresh, dest, said, row.index)
        if "adopt" in step.effects and self._provisional:
            waits = fresh._replace(timed=True, provisional=True, unconfirmed=True)
            opened += tuple(
                Outcome(waits._replace(verdict=v), (*said, "it is provisional"), row.index)
                for v in (True, False)
            )
        return opened

    def _resumed(
        self, s: State, fresh: State, row: Row, said: tuple[str, ...]
    ) -> tuple[Outcome, ...]:
        """The run that was interrupted, with the time that was left; a closed ballot stays so."""
        run: Literal["closed", "running"] = "closed" if s.over else "running"
        again = fresh._replace(run=run, timed=True, over=s.over, verdict=s.verdict, fixed=s.fixed)
        return (Outcome(again, said, row.index),)

    def _opened(
        self, s: State, stage: Stage, said: tuple[str, ...], row: int | None
    ) -> tuple[Outcome, ...]:
        """A run that begins: its time runs, and its ballot is open."""
        s = s._replace(timed=stage.period is not None)
        if stage.ballot is None and not s.provisional:
            return (Outcome(s, said, row),)
        return tuple(Outcome(s._replace(verdict=v), said, row) for v in (False, True))

    def _came_from(self, s: State, dest: Stage) -> str | None:
        """The stage to return to from there (as `decide.steps` keeps it)."""
        if "returns_to" not in self._guards:
            return None
        stage = self.workflow.stages[s.stage]
        back = (dest.name, s.stage) in self._pairs and (dest.end or dest.name == "on_hold")
        if back and not stage.instrument and s.stage != "review":
            return s.stage
        return s.came_from


def _final(s: State) -> State:
    """A provisional result whose rule is met without what was not confirmed."""
    return s._replace(
        provisional=False, unconfirmed=False, verdict=None, timed=False, run="running", over=False
    )


def _told(verdict: bool | None) -> str:
    return "the rule is met" if verdict else "the rule is not met"
