"""What happened to a paragraph in a version, in words.

Read backwards an event says where a paragraph came from, read forwards what became of it; the
same act is told differently in the two directions, so each has its own sentences.  A paragraph
that is not the one in question is named, as it was called in that version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from placet.engine.errors import N_
from placet.engine.text import Event, Happened
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed

Naming = Callable[[str, int], str]
"""What a paragraph (its id) was called in or just before a version."""

_CAME: Mapping[Happened, tuple[str, str]] = {
    Happened.BEGUN: (
        N_("It stood in the first version."),
        N_("{paragraph} stood in the first version."),
    ),
    Happened.ADDED: (N_("It was added."), N_("{paragraph} was added.")),
    Happened.REWORDED: (N_("Its words changed."), N_("The words of {paragraph} changed.")),
    Happened.MOVED: (N_("It was moved."), N_("{paragraph} was moved.")),
    Happened.SPLIT: (
        N_("It was split off from {others}."),
        N_("{paragraph} was split off from {others}."),
    ),
    Happened.MERGED: (
        N_("It was joined with {others}."),
        N_("{paragraph} was joined with {others}."),
    ),
    Happened.ALTERNATIVE: (
        N_("It was put beside {others} as an alternative."),
        N_("{paragraph} was put beside {others} as an alternative."),
    ),
    Happened.CAME: (
        N_("It came from another objective."),
        N_("{paragraph} came from another objective."),
    ),
    Happened.DELETED: (N_("It was deleted."), N_("{paragraph} was deleted.")),
}
_BECAME: Mapping[Happened, tuple[str, str]] = {
    Happened.SPLIT: (
        N_("It was split; the other part is {others}."),
        N_("{paragraph} was split; the other part is {others}."),
    ),
    Happened.MERGED: (
        N_("It was joined to {others}."),
        N_("{paragraph} was joined to {others}."),
    ),
    Happened.ALTERNATIVE: (
        N_("{others} was put beside it as an alternative."),
        N_("{others} was put beside {paragraph} as an alternative."),
    ),
}


def lineage_sentence(event: Event, paragraph: str, named: Naming, became: bool = False) -> str:
    """What happened, about `paragraph` as "it"; `became` reads it forwards."""
    sentences = _CAME
    if became and event.fate in _BECAME:
        sentences = _BECAME
    own, other = sentences[event.fate]
    values = {
        "paragraph": _called(event.paragraph, event, named),
        "others": listed([_called(x, event, named) for x in event.others]),
    }
    return filled(_(own if event.paragraph == paragraph else other), values)


def _called(id: str, event: Event, named: Naming) -> str:
    if event.objective and id in event.others:
        return id
    return filled(_("paragraph {words}"), {"words": named(id, event.version)})
