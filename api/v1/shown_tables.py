"""What answers hold about tables: who sits there, who serves, what is dealt with."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.engine import views
from placet.engine.links import Link, Others, state_of
from placet.engine.model import Objective


class OrganisationShown(Shown):
    """An organisation."""

    code: str
    name: str
    mandate: str


class PersonShown(Shown):
    """A person who may sign in."""

    id: str
    name: str
    email: str
    zone: str
    language: str
    administrator: bool


class ParticipantShown(Shown):
    """A seat at the table; `state` is seated, invited, declined or left."""

    organisation: str
    classes: tuple[str, ...]
    weight: int
    observer: bool
    state: str
    answer_by: datetime | None


class DelegateShown(Shown):
    """A person who acts for an organisation."""

    person: str
    organisation: str
    capacity: str
    since: datetime
    until: datetime | None


class OfficerShown(Shown):
    """A person who holds an office."""

    person: str
    role: str


class DeadlineShown(Shown):
    """One instant, and the zone it was set in."""

    at: datetime
    zone: str


class StandingShown(Shown):
    """What the asker is in this negotiation."""

    secretariat: bool
    chair: bool
    organisation: str | None
    capacity: str | None


class ObjectiveBrief(Shown):
    """An objective in a list."""

    ref: str
    negotiation: str
    title: str
    stage: str
    round: int
    state: str
    deadline: DeadlineShown | None
    text: int
    leads: tuple[str, ...]
    restricted_to: tuple[str, ...]
    version: int

    @classmethod
    def of(cls, o: Objective) -> ObjectiveBrief:
        """The objective in a line."""
        return cls(
            ref=o.ref,
            negotiation=o.negotiation,
            title=o.title,
            stage=o.stage,
            round=o.round,
            state=o.run.state.value,
            deadline=DeadlineShown.model_validate(o.run.deadline) if o.run.deadline else None,
            text=o.text.number,
            leads=o.leads,
            restricted_to=o.restricted_to,
            version=o.version,
        )


class NegotiationBrief(Shown):
    """A negotiation in a list."""

    symbol: str
    title: str
    purpose: str
    zone: str
    workflow: str
    workflow_version: int
    opened_at: datetime
    contact: str
    version: int
    body: str
    observers_comment: bool


class LinkShown(Shown):
    """Objectives that hang together, and where they stand together."""

    number: int
    kind: str
    title: str
    objectives: tuple[str, ...]
    state: str

    @classmethod
    def of(cls, link: Link, others: Others) -> LinkShown:
        """The link as an answer."""
        return cls(
            number=link.number,
            kind=link.kind.value,
            title=link.title,
            objectives=link.objectives,
            state=state_of(link, others).value,
        )


class NegotiationShown(NegotiationBrief):
    """A table: who sits at it, who serves it, and its objectives.

    `organisations` and `people` give the names of the codes and ids used; `may` the commands
    that the asker may give here.
    """

    standing: StandingShown
    participants: tuple[ParticipantShown, ...]
    delegates: tuple[DelegateShown, ...]
    officers: tuple[OfficerShown, ...]
    objectives: tuple[ObjectiveBrief, ...]
    links: tuple[LinkShown, ...]
    organisations: dict[str, str]
    people: dict[str, str]
    may: tuple[str, ...]

    @classmethod
    def seen(cls, view: views.NegotiationView) -> NegotiationShown:
        """The view as an answer."""
        n = view.negotiation
        return cls(
            **NegotiationBrief.model_validate(n).model_dump(),
            standing=StandingShown.model_validate(view.standing),
            participants=tuple(ParticipantShown.model_validate(p) for p in n.participants),
            delegates=tuple(DelegateShown.model_validate(d) for d in n.delegates),
            officers=tuple(OfficerShown.model_validate(o) for o in n.officers),
            objectives=tuple(ObjectiveBrief.of(o) for o in view.objectives),
            links=tuple(LinkShown.of(link, view.others) for link in n.links),
            organisations={code: o.name for code, o in view.organisations.items()},
            people={id: p.name for id, p in view.people.items()},
            may=tuple(sorted(view.may)),
        )
