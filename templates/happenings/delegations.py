"""Bodies and delegations: who came and went, who is away, what papers were seen."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.delegation_words import credential_label
from placet.templates.happenings.saying import Payload, Say, plain
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import role_label


def _seat(p: Payload) -> str:
    if p.get("observer"):
        return filled(_("The seat of {organisation} was changed: it is an observer."), p)
    return filled(_("The seat of {organisation} was changed."), p)


def _office(p: Payload) -> str:
    return filled(
        _("A person no longer holds the office of {role}."), {"role": role_label(p["role"])}
    )


def _paper(p: Payload) -> str:
    paper = p["credential"]
    values = {"kind": credential_label(paper["kind"]), "organisation": paper["organisation"]}
    return filled(_("For somebody of {organisation} a paper was seen: {kind}."), values)


EVENTS: Mapping[str, Say] = {
    "BodyEstablished": plain(N_("The body {code} was established."), "body.code"),
    "BodyChanged": plain(N_("The body {code} was changed."), "body.code"),
    "OrganisationAcceded": plain(N_("{organisation} took its seat."), "organisation"),
    "InvitationDeclined": plain(N_("{organisation} declined the invitation."), "organisation"),
    "OrganisationLeft": plain(N_("{organisation} left the table."), "organisation"),
    "SeatChanged": _seat,
    "OfficerEnded": _office,
    "AbsenceRecorded": plain(
        N_("Somebody of {organisation} is away, and a deputy stands in."), "absence.organisation"
    ),
    "AbsenceCancelled": plain(N_("Absence {number} was cancelled."), "number"),
    "CredentialRecorded": _paper,
    "CredentialEnded": plain(N_("Paper {number} no longer counts."), "number"),
}
