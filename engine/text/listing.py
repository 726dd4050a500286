"""The list of changes: a redline as values that can be said in a sentence each.

Theory.  Whoever cannot see a redline (a reader of mail, somebody who listens) needs the same
changes one after the other, with where they are.  What became of a whole paragraph comes first,
then its words in their order.  Brackets that came or went around words which stay are said
once for a paragraph, since that is what happened: these words are no longer, or not yet, agreed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from placet.engine.text.marks import as_read
from placet.engine.text.redline import Redline, Row
from placet.engine.text.tokens import is_word, tokens
from placet.engine.text.tree import Kind
from placet.engine.text.words import Op


class What(StrEnum):
    """What happened."""

    REPLACED = "replaced"
    INSERTED = "inserted"
    DELETED = "deleted"
    BRACKETS_DELETED = "brackets_deleted"
    BRACKETS_INSERTED = "brackets_inserted"
    SPACING = "spacing"
    PARAGRAPH_ADDED = "paragraph_added"
    PARAGRAPH_REMOVED = "paragraph_removed"
    MOVED = "moved"
    KIND_CHANGED = "kind_changed"
    LABEL_CHANGED = "label_changed"


CONTEXT = 3
"""How many words before a change are told with it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One change.

    ``label`` is what stands beside the paragraph (empty: nothing does), ``name`` how people call
    it.  ``old`` and ``new`` are the words without their marks; of ``moved`` and
    ``label_changed`` the labels, of ``kind_changed`` the kinds.  ``before`` are the last words
    that stay before the change, empty where it begins the paragraph.
    """

    paragraph: str
    label: str
    name: str
    kind: Kind
    what: What
    old: str = ""
    new: str = ""
    before: str = ""


def listed(redline: Redline) -> tuple[Said, ...]:
    """Every change of a comparison, in the order of its rows.

    A table or a row of one that came, went or moved is said once, with what its cells say.
    """
    found: list[Said] = []
    for row, inside in _with_insides(redline.rows):
        if row.change in ("added", "removed") and inside:
            told = _WHOLE.join(filter(None, (_words(one) for one in (row, *inside))))
            added = row.change == "added"
            found.append(_of(row, What.PARAGRAPH_ADDED, new=told) if added
                         else _of(row, What.PARAGRAPH_REMOVED, old=told))  # fmt: skip
            continue
        found += _said(row)
        for one in inside:
            found += (said for said in _said(one) if said.what is not What.MOVED)
    return tuple(found)


_WHOLE = " | "


def _with_insides(rows: Iterable[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each row, with the parts of a table that came, went or moved together with it."""
    waiting: tuple[Row, list[Row]] | None = None
    for row in rows:
        kind = row.new_kind or row.old_kind
        if waiting is not None:
            held = waiting[0].new_kind or waiting[0].old_kind
            deeper = (Kind.ROW, Kind.CELL) if held is Kind.TABLE else (Kind.CELL,)
            same = waiting[0].change.removesuffix("_changed") == row.change.removesuffix("_changed")
            if kind in deeper and same:
                waiting[1].append(row)
                continue
            yield waiting
        whole = kind in (Kind.TABLE, Kind.ROW) and row.change not in ("same", "changed")
        waiting = (row, []) if whole else None
        if waiting is None:
            yield row, []
    if waiting is not None:
        yield waiting


def _words(row: Row) -> str:
    return as_read("".join(op.text for op in row.operations))


def _of(row: Row, what: What, old: str = "", new: str = "", before: str = "") -> Said:
    kind = row.new_kind or row.old_kind or Kind.NOTE
    label = row.new_label or row.old_label or ""
    return Said(row.id, label, row.name, kind, what, old, new, before)


def _said(row: Row) -> Iterator[Said]:
    if row.change in ("added", "removed"):
        if row.change == "added":
            yield _of(row, What.PARAGRAPH_ADDED, new=_words(row))
        else:
            yield _of(row, What.PARAGRAPH_REMOVED, old=_words(row))
        return
    if row.change in ("moved", "moved_changed"):
        yield _of(row, What.MOVED, row.old_label or "", row.new_label or "")
    if row.old_kind is not row.new_kind and row.old_kind and row.new_kind:
        yield _of(row, What.KIND_CHANGED, row.old_kind.value, row.new_kind.value)
    if row.relabelled:
        yield _of(row, What.LABEL_CHANGED, row.old_label or "", row.new_label or "")
    brackets: set[What] = set()
    for old, new, before in _swaps(row.operations):
        if (old + new).strip("[] "):
            what = What.REPLACED if old and new else What.DELETED if old else What.INSERTED
            yield _of(row, what, old, new, before)
        elif old or new:
            brackets |= {What.BRACKETS_DELETED} if old else set()
            brackets |= {What.BRACKETS_INSERTED} if new else set()
        else:
            yield _of(row, What.SPACING, before=before)
    for one in sorted(brackets):
        yield _of(row, one)


def _swaps(operations: tuple[Op, ...]) -> Iterator[tuple[str, str, str]]:
    """What went, what came in its place, and what stands before; words as they are read."""
    before = old = ""
    for at, op in enumerate(operations):
        words = as_read(op.text).strip()
        if op.op == "equal":
            before = _last_words(op.text)
        elif op.op == "delete":
            old = words
            if at + 1 == len(operations) or operations[at + 1].op != "insert":
                yield old, "", before
                old = ""
        else:
            yield old, words, before
            old = ""


def _last_words(text: str) -> str:
    """The last few words with what stands between and after them."""
    cut = tokens(as_read(text[-_ENOUGH:]).strip())
    at = len(cut)
    left = CONTEXT
    while at and (left or not is_word(cut[at - 1])):
        at -= 1
        left -= is_word(cut[at])
    return "".join(cut[at:]).strip()


_ENOUGH = 200
