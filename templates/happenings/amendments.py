"""Amendments: who proposed what, how it was to be treated, what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.change_facts import change_facts
from placet.engine.codec import decode
from placet.engine.errors import N_
from placet.engine.text import Change
from placet.templates.amendment_words import paragraph_in_words, place_in_words
from placet.templates.happenings.paragraphs import SayNaming, Texts
from placet.templates.happenings.saying import Payload, Say, plain, with_evidence
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

_DEEDS: Mapping[str, str] = {
    "add": N_("{organisation} proposed amendment {n}: it adds a paragraph {place}."),
    "replace": N_("{organisation} proposed amendment {n}: it changes words of {paragraph}."),
    "delete": N_("{organisation} proposed amendment {n}: it deletes {paragraph}."),
    "move": N_("{organisation} proposed amendment {n}: it moves {paragraph} {place}."),
    "split": N_("{organisation} proposed amendment {n}: it splits {paragraph}."),
    "merge": N_("{organisation} proposed amendment {n}: it joins {other} to {paragraph}."),
    "retain": N_("{organisation} proposed amendment {n}: it keeps {paragraph} as it is."),
    "alternative": N_(
        "{organisation} proposed amendment {n}: it sets an alternative beside {paragraph}."
    ),
}

_UNNAMED: Mapping[str, str] = {
    "add": N_("{organisation} proposed amendment {n}: it adds a paragraph."),
    "replace": N_("{organisation} proposed amendment {n}: it changes words of a paragraph."),
    "delete": N_("{organisation} proposed amendment {n}: it deletes a paragraph."),
    "move": N_("{organisation} proposed amendment {n}: it moves a paragraph."),
    "split": N_("{organisation} proposed amendment {n}: it splits a paragraph."),
    "merge": N_("{organisation} proposed amendment {n}: it joins two paragraphs."),
    "retain": N_("{organisation} proposed amendment {n}: it keeps a paragraph as it is."),
    "alternative": N_(
        "{organisation} proposed amendment {n}: it sets an alternative beside a paragraph."
    ),
}


def _proposed(p: Payload, texts: Texts) -> str:
    return with_evidence(_deed(p["amendment"], texts), p["amendment"])


def _deed(amendment: Payload, texts: Texts) -> str:
    values = {"organisation": amendment["sponsor"], "n": amendment["number"]}
    act = amendment["change"]["act"]
    base = texts.get(amendment["base"])
    if base is None:
        return filled(_(_UNNAMED[act]), values)
    facts = change_facts(decode(Change, amendment["change"]), base)
    for name in ("paragraph", "other"):
        called = facts.get(name)
        values[name] = paragraph_in_words(called) if isinstance(called, dict) else ""
    place = facts.get("place")
    values["place"] = place_in_words(place) if isinstance(place, dict) else ""
    return filled(_(_DEEDS[act]), values)


_TREATMENTS: Mapping[str, str] = {
    "accept": N_("It was proposed to accept amendment {n}."),
    "modify": N_("It was proposed to accept amendment {n} as modified."),
    "refuse": N_("It was proposed to refuse amendment {n}."),
}


def _treatment(p: Payload) -> str:
    return filled(_(_TREATMENTS[p["treatment"]["treating"]]), {"n": p["number"]})


def _answered(p: Payload) -> str:
    if p["treatment"].get("agreed"):
        said = _("The sponsor of amendment {n} accepted the proposed treatment.")
    else:
        said = _("The sponsor of amendment {n} maintained it.")
    return filled(said, {"n": p["number"]})


_DECISIONS: Mapping[str, str] = {
    "accepted": N_("Amendment {n} was accepted in version {version}."),
    "modified": N_("Amendment {n} was accepted as modified in version {version}."),
    "refused": N_("Amendment {n} was refused."),
    "withdrawn": N_("Amendment {n} was withdrawn."),
}


def _decided(p: Payload) -> str:
    return filled(_(_DECISIONS[p["state"]]), {"n": p["number"], "version": p["version"]})


EVENTS: Mapping[str, Say] = {
    "CosponsorJoined": plain(
        N_("{organisation} co-sponsors amendment {number}."), "organisation", "number"
    ),
    "MemberDissociated": plain(
        N_("{organisation} does not share amendment {number} of its group."),
        "organisation",
        "number",
    ),
    "CosponsorLeft": plain(
        N_("{organisation} no longer co-sponsors amendment {number}."), "organisation", "number"
    ),
    "TreatmentProposed": _treatment,
    "TreatmentAnswered": _answered,
    "AmendmentDecided": _decided,
    "AmendmentReopened": plain(N_("Amendment {number} is on the table again."), "number"),
}

NAMING: Mapping[str, SayNaming] = {"AmendmentProposed": _proposed}
