"""What happened, in one sentence for each event, for timelines and the audit page.

An entry keeps its event as data; fields at their default are absent there.  Nobody's
reasons are in these sentences: they stand beside the position, for those who may read them.
An event that a later version of Placet wrote is said by its name.

Events name paragraphs by ids.  With the words of the versions that they speak of, paragraphs
are called as people call them; without, they are counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from placet.engine.definition import Workflow
from placet.engine.errors import N_
from placet.engine.withheld import WITHHELD
from placet.templates.happenings import (
    agreement,
    amendments,
    beginnings,
    beside,
    course,
    delegating,
    meetings,
    positions,
    results,
    table,
    texts,
)
from placet.templates.happenings.paragraphs import Texts
from placet.templates.happenings.saying import Payload, Say
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

__all__ = ["NAMING", "Payload", "Recorded", "Texts", "event_sentence"]


class Recorded(Protocol):
    """What an entry of the ledger says about its event."""

    @property
    def kind(self) -> str:
        """The name of the event's class."""
        ...

    @property
    def payload(self) -> Payload:
        """The event as data."""
        ...


def event_sentence(
    entry: Recorded, workflow: Workflow | None = None, versions: Texts | None = None
) -> str:
    """The sentence for one entry.

    With the workflow, stages and steps have their titles; with the words of versions of the
    text by their numbers, paragraphs have their names.
    """
    if entry.kind == "StageEntered":
        return course.entered(entry.payload, workflow)
    if entry.payload.get(WITHHELD):
        return filled(_(_WITHHELD[entry.kind]), {"n": entry.payload.get("ballot", "")})
    naming = _NAMING.get(entry.kind)
    if naming is not None:
        return naming(entry.payload, versions or {})
    said = _EVENTS.get(entry.kind)
    return said(entry.payload) if said else entry.kind


_WITHHELD: Mapping[str, str] = {
    "Withheld": N_("Something was recorded that is not shown to you."),
    "PositionRecorded": N_("A position on ballot {n} was recorded; whose is not disclosed."),
    "PositionWithdrawn": N_("A position on ballot {n} was withdrawn; whose is not disclosed."),
    "PositionConfirmed": N_("A position on ballot {n} was confirmed; whose is not disclosed."),
    "InstructionsAwaited": N_("Instructions are awaited on ballot {n}; whose is not disclosed."),
    "LatePositionRecorded": N_(
        "A late position on ballot {n} was put on record; whose is not disclosed."
    ),
    "StatementMade": N_("A statement was made beside ballot {n}; whose is not disclosed."),
    "StatementEnded": N_("A statement beside ballot {n} ended; whose is not disclosed."),
    "ConcernRaised": N_("A concern was raised beside ballot {n}; whose is not disclosed."),
    "ConcernEnded": N_("A concern beside ballot {n} ended; whose is not disclosed."),
    "ConcernReopened": N_("A concern beside ballot {n} was opened again; whose is not disclosed."),
    "CommentMade": N_("A comment was made; it is sealed."),
    "CommentsSubmitted": N_("An organisation submitted comments; they are sealed."),
    "NoCommentsStated": N_("An organisation said that it has no comments."),
    "CommentAnswered": N_("A comment was withdrawn or answered; that is not published."),
    "AnswerCleared": N_("An answer was taken back; it is not published."),
    "RemindersSent": N_("Whoever had not answered was reminded."),
    "GroupSpoke": N_("A group spoke on ballot {n}; which one is not disclosed."),
}
"""Entries of which the reader learns only that there is one."""

_EVENTS: Mapping[str, Say] = {
    **table.EVENTS,
    **delegating.EVENTS,
    **beginnings.EVENTS,
    **course.EVENTS,
    **meetings.EVENTS,
    **positions.EVENTS,
    **results.EVENTS,
    **texts.EVENTS,
    **amendments.EVENTS,
    **agreement.EVENTS,
    **beside.EVENTS,
}

_NAMING = {**amendments.NAMING, **agreement.NAMING}

NAMING = frozenset(_NAMING)
"""Events whose sentences name paragraphs."""
