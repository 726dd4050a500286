"""Definitions that were published here, and the table of legal moves of every workflow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from placet.engine.errors import AlreadyExists, Conflict
from placet.engine.published import DefinitionKind, Key, Published
from placet.engine.store.rows import Rows, table, unless_there
from placet.engine.tables import DefinitionRow, LegalMoveRow

definition = table(DefinitionRow)
legal_move = table(LegalMoveRow)

_PUBLISH = unless_there(legal_move)
_KEYS = select(definition.c.kind, definition.c.name, definition.c.version)
_ONE = select(definition).where(
    definition.c.kind == bindparam("kind"),
    definition.c.name == bindparam("name"),
    definition.c.version == bindparam("version"),
)


class DefinitionRows(Rows):
    """Definitions and legal moves."""

    def definition_keys(self) -> frozenset[Key]:
        """What names each definition that was published here."""
        rows = self._connection.execute(_KEYS)
        return frozenset((DefinitionKind(kind), name, version) for kind, name, version in rows)

    def definition(self, key: Key) -> Published | None:
        """A definition as it was published; None where there is none."""
        kind, name, version = key
        named = {"kind": kind.value, "name": name, "version": version}
        row = self._connection.execute(_ONE, named).one_or_none()
        return None if row is None else _published(row)

    def add_definition(self, new: Published) -> None:
        """Write a definition for ever; AlreadyExists where its name and version are taken."""
        row = {c.name: getattr(new, c.name) for c in definition.columns}
        try:
            self._connection.execute(definition.insert(), {**row, "kind": new.kind.value})
        except IntegrityError as taken:
            raise AlreadyExists(new.kind.value, f"{new.name} {new.version}") from taken

    def publish_workflow(self, name: str, version: int, moves: Iterable[tuple[str, str]]) -> None:
        """Write the legal moves (from, to) of a version.

        Raises Conflict if the version was published with other moves: what is published is
        never edited, a change is a new version.
        """
        wanted = set(moves)
        query = select(legal_move.c.from_stage, legal_move.c.to_stage)
        query = query.where(legal_move.c.workflow == name, legal_move.c.version == version)
        known = {(start, end) for start, end in self._connection.execute(query)}
        if known and known != wanted:
            raise Conflict(f"{name}@{version}")
        rows = [
            {"workflow": name, "version": version, "from_stage": start, "to_stage": end}
            for start, end in sorted(wanted - known)
        ]
        if rows:
            self._connection.execute(self._put(_PUBLISH), rows)


def _published(row: Any) -> Published:
    values = dict(row._mapping)
    return Published(**{**values, "kind": DefinitionKind(values["kind"])})
