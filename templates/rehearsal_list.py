"""A rehearsal as a list to be read in a terminal.

Days stand as headings, each instant with its local time and UTC once, mails that say the
same to several people under their subject once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from textwrap import wrap
from typing import Any, Protocol

from placet.templates import render
from placet.templates.dates import number, there, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.rehearsal_labels import kind_label, mail_label

WIDTH = 100
"""Characters of a sentence in a line."""


class Happened(Protocol):
    """An entry of the list."""

    @property
    def at(self) -> datetime:
        """When."""
        ...

    @property
    def kind(self) -> str:
        """What kind of thing."""
        ...

    @property
    def what(self) -> Mapping[str, Any]:
        """What it concerns."""
        ...

    @property
    def sentence(self) -> str:
        """In words."""
        ...


class Rehearsed(Protocol):
    """A scenario that was lived."""

    @property
    def title(self) -> str:
        """What the scenario shows."""
        ...

    @property
    def procedure(self) -> str:
        """The title of the procedure."""
        ...

    @property
    def workflow(self) -> str:
        """Its name."""
        ...

    @property
    def version(self) -> int:
        """Its version."""
        ...

    @property
    def zone(self) -> str:
        """The zone of the negotiation."""
        ...

    @property
    def starts(self) -> datetime:
        """When the table was laid."""
        ...

    @property
    def until(self) -> datetime:
        """When it ended."""
        ...

    @property
    def entries(self) -> Sequence[Happened]:
        """What happened, in the order of time."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, or one mail to several people."""

    time: str
    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day of the negotiation's zone."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class List:
    """The whole list, with the widths of its columns."""

    title: str
    procedure: str
    zones: str
    days: tuple[Day, ...]
    wide: int
    kinds: int
    sum: str


def list_text(rehearsed: Rehearsed) -> str:
    """The list as plain text, in the language that is spoken now."""
    zone = rehearsed.zone
    days = tuple(
        Day(name, tuple(_rows(entries, zone)))
        for name, entries in groupby(rehearsed.entries, lambda e: when(e.at, zone, "date"))
    )
    rows = [row for day in days for row in day.rows]
    values = {"name": rehearsed.workflow, "version": rehearsed.version}
    shown = List(
        title=rehearsed.title,
        procedure=f"{filled(_('{name}, version {version}'), values)}: {rehearsed.procedure}",
        zones=filled(_("Times are those of {zone}; UTC stands beside them."), {"zone": zone}),
        days=days,
        wide=max((len(row.time) for row in rows), default=0),
        kinds=max((len(row.kind) for row in rows), default=0),
        sum=sum_sentence(rehearsed),
    )
    return render("rehearsal/list.txt.j2", list=shown)


def sum_sentence(rehearsed: Rehearsed) -> str:
    """How much happened: 153 entries, 92 mails to 8 people, 6 refusals."""
    entries = rehearsed.entries
    mails = [e for e in entries if e.kind == "mail"]
    people = {e.what["address"] for e in mails}
    refusals = sum(e.kind == "refusal" for e in entries)
    counts = (
        (ngettext("{n} entry", "{n} entries", len(entries)), len(entries)),
        (ngettext("{n} mail", "{n} mails", len(mails)), len(mails)),
        (ngettext("{n} person who gets mail", "{n} people who get mail", len(people)), len(people)),
        (ngettext("{n} refusal", "{n} refusals", refusals), refusals),
    )
    return _(", ").join(filled(said, {"n": number(n)}) for said, n in counts)


def _rows(entries: Iterable[Happened], zone: str) -> Iterator[Row]:
    before = ""
    for _key, group in groupby(entries, together):
        alike = list(group)
        first = alike[0]
        time = _time(first.at, zone)
        shown, before = ("" if time == before else time), time
        if first.kind == "mail":
            yield Row(shown, kind_label("mail"), tuple(_mail(alike)))
        else:
            yield Row(shown, kind_label(first.kind), tuple(wrap(first.sentence, WIDTH)) or ("",))


def together(entry: Happened) -> tuple[Any, ...]:
    """Mails of one instant with one subject stand together; everything else alone."""
    if entry.kind != "mail":
        return (id(entry),)
    return (entry.at, entry.what["mail"], entry.what["subject"])


def _mail(alike: Sequence[Happened]) -> Iterator[str]:
    first = alike[0].what
    values = {"mail": mail_label(first["mail"]), "subject": first["subject"]}
    yield from wrap(filled(_("{mail}: {subject}"), values), WIDTH)
    for entry in alike:
        said = filled(_("to {to} ({reason})"), entry.what)
        yield from wrap(said, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _time(at: datetime, zone: str) -> str:
    """10:40 CET 09:40Z, and the day in UTC where it is another one."""
    local, utc = there(at, zone), at.astimezone(UTC)
    day = "" if local.date() == utc.date() else f"{when(at, 'UTC', 'daymonth')} "
    return f"{local:%H:%M %Z} {day}{utc:%H:%M}Z"
