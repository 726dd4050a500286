"""A table of any size in memory: a negotiation and one objective, carried through commands.

No database: a command is decided on and its events are folded, as the service does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor
from placet.engine.decide import Situation, decide, propose, settle
from placet.engine.evolve import begin, evolve
from placet.engine.model import (
    Ballot,
    Capacity,
    Delegate,
    Negotiation,
    Objective,
    Officer,
    Participant,
    Role,
)
from placet.engine.text import parse_markdown
from placet.engine.workflow import Workflow

START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
OFFICE = Actor("office")
TEXT = parse_markdown("1. The organisations share the soundings of the sea.\n\n2. They meet.")


def codes(seats: int) -> tuple[str, ...]:
    """So many organisations."""
    return tuple(f"IO-{number:04d}" for number in range(1, seats + 1))


def delegate(code: str) -> Actor:
    """Who acts for an organisation."""
    return Actor(code.lower())


def table(workflow: Workflow, seats: Sequence[str]) -> Negotiation:
    """A negotiation with these organisations, one delegate each, and a secretariat."""
    return Negotiation(
        symbol="BENCH",
        title="Soundings",
        purpose="To share them",
        zone="Europe/Paris",
        workflow=workflow.name,
        workflow_version=workflow.version,
        opened_at=START,
        participants=tuple(Participant(code) for code in seats),
        delegates=tuple(
            Delegate(delegate(code).person, code, Capacity.FOCAL_POINT, START) for code in seats
        ),
        officers=(Officer(OFFICE.person, Role.SECRETARIAT),),
        version=1,
    )


def proposing(
    workflow: Workflow, negotiation: Negotiation
) -> tuple[Objective, tuple[e.ObjectiveEvent, ...]]:
    """An objective that the first organisation has just proposed, and the events of that."""
    command = c.Propose("Share soundings", "One chart", TEXT.text, TEXT.minted, ref="OBJ-0001")
    actor = delegate(negotiation.participants[0].organisation)
    events = propose(workflow, negotiation, command, actor, START)
    first, entered = events[0], events[1]
    if not isinstance(first, e.ObjectiveProposed) or not isinstance(entered, e.StageEntered):
        raise TypeError("an objective begins with its proposal and its first stage")
    made = begin(first, entered, negotiation.symbol)
    for event in events:
        made = evolve(made, event)
    return made, events


@dataclass
class Room:
    """An objective at its table, and the instant it is."""

    workflow: Workflow
    negotiation: Negotiation
    objective: Objective
    now: datetime = START
    events: tuple[e.ObjectiveEvent, ...] = ()

    @classmethod
    def of(cls, workflow: Workflow, seats: int) -> Room:
        """With an objective that was just proposed."""
        negotiation = table(workflow, codes(seats))
        objective, events = proposing(workflow, negotiation)
        return cls(workflow, negotiation, objective, events=events)

    @property
    def seats(self) -> tuple[str, ...]:
        """The organisations at the table."""
        return tuple(p.organisation for p in self.negotiation.participants)

    @property
    def ballot(self) -> Ballot:
        """The latest ballot."""
        if self.objective.ballot is None:
            raise ValueError("nothing was put forward")
        return self.objective.ballot

    def situation(self, actor: Actor = OFFICE) -> Situation:
        """What a decision is made on now."""
        return Situation(
            self.workflow, self.negotiation, self.objective, actor, self.now, TEXT.text
        )

    def do(self, actor: Actor, command: c.ObjectiveCommand) -> None:
        """Carry out a command."""
        s = self.situation(actor)
        self._happened(decide(s, command))

    def step(self, name: str) -> None:
        """The secretariat takes a step."""
        self.do(OFFICE, c.TakeStep(name))

    def holds(self, code: str, kind: str) -> None:
        """An organisation records its position."""
        self.do(delegate(code), self.position(kind))

    def position(self, kind: str) -> c.RecordPosition:
        """The command that records it."""
        return c.RecordPosition(self.ballot.number, self.ballot.text_hash, kind)

    def let_it_end(self) -> None:
        """Go to the deadline of the present run, and note what time has decided."""
        deadline = self.objective.run.deadline
        if deadline is None:
            raise ValueError("it has no deadline")
        self.now = deadline.at
        self._happened(settle(self.situation()))

    def _happened(self, events: tuple[e.ObjectiveEvent, ...]) -> None:
        self.objective = self.situation().after(events).objective
        self.events += events
