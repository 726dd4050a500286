"""A text as a form sends it back: the whole new sequence of paragraphs.

Theory.  A form knows a flat list: each row has an id (or none, for a new paragraph), a kind,
a level and words.  Known ids keep their identity wherever they now stand, rows without one
are given a fresh id in order, ids that are not sent are deleted.  What cannot be read as a
tree is refused with the row named; nothing is repaired behind the writer's back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from placet.engine.errors import BadInput
from placet.engine.text.cleaning import cleaned
from placet.engine.text.tree import Kind, Paragraph, Text, grown, minted_id, paragraph_ids

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
    ``BadInput`` that names the paragraph: an unknown or repeated id, a level that jumps,
    no words, forbidden characters, or more than a form may send (the constants above;
    lengths in characters).
    """
    if len(edits) > MOST_PARAGRAPHS:
        raise BadInput(
            "paragraphs",
            f"the text has {len(edits)} paragraphs; a form takes {MOST_PARAGRAPHS}",
            "import the text from a file instead",
        )
    known = set(paragraph_ids(text))
    rows: list[tuple[int, Paragraph]] = []
    total = 0
    for place, edit in enumerate(edits, 1):
        name = f"Paragraph {place} ({edit.label or edit.id or 'new'})"
        _check_place(edit, rows[-1][0] if rows else -1, name)
        words = _words(edit, place, name)
        total += len(words)
        id = edit.id
        if id is None:
            id, minted = minted_id(minted)
        elif id not in known:
            raise BadInput(
                f"paragraphs[{place}].id",
                f"{name}: the id {id} is unknown in this text, or it is sent twice",
                "reload the page, so that the form shows the present text",
            )
        known.discard(id)
        label = _label(edit, place, name)
        rows.append((edit.level, Paragraph(id, edit.kind, words, (), label)))
    if total > LONGEST_TEXT:
        raise BadInput(
            "paragraphs",
            f"the text has {total} characters; a form takes {LONGEST_TEXT}",
            "import the text from a file instead",
        )
    return Text(grown(rows), text.language), minted


def _check_place(edit: Edit, before: int, name: str) -> None:
    """Refuse a level that no tree has after the row before."""
    if not 0 <= edit.level <= DEEPEST_LEVEL:
        raise BadInput(
            "level", f"{name}: level {edit.level} is not between 0 and {DEEPEST_LEVEL}",
            "choose a level in between",
        )  # fmt: skip
    if edit.level > before + 1:
        raise BadInput(
            "level",
            f"{name}: level {edit.level} jumps; the paragraph before allows {before + 1} at most",
            "raise the level by one at a time",
        )


def _words(edit: Edit, place: int, name: str) -> str:
    field = f"paragraphs[{place}].words"
    words = cleaned(edit.words, field, name)
    if not words:
        raise BadInput(field, f"{name} has no words", "write its words, or delete the paragraph")
    if len(words) > LONGEST_PARAGRAPH:
        raise BadInput(
            field,
            f"{name} has {len(words)} characters; a form takes {LONGEST_PARAGRAPH}",
            "split it into several paragraphs",
        )
    return words


def _label(edit: Edit, place: int, name: str) -> str | None:
    """The pinned label, ``None`` when the field is empty."""
    field = f"paragraphs[{place}].label"
    label = cleaned(edit.label or "", field, name)
    if len(label) > LONGEST_LABEL or "\n" in label:
        raise BadInput(
            field,
            f"{name}: the label is longer than {LONGEST_LABEL} characters or has two lines",
            "write a short label such as PP2 bis",
        )
    return label or None
