"""What an open ballot keeps, and what a closed one decides, asked without the decision logic.

I-16: what was frozen at the opening stays, and the deadline moves only with an entry that says so.
I-10: the count of the rule *nobody objects*, made again from the rows alone.  This reads nothing
but names of positions; the rule itself is written down here once more, in a few lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sqlalchemy import text

from placet.engine import events as e
from placet.engine.model import Ballot, BallotState, Deadline
from placet.engine.store import Store
from tests.invariants.record import Change

IN_FAVOUR = ("endorse", "no_objection", "support", "support_with_comments")
IN_SO_MANY_WORDS = ("endorse", "support", "support_with_comments")
NEUTRAL = ("abstain", "stand_aside")

SEATS = "SELECT count(*) FROM seat WHERE ref = :ref AND ballot = :ballot"
HELD = """
    SELECT p.kind FROM current_position c JOIN position p
      ON p.ref = c.ref AND p.ballot = c.ballot AND p.number = c.number
    WHERE c.ref = :ref AND c.ballot = :ballot
"""


def frozen(store: Store, changes: Iterable[Change]) -> Iterator[str]:
    """I-16: a stored ballot is what was opened, but for its deadline where that was moved."""
    opened: dict[tuple[str, int], Ballot] = {}
    moved: set[tuple[str, int]] = set()
    for change in changes:
        if change.after is None or change.after.ballot is None:
            continue
        ref, known = change.after.ref, set(opened)
        for event in change.events:
            if isinstance(event, e.BallotOpened):
                opened[ref, event.ballot.number] = event.ballot
            elif _moves(event, change.after.ballot):
                moved |= {(ref, change.after.ballot.number)} & known
    for (ref, number), first in opened.items():
        for b in store.ballots(ref):
            if b.number == number and _kept(b) != _kept(first):
                yield f"{ref}: ballot {number} is another one than was opened"
            elif b.number == number and b.deadline != first.deadline and (ref, number) not in moved:
                yield f"{ref}: ballot {number} has a deadline that nobody moved"


def _moves(event: e.Event, ballot: Ballot) -> bool:
    """Whether it moves the deadline: somebody did, or a hold is over."""
    again = isinstance(event, e.StageEntered) and event.run.stage == ballot.stage
    return again or isinstance(event, e.DeadlineChanged)


def _kept(ballot: Ballot) -> Ballot:
    """What must not change: texts, rule, kinds, seats, and who may see what."""
    return replace(
        ballot, deadline=Deadline(ballot.opened_at, ""), state=BallotState.OPEN, closed_at=None,
        passed=None, positions={}, recorded=0, awaiting={}, late=(), hidden=0,
    )  # fmt: skip


def recounted(store: Store, ballots: Iterable[tuple[str, Ballot]]) -> Iterator[str]:
    """I-10: whether a closed ballot passed is what its rows say by the rule as it was frozen."""
    for ref, b in ballots:
        if b.rule.name != "no_objection" or b.closed_at is None or b.passed is None:
            continue
        asked = {"ref": ref, "ballot": b.number}
        connection: Any = store._connection
        seats = connection.execute(text(SEATS), asked).scalar_one()
        held = Counter(row[0] for row in connection.execute(text(HELD), asked))
        if not set(held) <= {*IN_FAVOUR, *NEUTRAL, "object"}:
            continue
        if _passes(held, seats, b) != b.passed:
            yield f"{ref}: ballot {b.number} with {dict(held)} of {seats} says {b.passed}"


def _passes(held: Counter[str], seats: int, ballot: Ballot) -> bool:
    asked = ballot.rule.parameters
    share, quorum = (Fraction(str(asked.get(name, 0))) for name in ("share", "quorum"))
    enough = [
        held["object"] == 0,
        sum(held[kind] for kind in IN_SO_MANY_WORDS) >= int(asked.get("minimum", 1)),
    ]
    if share:
        enough.append(seats > 0 and Fraction(sum(held[k] for k in IN_FAVOUR), seats) >= share)
    if quorum:
        enough.append(seats > 0 and Fraction(held.total(), seats) >= quorum)
    return all(enough)
