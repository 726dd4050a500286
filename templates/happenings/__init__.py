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
    course,
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
    "PositionRecorded": N_("A position on ballot {n} was recorded; whose is not disclosed."),
    "PositionWithdrawn": N_("A position on ballot {n} was withdrawn; whose is not disclosed."),
    "PositionConfirmed": N_("A position on ballot {n} was confirmed; whose is not disclosed."),
    "RemindersSent": N_("Whoever had not answered was reminded."),
}
"""Entries of which the reader learns only that there is one."""

_EVENTS: Mapping[str, Say] = {
    **table.EVENTS,
    **beginnings.EVENTS,
    **course.EVENTS,
    **positions.EVENTS,
    **results.EVENTS,
    **texts.EVENTS,
    **amendments.EVENTS,
    **agreement.EVENTS,
}

_NAMING = {**amendments.NAMING, **agreement.NAMING}

NAMING = frozenset(_NAMING)
"""Events whose sentences name paragraphs."""
