"""Rows of the editor cut in two and joined, and what the new version is told of it.

A row remembers what it was made of (`source`), so that the lineage of a paragraph survives the
form: the origins go with the revision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from placet.api.pages.paragraph_rows import NEW, Rows
from placet.engine.text import Act, Origin, Text, paragraph_ids

MARK = "|"
"""Where the button cuts a paragraph in two."""


def pressed(rows: Rows, button: str) -> Rows | None:
    """The rows after `split:3` or `merge:3`, rows from 0; None for any other button."""
    act, _, where = button.partition(":")
    if act not in ("split", "merge") or not where.isascii() or not where.isdigit():
        return None
    if len(where) > 5 or int(where) >= len(rows):
        return None
    return _split(rows, int(where)) if act == "split" else _merge(rows, int(where))


def origins(rows: Rows, text: Text) -> Mapping[str, Origin]:
    """What the paragraphs of the text were made of, as far as buttons made them."""
    found = {}
    for row, id in zip(rows, paragraph_ids(text), strict=True):
        act, _, sources = row.source.partition(":")
        if act in ("split", "merge") and sources:
            found[id] = Origin(Act(act), tuple(sources.split(",")))
    return found


def _split(rows: Rows, at: int) -> Rows:
    """Two rows, cut at the mark in the words; what hangs under the first follows the second."""
    row = rows[at]
    first, mark, second = row.words.partition(MARK)
    if not mark or not first.strip() or not second.strip():
        return rows
    source = f"split:{row.id}" if row.id else ""
    cut = replace(row, id=NEW, label="", words=second.strip(), source=source)
    return (*rows[:at], replace(row, words=first.strip()), cut, *rows[at + 1 :])


def _merge(rows: Rows, at: int) -> Rows:
    """The next row's words follow in this one; only a row beside it, with nothing between."""
    if at + 1 >= len(rows) or rows[at + 1].level != rows[at].level:
        return rows
    row, other = rows[at], rows[at + 1]
    ids = [id for id in (row.id, other.id) if id]
    source = f"merge:{','.join(ids)}" if len(ids) > 1 else row.source
    joined = f"{row.words.strip()} {other.words.strip()}".strip()
    return (*rows[:at], replace(row, words=joined, source=source), *rows[at + 2 :])
