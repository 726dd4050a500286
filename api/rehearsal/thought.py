"""A table in thought: one objective carried through commands, without a database or mail.

Commands go the way that the use cases take them (what has time decided already, may the
actor, decide, fold), so what is refused here is refused in the rehearsal too.  It is what a
first scenario is sketched with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from placet.api.rehearsal.asking import Shown
from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import THE_CLOCK, Actor, can, step_roles
from placet.engine.decide import Situation, decide, facts, propose, settle_once
from placet.engine.definition import Stage, Workflow
from placet.engine.errors import NotAllowed
from placet.engine.evolve import begin, evolve
from placet.engine.model import (
    Ballot,
    BallotState,
    Capacity,
    Delegate,
    Negotiation,
    Objective,
    Officer,
    Participant,
    Role,
    SubState,
)
from placet.engine.text import Text
from placet.engine.workflow import Possible, possible

TABLE, REF = "THOUGHT", "OBJ-0001"


def laid(
    workflow: Workflow, seats: Iterable[Participant], zone: str, opened: datetime
) -> Negotiation:
    """A table with these seats; everybody is called as a scenario calls them."""
    seated = tuple(seats)
    return Negotiation(
        symbol=TABLE,
        title=workflow.title,
        purpose=workflow.title,
        zone=zone,
        workflow=workflow.name,
        workflow_version=workflow.version,
        opened_at=opened,
        participants=seated,
        delegates=tuple(
            Delegate(who := p.organisation, who, Capacity.FOCAL_POINT, opened) for p in seated
        ),
        officers=tuple(Officer(role.value, role) for role in Role),
    )


@dataclass(slots=True)
class Thought:
    """The table with its objective, at an instant."""

    workflow: Workflow
    negotiation: Negotiation
    now: datetime
    held: Objective | None = None
    texts: dict[int, Text] = field(default_factory=dict)
    ballots: dict[int, Ballot] = field(default_factory=dict)

    @property
    def o(self) -> Objective:
        """The objective; there is one once it is proposed."""
        if self.held is None:
            raise ValueError("nothing was proposed yet")
        return self.held

    @property
    def stage(self) -> Stage:
        """The stage that it is in."""
        return self.workflow.stages[self.o.stage]

    @property
    def shown(self) -> Shown:
        """What everybody has before them."""
        text = self.texts[self.o.text.number]
        ballot = self.o.ballot
        asked = text if ballot is None else self.texts[ballot.text]
        return Shown(self.o, text, asked, self.ballots)

    @property
    def open_ballot(self) -> Ballot | None:
        """The ballot of the present stage, while it takes positions."""
        ballot = self.o.ballot
        if ballot is None or ballot.stage != self.o.stage or ballot.state is not BallotState.OPEN:
            return None
        return ballot

    @property
    def runs_until(self) -> datetime | None:
        """The deadline of the present run, while its time runs."""
        run = self.o.run
        if run.deadline is None or run.paused_at is not None or run.state is not SubState.RUNNING:
            return None
        return run.deadline.at

    def steps(self) -> tuple[Possible, ...]:
        """The rows that start here, with what they wait for."""
        return possible(self.workflow, self.o.stage, facts(self._situation(THE_CLOCK)))

    def roles(self, by: str) -> frozenset[str]:
        """Under which names steps know somebody."""
        return step_roles(self._situation(Actor(by)).who, self.o)

    def pass_to(self, at: datetime) -> None:
        """Let time pass, and decide what it decides on the way."""
        self.now = max(self.now, at)
        if self.held is not None:
            self._settle()

    def propose(self, by: str, command: c.Propose) -> None:
        """Propose the objective; PlacetError where that is refused."""
        command = replace(command, ref=REF)
        events = propose(self.workflow, self.negotiation, command, Actor(by), self.now)
        proposed, entered = events[0], events[1]
        if not isinstance(proposed, e.ObjectiveProposed) or not isinstance(entered, e.StageEntered):
            raise TypeError("an objective begins with its proposal and its first stage")
        self.held = begin(proposed, entered, TABLE)
        self._fold(events)

    def give(self, by: str, command: c.ObjectiveCommand) -> bool:
        """Carry a command out, and whether anything changed; PlacetError where it is refused."""
        self._settle()
        if not can(Actor(by), type(command), self.negotiation, self.held, self.now):
            raise NotAllowed(type(command).__name__)
        events = decide(self._situation(Actor(by)), command)
        self._fold(events)
        return bool(events)

    def _settle(self) -> None:
        while events := settle_once(self._situation(THE_CLOCK)):
            self._fold(events)

    def _situation(self, actor: Actor) -> Situation:
        text = self.texts.get(self.o.text.number)
        return Situation(self.workflow, self.negotiation, self.o, actor, self.now, text)

    def _fold(self, events: Iterable[e.ObjectiveEvent]) -> None:
        after = self.o
        for event in events:
            after = evolve(after, event)
            if isinstance(event, e.ObjectiveProposed | e.TextRevised):
                self.texts[event.head.number] = event.text
        if after.ballot is not None:
            self.ballots[after.ballot.number] = after.ballot
        self.held = after
