"""One objective as one reader sees it, and what it says of one organisation.

Which question a stage asks decides what a cell tells: a position, a comment, a confirmation,
or (while the text is worked on) nothing, and then the last position stands there with the
version that it was about.  A position on an earlier text is *stale*: it is shown, and is not
counted.  What the reader may not know is *hidden*, and a hidden cell is the same whether the
organisation has answered or not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from placet.engine.access import Actor
from placet.engine.decide import Situation
from placet.engine.model import (
    Ballot,
    BallotState,
    Deadline,
    Negotiation,
    Objective,
    Position,
    SubState,
)
from placet.engine.rules import Verdict
from placet.engine.sight import Sight
from placet.engine.text import Text
from placet.engine.workflow import Stage, Workflow


class CellState(StrEnum):
    """What a cell tells; the letter and the shape follow from it and from the position."""

    HELD = "held"
    STALE = "stale"
    OWED = "owed"
    NONE = "none"
    HIDDEN = "hidden"
    COMMENTED = "commented"
    NO_COMMENTS = "no_comments"
    NOT_ASKED = "not_asked"
    NOT_ENTITLED = "not_entitled"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one objective says of one organisation.

    `version` is the text that a position is about, 0 without one; `asks` is what the
    organisation owes now ("position", "comment", "confirm", "" for nothing); `against` says
    that the position is negative or blocking in the ballot that is counted; `comments` how
    many it made in the present round.
    """

    organisation: str
    objective: str
    state: CellState
    position: Position | None = None
    version: int = 0
    asks: str = ""
    against: bool = False
    comments: int = 0

    @property
    def at(self) -> datetime | None:
        """When the position was taken."""
        return self.position.at if self.position else None


@dataclass(frozen=True, slots=True)
class Column:
    """One objective as the reader may see it.

    `objective`, `ballots`, `verdict` and `owing` are what its own page shows to the same
    reader.  `asks` is the question of the stage; `counts` says that the verdict is about that
    question, and is no result of an earlier one.
    """

    sight: Sight
    objective: Objective
    ballots: tuple[Ballot, ...]
    verdict: Verdict | None
    owing: tuple[str, ...]
    asks: str
    counts: bool
    unwritten: bool = False
    earlier: Mapping[str, tuple[Position, int]] = field(default_factory=dict)
    negative: frozenset[str] = frozenset()

    @property
    def workflow(self) -> Workflow:
        """The procedure that it follows."""
        return self.sight.s.workflow

    @property
    def stage(self) -> Stage:
        """The stage that it is in."""
        return self.sight.s.stage

    @property
    def ballot(self) -> Ballot | None:
        """Its last ballot."""
        return self.objective.ballot

    @property
    def due(self) -> Deadline | None:
        """Until when it waits, where it waits for answers."""
        return self.objective.run.deadline

    @property
    def ended(self) -> bool:
        """Whether nothing is negotiated any more."""
        made = self.objective.instrument
        return self.stage.end and not (made is not None and made.provisional)

    def cells(self, organisations: Iterable[str]) -> tuple[Cell, ...]:
        """The cells of these organisations, in their order."""
        seated = _seated(self)
        owed = frozenset(self.owing)
        return tuple(_cell(self, code, seated, owed) for code in organisations)


def column(
    workflow: Workflow,
    negotiation: Negotiation,
    objective: Objective,
    ballots: tuple[Ballot, ...],
    actor: Actor,
    now: datetime,
    *,
    unwritten: bool = False,
    text: Text | None = None,
) -> Column:
    """The objective as the actor may see it at `now`.

    `objective` is settled: what time has decided is in it.  `ballots` are all of it.
    """
    sight = Sight(Situation(workflow, negotiation, objective, actor, now, text), ballots)
    seen, all_seen = sight.objective, sight.ballots
    asks, counts = _asked(sight.s.stage, seen)
    kinds = _negative(workflow, seen.ballot)
    return Column(
        sight=sight,
        objective=seen,
        ballots=all_seen,
        verdict=sight.verdict,
        owing=sight.owing,
        asks=asks,
        counts=counts,
        unwritten=unwritten,
        earlier=_earlier(all_seen, seen.ballot),
        negative=kinds,
    )


