"""What came of it: adoption, signatures, when it takes effect and is reviewed."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.dates import day
from placet.templates.happenings.saying import Payload, Say, plain, time
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _


def _adopted(p: Payload) -> str:
    instrument = p["instrument"]
    values = {"version": instrument["text"]}
    if instrument.get("provisional"):
        sentence = _("Version {version} was adopted provisionally, until it is confirmed.")
    else:
        sentence = _("Version {version} is adopted.")
    return filled(sentence, values)


def _signed(p: Payload) -> str:
    signature = p["signature"]
    values = {"organisation": signature["organisation"], "day": day(signature["signed_on"])}
    return filled(_("{organisation} signed on {day}."), values)


def _force(p: Payload) -> str:
    return filled(_("The text takes effect on {day}."), {"day": day(p["on"])})


def _review(p: Payload) -> str:
    return filled(_("The text comes up for review on {at}."), {"at": time(p["at"])})


EVENTS: Mapping[str, Say] = {
    "Adopted": _adopted,
    "AdoptionUndone": plain(N_("The adoption was undone.")),
    "SignatureRecorded": _signed,
    "EntryIntoForceSet": _force,
    "ReviewScheduled": _review,
}
