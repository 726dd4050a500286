"""What delegations are called: how an organisation stands to a table, what papers say."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.delegations import CredentialKind, Validity
from placet.engine.errors import N_
from placet.engine.model import Capacity, Participation
from placet.templates.i18n import gettext as _

STATES: Mapping[Participation, str] = {
    Participation.SEATED: N_("at the table"),
    Participation.INVITED: N_("invited, has not answered"),
    Participation.DECLINED: N_("declined"),
    Participation.LEFT: N_("left the table"),
}

KINDS: Mapping[CredentialKind, str] = {
    CredentialKind.CREDENTIALS: N_("credentials"),
    CredentialKind.FULL_POWERS: N_("full powers"),
}

VALIDITIES: Mapping[Validity, str] = {
    Validity.VALID: N_("valid"),
    Validity.EXPIRED: N_("expired"),
    Validity.NONE: N_("none"),
}

MAY: Mapping[Capacity, str] = {
    Capacity.HEAD: N_("answers for the organisation, and for who belongs to its delegation"),
    Capacity.FOCAL_POINT: N_("answers for the organisation, and for who belongs to its delegation"),
    Capacity.ALTERNATE: N_("answers for the organisation"),
    Capacity.DRAFTER: N_("reads, and prepares"),
    Capacity.OBSERVER: N_("reads"),
}


DEEDS: Mapping[str, str] = {
    "registered": N_("organisation registered"),
    "seated": N_("seat given"),
    "person": N_("person registered"),
    "appointed": N_("contact appointed"),
}

DEEDS_TO_COME: Mapping[str, str] = {
    "registered": N_("register the organisation"),
    "seated": N_("give it a seat"),
    "person": N_("register the person"),
    "appointed": N_("appoint the contact"),
}


def deed_label(deed: str, to_come: bool = False) -> str:
    """What was done, or will be, with a row of a list."""
    return _((DEEDS_TO_COME if to_come else DEEDS)[deed])


def participation_label(state: Participation) -> str:
    """How an organisation stands to the table."""
    return _(STATES[state])


def credential_label(kind: str) -> str:
    """What a paper is called."""
    return _(KINDS[CredentialKind(kind)])


def validity_label(validity: Validity) -> str:
    """Whether a paper still speaks for its person."""
    return _(VALIDITIES[validity])


def may_sentence(capacity: Capacity, observer: bool = False) -> str:
    """What somebody in this capacity may do; of an observing organisation, no more than read."""
    if observer and capacity not in (Capacity.DRAFTER, Capacity.OBSERVER):
        return _("reads for the organisation, which observes")
    return _(MAY[capacity])
