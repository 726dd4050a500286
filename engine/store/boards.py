"""What the board asks of a whole negotiation at once, and the views that people keep of it.

Each question is a fixed number of statements, however many objectives there are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from placet.engine.board import StoredRun
from placet.engine.messages import Kind
from placet.engine.model import Ballot
from placet.engine.store.chains import ledger
from placet.engine.store.loading import (
    BALLOTS,
    SEATS,
    as_ballot,
    ballot,
    objective,
    seat,
    with_positions,
)
from placet.engine.store.outbox import outbox
from placet.engine.store.rows import Rows, or_replace, table
from placet.engine.store.texts import version
from placet.engine.store.values import MessageState
from placet.engine.tables import SavedViewRow
from placet.engine.text import Text, from_data

saved = table(SavedViewRow)

_OF = objective.c.negotiation == bindparam("symbol")
_BALLOTS = (
    BALLOTS.select_from(objective.join(ballot, ballot.c.ref == objective.c.ref))
    .where(_OF)
    .order_by(ballot.c.ref, ballot.c.number)
)
_SEATS = (
    SEATS.select_from(with_positions(objective.join(seat, seat.c.ref == objective.c.ref)))
    .where(_OF)
    .order_by(seat.c.ref, seat.c.ballot, seat.c.place)
)
_TEXTS = (
    select(version.c.ref, version.c.data)
    .select_from(
        objective.join(
            version, (version.c.ref == objective.c.ref) & (version.c.number == objective.c.text)
        )
    )
    .where(_OF)
)
_HERE = outbox.c.negotiation == bindparam("symbol")
_NEWEST = (
    select(func.max(outbox.c.id))
    .where(
        _HERE,
        outbox.c.objective.is_not(None),
        outbox.c.organisation.is_not(None),
        outbox.c.state != "cancelled",
        outbox.c.kind != Kind.RECEIPT.value,
    )
    .group_by(outbox.c.objective, outbox.c.organisation)
)
_CONTACT = (
    outbox.c.objective,
    outbox.c.organisation,
    outbox.c.created_at,
    outbox.c.sent_at,
    outbox.c.state,
)
_LAST = select(*_CONTACT).where(outbox.c.id.in_(_NEWEST.scalar_subquery()))
_DIGESTS = (
    select(outbox.c.facts, outbox.c.created_at, outbox.c.sent_at, outbox.c.state)
    .where(_HERE, outbox.c.kind == Kind.REMINDER_DIGEST.value, outbox.c.state != "cancelled")
    .order_by(outbox.c.id)
)
_REMINDING = (Kind.REMINDER.value, Kind.LAST_CALL.value, Kind.REMINDER_DIGEST.value)
_REMINDED = (
    select(outbox.c.person, func.max(outbox.c.created_at).label("at"))
    .where(
        _HERE,
        outbox.c.kind.in_(_REMINDING),
        outbox.c.state != "cancelled",
        outbox.c.created_at > bindparam("since"),
    )
    .group_by(outbox.c.person)
)
_FAILED = select(outbox.c.person).where(_HERE, outbox.c.state == "failed").distinct()
_RUNS = (
    select(ledger.c.object, ledger.c.at, ledger.c.payload)
    .where(ledger.c.chain == bindparam("symbol"), ledger.c.kind == "StageEntered")
    .order_by(ledger.c.seq)
)
_MINE = (saved.c.person == bindparam("whose")) & (saved.c.negotiation == bindparam("symbol"))
_VIEWS = select(saved).where(_MINE).order_by(saved.c.name)
_SAVE = or_replace(saved, ("person", "negotiation", "name"), ("query", "saved_at"))


@dataclass(frozen=True, slots=True)
class Contact:
    """The last message to an organisation about an objective."""

    at: datetime
    state: MessageState


@dataclass(frozen=True, slots=True)
class SavedView:
    """A way of looking at a board."""

    name: str
    query: str


class BoardRows(Rows):
    """Whole negotiations, and saved views."""

    def ballots_of(self, symbol: str) -> Mapping[str, tuple[Ballot, ...]]:
        """Every ballot of every objective of a negotiation, with their current positions."""
        named = {"symbol": symbol}
        seated: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for row in self._connection.execute(_SEATS, named):
            seated[row.ref, row.ballot].append(row)
        found: dict[str, list[Ballot]] = defaultdict(list)
        for row in self._connection.execute(_BALLOTS, named):
            found[row.ref].append(as_ballot(row, seated[row.ref, row.number]))
        return {ref: tuple(of) for ref, of in found.items()}

    def present_texts(self, symbol: str) -> Mapping[str, Text]:
        """The words of the present version of every objective."""
        rows = self._connection.execute(_TEXTS, {"symbol": symbol})
        return {row.ref: from_data(row.data) for row in rows}

    def contacts(self, symbol: str) -> Mapping[tuple[str, str], Contact]:
        """The last message about each objective to each organisation; receipts do not count."""
        named = {"symbol": symbol}
        found = {
            (row.objective, row.organisation): _contact(row)
            for row in self._connection.execute(_LAST, named)
        }
        for row in self._connection.execute(_DIGESTS, named):
            for item in row.facts.get("items", ()):
                key = item["objective"], item["organisation"]
                if key not in found or found[key].at <= _contact(row).at:
                    found[key] = _contact(row)
        return found

    def reminded_since(self, symbol: str, since: datetime) -> Mapping[str, datetime]:
        """Who was reminded after that, and when for the last time."""
        rows = self._connection.execute(_REMINDED, {"symbol": symbol, "since": since})
        return {row.person: row.at for row in rows}

    def unreachable(self, symbol: str) -> frozenset[str]:
        """People to whom a message of this negotiation could not be delivered."""
        rows = self._connection.execute(_FAILED, {"symbol": symbol})
        return frozenset(row.person for row in rows)

    def stage_runs(self, symbol: str) -> tuple[StoredRun, ...]:
        """Every entry into a stage that the record of a negotiation tells of."""
        rows = self._connection.execute(_RUNS, {"symbol": symbol})
        return tuple(_run(symbol, row) for row in rows)

    def saved_views(self, person: str, symbol: str) -> tuple[SavedView, ...]:
        """What a person keeps of a board, by name."""
        rows = self._connection.execute(_VIEWS, {"whose": person, "symbol": symbol})
        return tuple(SavedView(row.name, row.query) for row in rows)

    def save_view(self, person: str, symbol: str, view: SavedView, at: datetime) -> None:
        """Keep a view under its name; one of that name is replaced."""
        row = {
            "person": person,
            "negotiation": symbol,
            "name": view.name,
            "query": view.query,
            "saved_at": at,
        }
        self._connection.execute(self._put(_SAVE), row)

    def remove_view(self, person: str, symbol: str, name: str) -> bool:
        """Forget a view; False when there is none of that name."""
        gone = saved.delete().where(_MINE, saved.c.name == bindparam("which"))
        values = {"whose": person, "symbol": symbol, "which": name}
        return self._connection.execute(gone, values).rowcount == 1


def _contact(row: Any) -> Contact:
    return Contact(row.sent_at or row.created_at, MessageState(row.state))


def _run(symbol: str, row: Any) -> StoredRun:
    run: Mapping[str, Any] = json.loads(row.payload)["run"]
    deadline = run.get("deadline")
    return StoredRun(
        negotiation=symbol,
        objective=row.object.split("/")[0],
        number=run["number"],
        stage=run["stage"],
        round=run["round"],
        entered_at=datetime.fromisoformat(run["entered_at"]),
        deadline=datetime.fromisoformat(deadline["at"]) if deadline else None,
    )
