"""Organisations and persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from placet.engine.events import RegistryEvent
from placet.engine.ledger import Personal
from placet.engine.model import Organisation, Person
from placet.engine.store.rows import Rows


class RegistryRows(Rows):
    """Organisations and persons."""

    def organisation(self, code: str) -> Organisation:
        """An organisation by its code; raises NotFound."""
        raise NotImplementedError

    def organisations(self) -> tuple[Organisation, ...]:
        """All organisations, by code."""
        raise NotImplementedError

    def person(self, id: str) -> Person:
        """A person by id; raises NotFound."""
        raise NotImplementedError

    def person_by_email(self, email: str) -> Person | None:
        """The person with that address, whatever its case."""
        raise NotImplementedError

    def people(self, ids: Iterable[str] | None = None) -> tuple[Person, ...]:
        """All persons, or those with these ids, by name."""
        raise NotImplementedError

    def save_registry(
        self, events: Sequence[RegistryEvent], personal: Mapping[str, Personal]
    ) -> None:
        """Write what was registered; `personal` holds name, address and salts by person id."""
        raise NotImplementedError

    def erase_person(self, id: str) -> None:
        """Empty the personal values; the record keeps commitments that say nothing now."""
        raise NotImplementedError
