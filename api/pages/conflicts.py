"""Two people revised one version: what both did, and who decides where they meet.

Theory.  Paragraphs that only one side touched are taken from that side.  Where both changed one
paragraph nothing decides but a person: the page shows mine, theirs and what stood there before,
and takes one choice for each such paragraph.  What comes of it is a draft against the present
text, shown as a redline like any other before it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.engine.errors import N_, BadInput
from placet.engine.text import (
    Act,
    Change,
    Conflict,
    Text,
    ThreeWay,
    Why,
    applied,
    find,
    reworded,
)

CHOICES = ("mine", "theirs", "both", "edit")
_BY_ITSELF = frozenset((Why.MOVED_APART, Why.KIND))
"""Conflicts that are told and not asked about: the place, or the kind, of theirs is kept."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen and typed for each paragraph that both sides changed."""

    choices: Mapping[str, str]
    edits: Mapping[str, str]


def split(typed: Mapping[str, str]) -> tuple[Chosen, dict[str, str]]:
    """The choices that a form sent (`choice.p3`, `edit.p3`), and its other fields."""
    choices = {n[7:]: value for n, value in typed.items() if n.startswith("choice.")}
    edits = {n[5:]: value for n, value in typed.items() if n.startswith("edit.")}
    rest = {n: v for n, v in typed.items() if not n.startswith(("choice.", "edit."))}
    return Chosen(choices, edits), rest


def asked(found: ThreeWay) -> tuple[Conflict, ...]:
    """The conflicts about which a person has to decide."""
    return tuple(c for c in found.conflicts if c.why not in _BY_ITSELF)


def told(found: ThreeWay) -> tuple[Conflict, ...]:
    """The conflicts in which the side that was there first is followed."""
    return tuple(c for c in found.conflicts if c.why in _BY_ITSELF)


def decided(found: ThreeWay, chosen: Chosen) -> tuple[Text, tuple[BadInput, ...]]:
    """The text as it was chosen, and what is missing at which field."""
    text, missing = found.text, []
    for conflict in asked(found):
        id = conflict.paragraph
        choice = chosen.choices.get(id, "")
        if choice == "edit" and not chosen.edits.get(id, "").strip():
            missing.append(BadInput(f"edit.{id}", N_("No words were written."), N_("Write them.")))
        elif choice not in CHOICES:
            asked_for = N_("Choose what this paragraph is to say.")
            missing.append(BadInput(f"choice.{id}", asked_for))
        elif find(text, id) is not None and choice != "both":
            text = _with(text, conflict, choice, chosen.edits.get(id, "").strip(), found.minted)
    return text, tuple(missing)


def both(found: ThreeWay, conflict: Conflict) -> str:
    """The words with both readings beside each other."""
    paragraph = find(found.text, conflict.paragraph)
    return paragraph.words if paragraph else ""


def _with(text: Text, conflict: Conflict, choice: str, edit: str, minted: int) -> Text:
    words = {"mine": conflict.mine, "theirs": conflict.theirs, "edit": edit}[choice]
    if words is None:
        return applied(text, Change(Act.DELETE, conflict.paragraph), minted).text
    return reworded(text, conflict.paragraph, words)
