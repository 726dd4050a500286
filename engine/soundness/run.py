"""What may happen next: the moves between states.

People take the steps that the table gives them; the time of a stage passes, and the clock
takes its step at that instant and at no other, as `decide.closing` does it; organisations
do what nobody can order them to do: take positions, comment, confirm, review.  The guards
are the real ones.  The round is counted up to the rounds that are allowed, or a few where
many are: beyond that a guard sees no difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.definition import CLOCK, SEAT, Stage, Workflow
from placet.engine.guards import GUARDS, Facts
from placet.engine.soundness.entering import EITHER, Entering, Said
from placet.engine.soundness.states import Count, Move, Outcome, Row, Seen, State, told


class Run:
    """The states of one workflow and the moves between them.

    `seen` notes of each row in each stage what its guards answered on the way.
    """

    def __init__(self, workflow: Workflow) -> None:
        self.workflow = workflow
        self.stages = workflow.stages
        self.enter = Entering(workflow)
        rows = [Row(i, step) for i, step in enumerate(workflow.steps)]
        self.rows = {name: [r for r in rows if name in r.step.sources] for name in self.stages}
        self.seen = {(r.index, name): Seen() for name in self.rows for r in self.rows[name]}
        self._guards = self.enter.guards

    def facts(self, s: State) -> Facts:
        """What the guards see."""
        ballot = self.stages[s.stage].ballot
        hidden = s.phase == "paused" or (ballot is not None and self._hides(s))
        count = s.ballot if s.provisional or not (hidden or s.void) else None
        return Facts(
            verdict_passes=None if count is None else count == "passes",
            deadline_passed=s.over and s.phase != "paused",
            ballot_open=self._asks(s),
            substate_closed=s.phase == "closed",
            comments_open=int(s.comments),
            round=s.round,
            rounds_allowed=self.enter.rounds,
            came_from=s.came_from,
            provisional=s.provisional,
            unconfirmed=int(s.unconfirmed),
            minimum_passed=not s.young,
            reviews_open=int(s.reviews),
            waits_to_start=s.phase == "waiting",
            broken=count in ("broken", "partly"),
            partly_broken=count == "partly" and s.fixed,
            ballot_void=s.void and s.phase != "paused",
            last_passed=s.last,
            concerns_open=int(s.concern),
            endorsers_missing=int(self.stages[s.stage].endorsers > 0 and not s.endorsed),
        )

    def missing(self, row: Row, facts: Facts) -> tuple[str, ...]:
        """The guards of a row that do not hold."""
        return tuple(g for g in row.step.guards if not GUARDS[g](facts, row.step.dest))

    def moves(self, s: State) -> Iterator[Move]:
        """Everything that may happen next."""
        yield from self._steps(s)
        yield from self._time(s)
        stage = self.stages[s.stage]
        taken = stage.collects_comments
        if s.comments and (s.phase == "closed" if taken else stage.text_changed_by):
            answered = s._replace(comments=False)
            yield Move("answer", (Outcome(answered, ("every comment is answered",)),))
        for outcome in self._luck(s, stage):
            yield Move("luck", (outcome,))

    def _asks(self, s: State) -> bool:
        """Whether a ballot takes positions."""
        return self.stages[s.stage].ballot is not None and s.phase == "running" and not s.fixed

    def _hides(self, s: State) -> bool:
        ballot = self.stages[s.stage].ballot
        return ballot is not None and not s.fixed and ballot.visibility in ("sealed", "secret")

    # Steps

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
                said = (f"{row.step.name} by the {min(by)}",)
                yield Move("luck" if by == {SEAT} else "step", self.enter.by(s, row, said))

    def _holds(self, row: Row, stage: str, facts: Facts) -> bool:
        """Whether every guard of the row holds; noted in `seen`."""
        seen = self.seen[row.index, stage]
        missing = self.missing(row, facts)
        seen.held.update(g for g in row.step.guards if g not in missing)
        seen.failed.update(missing)
        seen.together |= not missing
        return not missing

    # Time

    def _time(self, s: State) -> Iterator[Move]:
        """What waiting brings: the least time is over, the deadline passes."""
        if s.young:
            yield Move("time", (Outcome(s._replace(young=False), ("the least time is over",)),))
        if not s.timed or s.over:
            return
        if s.phase == "running":
            yield Move("time", tuple(self._time_is_over(s._replace(young=False))))
        elif s.phase == "closed":  # closed early: the clock was asked then
            over = s._replace(over=True, young=False)
            yield Move("time", (Outcome(over, ("the deadline passes",)),))

    def _time_is_over(self, s: State) -> Iterator[Outcome]:
        """The deadline passes: what was open is closed, and the clock takes its step."""
        over = s._replace(phase="closed", over=True)
        for count in self._may_turn_out(s):
            said = ("the deadline passes", *told(count))
            if s.provisional and count == "passes":
                yield Outcome(_final(s), said)
            else:
                yield from self._closed(over._replace(ballot=count), said)

    def _may_turn_out(self, s: State) -> tuple[Count | None, ...]:
        if s.ballot is None or s.fixed:
            return (s.ballot,)
        return EITHER if s.provisional else self.enter.counts[s.stage]

    def _closed(self, s: State, said: Said) -> tuple[Outcome, ...]:
        """The state after the step that the clock takes now, or the state itself."""
        if self.stages[s.stage].ballot is not None and not s.fixed:
            s = s._replace(fixed=True)
            if s.stage in self.enter.memory.last:
                s = s._replace(last=s.ballot == "passes")
        facts = self.facts(s)
        rows = [r for r in self.rows[s.stage] if CLOCK in r.step.by]
        open_to_it = [r for r in rows if self._holds(r, s.stage, facts)]
        if not open_to_it:
            return (Outcome(s, said),)
        row = open_to_it[0]
        self.seen[row.index, s.stage].taken.add(CLOCK)
        return self.enter.by(s, row, (*said, f"{row.step.name} by the clock"))

    # What nobody can order

    def _luck(self, s: State, stage: Stage) -> Iterator[Outcome]:
        """What organisations may do, and what offices may do beside the table."""
        if self._asks(s):
            yield from self._positions(s, stage)
        memory = self.enter.memory
        if s.stage in memory.comments and stage.collects_comments and not s.comments:
            if s.phase in ("running", "waiting"):
                yield Outcome(s._replace(comments=True), ("somebody comments",))
        if "reviews_in" in self._guards and stage.reviewers is not None and s.phase != "paused":
            said = "the reviews come in" if s.reviews else "a review is asked for"
            yield Outcome(s._replace(reviews=not s.reviews), (said,))
        if "no_concern_open" in self._guards and not (stage.end or stage.instrument):
            said = "every concern is settled" if s.concern else "somebody raises a concern"
            yield Outcome(s._replace(concern=not s.concern), (said,))
        if "endorsers_enough" in self._guards and stage.endorsers and s.phase != "paused":
            said = "an endorser leaves" if s.endorsed else "there are endorsers enough"
            yield Outcome(s._replace(endorsed=not s.endorsed), (said,))
        if s.unconfirmed:
            done = s._replace(unconfirmed=False)
            final = s.provisional and s.ballot == "passes"
            yield Outcome(_final(done) if final else done, ("every position is confirmed",))
        if s.provisional:
            other: Count = "fails" if s.ballot == "passes" else "passes"
            yield Outcome(s._replace(ballot=other), told(other))
        elif stage.instrument and stage.end and not s.timed and s.phase == "running":
            yield Outcome(s._replace(timed=True), ("a date of review is set",))

    def _positions(self, s: State, stage: Stage) -> Iterator[Outcome]:
        """Positions change how a ballot stands, and may close it early; so may the text."""
        for count in self.enter.counts[s.stage]:
            if count != s.ballot:
                yield Outcome(s._replace(ballot=count), told(count))
        when = set(stage.ballot.closes_when) if stage.ballot else set()
        early = {"passes": {"all_answered", "passes", "settled"}, "fails": {"settled"}}
        if when & early.get(s.ballot or "", {"broken", "settled"}):
            said = ("the ballot closes early", *told(s.ballot))
            yield from self._closed(s._replace(phase="closed"), said)
        if stage.ballot and stage.ballot.void_when_text_changes and stage.text_changed_by:
            void = s._replace(phase="closed", ballot=None, fixed=True, void=True)
            yield Outcome(void, ("the text changes and the ballot is void",))


def _final(s: State) -> State:
    """A provisional result whose rule is met without what was not confirmed."""
    return s._replace(
        provisional=False, unconfirmed=False, ballot=None, timed=False, phase="running", over=False
    )
