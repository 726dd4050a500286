"""A course of a procedure: what was done in thought, act by act, and through which stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from placet.api.rehearsal import asking
from placet.api.rehearsal.thought import Thought, laid
from placet.engine import commands as c
from placet.engine.decide.counting import silence_agrees
from placet.engine.definition import Workflow
from placet.engine.errors import PlacetError
from placet.engine.model import Participant
from placet.workflows.scenario import acts, times, words_of


@dataclass(frozen=True, slots=True)
class Line:
    """An act of the course; `run` counts the stages, so that those of one stand together."""

    at: datetime
    by: str
    do: str
    args: Mapping[str, Any]
    run: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stage that is run through: its name, until when it lasts, whether silence agrees."""

    stage: str
    until: datetime | None
    silent: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in the course, in the language of whoever asks for it."""

    text: tuple[str, ...]
    comment: str
    changed: str
    reason: str


@dataclass(slots=True)
class Course:
    """Acts and stages; where it ends, when, and whether that is an end of the procedure."""

    lines: list[Line] = field(default_factory=list)
    passages: dict[int, Passage] = field(default_factory=dict)
    stage: str = ""
    ends: datetime | None = None
    complete: bool = False


class Attempt:
    """Tries acts in thought, and keeps those that are done."""

    def __init__(
        self, workflow: Workflow, seats: Sequence[Participant], zone: str, starts: datetime
    ) -> None:
        self.zone, self.codes = zone, tuple(p.organisation for p in seats)
        self.thought = Thought(workflow, laid(workflow, seats, zone, starts), starts)
        self.course = Course()
        self.visits: Counter[str] = Counter()
        self._run = 0

    def propose(self, text: Sequence[str]) -> None:
        """The first seat proposes; nothing is held in thought where that is refused."""
        thought, by = self.thought, self.codes[0]
        first, minted = words_of(list(text))
        title = thought.workflow.title
        try:
            thought.propose(by, c.Propose(title, title, first, minted))
        except PlacetError:
            return
        self.note()
        self.course.lines.append(Line(thought.now, by, "propose", {}, self._run))

    def act(self, at: datetime, by: str, do: str, **args: Any) -> bool:
        """Let somebody do something then, and whether it was done."""
        thought = self.thought
        thought.pass_to(at)
        run = thought.o.run.number
        self.note()
        act = acts.VERBS[do].model_validate({"do": do, "by": by, **args})
        moments = {
            name: times.deadline(args[name], ZoneInfo(self.zone), thought.now)
            for name in acts.MOMENTS
            if name in args
        }
        try:
            done = isinstance(act, acts.Act) and thought.give(
                by, asking.command_of(act, thought.shown, moments)
            )
        except PlacetError:
            return False
        if done:
            self.course.lines.append(Line(thought.now, by, do, args, run))
        return done

    def note(self) -> None:
        """Note the stage where it is a new run."""
        thought = self.thought
        if thought.o.run.number == self._run:
            return
        self._run = thought.o.run.number
        self.visits[thought.o.stage] += 1
        ballot = thought.open_ballot
        silent = ballot is not None and silence_agrees(thought.workflow, ballot)
        self.course.passages[self._run] = Passage(thought.o.stage, thought.runs_until, silent)

    def ended(self) -> Course:
        """What was found, with where it ends."""
        if self.thought.held is not None:
            self.course.stage, self.course.complete = self.thought.o.stage, self.thought.stage.end
        self.course.ends = self.thought.now
        return self.course
