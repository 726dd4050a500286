"""Whether a change has a meaning for a text: what is refused, with its place and its remedy.

Theory.  There are two measures.  *What must be so* for a change to mean anything: the
paragraphs it names are there, its place exists and is not inside what it moves, a cut falls
between words (`must_fit`).  *What may be so* when a person proposes it is judged besides
(`placet.engine.text.amending.proposing`).  A list of changes computed from two texts passes
through states in which only the first holds, and ends where it should.
"""

from __future__ import annotations

from placet.engine.errors import N_, BadInput
from placet.engine.text.amending.branches import Branches
from placet.engine.text.changes import Act, Change
from placet.engine.text.naming import names_of
from placet.engine.text.tokens import tokens

_READ_AGAIN = N_("Look at the present text and choose a paragraph of it.")


def must_fit(branches: Branches, change: Change) -> None:
    """Refuse a change that has no meaning for this text."""
    if change.act is Act.ADD:
        if change.kind is None:
            raise BadInput(
                "kind",
                N_("The paragraph to add has no kind."),
                N_("Say what it is: an operative paragraph, a heading, a note."),
            )
        if change.paragraph in branches:
            raise refusal(
                branches, "paragraph", change.paragraph,
                N_("Paragraph {name} is in the text already."),
                N_("Add the paragraph without an id; it is given a new one."),
            )  # fmt: skip
    else:
        _must_be_there(branches, "paragraph", change.paragraph)
    if change.act in (Act.ADD, Act.MOVE):
        _must_be_a_place(branches, change)
    if change.act is Act.MERGE:
        _must_be_two(branches, change)
    if change.act is Act.SPLIT:
        _must_cut(branches, change)


def refusal(
    branches: Branches, field: str, id: str, what: str, remedy: str, **values: object
) -> BadInput:
    """A refusal; its sentence calls the paragraph {name}."""
    name = names_of(branches.text(), (id,))[0] if id in branches else id or "-"
    return BadInput(field, what, remedy, name=name, paragraph=id, **values)


def _must_be_there(branches: Branches, field: str, id: str) -> None:
    if id not in branches:
        raise refusal(
            branches, field, id, N_("Paragraph {name} is not in this text."), _READ_AGAIN
        )  # fmt: skip


def _must_be_a_place(branches: Branches, change: Change) -> None:
    """Refuse a place that does not exist or lies inside the paragraph that is moved."""
    if change.under is not None:
        _must_be_there(branches, "under", change.under)
    if change.act is Act.MOVE and change.paragraph in branches.lineage(change.under):
        raise refusal(
            branches, "under", change.paragraph,
            N_("Paragraph {name} cannot stand under itself."),
            N_("Choose a place outside it."),
        )  # fmt: skip
    if change.after is None:
        return
    _must_be_there(branches, "after", change.after)
    if branches.above[change.after] != change.under:
        raise refusal(
            branches, "after", change.after,
            N_("Paragraph {name} does not stand under the paragraph that is named with it."),
            N_("Choose a paragraph that stands there, or none for the first place."),
        )  # fmt: skip
    if change.act is Act.MOVE and change.after == change.paragraph:
        raise refusal(
            branches, "after", change.paragraph,
            N_("Paragraph {name} cannot follow itself."),
            N_("Choose the paragraph that it is to follow."),
        )  # fmt: skip


def _must_be_two(branches: Branches, change: Change) -> None:
    """Refuse a merger of a paragraph with itself or with one that it stands under."""
    _must_be_there(branches, "other", change.other)
    if change.other in branches.lineage(change.paragraph):
        raise refusal(
            branches, "other", change.other,
            N_("Paragraph {name} cannot be merged into itself or into what stands under it."),
            N_("Merge the lower paragraph into the upper one."),
        )  # fmt: skip


def _must_cut(branches: Branches, change: Change) -> None:
    """Refuse a cut that leaves one part without words, or falls inside a word."""
    words = branches.own[change.paragraph].words
    inside = 0 < change.at < len(words)
    if not inside or not words[: change.at].strip() or not words[change.at :].strip():
        raise refusal(
            branches, "at", change.paragraph,
            N_("Paragraph {name} cannot be split at character {at}: one part has no words."),
            N_("Choose a place between two words of it (1 to {most})."),
            at=change.at, most=len(words) - 1,
        )  # fmt: skip
    if word := _cut_word(words, change.at):
        raise refusal(
            branches, "at", change.paragraph,
            N_("Paragraph {name} cannot be split at character {at}: it is inside “{word}”."),
            N_("Choose a place between two words."),
            at=change.at, word=word,
        )  # fmt: skip


def cuts_a_word(words: str, at: int) -> bool:
    """Whether a cut before a character would fall into a word."""
    return bool(_cut_word(words, at))


def _cut_word(words: str, at: int) -> str:
    """The word that a cut before a character would fall into; empty if there is none."""
    place = 0
    for token in tokens(words):
        if place < at < place + len(token):
            return token.strip()
        place += len(token)
    return ""
