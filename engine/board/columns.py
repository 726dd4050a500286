"""One objective as one reader sees it, and what it says of each organisation.

Which question a stage asks decides what a cell tells: a position, a comment, a confirmation,
or (while the text is worked on) nothing, and then the last position stands there with the
version that it was about.  A position on an earlier text is *stale*: it is shown, and is not
counted.  What the reader may not know is *hidden*, and a hidden cell is the same whether the
organisation has answered or not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from placet.engine.access import Actor
from placet.engine.board.asking import held_before, negative_kinds, question_of
from placet.engine.board.cells import Cell, CellState
from placet.engine.decide import Situation
from placet.engine.disclosure import comments_are_sealed
from placet.engine.links import Others
from placet.engine.model import (
    Ballot,
    Deadline,
    Negotiation,
    Objective,
    Position,
    SubState,
)
from placet.engine.parties import at_the_table, outside, seated
from placet.engine.rules import Verdict
from placet.engine.sight import Sight
from placet.engine.text import Text
from placet.engine.workflow import Stage, Workflow


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

    @property
    def entitled(self) -> frozenset[str]:
        """Who may answer here: the seats of the ballot, else who may hold a seat at the table."""
        o = self.objective
        if o.ballot is not None and self.asks != "comment":
            return frozenset(s.organisation for s in o.ballot.seats)
        return frozenset(seated(self.sight.s.negotiation)) - frozenset(o.observers)

    def cells(self, organisations: Iterable[str]) -> tuple[Cell, ...]:
        """The cells of these organisations, in their order."""
        told = _Told(self, self.entitled, frozenset(self.owing), _late(self))
        return tuple(replace(_cell(told, code), late=told.late.get(code)) for code in organisations)


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
    others: Others | None = None,
) -> Column:
    """The objective as the actor may see it at `now`.

    `objective` is settled: what time has decided is in it.  `ballots` are all of it;
    `others` are the objectives of the table where some are linked.
    """
    s = Situation(workflow, negotiation, objective, actor, now, text, others=others or {})
    sight = Sight(s, ballots)
    seen, all_seen = sight.objective, sight.ballots
    asks, counts = question_of(sight.s.stage, seen)
    kinds = negative_kinds(workflow, seen.ballot)
    return Column(
        sight=sight,
        objective=seen,
        ballots=all_seen,
        verdict=sight.verdict,
        owing=sight.owing,
        asks=asks,
        counts=counts,
        unwritten=unwritten,
        earlier=held_before(all_seen, seen.ballot),
        negative=kinds,
    )


def rows_of(negotiation: Negotiation, columns: Iterable[Column]) -> tuple[str, ...]:
    """Who stands on a board: the table with its observers, then who left and holds a seat still."""
    rows = at_the_table(negotiation)
    left = outside(negotiation)
    kept = {s.organisation for c in columns if c.ballot and c.counts for s in c.ballot.seats}
    away = (p.organisation for p in negotiation.participants if p.organisation in left & kept)
    return (*rows, *away)


def cell(column: Column, organisation: str) -> Cell:
    """What the column says of one organisation."""
    return column.cells((organisation,))[0]


@dataclass(frozen=True, slots=True)
class _Told:
    """A column with what all of its cells ask it for."""

    column: Column
    entitled: Collection[str]
    owed: Collection[str]
    late: Mapping[str, Position]


def _late(c: Column) -> Mapping[str, Position]:
    """What was put on record too late on the ballot that is shown; the last of each."""
    if c.ballot is None or not c.counts:
        return {}
    return {p.organisation: p for p in c.ballot.late}


def _cell(told: _Told, code: str) -> Cell:
    c = told.column
    o = c.objective
    if c.asks == "comment":
        return _commented(told, code)
    if code not in told.entitled:
        return Cell(code, o.ref, CellState.NOT_ENTITLED)
    if o.ballot is None:
        return Cell(code, o.ref, CellState.NOT_ASKED)
    asks = c.asks if code in told.owed else ""
    held = o.ballot.positions.get(code)
    if held is not None:
        return _holding(c, o.ballot, held, asks)
    if code not in told.owed and o.ballot.hidden:
        return Cell(code, o.ref, CellState.HIDDEN)
    return _silent(c, o.ballot, code, asks)


def _holding(c: Column, ballot: Ballot, held: Position, asks: str) -> Cell:
    """An organisation that has a position on the last ballot."""
    o, code = c.objective, held.organisation
    counted = c.verdict is None or code not in c.verdict.silent
    fresh = c.counts or ballot.text == o.text.number
    state = CellState.HELD if fresh and counted else CellState.STALE
    against = c.counts and held.kind in c.negative
    return Cell(code, o.ref, state, held, ballot.text, asks, against)


def _silent(c: Column, ballot: Ballot, code: str, asks: str) -> Cell:
    """An organisation that has none, as far as the reader may know."""
    ref = c.objective.ref
    if c.counts and code in ballot.awaiting:
        return Cell(code, ref, CellState.AWAITING, asks=asks, awaiting=ballot.awaiting[code])
    before = c.earlier.get(code)
    if before is not None and c.asks == "position":
        return Cell(code, ref, CellState.STALE, before[0], before[1], asks)
    return Cell(code, ref, CellState.OWED if asks else CellState.NONE, asks=asks)


def _commented(told: _Told, code: str) -> Cell:
    """Comments of the round; whoever may comment without a seat is shown once it has."""
    c = told.column
    o = c.objective
    made = sum(x.organisation == code for x in o.comments.values())
    if made:
        return Cell(code, o.ref, CellState.COMMENTED, comments=made)
    if code in o.no_comments:
        return Cell(code, o.ref, CellState.NO_COMMENTS)
    if code not in told.entitled:
        return Cell(code, o.ref, CellState.NOT_ENTITLED)
    if code in told.owed:
        return Cell(code, o.ref, CellState.OWED, asks="comment")
    if code != c.sight.who.organisation and comments_are_sealed(c.workflow, o):
        return Cell(code, o.ref, CellState.HIDDEN)
    waits = o.run.state is SubState.RUNNING and o.run.deadline is None
    return Cell(code, o.ref, CellState.NOT_ASKED if waits else CellState.NONE)
