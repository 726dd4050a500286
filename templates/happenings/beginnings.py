"""Before there is a text: mandates, goals, soundings, discussion."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.happenings.saying import Payload, Say, plain
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _


def _goal(p: Payload) -> str:
    goal = p["goal"]
    said = {
        "seek": _("{organisation} said what it seeks on {theme}."),
        "avoid": _("{organisation} said what it would avoid on {theme}."),
    }[goal["sense"]]
    return filled(said, {"organisation": goal["organisation"], "theme": goal["theme"]})


def _post(p: Payload) -> str:
    organisation = p["post"].get("organisation")
    if organisation is None:
        return _("The secretariat or the chair wrote to the discussion.")
    return filled(_("{organisation} wrote to the discussion."), {"organisation": organisation})


def _named(p: Payload) -> str:
    said = _("{organisation} named what of its mandate the objective rests on.")
    return filled(said, {"organisation": p["organisation"]})


EVENTS: Mapping[str, Say] = {
    "ProvisionCited": plain(
        N_("{organisation} named a provision of its mandate: {citation}."),
        "provision.organisation",
        "provision.citation",
    ),
    "ProvisionRemoved": plain(N_("Provision {number} was removed."), "number"),
    "GoalStated": _goal,
    "GoalWithdrawn": plain(N_("Goal {number} was taken back."), "number"),
    "SoundingOpened": plain(N_("Sounding {number} was opened."), "sounding.number"),
    "SoundingAnswered": plain(
        N_("{organisation} answered sounding {number}."), "organisation", "number"
    ),
    "SoundingClosed": plain(N_("Sounding {number} was closed."), "number"),
    "PostWritten": _post,
    "PostWithdrawn": plain(N_("Post {number} was taken back."), "number"),
    "ProvisionsNamed": _named,
}
