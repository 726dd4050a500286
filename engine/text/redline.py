"""The redline of two versions: paragraph by paragraph, and inside each word by word.

Theory.  Paragraphs are matched by id and by nothing else, so a paragraph that moved *and*
changed is still that paragraph.  Which ones moved is the smallest set that explains the new
order: whatever is outside one longest increasing run of old places.  The rows stand in the
new order; a removed paragraph follows the one that it followed before (the nearest that
stayed in place), so that a reader meets it where it was.

A paragraph of another kind has changed, and so has one to which another number was given by
hand; one that is merely counted otherwise, because a paragraph before it came or went, has not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from placet.engine.text.aligning import longest_rise
from placet.engine.text.labels import Labelled, labelled
from placet.engine.text.naming import all_names
from placet.engine.text.tokens import count_words
from placet.engine.text.tree import Kind, Text
from placet.engine.text.words import Op, word_operations

Fate = Literal["same", "changed", "added", "removed", "moved", "moved_changed"]


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the comparison; a label is ``None`` where there is none to show.

    A kind is ``None`` where the paragraph is not in that text.  ``name`` is how people call it
    in the new text, or in the old one if it was removed.  ``relabelled``: it was given another
    number, and is not merely counted otherwise.
    """

    id: str
    old_label: str | None
    new_label: str | None
    change: Fate
    operations: tuple[Op, ...]
    old_kind: Kind | None = None
    new_kind: Kind | None = None
    name: str = ""
    relabelled: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """The summary: words that came and went (whole paragraphs included), and paragraphs.

    A paragraph that moved and changed counts in both.
    """

    words_inserted: int
    words_deleted: int
    changed: int
    added: int
    removed: int
    moved: int


@dataclass(frozen=True, slots=True)
class Redline:
    """The comparison of two versions."""

    rows: tuple[Row, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation in a reading of both texts through; ``paragraph`` is an id."""

    op: Literal["equal", "insert", "delete"]
    paragraph: str
    text: str
    moved: bool = False


def compare(old: Text, new: Text) -> Redline:
    """What became of the old text: rows in the new order, and counts."""
    before, after = _by_id(old), _by_id(new)
    names = all_names(old) | all_names(new)
    rows: list[Row] = []
    for id, place in _merged(list(before), list(after)):
        if place == "left" and id in after:
            continue  # the old place of a moved paragraph
        row = _row(id, before.get(id), after.get(id), place == "arrived")
        rows.append(replace(row, name=names[id]))
    return Redline(tuple(rows), _counts(rows))


def changed_ids(old: Text, new: Text) -> tuple[str, ...]:
    """The ids of what is not as it was, added and removed ones too; not those that only moved.

    In the order of the redline.
    """
    return tuple(r.id for r in compare(old, new).rows if r.change not in ("same", "moved"))


def operations(old: Text, new: Text) -> tuple[Operation, ...]:
    """Both texts read through at once.

    The ``equal`` and ``delete`` ones in order are the old text, the ``equal`` and ``insert``
    ones the new text.  A moved paragraph is deleted in one place and inserted in the other,
    both marked ``moved``.
    """
    before, after = _by_id(old), _by_id(new)
    found: list[Operation] = []
    for id, place in _merged(list(before), list(after)):
        moved = id in before and id in after and place != "stayed"
        if place == "left":
            found.append(Operation("delete", id, before[id].paragraph.words, moved))
        elif place == "arrived":
            found.append(Operation("insert", id, after[id].paragraph.words, moved))
        else:
            ops = word_operations(before[id].paragraph.words, after[id].paragraph.words)
            found += [Operation(op.op, id, op.text) for op in ops]
    return tuple(found)


def _by_id(text: Text) -> dict[str, Labelled]:
    return {row.id: row for row in labelled(text)}


def _merged(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Both orders in one: each id as stayed, left (its old place) or arrived (its new one)."""
    places = {id: place for place, id in enumerate(old)}
    common = [id for id in new if id in places]
    stayed = {common[at] for at in longest_rise([places[id] for id in common])}
    at = 0

    def leaving() -> Iterator[tuple[str, str]]:
        nonlocal at
        while at < len(old) and old[at] not in stayed:
            yield old[at], "left"
            at += 1

    yield from leaving()
    for id in new:
        if id in stayed:
            yield id, "stayed"
            at += 1
            yield from leaving()
        else:
            yield id, "arrived"


def _row(id: str, before: Labelled | None, after: Labelled | None, arrived: bool) -> Row:
    """The row of one paragraph that stands in the old text, the new text or both."""
    if before is None or after is None:
        return Row(
            id,
            before.label if before else None,
            after.label if after else None,
            "removed" if before else "added",
            word_operations(
                before.paragraph.words if before else "", after.paragraph.words if after else ""
            ),
            before.kind if before else None,
            after.kind if after else None,
        )
    ops = word_operations(before.paragraph.words, after.paragraph.words)
    pinned = before.paragraph.label != after.paragraph.label
    relabelled = pinned and before.label != after.label
    reworded = any(op.op != "equal" for op in ops)
    changed = reworded or before.kind is not after.kind or relabelled
    change: Fate = "changed" if changed else "same"
    if arrived:
        change = "moved_changed" if changed else "moved"
    return Row(id, before.label, after.label, change, ops, before.kind, after.kind, "", relabelled)


def _counts(rows: list[Row]) -> Counts:
    changes = [row.change for row in rows]
    words = {"insert": 0, "delete": 0, "equal": 0}
    for row in rows:
        for op in row.operations:
            words[op.op] += count_words(op.text) if op.op != "equal" else 0
    return Counts(
        words_inserted=words["insert"],
        words_deleted=words["delete"],
        changed=changes.count("changed") + changes.count("moved_changed"),
        added=changes.count("added"),
        removed=changes.count("removed"),
        moved=changes.count("moved") + changes.count("moved_changed"),
    )
