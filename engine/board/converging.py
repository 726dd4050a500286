"""How answers moved over the rounds of a stage: one figure for each ballot that was held there.

Every ballot counts as it stood last, whether it was decided, put anew or withdrawn.  Of what the
reader may not know it is told how many answered, which may always be said, and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.board.columns import Column
from placet.engine.model import Ballot


@dataclass(frozen=True, slots=True)
class Round:
    """One ballot of a stage in figures; together they are the seats.

    `favour` are affirmative positions, `against` negative or blocking ones, `neither` all others;
    `hidden` answered and are not shown to the reader.
    """

    objective: str
    stage: str
    round: int
    ballot: int
    version: int
    state: str
    seats: int
    favour: int
    against: int
    neither: int
    hidden: int

    @property
    def silent(self) -> int:
        """Seats without a position."""
        return self.seats - self.favour - self.against - self.neither - self.hidden


def rounds_of(c: Column) -> tuple[Round, ...]:
    """The ballots of an objective as the reader may know them, stage by stage, oldest first."""
    order = list(c.workflow.stages)
    found = [_round(c, b) for b in c.ballots]
    return tuple(sorted(found, key=lambda r: (order.index(r.stage), r.ballot)))


def _round(c: Column, ballot: Ballot) -> Round:
    effects = c.workflow.terms(ballot.rule, ballot.kinds).effects
    held = [effects.get(p.kind) for p in ballot.positions.values()]
    against = sum(e is not None and (e.negative or e.blocking) for e in held)
    favour = sum(e is not None and e.affirmative and not (e.negative or e.blocking) for e in held)
    return Round(
        objective=c.objective.ref,
        stage=ballot.stage,
        round=ballot.round,
        ballot=ballot.number,
        version=ballot.text,
        state=ballot.state.value,
        seats=len(ballot.seats),
        favour=favour,
        against=against,
        neither=len(held) - favour - against,
        hidden=ballot.hidden,
    )
