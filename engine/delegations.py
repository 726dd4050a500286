"""What is known of a delegation besides who belongs to it: absences and credentials.

An absence is a time in which somebody's mail goes to a deputy too, who then acts in the absent
one's capacity.  It begins and ends by itself: what holds is asked of the instant, never kept.
A credential is a paper that the secretariat has seen: that somebody represents an organisation
(credentials), or may bind it by signature (full powers, Vienna Convention on the Law of
Treaties, article 7).  Days are those of the negotiation's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who is away from `since` until just before `until`, and who stands in.

    Why is nobody's business, and would stand in the record for ever.
    """

    number: int
    person: str
    organisation: str
    since: datetime
    until: datetime
    deputy: str
    cancelled_at: datetime | None = None


def is_away(absence: Absence, now: datetime) -> bool:
    """Whether the absence holds at this instant."""
    return absence.cancelled_at is None and absence.since <= now < absence.until


class CredentialKind(StrEnum):
    """What a paper says about a person."""

    CREDENTIALS = "credentials"
    FULL_POWERS = "full_powers"


class Validity(StrEnum):
    """How a credential, or the lack of one, stands on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Credential:
    """A paper for a person; days as 2027-03-01, `valid_until` is its last day, "" for no end.

    `evidence` says where the paper is: a reference, a file, who has seen it.
    """

    number: int
    organisation: str
    person: str
    kind: CredentialKind
    dated: str
    valid_until: str = ""
    evidence: str = ""
    ended_at: datetime | None = None
    reason: str = ""


def validity(credential: Credential, today: str) -> Validity:
    """Whether the paper still speaks for the person on this day."""
    if credential.ended_at is not None:
        return Validity.EXPIRED
    over = bool(credential.valid_until) and credential.valid_until < today
    return Validity.EXPIRED if over else Validity.VALID


def standing_of(credentials: tuple[Credential, ...], today: str) -> Validity:
    """How an organisation stands by the best of its papers."""
    found = {validity(one, today) for one in credentials}
    if Validity.VALID in found:
        return Validity.VALID
    return Validity.EXPIRED if found else Validity.NONE
