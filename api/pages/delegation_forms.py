"""What the small forms about delegations ask, each with the command that it becomes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from pydantic import Field, field_validator

from placet.api.pages import show
from placet.api.pages.acting import instant
from placet.engine import commands as c
from placet.engine.decide.seats import HEAVIEST
from placet.engine.errors import N_, BadInput
from placet.engine.model import Capacity, CredentialKind, Role


class Deed(show.Form):
    """A form that is one command."""

    @abstractmethod
    def command(self) -> c.NegotiationCommand:
        """The command; BadInput names a field of the form."""


class Acceding(Deed):
    """An organisation that takes its seat."""

    organisation: str = Field(min_length=1, max_length=40)
    reason: str = Field("", max_length=4_000)

    def command(self) -> c.NegotiationCommand:
        """The command."""
        return c.AccedeToNegotiation(self.organisation, self.reason)


class Declining(Acceding):
    """An organisation that declines."""

    def command(self) -> c.NegotiationCommand:
        """The command."""
        return c.DeclineInvitation(self.organisation, self.reason)


class Leaving(Acceding):
    """An organisation that leaves."""

    def command(self) -> c.NegotiationCommand:
        """The command."""
        return c.LeaveNegotiation(self.organisation, self.reason)


class Reseating(Deed):
    """What a seat carries from now on."""

    seat_of: str = Field(min_length=1, max_length=40)
    seat_classes: str = Field("", max_length=400)
    seat_weight: int = Field(1, ge=0, le=HEAVIEST)
    seat_observer: str = Field("", max_length=3)
    seat_reason: str = Field("", max_length=4_000)

    @field_validator("seat_weight", mode="before")
    @classmethod
    def _one(cls, value: str) -> str:
        return value or "1"

    def command(self) -> c.NegotiationCommand:
        """The command."""
        classes = tuple(x.strip() for x in self.seat_classes.split(",") if x.strip())
        observer = self.seat_observer == "yes"
        return c.ChangeSeat(self.seat_of, classes, self.seat_weight, observer, self.seat_reason)


class Ending(Deed):
    """An appointment that ends."""

    person: str = Field(min_length=1, max_length=64)
    organisation: str = Field(min_length=1, max_length=40)
    reason: str = Field("", max_length=4_000)

    def command(self) -> c.NegotiationCommand:
        """The command."""
        return c.EndDelegate(self.person, self.organisation, self.reason)


class OfficeEnding(Deed):
    """An office that ends."""

    person: str = Field(min_length=1, max_length=64)
    role: Role
    reason: str = Field("", max_length=4_000)

    def command(self) -> c.NegotiationCommand:
        """The command."""
        return c.EndOfficer(self.person, self.role, self.reason)


class Away(Deed):
    """Somebody who is away; both people are named as ORGANISATION/id."""

    away: str = Field(min_length=1, max_length=120)
    away_first: str = Field(min_length=1, max_length=10)
    away_last: str = Field(min_length=1, max_length=10)
    deputy: str = Field(min_length=1, max_length=120)

    def command(self) -> c.NegotiationCommand:
        """The command."""
        organisation, person = _named("away", self.away)
        with_them, deputy = _named("deputy", self.deputy)
        if with_them != organisation:
            raise BadInput(
                "deputy",
                N_("The deputy acts for another organisation."),
                N_("Choose a colleague of the same organisation."),
            )
        return c.RecordAbsence(person, organisation, self.away_first, self.away_last, deputy)


class Cancelling(Deed):
    """An absence that does not take place."""

    number: int = Field(ge=1, le=1_000_000)

    def command(self) -> c.NegotiationCommand:
        """The command."""
        return c.CancelAbsence(self.number)


class Seen(Deed):
    """A paper that was seen; the person is named as ORGANISATION/id."""

    holder: str = Field(min_length=1, max_length=120)
    paper: CredentialKind
    dated: str = Field(min_length=1, max_length=10)
    valid_until: str = Field("", max_length=10)
    evidence: str = Field("", max_length=4_000)

    def command(self) -> c.NegotiationCommand:
        """The command."""
        organisation, person = _named("holder", self.holder)
        return c.RecordCredential(
            organisation, person, self.paper, self.dated, self.valid_until, self.evidence
        )


class PaperEnding(Deed):
    """A paper that no longer counts."""

    number: int = Field(ge=1, le=1_000_000)
    reason: str = Field("", max_length=4_000)

    def command(self) -> c.NegotiationCommand:
        """The command."""
        return c.EndCredential(self.number, self.reason)


class OwnPerson(show.Form):
    """Somebody whom a delegation appoints for itself."""

    person_name: str = Field("", max_length=400)
    email: str = Field(min_length=1, max_length=254)
    person_zone: str = Field("UTC", max_length=60)
    capacity: Capacity
    begins: str = Field("", max_length=10)
    ends: str = Field("", max_length=10)


FORMS: Mapping[str, type[Deed]] = {
    "accede": Acceding,
    "decline": Declining,
    "leave": Leaving,
    "seat": Reseating,
    "end": Ending,
    "end-office": OfficeEnding,
    "absence": Away,
    "cancel-absence": Cancelling,
    "paper": Seen,
    "end-paper": PaperEnding,
}

MISSING = {
    "seat_of": N_("Choose the organisation."),
    "seat_weight": N_("Give the weight as a whole number; 1 if unsure."),
    "away": N_("Choose who is away."),
    "deputy": N_("Choose who stands in."),
    "away_first": N_("Give the first day."),
    "away_last": N_("Give the last day."),
    "holder": N_("Choose whose paper it is."),
    "paper": N_("Choose what kind of paper it is."),
    "dated": N_("Give the date of the paper."),
    "email": N_("Give the e-mail address."),
    "capacity": N_("Choose in what capacity the person acts."),
}

_FIELDS: Mapping[tuple[str, str], str] = {
    ("seat", "classes"): "seat_classes",
    ("seat", "weight"): "seat_weight",
    ("seat", "reason"): "seat_reason",
    ("seat", "organisation"): "seat_of",
    ("absence", "person"): "away",
    ("absence", "first"): "away_first",
    ("absence", "last"): "away_last",
    ("paper", "person"): "holder",
    ("appoint", "since"): "begins",
    ("appoint", "until"): "ends",
}


def at_field(deed: str, error: BadInput) -> BadInput:
    """The error at the field of the form that gave the value."""
    name = _FIELDS.get((deed, error.field))
    if name is None:
        return error
    values = {k: v for k, v in error.values.items() if k not in ("field", "what")}
    return BadInput(name, error.what, error.advice, **values)


def from_day(day: str, zone: str, field: str) -> datetime | None:
    """The first instant of a day in the zone; None where none is given."""
    return instant(day, "00:00", zone, field)


def to_day(day: str, zone: str, field: str) -> datetime | None:
    """The instant at which a day in the zone is over; None where none is given."""
    if not day.strip():
        return None
    try:
        after = date.fromisoformat(day.strip()) + timedelta(days=1)
    except (ValueError, OverflowError):
        return instant(day, "00:00", zone, field)  # which says what is wrong
    return instant(after.isoformat(), "00:00", zone, field)


def _named(field: str, value: str) -> tuple[str, str]:
    organisation, stroke, person = value.partition("/")
    if not stroke:
        raise BadInput(field, N_("Nobody was chosen."), N_("Choose somebody from the list."))
    return organisation, person
