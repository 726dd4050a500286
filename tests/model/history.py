"""What people were told, compared with what is stored and shown.

A history checker in the sense of Jepsen: it knows the acknowledgements and nothing of how they
came about, and says what of them is not so.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.model import Ballot, BallotState, SubState
from tests.invariants.checks import check_all
from tests.model.table import SEATS, Acknowledged, Asked
from tests.reliability.world import SYMBOL

Held = dict[tuple[str, int, str], Acknowledged]


def disagreements(table: Asked) -> list[str]:
    """Everything that is otherwise than somebody was told, or than must hold in any database."""
    return [
        *map(str, check_all(table.root.database)),
        *_lost(table),
        *_held_otherwise(table),
        *_inboxes(table),
    ]


def _lost(table: Asked) -> Iterator[str]:
    """I-01, I-02: whatever was acknowledged stands in the history, word for word."""
    with table.root.database.reading() as store:
        for told in table.acknowledged:
            if not told.reference:
                continue
            found = [
                p
                for p in store.position_history(told.ref)
                if p.position.reference == told.reference
            ]
            kept = [(p.ballot, p.position.organisation, p.position.kind) for p in found]
            if kept != [(told.ballot, told.organisation, told.kind)]:
                yield f"{told} was acknowledged and is {kept}"


def _held_otherwise(table: Asked) -> Iterator[str]:
    """I-03, I-08: the last acknowledgement of a seat is what it holds, and what is counted."""
    last: Held = {}
    for told in table.acknowledged:
        last[told.ref, told.ballot, told.organisation] = told
    with table.root.database.reading() as store:
        ballots = {(ref, b.number): b for ref in table.refs for b in store.ballots(ref)}
    for (ref, number, organisation), told in last.items():
        held = ballots[ref, number].positions.get(organisation)
        kind = "withdrawn" if held is None else held.kind
        if kind != told.kind:
            yield f"{told} was the last word, and {kind} is held"


def _inboxes(table: Asked) -> Iterator[str]:
    """I-45: an inbox asks for a position exactly where one can be given and is not."""
    table.root.cases.tick()
    owed: dict[str, set[str]] = {organisation: set() for organisation in SEATS.values()}
    with table.root.database.reading() as store:
        for o in store.objectives(SYMBOL):
            if o.ballot is None or not _asks(o.ballot, o.stage):
                continue
            if o.run.paused_at is not None or o.run.state is not SubState.RUNNING:
                continue
            for seat in o.ballot.seats:
                if seat.organisation not in o.ballot.positions:
                    owed[seat.organisation].add(o.ref)
    for who, organisation in SEATS.items():
        inbox = table.ask(who, "GET", "/inbox").json()
        asks = {t["objective"]["ref"] for t in inbox["needs_you"] if t["ask"] == "position"}
        if asks != owed[organisation]:
            yield f"the inbox of {who} asks for {asks}, and {owed[organisation]} is owed"


def _asks(ballot: Ballot, stage: str) -> bool:
    return ballot.state is BallotState.OPEN and ballot.stage == stage
