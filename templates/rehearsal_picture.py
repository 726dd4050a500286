"""A rehearsal as a picture: time runs down, everybody has a column.

The way between two instants grows with the logarithm of the time between them, so an hour
and a month are both seen, and nothing overlaps.  The picture stands alone: its colours are
those of the pages, light or dark as the reader prefers, and it loads nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import log2
from textwrap import wrap

from placet.templates import palette, render
from placet.templates.dates import number, there, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import role_label
from placet.templates.rehearsal_labels import mail_label
from placet.templates.rehearsal_list import Happened, Rehearsed, sum_sentence
from placet.templates.rehearsal_marks import CLOCK, Mark, marks

LINE = 18
"""The height of a line of text, in pixels."""
TIME, STAGE, COLUMN, NOTES, MAILS = 226, 150, 40, 400, 260
"""The widths of the columns: time, stage, each of those who act, what happened, mails."""
HEAD, TITLE = 124, 28
"""The height of what stands above the first instant, and of each line of the title."""
FOOT, LEGEND = 44, 26
"""The height of what stands below the last one, and of each line of the legend."""
BESIDE = 6
"""How many marks the legend has in a line."""
_CHARACTER, _LARGE = 6.7, 13.5
"""How wide letters are, taken generously."""
_SILENT = frozenset({"mail", "stage", "closed", "deadline"})
"""Kinds that are drawn and not written."""


@dataclass(frozen=True, slots=True)
class Column:
    """Somebody who acts, at the middle of their column."""

    key: str
    label: str
    x: int


@dataclass(frozen=True, slots=True)
class Row:
    """One instant."""

    at: datetime
    y: int
    height: int
    gap: str
    gap_y: int
    day: str
    time: str
    marks: tuple[tuple[int, int, Mark], ...]
    letters: tuple[tuple[int, bool], ...]
    notes: tuple[str, ...]
    mails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage, from its first instant to the next one's."""

    y: int
    height: int
    state: str
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline, from the instant at which it was set; `kept` where it came."""

    y: int
    end: int
    kept: bool
    title: str


def picture(rehearsed: Rehearsed) -> str:
    """The timeline as SVG, in the language that is spoken now."""
    columns = _columns(rehearsed.entries)
    notes_x = TIME + STAGE + COLUMN * len(columns)
    width = notes_x + NOTES + MAILS
    titles = wrap(rehearsed.title, int(width / _LARGE))
    top = HEAD + TITLE * len(titles)
    rows = tuple(_rows(rehearsed, columns, top))
    bottom = rows[-1].y + rows[-1].height if rows else top
    legend = _legend(rows)
    return render(
        "rehearsal/timeline.svg.j2",
        title=rehearsed.title,
        titles=titles,
        about=f"{rehearsed.procedure}. {sum_sentence(rehearsed)}.",
        zone=rehearsed.zone,
        columns=columns,
        rows=rows,
        bars=_bars(rehearsed.entries, rows, bottom),
        limits=tuple(_limits(rehearsed.entries, rows, bottom)),
        legend=legend,
        beside=BESIDE,
        top=top,
        bottom=bottom,
        stage_x=TIME,
        stage_width=STAGE - 22,
        limit_x=TIME + STAGE - 14,
        first_x=TIME + STAGE,
        notes_x=notes_x + 12,
        mails_x=notes_x + NOTES,
        width=width,
        height=bottom + FOOT + LEGEND * -(-len(legend) // BESIDE),
        line=LINE,
        light=palette.variables(),
        dark=palette.variables(dark=True),
    )


def _columns(entries: Sequence[Happened]) -> tuple[Column, ...]:
    """The organisations in the order in which they come up, then the officers and the clock."""
    officers = {"secretariat": role_label("secretariat"), "chair": role_label("chair")}
    seen: dict[str, str] = {}
    for entry in entries:
        seats = entry.what.get("seats", ())
        for name in (*seats, entry.what.get("organisation"), entry.what.get("by")):
            key = str(name or "").partition("/")[0]
            if key and key not in officers and key != CLOCK:
                seen.setdefault(key, key)
    named = {**dict(sorted(seen.items())), **officers, CLOCK: _("clock")}
    return tuple(
        Column(key, label, TIME + STAGE + COLUMN * i + COLUMN // 2)
        for i, (key, label) in enumerate(named.items())
    )


def _rows(rehearsed: Rehearsed, columns: Sequence[Column], top: int) -> Iterator[Row]:
    places = {column.key: column.x for column in columns}
    y, before, day_before = top, None, ""
    for at, group in groupby(rehearsed.entries, lambda e: e.at):
        entries = list(group)
        way = 0 if before is None else _way(at - before)
        notes = tuple(line for e in entries for line in _note(e))
        mails = tuple(_mails(entries))
        day = when(at, rehearsed.zone, "date")
        shown_day = "" if day == day_before else day
        placed = tuple((places[m.column], n, m) for n, m in marks(entries) if m.column in places)
        deep = max((n + 1 for _, n, _ in placed), default=1)
        lines = max(len(notes), len(mails), deep, 2 if shown_day else 1)
        yield Row(
            at=at,
            y=y + way,
            height=LINE * lines + 12,
            gap="" if before is None else _gap(before, at, rehearsed.zone),
            gap_y=y + way // 2 + 3,
            day=shown_day,
            time=f"{there(at, rehearsed.zone):%H:%M %Z}",
            marks=placed,
            letters=_letters(entries, places),
            notes=notes,
            mails=mails,
        )
        y, before, day_before = y + way + LINE * lines + 12, at, day


def _way(apart: timedelta) -> int:
    return 2 + round(4 * log2(1 + apart.total_seconds() / 3600))


def _gap(before: datetime, at: datetime, zone: str) -> str:
    """How long nothing happened, by the clocks of the zone, where it was a day or more."""
    days = (there(at, zone).replace(tzinfo=None) - there(before, zone).replace(tzinfo=None)).days
    if days < 1:
        return ""
    return filled(ngettext("{n} day", "{n} days", days), {"n": number(days)})


def _note(entry: Happened) -> Iterator[str]:
    if entry.kind not in _SILENT:
        said = entry.sentence
        if entry.kind == "verdict":
            said = _("The rule is met.") if entry.what["passed"] else _("The rule is not met.")
        yield from wrap(said, int((NOTES - 24) / _CHARACTER))


def _mails(entries: Sequence[Happened]) -> Iterator[str]:
    """How many mails of each kind went out."""
    counted = Counter(e.what["mail"] for e in entries if e.kind == "mail")
    for kind, count in counted.items():
        yield filled(_("{mail} ({n})"), {"n": number(count), "mail": mail_label(kind)})


def _letters(entries: Sequence[Happened], places: dict[str, int]) -> tuple[tuple[int, bool], ...]:
    """The columns whose people get mail, and whether it chases them."""
    chased: dict[int, bool] = {}
    for entry in entries:
        if entry.kind == "mail":
            x = places.get(str(entry.what.get("part", "")).partition("/")[0])
            if x is not None:
                chases = entry.what["mail"] in ("reminder", "last_call", "overdue")
                chased[x] = chased.get(x, False) or chases
    return tuple(chased.items())


def _bars(entries: Sequence[Happened], rows: Sequence[Row], bottom: int) -> tuple[Bar, ...]:
    places = {row.at: row.y for row in rows}
    began = [entry for entry in entries if entry.kind == "stage"]
    ends = [*(places[entry.at] for entry in began[1:]), bottom]
    return tuple(
        Bar(
            y := places[entry.at],
            max(end - y, 4),
            str(entry.what["state"]),
            tuple(wrap(_(str(entry.what["title"])), 18)),
        )
        for entry, end in zip(began, ends, strict=False)
    )


def _limits(entries: Sequence[Happened], rows: Sequence[Row], bottom: int) -> Iterator[Limit]:
    """Every deadline until it comes, is moved, or its stage ends."""
    places = {row.at: row.y for row in rows}
    turns = [e for e in entries if e.kind in ("deadline", "extension", "stage")]
    for i, entry in enumerate(turns):
        if entry.kind == "stage" or not entry.what.get("deadline"):
            continue
        due = datetime.fromisoformat(entry.what["deadline"])
        later = [e.at for e in turns[i + 1 :] if e.at > entry.at or e.kind != "stage"]
        end = min([due, *later[:1]])
        kept = end == due and due in places
        yield Limit(places[entry.at], places.get(end, bottom), kept, entry.sentence)


def _legend(rows: Sequence[Row]) -> tuple[Mark, ...]:
    """Every mark that is used, once."""
    used = {(m.shape, m.letter, m.meaning): m for row in rows for _x, _n, m in row.marks}
    return tuple(used.values())
