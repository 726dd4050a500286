"""Events of the record that are told as they are: under which name, and with what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Payload = Mapping[str, Any]

KINDS: Mapping[str, str] = {
    "ObjectiveProposed": "proposal",
    "RoundsExtended": "rounds",
    "LeadsChanged": "lead",
    "ObserversChanged": "observers",
    "RestrictionChanged": "restriction",
    "SignatureRecorded": "signature",
    "EntryIntoForceSet": "entry_into_force",
    "RemindersSent": "reminder",
    "ReviewGiven": "review_given",
    "OrganisationInvited": "invitation",
    "DelegateAppointed": "appointment",
    "DelegateEnded": "appointment",
    "OfficerAppointed": "appointment",
}
"""Events that are one thing; what they hold is told as it is."""

MOVES = ("Propose", "TakeStep", "AdmitOrganisation")
"""The commands that ask for what these events tell."""

FOLLOW = frozenset(
    {"Adopted", "BallotClosed", "BallotOpened", "ObserversChanged", "ParagraphsAgreed",
     "StageClosed", "StageEntered"}
)  # fmt: skip
"""After any other command they follow by themselves: it is the clock that takes the step."""

_LEFT_OUT = frozenset({"text", "minted", "person", "by", "head", "reference", "at", "kind"})
"""What the list does not repeat: whole texts, ids, what every entry says anyway."""


def as_it_is(p: Payload, *without: str) -> dict[str, Any]:
    """The fields of an event as they are, those with something in them."""
    kept: dict[str, Any] = {}
    for name, value in p.items():
        if name in _LEFT_OUT or name in without or value in ("", None, [], {}):
            continue
        if name == "signature":
            kept |= value
        else:
            kept[name] = value
    return kept


def kind_of(kind: str) -> str:
    """What the list calls an event; one that is not known, by its name in snake case."""
    if kind in KINDS:
        return KINDS[kind]
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()