def cell(column: Column, organisation: str) -> Cell:
    """What the column says of one organisation."""
    return column.cells((organisation,))[0]


def _asked(stage: Stage, o: Objective) -> tuple[str, bool]:
    """The question of the stage, and whether the last ballot is (or was) about it."""
    here = o.ballot is not None and o.ballot.stage == o.stage
    made = o.instrument
    decided = made is not None and o.ballot is not None and made.ballot == o.ballot.number
    if stage.ballot is not None and here:
        ended = o.ballot is not None and o.ballot.state in (
            BallotState.SUPERSEDED,
            BallotState.WITHDRAWN,
        )
        return ("" if ended else "position"), not ended
    if stage.collects_comments:
        return "comment", False
    if made is not None and made.provisional:
        return "confirm", True
    return "", decided or (stage.end and here)


def _negative(workflow: Workflow, ballot: Ballot | None) -> frozenset[str]:
    if ballot is None:
        return frozenset()
    effects = workflow.terms(ballot.rule, ballot.kinds).effects
    return frozenset(kind for kind, e in effects.items() if e.blocking or e.negative)


def _earlier(
    ballots: Iterable[Ballot], present: Ballot | None
) -> Mapping[str, tuple[Position, int]]:
    """What each organisation held on the ballot of this stage that came before."""
    if present is None:
        return {}
    before = [b for b in ballots if b.number < present.number and b.stage == present.stage]
    if not before:
        return {}
    last = max(before, key=lambda b: b.number)
    return {code: (held, last.text) for code, held in last.positions.items()}


def _seated(c: Column) -> frozenset[str]:
    """Who may answer here: the seats of the ballot, else the table without its observers."""
    o = c.objective
    if o.ballot is not None and c.asks != "comment":
        return frozenset(s.organisation for s in o.ballot.seats)
    table = c.sight.s.negotiation.participants
    return frozenset(p.organisation for p in table) - frozenset(o.observers)


def _cell(c: Column, code: str, seated: Collection[str], owed: Collection[str]) -> Cell:
    o = c.objective
    if code not in seated:
        return Cell(code, o.ref, CellState.NOT_ENTITLED)
    if c.asks == "comment":
        return _commented(c, code, owed)
    if o.ballot is None:
        return Cell(code, o.ref, CellState.NOT_ASKED)
    held = o.ballot.positions.get(code)
    asks = c.asks if code in owed else ""
    if held is not None:
        counted = c.verdict is None or code not in c.verdict.silent
        fresh = c.counts or o.ballot.text == o.text.number
        against = c.counts and held.kind in c.negative
        state = CellState.HELD if fresh and counted else CellState.STALE
        return Cell(code, o.ref, state, held, o.ballot.text, asks, against)
    if code in owed or not o.ballot.hidden:
        before = c.earlier.get(code)
        if before is not None and c.asks == "position":
            return Cell(code, o.ref, CellState.STALE, before[0], before[1], asks)
        state = CellState.OWED if asks else CellState.NONE
        return Cell(code, o.ref, state, asks=asks)
    return Cell(code, o.ref, CellState.HIDDEN)


def _commented(c: Column, code: str, owed: Collection[str]) -> Cell:
    o = c.objective
    made = sum(x.organisation == code for x in o.comments.values())
    if made:
        return Cell(code, o.ref, CellState.COMMENTED, comments=made)
    if code in o.no_comments:
        return Cell(code, o.ref, CellState.NO_COMMENTS)
    if code in owed:
        return Cell(code, o.ref, CellState.OWED, asks="comment")
    waits = o.run.state is SubState.RUNNING and o.run.deadline is None
    return Cell(code, o.ref, CellState.NOT_ASKED if waits else CellState.NONE)
