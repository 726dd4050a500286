"""Negotiations: rows to values and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, exists, or_, select
from sqlalchemy.exc import IntegrityError

from placet.engine import codec
from placet.engine.beginnings import Beginnings
from placet.engine.errors import AlreadyExists, Conflict, NotFound
from placet.engine.events import NegotiationEvent
from placet.engine.links import Link
from placet.engine.model import (
    Capacity,
    Delegate,
    Negotiation,
    Officer,
    Participant,
    Person,
    Role,
)
from placet.engine.store.posts import PostRows
from placet.engine.store.rows import table
from placet.engine.tables import DelegateRow, NegotiationRow, OfficerRow, ParticipantRow

negotiation = table(NegotiationRow)
participant = table(ParticipantRow)
delegate = table(DelegateRow)
officer = table(OfficerRow)

_ONE = negotiation.c.symbol == bindparam("symbol")


def _members(of: Table, which: ColumnElement[bool]) -> Any:
    joined = of.join(negotiation, negotiation.c.symbol == of.c.symbol)
    return select(of).select_from(joined).where(which).order_by(of.c.symbol, of.c.place)


_ONE_NEGOTIATION = select(negotiation).where(_ONE)
_VERSION = select(negotiation.c.version).where(_ONE)
# Not against whoever merely names the negotiation in a foreign key: that would be a deadlock.
_VERSION_LOCKED = _VERSION.with_for_update(key_share=True)
_VERSION_STEADY = _VERSION.with_for_update(read=True)
_OF_ONE = {
    of.name: select(of).where(of.c.symbol == bindparam("symbol")).order_by(of.c.place)
    for of in (participant, delegate, officer)
}
_PLAIN = ("title", "purpose", "zone", "contact", "links_made")
_LISTS: Mapping[str, tuple[Any, Any]] = {
    "links": (tuple[Link, ...], []),
    "beginnings": (Beginnings, {}),
}
"""Columns of JSON, with what they hold, and what stands for nothing of it."""

_UPDATE = (
    negotiation.update()
    .where(negotiation.c.symbol == bindparam("of"), negotiation.c.version == bindparam("seen"))
    .values({c: bindparam(c) for c in (*_PLAIN, *_LISTS, "version")})
)


_SERVES = select(
    exists().where(
        officer.c.person == bindparam("person"), officer.c.role == Role.SECRETARIAT.value
    )
)


class NegotiationRows(PostRows):
    """Negotiations."""

    def serves(self, person: str) -> bool:
        """Whether somebody is secretariat of any negotiation."""
        return bool(self._connection.execute(_SERVES, {"person": person}).scalar())

    def negotiation(self, symbol: str, lock: bool = False, steady: bool = False) -> Negotiation:
        """A negotiation by its symbol; raises NotFound.

        `steady`: nobody changes it before this transaction ends, others may hold it so too.
        """
        named = {"symbol": symbol}
        query = _VERSION_LOCKED if lock else _VERSION_STEADY if steady else _VERSION
        version = self._connection.execute(query, named).scalar()
        if version is None:
            raise NotFound("negotiation", symbol)
        known: Negotiation | None = self._known("negotiation", symbol, version)
        if known is None:
            row = self._connection.execute(_ONE_NEGOTIATION, named).one()
            members = {n: self._connection.execute(q, named).all() for n, q in _OF_ONE.items()}
            known = _negotiation(row, members)
            self._keep("negotiation", symbol, known.version, known)
        return known

    def negotiations(self, person: Person) -> tuple[Negotiation, ...]:
        """Those the person has a part in (an administrator: all), newest first."""
        which = _seen_by(person)
        query = select(negotiation).where(which)
        query = query.order_by(negotiation.c.opened_at.desc(), negotiation.c.symbol)
        found = self._connection.execute(query).all()
        members: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for of in (participant, delegate, officer):
            for row in self._connection.execute(_members(of, which)):
                members[row.symbol][of.name].append(row)
        return tuple(_negotiation(row, members[row.symbol]) for row in found)

    def save_negotiation(
        self,
        before: Negotiation | None,
        after: Negotiation,
        events: Sequence[NegotiationEvent],
    ) -> None:
        """Write a new state, if it is still `before` that is stored; Conflict otherwise."""
        if before is None:
            self._add_negotiation(after)
        else:
            self._replace_negotiation(before, after)
        old = before or Negotiation("", "", "", "", "", 0, after.opened_at)
        symbol = after.symbol
        self._merge(participant, symbol, _participants(old), _participants(after))
        self._merge(delegate, symbol, _delegates(old), _delegates(after))
        self._merge(officer, symbol, _officers(old), _officers(after))
        self._write_posts(symbol, events)
        self.saved.append(("negotiation", symbol, after.version, after))

    def _add_negotiation(self, after: Negotiation) -> None:
        row = {c.name: getattr(after, c.name) for c in negotiation.columns} | _lists(after)
        try:
            self._connection.execute(negotiation.insert(), row)
        except IntegrityError as taken:
            raise AlreadyExists("negotiation", after.symbol) from taken

    def _replace_negotiation(self, before: Negotiation, after: Negotiation) -> None:
        values = {"of": before.symbol, "seen": before.version, "version": after.version}
        values |= {c: getattr(after, c) for c in _PLAIN} | _lists(after)
        if self._connection.execute(_UPDATE, values).rowcount != 1:
            raise Conflict(before.symbol, expected=before.version)

    def _merge(self, into: Table, symbol: str, old: _Listed, new: _Listed) -> None:
        """Make the rows of one negotiation those of `new`, touching only what differs."""
        mine = into.c.symbol == symbol
        if len(new) < len(old):
            self._connection.execute(into.delete().where(mine, into.c.place >= len(new)))
        for place, (was, row) in enumerate(zip(old, new, strict=False)):
            if was != row:
                changed = into.update().where(mine, into.c.place == place)
                self._connection.execute(changed.values(row))
        added = [
            {"symbol": symbol, "place": place, **row}
            for place, row in enumerate(new)
            if place >= len(old)
        ]
        if added:
            try:
                self._connection.execute(into.insert(), added)
            except IntegrityError as refused:
                raise AlreadyExists(into.name, symbol) from refused


_Listed = list[dict[str, Any]]


def _lists(of: Negotiation) -> dict[str, Any]:
    """What is kept as JSON; nothing where there is none of it."""
    return {name: codec.encode(getattr(of, name)) or None for name in _LISTS}


def _participants(of: Negotiation) -> _Listed:
    return [
        {"organisation": p.organisation, "classes": list(p.classes), "weight": p.weight}
        for p in of.participants
    ]


def _delegates(of: Negotiation) -> _Listed:
    return [
        {
            "person": d.person,
            "organisation": d.organisation,
            "since": d.since,
            "capacity": d.capacity.value,
            "until": d.until,
        }
        for d in of.delegates
    ]


def _officers(of: Negotiation) -> _Listed:
    return [{"person": o.person, "role": o.role.value} for o in of.officers]


def _seen_by(person: Person) -> ColumnElement[bool]:
    if person.administrator:
        return negotiation.c.symbol.is_not(None)
    served = select(officer.c.symbol).where(officer.c.person == person.id)
    acted = select(delegate.c.symbol).where(delegate.c.person == person.id)
    return or_(negotiation.c.symbol.in_(served), negotiation.c.symbol.in_(acted))


def _negotiation(row: Any, members: Any) -> Negotiation:
    return Negotiation(
        symbol=row.symbol,
        title=row.title,
        purpose=row.purpose,
        zone=row.zone,
        workflow=row.workflow,
        workflow_version=row.workflow_version,
        opened_at=row.opened_at,
        contact=row.contact,
        participants=tuple(
            Participant(p.organisation, tuple(p.classes), p.weight) for p in members["participant"]
        ),
        delegates=tuple(
            Delegate(d.person, d.organisation, Capacity(d.capacity), d.since, d.until)
            for d in members["delegate"]
        ),
        officers=tuple(Officer(o.person, Role(o.role)) for o in members["officer"]),
        links_made=row.links_made,
        **{
            name: codec.decode(kind, getattr(row, name) or none)
            for name, (kind, none) in _LISTS.items()
        },
        version=row.version,
    )
