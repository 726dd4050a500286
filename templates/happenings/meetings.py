"""Meetings: called, moved, held, and what was decided there."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.dates import instant, number, utc
from placet.templates.happenings.saying import Payload, Say, plain
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed


def _planned(p: Payload) -> str:
    meeting = p["meeting"]
    words = _("Meeting {number} was called for {begins}: {title}.")
    begins = utc(instant(meeting["begins"]))
    return filled(words, {"number": meeting["number"], "begins": begins, "title": meeting["title"]})


def _moved(p: Payload) -> str:
    was, begins = instant(p["was"]), instant(p["begins"])
    if was == begins:
        words = _("Meeting {number} has another place or end: {place}.")
        return filled(words, {"number": p["number"], "place": p["place"] or _("not said")})
    words = _("Meeting {number} was moved from {was} to {begins}.")
    return filled(words, {"number": p["number"], "was": utc(was), "begins": utc(begins)})


def _agenda(p: Payload) -> str:
    count = len(p["agenda"])
    words = ngettext(
        "The agenda of meeting {number} was changed: {n} item.",
        "The agenda of meeting {number} was changed: {n} items.",
        count,
    )
    return filled(words, {"number": p["number"], "n": number(count)})


def _presence(p: Payload) -> str:
    said = []
    came = [stay["organisation"] for stay in p.get("arrived", ())]
    values: dict[str, object] = {"number": p["number"], "at": utc(instant(p["at"]))}
    if came:
        words = _("Present at meeting {number} from {at}: {who}.")
        said.append(filled(words, {**values, "who": listed(came)}))
    if p.get("left"):
        words = _("Left meeting {number} at {at}: {who}.")
        said.append(filled(words, {**values, "who": listed(p["left"])}))
    return " ".join(said)


def _decision(p: Payload) -> str:
    decision = p["decision"]
    words = _("Meeting {number} decided under item {item}: {words}")
    values = {"number": p["number"], "item": decision["item"], "words": decision["words"]}
    return filled(words, values)


EVENTS: Mapping[str, Say] = {
    "MeetingPlanned": _planned,
    "MeetingMoved": _moved,
    "AgendaChanged": _agenda,
    "MeetingOpened": plain(N_("Meeting {number} was opened."), "number"),
    "PresenceNoted": _presence,
    "DecisionNoted": _decision,
    "MeetingClosed": plain(N_("Meeting {number} was closed."), "number"),
    "MeetingCancelled": plain(N_("Meeting {number} was cancelled."), "number"),
    "MinutesPublished": plain(N_("The minutes of meeting {number} were published."), "number"),
}
