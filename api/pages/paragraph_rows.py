"""The paragraphs of a text as rows of a form, and what the row buttons do.

Theory.  Without script a form can only send everything back.  So a row is what the form
shows (id, kind, level, pinned label, words), always as typed, and each button is a pure
function from rows to rows: nothing is refused here and nothing is repaired, the engine
judges the rows when somebody asks for a redline or saves.  A heading carries what stands
under it: it moves with its deeper rows, and when it goes they move up one level, so that
no button makes a tree that the engine must refuse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from placet.api.pages.reading import label_of
from placet.engine.errors import N_, BadInput
from placet.engine.text import Edit, Kind, Text, edited, paragraph_ids, walk

NEW = ""
"""The id of a row that the engine has not numbered yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph as the form holds it; `level` and `kind` are still as typed.

    `source` says what it was made of: `split:p3`, or `merge:p3,p5`.
    """

    id: str = NEW
    kind: str = Kind.OPERATIVE.value
    level: int = 0
    label: str = ""
    words: str = ""
    source: str = ""


Rows = tuple[Row, ...]

_BEYOND = 10**9
"""From where ids are counted that are only needed to tell new rows apart."""

_COLUMN = re.compile(r"(at|kind|level|words|label|of)\.([0-9]{1,4})", re.ASCII)


def rows_of(text: Text) -> Rows:
    """The rows that show a text."""
    return tuple(Row(p.id, p.kind.value, depth, p.label or "", p.words) for depth, p in walk(text))


def fresh(text: Text) -> Rows:
    """The rows of a text whose ids are not to be kept (pasted words)."""
    return tuple(replace(row, id=NEW) for row in rows_of(text))


def split(typed: Mapping[str, str]) -> tuple[Rows, dict[str, str]]:
    """The rows that a form sent (`at.0`, `kind.0`, `level.0`, `words.0`, ...), and the rest.

    BadInput where a row came without its kind, level or words.
    """
    rest = {name: value for name, value in typed.items() if not _COLUMN.fullmatch(name)}
    places = sorted({int(m[2]) for name in typed if (m := _COLUMN.fullmatch(name))})
    return tuple(_row(typed, at, place) for place, at in enumerate(places, 1)), rest


def _row(typed: Mapping[str, str], at: int, place: int) -> Row:
    try:
        id, _, label = typed[f"at.{at}"].partition("|")
        kind, level, words = (typed[f"{name}.{at}"] for name in ("kind", "level", "words"))
    except KeyError:
        raise BadInput(
            "paragraphs",
            N_("The form came in pieces: paragraph {place} has no kind, level or words."),
            N_("Reload the page and send the form again."),
            place=place,
        ) from None
    label = typed.get(f"label.{at}", label)
    source = typed.get(f"of.{at}", "")[:400]
    return Row(id.strip(), kind, _level(level, place), label.strip(), words, source)


def edits(rows: Rows) -> tuple[Edit, ...]:
    """The rows as the engine takes them; BadInput for a kind that does not exist."""
    return tuple(
        Edit(row.id or None, _kind(row.kind, place), row.level, row.words, row.label or None)
        for place, row in enumerate(rows, 1)
    )


def shown_labels(base: Text, rows: Rows) -> tuple[str, ...]:
    """The number beside each row, in a table its place there; empty where no text is made yet."""
    filled = tuple(replace(row, words=row.words.strip() or "-") for row in rows)
    try:
        text, _ = edited(base, edits(filled), _BEYOND)
    except BadInput:
        return ("",) * len(rows)
    return tuple(label_of(text).values())


def pressed(rows: Rows, button: str) -> Rows | None:
    """The rows after a row button (`add:3`, `table:3`, `delete:3`, `up:3`, `down:3`), rows from 0.

    None where the button is none of these or its row is not there.
    """
    act, _, where = button.partition(":")
    if act == "add" and not rows:
        return (Row(),)
    if act not in _ACTS or not where.isascii() or not where.isdigit() or len(where) > 5:
        return None
    at = int(where)
    return _ACTS[act](rows, at) if at < len(rows) else None


def replaced(rows: Rows, id: str, by: Rows) -> Rows:
    """The rows with those of one paragraph in its place.

    The first of `by` takes the place itself, the others follow all that hangs under it;
    without any the paragraph is deleted.  Where it is gone, `by` stands at the end, as new.
    """
    at = next((place for place, row in enumerate(rows) if row.id == id), None)
    if at is None:
        return (*rows, *(replace(row, id=NEW, level=0) for row in by))
    if not by:
        return _delete(rows, at)
    end = _end(rows, at)
    return (*rows[:at], by[0], *rows[at + 1 : end], *by[1:], *rows[end:])


def rebased(rows: Rows, text: Text) -> Rows:
    """The rows against a newer text: a paragraph that it no longer has is a new one."""
    known = set(paragraph_ids(text))
    return tuple(row if row.id in known else replace(row, id=NEW) for row in rows)


def at_one(rows: Rows, id: str) -> Rows:
    """The row of one paragraph with the new ones that follow it."""
    at = next((place for place, row in enumerate(rows) if row.id == id), None)
    if at is None:
        return ()
    end = at + 1
    while end < len(rows) and rows[end].id == NEW:
        end += 1
    return rows[at:end]


def _add(rows: Rows, at: int) -> Rows:
    """An empty row after everything that hangs under row `at`; of a table, with as many cells."""
    end = _end(rows, at)
    before = rows[at]
    if before.kind == Kind.ROW:
        cells = sum(row.kind == Kind.CELL for row in rows[at:end]) or 1
        return (*rows[:end], *_table_row(before.level, cells), *rows[end:])
    plain = before.kind not in ("title", "heading", "annex", "table")
    kind = before.kind if plain else Kind.OPERATIVE.value
    level = before.level if before.kind not in ("heading", "annex") else before.level + 1
    return (*rows[:end], Row(kind=kind, level=level), *rows[end:])


def _add_table(rows: Rows, at: int) -> Rows:
    """A table of two rows and two columns after everything that hangs under row `at`.

    After a part of a table it stands behind that table.
    """
    while at and rows[at].kind in (Kind.ROW, Kind.CELL):
        at -= 1
    end = _end(rows, at)
    level = rows[at].level + (rows[at].kind in ("heading", "annex"))
    table = (Row(kind=Kind.TABLE.value, level=level), *_table_row(level + 1, 2) * 2)
    return (*rows[:end], *table, *rows[end:])


def _table_row(level: int, cells: int) -> Rows:
    cell = Row(kind=Kind.CELL.value, level=level + 1)
    return (Row(kind=Kind.ROW.value, level=level), *((cell,) * cells))


def _delete(rows: Rows, at: int) -> Rows:
    """Without row `at`; what hangs under it rises, but the rows and cells of a table go with it."""
    end = _end(rows, at)
    goes = rows[at].kind in (Kind.TABLE, Kind.ROW)
    under = tuple(
        replace(row, level=row.level - 1)
        for row in rows[at + 1 : end]
        if not (goes and row.kind in (Kind.ROW, Kind.CELL))
    )
    return (*rows[:at], *under, *rows[end:])


def _up(rows: Rows, at: int) -> Rows:
    """Before the row of the same level that precedes it, with all that hangs under it."""
    end, start = _end(rows, at), at - 1
    while start >= 0 and rows[start].level > rows[at].level:
        start -= 1
    if start < 0 or rows[start].level < rows[at].level:
        return rows
    return (*rows[:start], *rows[at:end], *rows[start:at], *rows[end:])


def _down(rows: Rows, at: int) -> Rows:
    end = _end(rows, at)
    if end == len(rows) or rows[end].level < rows[at].level:
        return rows
    after = _end(rows, end)
    return (*rows[:at], *rows[end:after], *rows[at:end], *rows[after:])


_ACTS = {"add": _add, "table": _add_table, "delete": _delete, "up": _up, "down": _down}


def _end(rows: Rows, at: int) -> int:
    """Where that which hangs under row `at` ends."""
    end = at + 1
    while end < len(rows) and rows[end].level > rows[at].level:
        end += 1
    return end


def _level(raw: str, place: int) -> int:
    if raw.isascii() and raw.isdigit() and len(raw) < 4:
        return int(raw)
    raise BadInput(
        f"paragraphs[{place}].level",
        N_("Paragraph {place}: the level is not a number."),
        N_("Choose a level from the list."),
        place=place,
    )


def _kind(raw: str, place: int) -> Kind:
    try:
        return Kind(raw)
    except ValueError:
        raise BadInput(
            f"paragraphs[{place}].kind",
            N_("Paragraph {place}: there is no kind of paragraph called {kind}."),
            N_("Choose a kind from the list."),
            place=place,
            kind=raw[:40],
        ) from None
