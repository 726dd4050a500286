"""Reminders by hand to many at once: one mail a person, and never twice in a day.

What is shown beforehand and what is sent come from the same plan.  A person gets one mail with
everything that their organisations still owe of what was chosen.  Who was reminded within the
last day is left out and named, unless the reminder is forced with a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from placet.engine.acting import submitters
from placet.engine.board.columns import Column
from placet.engine.model import Deadline, Negotiation

PAUSE = timedelta(hours=24)
"""So long nobody is reminded again."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an organisation owes."""

    objective: str
    title: str
    organisation: str
    ask: str
    run: int
    version: int
    due: Deadline | None


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail: to whom, and what it reminds of, soonest first."""

    person: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Somebody who would get a mail but was reminded at `at`, less than a day ago."""

    person: str
    at: datetime
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """What would be sent now, who is left out, and what nobody can be written about."""

    digests: tuple[Digest, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    nobody: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that is reminded of, each once."""
        return tuple(dict.fromkeys(i for d in self.digests for i in d.items))


def plan(
    negotiation: Negotiation,
    columns: Iterable[Column],
    chosen: Collection[tuple[str, str]] | None,
    reminded: Mapping[str, datetime],
    now: datetime,
    *,
    forced: bool = False,
) -> ReminderPlan:
    """Whom to remind of what.

    `chosen` are pairs of objective and organisation (None: everything that is owed);
    `reminded` tells when each person was last reminded at this table.
    """
    mails: dict[str, list[Item]] = {}
    nobody: list[Item] = []
    for item in _owed(columns, chosen):
        people = submitters(negotiation, item.organisation, now)
        if not people:
            nobody.append(item)
        for person in people:
            mails.setdefault(person, []).append(item)
    digests: list[Digest] = []
    held: list[HeldBack] = []
    for person, items in sorted(mails.items()):
        ordered = tuple(sorted(items, key=_soonest))
        last = reminded.get(person)
        if last is not None and now - last < PAUSE and not forced:
            held.append(HeldBack(person, last, ordered))
        else:
            digests.append(Digest(person, ordered))
    return ReminderPlan(tuple(digests), tuple(held), tuple(nobody))


def _owed(columns: Iterable[Column], chosen: Collection[tuple[str, str]] | None) -> Iterable[Item]:
    for c in columns:
        o = c.objective
        for code in c.owing:
            if chosen is None or (o.ref, code) in chosen:
                title = "" if o.restricted_to else o.title
                yield Item(o.ref, title, code, c.asks, o.run.number, o.text.number, c.due)


def _soonest(item: Item) -> tuple[bool, float, str, str]:
    at = item.due.at.timestamp() if item.due else 0.0
    return item.due is None, at, item.objective, item.organisation
