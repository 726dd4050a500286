"""The bench: the seats of a ballot, drawn one by one.

There is one mark for each seat; CSS draws the shape from its code.  Agreeing seats come first,
then brackets for those still needed up to the line that the rule draws, everybody else below.
Nothing here decides anything: the numbers are those of the rule.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from placet.engine.model import Ballot
from placet.engine.rules import Terms, Verdict, rule_sentence_values
from placet.templates.kinds import position_mark

OWED = ""
NEEDED = "G"
STALE = "S"


@dataclass(frozen=True, slots=True)
class Bench:
    """The drawn seats: codes above and below the line, which is absent without `needed`.

    `counts` says how many seats hold each kind, in the order drawn; `silent` those without.
    """

    above: tuple[str, ...]
    below: tuple[str, ...]
    needed: int | None
    agreeing: int
    counts: tuple[tuple[str, int], ...]
    silent: int
    seats: int

    @property
    def reached(self) -> bool:
        """Whether as many agree as the rule asks for."""
        return self.needed is not None and self.agreeing >= self.needed


def bench(ballot: Ballot, verdict: Verdict, terms: Terms) -> Bench:
    """The bench of a ballot as the verdict counts it under these terms."""
    effects = terms.effects
    kinds = [k for k in effects if k in verdict.holding]
    yes = [k for k in kinds if effects[k].affirmative]
    rest = [k for k in kinds if not effects[k].affirmative]
    above = [
        position_mark(ballot.positions.get(o, k), effects=effects[k])[0]
        for k in yes
        for o in verdict.holding[k]
    ]
    below = [position_mark(k, effects=effects[k])[0] for k in rest for _o in verdict.holding[k]]
    silent = [_silent(ballot, o) for o in verdict.silent]
    needed = _needed(ballot, terms)
    gaps = [NEEDED] * max(0, (needed or 0) - len(above))
    numbers = Counter({k: len(verdict.holding[k]) for k in kinds})
    return Bench(
        above=(*above, *gaps),
        below=(*below, *sorted(silent, reverse=True)),
        needed=needed,
        agreeing=len(above),
        counts=tuple((k, numbers[k]) for k in (*yes, *rest)),
        silent=len(silent),
        seats=len(ballot.seats),
    )


def _silent(ballot: Ballot, organisation: str) -> str:
    """A seat that is not counted: stale where it holds something all the same."""
    return STALE if organisation in ballot.positions else OWED


def _needed(ballot: Ballot, terms: Terms) -> int | None:
    """How many agreeing seats the rule asks for, where a line can be drawn for it."""
    if any(seat.weight != 1 for seat in ballot.seats):
        return None
    asked = rule_sentence_values(terms, ballot.seats).clauses
    counts = [
        c.count
        for c in asked
        if c.criterion in ("share", "minimum") and c.op in (">=", ">") and c.count is not None
    ]
    return max(counts, default=None)
