"""A text as a form sends it back: the whole new sequence of paragraphs.

Theory.  A form knows a flat list: each row has an id (or none, for a new paragraph), a kind,
a level and words.  Known ids keep their identity wherever they now stand, rows without one
are given a fresh id in order, ids that are not sent are deleted.  What cannot be read as a
tree, or not as a table of rows of cells, is refused with the row named; nothing is repaired
behind the writer's back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from placet.engine.errors import N_, BadInput
from placet.engine.text.cleaning import fault, normal
from placet.engine.text.tree import (
    WORDLESS,
    Kind,
    Paragraph,
    Text,
    grown,
    minted_id,
    paragraph_ids,
)

LONGEST_PARAGRAPH = 10_000
MOST_PARAGRAPHS = 2_000
LONGEST_TEXT = 1_000_000
LONGEST_LABEL = 40
DEEPEST_LEVEL = 20


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of the form; ``level`` is the depth in the tree, ``id`` is ``None`` when new."""

    id: str | None
    kind: Kind
    level: int
    words: str
    label: str | None = None


def edited(text: Text, edits: Sequence[Edit], minted: int) -> tuple[Text, int]:
    """The text that the form describes, and the new counter of ids.

    ``minted`` is the highest number ever used for an id in this objective.  Raises
    ``BadInput`` that names the paragraph: an unknown or repeated id, a level that jumps, a row
    or cell outside its table, no words (save ``WORDLESS`` kinds), forbidden characters, or more
    than a form may send (the constants above; lengths in characters).
    """
    if len(edits) > MOST_PARAGRAPHS:
        raise BadInput(
            "paragraphs",
            N_("The text has {count} paragraphs; a form takes {most}."),
            N_("Import the text from a file instead."),
            count=len(edits),
            most=MOST_PARAGRAPHS,
        )
    known = set(paragraph_ids(text))
    rows: list[tuple[int, Paragraph]] = []
    path: list[Kind] = []
    total = 0
    for place, edit in enumerate(edits, 1):
        _check_level(edit, place, rows[-1][0] if rows else -1)
        del path[edit.level :]
        _check_grid(edit, place, path[-1] if path else None)
        path.append(edit.kind)
        words = _words(edit, place)
        total += len(words)
        id = edit.id
        if id is None:
            id, minted = minted_id(minted)
        elif id not in known:
            raise _refused(
                "id", edit, place,
                N_("Paragraph {place} ({name}) is not in this text, or it is sent twice."),
                N_("Reload the page, so that the form shows the present text."),
            )  # fmt: skip
        known.discard(id)
        rows.append((edit.level, Paragraph(id, edit.kind, words, (), _label(edit, place))))
    if total > LONGEST_TEXT:
        raise BadInput(
            "paragraphs",
            N_("The text has {count} characters; a form takes {most}."),
            N_("Import the text from a file instead."),
            count=total,
            most=LONGEST_TEXT,
        )
    return Text(grown(rows), text.language), minted


def _refused(
    part: str, edit: Edit, place: int, what: str, remedy: str, **values: object
) -> BadInput:
    """The refusal of one row; its sentence has the places {place} and {name}."""
    name = edit.label or edit.id or "+"
    return BadInput(f"paragraphs[{place}].{part}", what, remedy, place=place, name=name, **values)


def _check_level(edit: Edit, place: int, before: int) -> None:
    """Refuse a level that no tree has after the row before."""
    if not 0 <= edit.level <= DEEPEST_LEVEL:
        raise _refused(
            "level", edit, place,
            N_("Paragraph {place} ({name}): level {level} is not between 0 and {most}."),
            N_("Choose a level in between."),
            level=edit.level, most=DEEPEST_LEVEL,
        )  # fmt: skip
    if edit.level > before + 1:
        raise _refused(
            "level", edit, place,
            N_("Paragraph {place} ({name}): level {level} jumps; here {most} is the deepest."),
            N_("Raise the level by one at a time."),
            level=edit.level, most=before + 1,
        )  # fmt: skip


def _check_grid(edit: Edit, place: int, above: Kind | None) -> None:
    """Refuse a row that stands in no table, a cell in no row, and what makes no table of one."""
    holder = {Kind.ROW: Kind.TABLE, Kind.CELL: Kind.ROW}.get(edit.kind)
    if holder is Kind.TABLE and above is not Kind.TABLE:
        what = N_("Paragraph {place} ({name}) is a row of a table, but stands in no table.")
        remedy = N_("Give it the level below its table, or choose another kind.")
    elif holder is Kind.ROW and above is not Kind.ROW:
        what = N_("Paragraph {place} ({name}) is a cell of a table, but stands in no row.")
        remedy = N_("Give it the level below its row, or choose another kind.")
    elif holder is None and edit.kind is not Kind.NOTE and above in (Kind.TABLE, Kind.ROW):
        what = N_("Paragraph {place} ({name}) stands in a table, but is neither row nor cell.")
        remedy = N_("Give it a level outside the table, or choose another kind.")
    else:
        return
    raise _refused("kind", edit, place, what, remedy)


def _clean(part: str, raw: str, edit: Edit, place: int) -> str:
    """The characters as they are kept; refuses those that may not stand in a text."""
    words = normal(raw).strip()
    if (found := fault(words)) is None:
        return words
    at, is_control = found
    if is_control:
        what = N_("Paragraph {place} ({name}): character {at} ({code}) is a control character.")
        remedy = N_("Delete that character, or paste the words as plain text.")
    else:
        what = N_(
            "Paragraph {place} ({name}): character {at} ({code}) changes the direction of "
            "writing and is not paired."
        )
        remedy = N_("Delete it, or add the character that closes it.")
    code = f"U+{ord(words[at]):04X}"
    raise _refused(part, edit, place, what, remedy, at=at + 1, code=code)


def _words(edit: Edit, place: int) -> str:
    words = _clean("words", edit.words, edit, place)
    if not words and edit.kind not in WORDLESS:
        raise _refused(
            "words", edit, place,
            N_("Paragraph {place} ({name}) has no words."),
            N_("Write its words, or delete the paragraph."),
        )  # fmt: skip
    if len(words) > LONGEST_PARAGRAPH:
        raise _refused(
            "words", edit, place,
            N_("Paragraph {place} ({name}) has {count} characters; a form takes {most}."),
            N_("Split it into several paragraphs."),
            count=len(words), most=LONGEST_PARAGRAPH,
        )  # fmt: skip
    return words


def _label(edit: Edit, place: int) -> str | None:
    """The pinned label, ``None`` when the field is empty."""
    label = _clean("label", edit.label or "", edit, place)
    if len(label) > LONGEST_LABEL or "\n" in label:
        raise _refused(
            "label", edit, place,
            N_("Paragraph {place}: the label has two lines or more than {most} characters."),
            N_("Write a short label such as PP2 bis."),
            most=LONGEST_LABEL,
        )  # fmt: skip
    return label or None
