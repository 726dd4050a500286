"""What people were told, compared with what is stored and shown.

A history checker in the sense of Jepsen: it knows the acknowledgements and nothing of how they
came about, and says what of them is not so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from placet.engine.model import Ballot
from tests.invariants.checks import check_all
from tests.model.inboxes import inboxes
from tests.model.looking import boards, told_too_much
from tests.model.table import Acknowledged, Asked

Held = dict[tuple[str, int, str], Acknowledged]


def disagreements(table: Asked) -> list[str]:
    """Everything that is otherwise than somebody was told, or than must hold in any database."""
    table.root.cases.tick()
    table.read()
    return [
        *map(str, check_all(table.root.database)),
        *_lost(table),
        *_made_up(table),
        *_receipts(table),
        *_held_otherwise(table),
        *_beside(table),
        *inboxes(table),
        *boards(table),
        *told_too_much(table),
    ]


def _lost(table: Asked) -> Iterator[str]:
    """I-01, I-02: whatever was acknowledged stands in the history, word for word."""
    for told in table.acknowledged:
        if not told.reference:
            continue
        with table.root.database.reading() as store:
            lines = store.position_history(told.ref)
        found = [p for p in lines if p.position.reference == told.reference]
        kept = [(p.ballot, p.position.organisation, p.position.kind) for p in found]
        if kept != [(told.ballot, told.organisation, told.kind)]:
            yield f"{told} was acknowledged and is {kept}"


def _receipts(table: Asked) -> Iterator[str]:
    """I-02: whoever was given a reference finds what they said under it, in time or late."""
    for told in (*table.acknowledged, *table.late):
        symbol = table.state.objectives[told.ref].negotiation
        for who in table.binders(symbol, (told.organisation,))[:1] if told.reference else ():
            shown = table.ask(who, "GET", f"/receipts/{told.reference}").json()
            found = shown.get("position", {})
            said = (shown.get("objective"), found.get("organisation"), found.get("kind"))
            if said != (told.ref, told.organisation, told.kind):
                yield f"the receipt {told.reference} of {told} shows {said}"


def _made_up(table: Asked) -> Iterator[str]:
    """I-44: what is stored was acknowledged to somebody, each line once."""
    told = Counter((x.ref, x.ballot, x.organisation, x.kind) for x in table.acknowledged)
    with table.root.database.reading() as store:
        lines = [
            (ref, line) for ref in table.state.objectives for line in store.position_history(ref)
        ]
    stored = Counter(
        (ref, line.ballot, line.position.organisation, line.position.kind)
        for ref, line in lines
        if line.position.carried_from is None
    )
    for line in (told - stored) + (stored - told):
        yield f"{line}: {told[line]} times acknowledged, {stored[line]} times stored"


def _held_otherwise(table: Asked) -> Iterator[str]:
    """I-03, I-08: the last acknowledgement of a seat is what it holds, and what is counted."""
    last: Held = {}
    for told in table.acknowledged:
        last[told.ref, told.ballot, told.organisation] = told
    ballots = _ballots(table)
    for (ref, number, organisation), told in last.items():
        held = ballots[ref, number].positions.get(organisation)
        kind = "withdrawn" if held is None else held.kind
        if kind != told.kind:
            yield f"{told} was the last word, and {kind} is held"
    for told in table.late:
        late = [(p.organisation, p.kind) for p in ballots[told.ref, told.ballot].late]
        if (told.organisation, told.kind) not in late:
            yield f"{told} was put on record as late, and {late} is"


def _ballots(table: Asked) -> dict[tuple[str, int], Ballot]:
    with table.root.database.reading() as store:
        return {(ref, b.number): b for ref in table.state.objectives for b in store.ballots(ref)}


def _beside(table: Asked) -> Iterator[str]:
    """I-42: comments, statements and concerns have the numbers that were told, each once."""
    for ref, o in table.state.objectives.items():
        with table.root.database.reading() as store:
            made = {"comment": {x.number for x in store.comments(ref)}}
        made |= {"statement": set(o.statements), "concern": set(o.concerns)}
        for kind, numbers in made.items():
            told = sorted(n for where, what, n in table.told if (where, what) == (ref, kind))
            if told != sorted(numbers):
                yield f"{ref}: {kind}s {told} were acknowledged, and {sorted(numbers)} are stored"
