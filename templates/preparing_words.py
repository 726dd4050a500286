"""What is prepared inside an organisation, in words."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.model import Person
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed

_KINDS: Mapping[str, str] = {
    "comment": N_("Comment"),
    "amendment": N_("Amendment"),
    "position": N_("Position"),
    "note": N_("Note"),
}
_STATES: Mapping[str, str] = {
    "draft": N_("draft"),
    "ready": N_("waits for clearance"),
    "cleared": N_("cleared"),
    "returned": N_("returned"),
    "submitted": N_("submitted"),
}
_DEEDS: Mapping[str, str] = {
    "began": N_("begun by {who}"),
    "edited": N_("changed by {who}"),
    "ready": N_("said to be ready by {who}"),
    "cleared": N_("cleared by {who}"),
    "returned": N_("returned by {who}"),
    "submitted": N_("submitted by {who}"),
}
_COUNTED: Mapping[str, tuple[str, str]] = {
    "comment": (N_("{n} comment"), N_("{n} comments")),
    "amendment": (N_("{n} amendment"), N_("{n} amendments")),
    "position": (N_("{n} position"), N_("{n} positions")),
}
_MEMBERS: Mapping[str, str] = {
    "invited": N_("invited"),
    "joined": N_("inside"),
    "declined": N_("declined"),
    "left": N_("left"),
}
_ACTS: Mapping[str, str] = {
    "add": N_("add a paragraph"),
    "replace": N_("reword"),
    "delete": N_("delete"),
    "move": N_("move"),
    "split": N_("split"),
    "merge": N_("join"),
    "retain": N_("keep as it is"),
    "alternative": N_("another reading"),
}


def prepared_label(kind: str) -> str:
    """What it is: Comment."""
    return _(_KINDS.get(kind, kind))


def prepared_state_label(state: str) -> str:
    """How far it has come inside the organisation."""
    return _(_STATES.get(state, state))


def deed_sentence(did: str, who: str) -> str:
    """Who did what to it last: cleared by Ann."""
    return filled(_(_DEEDS.get(did, did)), {"who": who or _("somebody")})


def membership_label(membership: str) -> str:
    """How an organisation stands to a drafting space."""
    return _(_MEMBERS.get(membership, membership))


def act_label(act: str) -> str:
    """What an amendment does to its paragraph."""
    return _(_ACTS.get(act, act))


def prepared_counted(counts: Mapping[str, int]) -> str:
    """How much of what: 2 comments and 1 position."""
    pairs = [(_COUNTED[kind], n) for kind, n in counts.items() if kind in _COUNTED]
    return listed([filled(ngettext(*words, n), {"n": number(n)}) for words, n in pairs])


def people_names(people: Mapping[str, Person]) -> dict[str, str]:
    """Names by the ids of persons."""
    return {id: person.name for id, person in people.items()}
