"""Whether a change may be proposed: words, tables, depth, and that it changes something.

Theory.  A change that fits a text (`must_fit`) can be made; one that a person proposes must
also leave a text that could have been written: clean words where words belong, rows in tables
and cells in rows, no more than a form may send.  One that changes nothing is no amendment.
"""

from __future__ import annotations

from dataclasses import replace

from placet.engine.errors import N_, BadInput
from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.fitting import refusal
from placet.engine.text.changes import Act, Change
from placet.engine.text.cleaning import fault, normal
from placet.engine.text.editing import (
    DEEPEST_LEVEL,
    LONGEST_LABEL,
    LONGEST_PARAGRAPH,
    LONGEST_TEXT,
)
from placet.engine.text.tree import WORDLESS, Kind

_TABLED = frozenset((Kind.TABLE, Kind.ROW, Kind.CELL))


def may_stand(branches: Branches, change: Change) -> Change:
    """The change with its words as they are kept; refuse one that may not be proposed."""
    if change.act is Act.ADD and change.paragraph:
        raise BadInput(
            "paragraph",
            N_("A paragraph to add has no id yet."),
            N_("Leave the id out; it is given a new one."),
        )
    if change.act in (Act.ADD, Act.REPLACE, Act.ALTERNATIVE):
        change = _worded(branches, change)
    _changes_something(branches, change)
    _keeps_tables(branches, change)
    if change.act in (Act.ADD, Act.MOVE):
        _not_too_deep(branches, change)
    if change.act is Act.MERGE:
        words = f"{branches.own[change.paragraph].words} {branches.own[change.other].words}"
        _not_too_long(branches, change, words)
    return change


def _worded(branches: Branches, change: Change) -> Change:
    """The change with clean words and label."""
    there = branches.own.get(change.paragraph)
    kind = change.kind or (there.kind if there else None)
    words = _clean(branches, "words", change.paragraph, change.words)
    if not words and kind not in WORDLESS:
        raise refusal(
            branches, "words", change.paragraph,
            N_("Paragraph {name} has no words."),
            N_("Write its words, or propose to delete the paragraph."),
        )  # fmt: skip
    if words and kind is Kind.ROW:
        raise refusal(
            branches, "words", change.paragraph,
            N_("Paragraph {name} is the row of a table and has no words of its own."),
            N_("Write the words in one of its cells."),
        )  # fmt: skip
    _not_too_long(branches, change, words)
    if change.label is None:
        return replace(change, words=words)
    label = _clean(branches, "label", change.paragraph, change.label)
    if len(label) > LONGEST_LABEL or "\n" in label:
        raise refusal(
            branches, "label", change.paragraph,
            N_("The label of {name} has two lines or more than {most} characters."),
            N_("Write a short label such as PP2 bis."),
            most=LONGEST_LABEL,
        )  # fmt: skip
    return replace(change, words=words, label=label or None)


def _clean(branches: Branches, field: str, id: str, raw: str) -> str:
    """The characters as they are kept; refuses those that may not stand in a text."""
    words = normal(raw).strip()
    if (found := fault(words)) is None:
        return words
    at, is_control = found
    if is_control:
        what = N_("Paragraph {name}: character {at} ({code}) is a control character.")
        remedy = N_("Delete that character, or paste the words as plain text.")
    else:
        what = N_(
            "Paragraph {name}: character {at} ({code}) changes the direction of writing and "
            "is not paired."
        )
        remedy = N_("Delete it, or add the character that closes it.")
    raise refusal(branches, field, id, what, remedy, at=at + 1, code=f"U+{ord(words[at]):04X}")


def _not_too_long(branches: Branches, change: Change, words: str) -> None:
    """Refuse words over the limit; what was imported longer than that may stay long."""
    there = branches.own.get(change.paragraph)
    imported = there is not None and len(there.words) > LONGEST_PARAGRAPH
    most = LONGEST_TEXT if imported else LONGEST_PARAGRAPH
    if len(words) > most:
        raise refusal(
            branches, "words", change.paragraph,
            N_("Paragraph {name} would have {count} characters; {most} are the most."),
            N_("Split it into several paragraphs."),
            count=len(words), most=most,
        )  # fmt: skip


def _changes_something(branches: Branches, change: Change) -> None:
    """Refuse a replacement by the same words, a move to the same place, the same alternative."""
    if change.act is Act.MOVE:
        same = branches.above[change.paragraph] == change.under
        same = same and branches.before(change.paragraph) == change.after
    elif change.act in (Act.REPLACE, Act.ALTERNATIVE):
        there = branches.own[change.paragraph]
        same = there.words == change.words
        if change.act is Act.REPLACE and change.kind is not None:
            same = same and (there.kind, there.label) == (change.kind, change.label)
    else:
        return
    if same:
        raise refusal(
            branches, "words" if change.act is not Act.MOVE else "after", change.paragraph,
            N_("This changes nothing in paragraph {name}."),
            N_("Change something, or propose to retain the paragraph."),
        )  # fmt: skip


def _keeps_tables(branches: Branches, change: Change) -> None:
    """Refuse what breaks the shape of a table: rows under tables, cells under rows."""
    there = branches.own.get(change.paragraph)
    kind = change.kind or (there.kind if there else None)
    kept = True
    if change.act in (Act.ADD, Act.MOVE):
        kept = _fits(_kind(branches, change.under), kind)
    elif change.act is Act.REPLACE and change.kind is not None:
        below = branches.under[change.paragraph]
        kept = _fits(_kind(branches, branches.above[change.paragraph]), kind) and all(
            _fits(kind, branches.own[child].kind) for child in below
        )
    elif change.act in (Act.SPLIT, Act.ALTERNATIVE):
        kept = kind not in _TABLED
    elif change.act is Act.MERGE:
        kept = not _TABLED & {kind, branches.own[change.other].kind}
    if not kept:
        raise refusal(
            branches, "paragraph", change.paragraph,
            N_("This would break a table: rows stand in tables, cells in rows, nothing else."),
            N_("Change the words of a cell, or add, move and delete whole rows."),
        )  # fmt: skip


def _kind(branches: Branches, id: str | None) -> Kind | None:
    return branches.own[id].kind if id is not None else None


def _fits(above: Kind | None, kind: Kind | None) -> bool:
    """Whether a paragraph of that kind may stand under one of the other kind."""
    return (above is Kind.TABLE) == (kind is Kind.ROW) and (above is Kind.ROW) == (
        kind is Kind.CELL
    )


def _not_too_deep(branches: Branches, change: Change) -> None:
    """Refuse a place so deep that the text could not be edited any more."""
    depth = sum(1 for _ in branches.lineage(change.under))
    if change.act is Act.MOVE:
        depth += max(below for below, _ in branches.subtree(change.paragraph))
    if depth > DEEPEST_LEVEL:
        raise refusal(
            branches, "under", change.paragraph,
            N_("Paragraph {name} would stand on level {level}; {most} is the deepest."),
            N_("Choose a place that is less deep."),
            level=depth, most=DEEPEST_LEVEL,
        )  # fmt: skip
