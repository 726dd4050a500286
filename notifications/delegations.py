"""Letters about delegations: who came and went, who stands in for whom."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.notifications import parts
from placet.notifications.letter import Letter, Sentence, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.dates import just_before, number, when
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

_SAID: Mapping[str, tuple[str, str]] = {
    "acceded": (
        N_("{organisation} takes its seat"),
        N_("{organisation} took its seat in {negotiation}."),
    ),
    "declined": (
        N_("{organisation} declines"),
        N_("{organisation} declined the invitation to {negotiation}."),
    ),
    "left": (N_("{organisation} leaves the table"), N_("{organisation} left {negotiation}.")),
    "seat": (
        N_("The seat of {organisation} was changed"),
        N_("The secretariat changed the seat of {organisation} in {negotiation}."),
    ),
    "ended": (
        N_("You no longer act for {organisation}"),
        N_("You no longer act for {organisation} in {negotiation}."),
    ),
    "office_ended": (
        N_("Your office has ended"),
        N_("Your office in {negotiation} has ended: {capacity}."),
    ),
    "appointed_told": (
        N_("{organisation} appointed somebody"),
        N_("{organisation} appointed one of its people in {negotiation}."),
    ),
    "ended_told": (
        N_("{organisation} ended an appointment"),
        N_("{organisation} ended the appointment of one of its people in {negotiation}."),
    ),
    "stands_in": (
        N_("You stand in at {organisation}"),
        N_(
            "You stand in for a colleague who is away: from {first} to {last} you get their mail "
            "too, and act as {capacity} of {organisation} in {negotiation}."
        ),
    ),
    "away": (
        N_("You are recorded as away"),
        N_(
            "From {first} to {last} you are recorded as away in {negotiation}. A colleague of "
            "{organisation} gets your mail too, and acts as {capacity}."
        ),
    ),
    "stands_in_no_more": (
        N_("You no longer stand in at {organisation}"),
        N_("You no longer stand in for a colleague of {organisation} in {negotiation}."),
    ),
}

_AFTER: Mapping[str, str] = {
    "declined": N_("Its people still read what they could read. They are asked for nothing."),
    "left": N_(
        "Its people still read what they could read, and act no more. Ballots that were open "
        "keep their roster: a position that it holds there still counts."
    ),
    "stands_in": N_("It begins and ends by itself. You need do nothing."),
    "away": N_("It begins and ends by itself. If it is wrong, cancel it on the page."),
    "ended": N_("What you recorded stays on record."),
    "office_ended": N_("What you decided stays on record."),
}


def delegation(case: Case) -> Letter:
    """What has changed for a delegation, or for one person of it."""
    change, symbol = case.text("change"), case.text("symbol")
    heading, words = _SAID[change]
    places = _places(case)
    lead = [case.said(_(words), **places)]
    if change == "seat":
        lead.append(_seat(case))
    if case.text("reason"):
        lead.append(case.said(_("The reason given: {reason}"), reason=Value(case.text("reason"))))
    return Letter(
        subject=case.subject(_("{heading}: {title} [{symbol}]"), case.text("negotiation"),
                             heading=_filled(heading, case)),
        heading=_filled(heading, case),
        lead=tuple(lead),
        reference=symbol,
        table=case.text("negotiation"),
        silence=_(_AFTER[change]) if change in _AFTER else "",
        action=case.action(_("Open Placet")),
        sections=parts.questions(case),
        footer=parts.footer(case),
    )  # fmt: skip


def _filled(words: str, case: Case) -> str:
    return filled(_(words), {"organisation": case.organisation})


def _places(case: Case) -> dict[str, Value | str | int]:
    found: dict[str, Value | str | int] = {}
    if "capacity" in case.facts:
        found["capacity"] = Value(w.capacity_label(case.text("capacity")), data=False)
    if "since" in case.facts:
        found["first"] = when(case.facts.instant("since"), case.zone, "date")
        found["last"] = when(just_before(case.facts.instant("until")), case.zone, "date")
    return found


def _seat(case: Case) -> Sentence:
    if case.facts.true("observer"):
        return sentence(
            _("It is an observer now: it reads everything, and does not count. Where a ballot was "
              "open before, it still answers there.")
        )  # fmt: skip
    values: dict[str, Value | str | int] = {
        "weight": number(case.facts.whole("weight", 1)),
        "classes": Value(w.listed(case.facts.texts("classes"))),
    }
    if case.facts.texts("classes"):
        return sentence(_("Its weight is {weight}, its classes are {classes}."), values)
    return sentence(_("Its weight is {weight}."), values)
