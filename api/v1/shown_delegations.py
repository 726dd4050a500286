"""What answers hold about delegations and bodies."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.engine import delegation_views as views


class MemberShown(Shown):
    """A person of a delegation: `capacity` as appointed, `acts_as` now (null: not now)."""

    person: str
    name: str
    capacity: str
    acts_as: str | None
    since: datetime
    until: datetime | None


class AbsenceShown(Shown):
    """Somebody who is away until just before `until`, and who stands in."""

    number: int
    person: str
    deputy: str
    since: datetime
    until: datetime


class CredentialShown(Shown):
    """A paper that was seen; `validity` is valid or expired."""

    number: int
    person: str
    kind: str
    dated: str
    valid_until: str
    evidence: str
    validity: str
    ended_at: datetime | None
    reason: str


class DelegationShown(Shown):
    """An organisation at a table with its people.

    `detailed` is false where absences and credentials are not for the asker; they are empty then.
    """

    organisation: str
    name: str
    state: str
    observer: bool
    classes: tuple[str, ...]
    weight: int
    answer_by: datetime | None
    members: tuple[MemberShown, ...]
    detailed: bool
    absences: tuple[AbsenceShown, ...]
    credentials: tuple[CredentialShown, ...]
    credentials_are: str

    @classmethod
    def of(cls, d: views.Delegation) -> DelegationShown:
        """The delegation as an answer."""
        p = d.participant
        return cls(
            organisation=p.organisation,
            name=d.name,
            state=p.state.value,
            observer=p.observer,
            classes=p.classes,
            weight=p.weight,
            answer_by=p.answer_by,
            members=tuple(MemberShown.model_validate(m) for m in d.members),
            detailed=d.detailed,
            absences=tuple(AbsenceShown.model_validate(a) for a in d.absences),
            credentials=tuple(_paper(paper) for paper in d.papers),
            credentials_are=d.credentials.value if d.detailed else "",
        )


def _paper(paper: views.Paper) -> CredentialShown:
    x = paper.credential
    return CredentialShown(
        number=x.number,
        person=x.person,
        kind=x.kind.value,
        dated=x.dated,
        valid_until=x.valid_until,
        evidence=x.evidence,
        validity=paper.validity.value,
        ended_at=x.ended_at,
        reason=x.reason,
    )


class BodyMemberShown(Shown):
    """A member of a body."""

    organisation: str
    classes: tuple[str, ...]
    weight: int
    observer: bool


class BodyShown(Shown):
    """A standing body: its members, and what its negotiations begin with."""

    code: str
    name: str
    purpose: str
    members: tuple[BodyMemberShown, ...]
    workflow: str
    zone: str
    languages: tuple[str, ...]
    observers_comment: bool
    contact: str
    version: int
