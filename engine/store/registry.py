"""Organisations and persons.

Names and addresses stand here and nowhere else in the clear: the record keeps commitments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, assert_never

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from placet.engine.errors import AlreadyExists, NotFound
from placet.engine.events import OrganisationRegistered, PersonInvited, Registration
from placet.engine.ledger import Personal
from placet.engine.model import Organisation, Person
from placet.engine.store.rows import Rows, table
from placet.engine.tables import OrganisationRow, PersonRow

organisation = table(OrganisationRow)
person = table(PersonRow)

_ORGANISATIONS = select(organisation.c.code, organisation.c.name, organisation.c.mandate)
_PERSONS = select(
    person.c.id,
    person.c.name,
    person.c.email,
    person.c.zone,
    person.c.language,
    person.c.administrator,
)
_ONE_ORGANISATION = _ORGANISATIONS.where(organisation.c.code == bindparam("code"))
_ONE_PERSON = _PERSONS.where(person.c.id == bindparam("id"))
_ONE_ADDRESS = _PERSONS.where(person.c.email_folded == bindparam("email"))


class RegistryRows(Rows):
    """Organisations and persons."""

    def organisation(self, code: str) -> Organisation:
        """An organisation by its code; raises NotFound."""
        row = self._connection.execute(_ONE_ORGANISATION, {"code": code}).one_or_none()
        if row is None:
            raise NotFound("organisation", code)
        return Organisation(*row)

    def organisations(self) -> tuple[Organisation, ...]:
        """All organisations, by code."""
        rows = self._connection.execute(_ORGANISATIONS.order_by(organisation.c.code))
        return tuple(Organisation(*row) for row in rows)

    def person(self, id: str) -> Person:
        """A person by id; raises NotFound."""
        row = self._connection.execute(_ONE_PERSON, {"id": id}).one_or_none()
        if row is None:
            raise NotFound("person", id)
        return _person(row)

    def person_by_email(self, email: str) -> Person | None:
        """The person with that address, whatever its case."""
        row = self._connection.execute(_ONE_ADDRESS, {"email": _folded(email)}).one_or_none()
        return None if row is None else _person(row)

    def people(self, ids: Iterable[str] | None = None) -> tuple[Person, ...]:
        """All persons, or those with these ids, by name."""
        query = _PERSONS.order_by(person.c.name, person.c.id)
        if ids is not None:
            query = query.where(person.c.id.in_(sorted(set(ids))))
        return tuple(_person(row) for row in self._connection.execute(query))

    def save_registry(
        self, events: Sequence[Registration], personal: Mapping[str, Personal]
    ) -> None:
        """Write what was registered; `personal` holds name, address and salts by person id.

        Raises AlreadyExists for a code, an id or an address that is taken.
        """
        for event in events:
            match event:
                case OrganisationRegistered():
                    self._add_organisation(event.organisation)
                case PersonInvited():
                    self._add_person(event, personal[event.person])
                case _:
                    assert_never(event)

    def erase_person(self, id: str) -> None:
        """Empty the personal values; the record keeps commitments that say nothing now."""
        emptied = update(person).where(person.c.id == id)
        values = {
            "name": "",
            "email": None,
            "email_folded": None,
            "name_salt": "",
            "email_salt": "",
        }
        if self._connection.execute(emptied.values(values)).rowcount != 1:
            raise NotFound("person", id)

    def _add_organisation(self, new: Organisation) -> None:
        values = {"code": new.code, "name": new.name, "mandate": new.mandate}
        try:
            self._connection.execute(organisation.insert(), values)
        except IntegrityError as taken:
            raise AlreadyExists("organisation", new.code) from taken

    def _add_person(self, event: PersonInvited, values: Personal) -> None:
        said = (values.person, values.name_commitment, values.email_commitment)
        if said != (event.person, event.name, event.email):
            raise ValueError(f"the record commits to other values for {event.person}")
        row = {
            "id": event.person,
            "name": values.name,
            "email": values.email,
            "email_folded": _folded(values.email),
            "zone": event.zone,
            "language": event.language,
            "administrator": event.administrator,
            "name_salt": values.name_salt,
            "email_salt": values.email_salt,
        }
        try:
            self._connection.execute(person.insert(), row)
        except IntegrityError as taken:
            raise AlreadyExists("person", values.email) from taken


def _folded(email: str) -> str:
    return email.strip().casefold()


def _person(row: Any) -> Person:
    id, name, email, zone, language, administrator = row
    return Person(id, name, email or "", zone, language, administrator)
