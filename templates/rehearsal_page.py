"""A rehearsal as a page: what came of it, the list by days, who gets how much mail.

Each row belongs to one of few groups, so that a reader may look at mails alone, at stages and
decisions alone, or at refusals alone; a day says which groups it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from placet.templates.dates import there, utc_time, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import capacity_label, role_label
from placet.templates.rehearsal_labels import kind_label, mail_label, outcome_label
from placet.templates.rehearsal_list import Happened, Rehearsed, together

GROUPS = ("mail", "stage", "refusal")
"""What may be looked at alone."""

CHASING = frozenset({"reminder", "last_call", "overdue"})
"""Mails to those who have not answered yet."""

_STAGES = frozenset(
    {"stage", "closed", "deadline", "extension", "decision", "verdict", "outcome", "ballot",
     "break", "determination", "proposal"}
)  # fmt: skip

_WEIGHTY = frozenset({"stage", "outcome"})


@dataclass(frozen=True, slots=True)
class Letter:
    """One recipient of a mail, and why."""

    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that happened, or one mail to several people.

    `same` says that the row before has the same instant; `utc` is empty where the clocks there
    are UTC; `subject` is that of a mail, in the language of its readers; `weighs` marks what
    somebody in a hurry reads.
    """

    at: datetime
    same: bool
    local: str
    utc: str
    kind: str
    group: str
    said: str
    letters: tuple[Letter, ...] = ()
    subject: str = ""
    weighs: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day of the zone; `groups` are those of its rows."""

    name: str
    rows: tuple[Row, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets mail: how much of it, and how much of that because no answer came."""

    part: str
    mails: int
    chasing: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the page says about a rehearsal."""

    stage: str
    state: str
    outcome: str
    ended: datetime
    began: datetime
    days_long: int
    days: tuple[Day, ...]
    counts: Mapping[str, int]
    readers: tuple[Reader, ...]


def shown(rehearsed: Rehearsed) -> Shown:
    """The rehearsal in the language that is spoken now."""
    entries = rehearsed.entries
    stages = [e for e in entries if e.kind == "stage"]
    outcomes = [e for e in entries if e.kind == "outcome"]
    days = tuple(_days(entries, rehearsed.zone))
    counted = Counter(_group(entry) for entry in entries)
    last = entries[-1].at if entries else rehearsed.until
    return Shown(
        stage=_(str(stages[-1].what["title"])) if stages else "",
        state=str(stages[-1].what["state"]) if stages else "",
        outcome=outcome_label(str(outcomes[-1].what["outcome"])) if outcomes else "",
        ended=stages[-1].at if stages else last,
        began=rehearsed.starts,
        days_long=_days_between(rehearsed.starts, last, rehearsed.zone),
        days=days,
        counts={**dict.fromkeys(GROUPS, 0), **counted, "all": len(entries)},
        readers=tuple(_readers(entries)),
    )


def _days_between(first: datetime, last: datetime, zone: str) -> int:
    return (there(last, zone).date() - there(first, zone).date()).days


def _days(entries: Sequence[Happened], zone: str) -> Iterator[Day]:
    for name, of_day in groupby(entries, lambda e: when(e.at, zone, "date")):
        rows = tuple(_rows(of_day, zone))
        groups = dict.fromkeys(row.group for row in rows if row.group)
        yield Day(name, rows, tuple(groups))


def _rows(entries: Iterable[Happened], zone: str) -> Iterator[Row]:
    before: datetime | None = None
    for _key, group in groupby(entries, together):
        alike = list(group)
        first = alike[0]
        time = (first.at, first.at == before, *_times(first.at, zone))
        before = first.at
        if first.kind == "mail":
            said, subject = mail_label(first.what["mail"]), first.what["subject"]
            letters = tuple(Letter(e.what["to"], e.what["reason"]) for e in alike)
            yield Row(*time, kind_label("mail"), "mail", said, letters, subject)
        else:
            kind, weighs = first.kind, first.kind in _WEIGHTY
            yield Row(*time, kind_label(kind), _group(first), first.sentence, weighs=weighs)


def _times(at: datetime, zone: str) -> tuple[str, str]:
    """The time on the clock there, and in UTC with the day where that is another one."""
    utc = utc_time(at, zone)
    if at.astimezone(UTC).utcoffset() == there(at, zone).utcoffset():
        return utc, ""
    return f"{there(at, zone):%H:%M %Z}", utc


def _group(entry: Happened) -> str:
    if entry.kind in ("mail", "refusal"):
        return entry.kind
    return "stage" if entry.kind in _STAGES else ""


def _readers(entries: Sequence[Happened]) -> Iterator[Reader]:
    """Everybody who gets mail, those of one organisation together, offices last."""
    mails: Counter[str] = Counter()
    chasing: Counter[str] = Counter()
    for entry in entries:
        if entry.kind == "mail":
            part = str(entry.what["part"] or entry.what["to"])
            mails[part] += 1
            chasing[part] += entry.what["mail"] in CHASING
    offices = [role for role in ("secretariat", "chair") if role in mails]
    for part in (*sorted(part for part in mails if part not in offices), *offices):
        yield Reader(_part(part, offices), mails[part], chasing[part])


def _part(part: str, offices: Sequence[str]) -> str:
    if part in offices:
        return role_label(part)
    organisation, slash, capacity = part.partition("/")
    if not slash:
        return organisation
    values = {"organisation": organisation, "capacity": capacity_label(capacity)}
    return filled(_("{organisation}, {capacity}"), values)


def recipients(count: int) -> str:
    """How many people a mail goes to."""
    return filled(ngettext("to {n} person", "to {n} people", count), {"n": count})
