"""A first course for a procedure: everybody agrees, and whoever may takes the next step.

The course is found by living it in thought, so it is one that the procedure allows: what is
refused in thought is left out.  Nobody is said to agree where silence does; the last
organisation answers on the last day, so that reminders are seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from placet.api.rehearsal.course import Attempt, Course, Words
from placet.api.rehearsal.leading import agreeing, by_people, distances
from placet.api.rehearsal.pace import HOUR, MINUTE, morning, spread
from placet.engine.deadlines import needs_meeting
from placet.engine.decide.counting import silence_agrees
from placet.engine.definition import CLOCK, Step, Workflow
from placet.engine.errors import PlacetError
from placet.engine.model import Ballot, Participant, Role
from placet.engine.workflow import Possible

MOST = 1_200
"""How many acts a course has, and then those of one more stage."""

_RUNS, _AGAIN = 60, 3
"""How many stages are run through in all, and how often one of them."""

_WEEK = timedelta(weeks=1)
_MEETINGS = ("8 weeks", "6 months")
_OFFICES = tuple(role.value for role in Role)


def course_of(
    workflow: Workflow,
    seats: Sequence[Participant],
    zone: str,
    starts: datetime,
    words: Words,
) -> Course:
    """A course that begins with a proposal of the first seat at that instant."""
    return _Walk(Attempt(workflow, seats, zone, starts), words).walked()


class _Walk:
    """One way through, stage by stage."""

    def __init__(self, attempt: Attempt, words: Words) -> None:
        self._attempt, self._thought = attempt, attempt.thought
        self._workflow, self._words = attempt.thought.workflow, words
        self._distances = distances(attempt.thought.workflow)

    def walked(self) -> Course:
        """The whole course."""
        self._attempt.propose(self._words.text)
        with suppress(PlacetError):  # what time itself cannot do ends the course
            while self._goes_on() and self._onward():
                pass
        return self._attempt.ended()

    def _goes_on(self) -> bool:
        if self._thought.held is None:
            return False
        self._attempt.note()
        stage, course = self._thought.stage, self._attempt.course
        many = len(course.lines) >= MOST or len(course.passages) > _RUNS
        return not (stage.end or many or self._attempt.visits[stage.name] > _AGAIN)

    def _onward(self) -> bool:
        """One stage, or one thing that time decides in it; False where nothing leads on."""
        run = self._thought.o.run
        self._live()
        after = self._thought.o.run
        return (after.number, after.state) != (run.number, run.state) or self._move()

    # What people do in a stage before somebody decides

    def _live(self) -> None:
        thought = self._thought
        run = thought.o.run.number
        self._meet()
        if ballot := thought.open_ballot:
            if not silence_agrees(self._workflow, ballot):
                self._answer(ballot)
        elif thought.stage.collects_comments and thought.runs_until:
            self._comment()
        elif thought.stage.text_changed_by:
            self._take_up()
        waits = thought.open_ballot or thought.stage.collects_comments
        if thought.o.run.number == run and thought.runs_until and waits:
            thought.pass_to(thought.runs_until)

    def _meet(self) -> None:
        """The meeting is set where time itself leads to a stage that is counted from it."""
        here, stages = self._thought.o.stage, self._workflow.stages
        led = [r.dest for r in self._workflow.steps if here in r.sources and CLOCK in r.by]
        if any(needs_meeting(stages[name].period) for name in led):
            at = self._thought.now + HOUR
            any(self._attempt.act(at, _OFFICES[0], "set_meeting", meets=x) for x in _MEETINGS)

    def _answer(self, ballot: Ballot) -> None:
        """Everybody gives the position with which the text passes."""
        kind, marks = agreeing(self._workflow, ballot)
        args: dict[str, Any] = {"kind": kind}
        if self._workflow.terms(ballot.rule).effects[kind].needs_reasons:
            args["reasons"] = self._words.reason
        if marks:
            args["marks"] = list(marks)
        asked = [s.organisation for s in ballot.seats if s.organisation not in ballot.positions]
        for at, who in zip(self._instants(len(asked)), asked, strict=True):
            self._thought.pass_to(at)
            over = self._thought.open_ballot is None
            if over or not self._attempt.act(at, who, "position", **args):
                return

    def _comment(self) -> None:
        """The first organisation comments, others say that they have none, one is silent."""
        speakers = [x for x in self._attempt.codes if x not in self._thought.o.observers]
        act, body = self._attempt.act, self._words.comment
        for n, (at, who) in enumerate(zip(self._instants(len(speakers)), speakers, strict=True)):
            if n == 0:
                done = act(at, who, "comment", paragraph=1, body=body)
                done = done or act(at, who, "comment", body=body)
            else:
                done = n + 1 < len(speakers) and act(at, who, "no_comments")
            if not done or not self._thought.stage.collects_comments:
                return

    def _take_up(self) -> None:
        """Every comment is answered; the first time the text is changed as well."""
        waiting = [n for n, x in self._thought.o.comments.items() if x.disposition is None]
        at, answered = self._morning(), False
        for number in waiting:
            given = {"comment": number, "disposition": "accepted"}
            answered = self._attempt.act(at, _OFFICES[0], "answer", **given) or answered
            at += 5 * MINUTE
        if answered and len(self._thought.texts) == 1:
            new = {"changes": {"1": self._words.changed}, "note": self._words.reason}
            revisers = (_OFFICES[0], self._thought.o.leads[0])
            any(self._attempt.act(at, by, "revise", **new) for by in revisers)

    # Who takes which step

    def _move(self) -> bool:
        """Somebody takes a step, or time goes on; False where neither leads anywhere."""
        thought = self._thought
        run = thought.o.run.number
        for _again in range(_RUNS):
            thought.pass_to(self._morning())
            if thought.o.run.number != run or self._step():
                return True
            if thought.runs_until is not None:
                thought.pass_to(thought.runs_until)
                return True
            if not any(set(p.missing) == {"minimum_passed"} for p in thought.steps()):
                return self._step(anywhere=True)
            thought.pass_to(thought.now + _WEEK)
        return False

    def _step(self, *, anywhere: bool = False) -> bool:
        """Somebody takes a step that leads nearer to a result, or anywhere that is new."""
        here = self._distances.get(self._thought.o.stage, len(self._distances))
        people = [p for p in self._thought.steps() if p.allowed and by_people(p.by)]
        allowed = [p for p in people if not p.row.override]
        starts = [p for p in allowed if "start" in p.row.effects]
        nearer = [p for p in allowed if self._distances.get(p.dest, here) < here]
        ends = {s.name for s in self._workflow.stages.values() if s.end}
        seen = self._attempt.visits
        new = [p for p in allowed if anywhere and not seen[p.dest] and p.dest not in ends]
        return any(self._take(p) for p in (*starts, *nearer, *new))

    def _take(self, possible: Possible) -> bool:
        args: dict[str, Any] = {"step": possible.step}
        if possible.row.reason:
            args["reason"] = self._words.reason
        tries: list[Mapping[str, Any]] = [args]
        if needs_meeting(self._workflow.stages[possible.dest].period):
            tries = [{**args, "meeting": meeting} for meeting in _MEETINGS]
        now, by = self._thought.now, self._taker(possible.row)
        return by != "" and any(self._attempt.act(now, by, "step", **given) for given in tries)

    def _taker(self, row: Step) -> str:
        """Who may take it, offices first."""
        everybody = (*_OFFICES, *self._thought.o.leads, *self._attempt.codes)
        return next((who for who in everybody if self._thought.roles(who) & set(row.by)), "")

    def _morning(self) -> datetime:
        return morning(self._thought.now, self._attempt.zone, self._workflow.calendar)

    def _instants(self, count: int) -> list[datetime]:
        now, until = self._thought.now, self._thought.runs_until
        if until is None:
            return [now] * count
        return spread(count, now, until, self._attempt.zone, self._workflow.calendar)
