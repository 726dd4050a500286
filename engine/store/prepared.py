"""What is private, as rows.  Every query names the organisation, the space or the person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from placet.engine import codec
from placet.engine.errors import N_, Conflict, NotFound
from placet.engine.prepared import (
    CONTENTS,
    Deed,
    Prepared,
    PreparedKind,
    PreparedState,
)
from placet.engine.sharing import DraftingSpace, Membership
from placet.engine.store.rows import Rows, table
from placet.engine.tables import (
    DraftingSpaceRow,
    PreparedRow,
)

prepared = table(PreparedRow)
space = table(DraftingSpaceRow)

_MINE = prepared.c.space.is_(None)
_REPLACE = prepared.update().where(
    prepared.c.id == bindparam("which"), prepared.c.version == bindparam("seen")
)


class PreparedRows(Rows):
    """What organisations prepare, what they share, and what people type."""

    # Prepared things

    def prepared(self, ref: str, organisation: str) -> tuple[Prepared, ...]:
        """What an organisation has prepared on an objective, as it was begun."""
        query = select(prepared).where(
            _MINE, prepared.c.ref == ref, prepared.c.organisation == organisation
        )
        return _sorted(self._connection.execute(query))

    def prepared_of(self, organisations: Collection[str]) -> tuple[Prepared, ...]:
        """What several organisations have prepared and not submitted, on whatever objective."""
        query = select(prepared).where(
            _MINE,
            prepared.c.organisation.in_(organisations),
            prepared.c.state != PreparedState.SUBMITTED.value,
        )
        return _sorted(self._connection.execute(query)) if organisations else ()

    def shared(self, id: str) -> tuple[Prepared, ...]:
        """What stands in a drafting space."""
        return _sorted(self._connection.execute(select(prepared).where(prepared.c.space == id)))

    def proposed_in(self, spaces: Collection[str]) -> tuple[Prepared, ...]:
        """What became amendments out of these spaces."""
        query = select(prepared).where(
            prepared.c.space.in_(spaces), prepared.c.state == PreparedState.SUBMITTED.value
        )
        return _sorted(self._connection.execute(query)) if spaces else ()

    def one_prepared(self, id: str, lock: bool = False) -> Prepared:
        """One of them by its id; NotFound."""
        query = select(prepared).where(prepared.c.id == id)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        if row is None:
            raise NotFound("prepared", id)
        return _prepared(row)

    def add_prepared(self, new: Prepared) -> None:
        """Keep a new one."""
        self._connection.execute(prepared.insert(), _row(new))

    def replace_prepared(self, after: Prepared, seen: int) -> None:
        """Keep what became of it, if it is still the version that was seen."""
        values = {"which": after.id, "seen": seen}
        changed = _REPLACE.values(**_row(after))
        if self._connection.execute(changed, values).rowcount != 1:
            raise Conflict(N_("what you prepare"), seen)

    def discard_prepared(self, id: str, seen: int) -> None:
        """Its words go, and nothing of it stays."""
        gone = delete(prepared).where(prepared.c.id == id, prepared.c.version == seen)
        if self._connection.execute(gone).rowcount != 1:
            raise Conflict(N_("what you prepare"), seen)

    def count_prepared(self, ref: str, organisation: str) -> int:
        """How many an organisation has on an objective."""
        query = select(func.count()).where(
            prepared.c.ref == ref, prepared.c.organisation == organisation
        )
        return int(self._connection.execute(query).scalar_one())

    # Spaces

    def spaces(self, refs: Collection[str]) -> tuple[DraftingSpace, ...]:
        """Every space on these objectives: only for whoever filters by membership at once."""
        if not refs:
            return ()
        query = select(space).where(space.c.ref.in_(refs)).order_by(space.c.at, space.c.id)
        return tuple(_space(row) for row in self._connection.execute(query))

    def space(self, id: str) -> DraftingSpace:
        """One of them; NotFound."""
        row = self._connection.execute(select(space).where(space.c.id == id)).one_or_none()
        if row is None:
            raise NotFound("drafting space", id)
        return _space(row)

    def save_space(self, after: DraftingSpace) -> None:
        """Keep a new one, or what became of it."""
        row = {c.name: getattr(after, c.name) for c in space.columns if c.name != "members"}
        row["members"] = {o: m.value for o, m in after.members.items()}
        if after.version == 1:
            self._connection.execute(space.insert(), row)
            return
        seen = (space.c.id == after.id, space.c.version == after.version - 1)
        if self._connection.execute(space.update().where(*seen).values(row)).rowcount != 1:
            raise Conflict(N_("the drafting space"), after.version - 1)


def _row(of: Prepared) -> dict[str, Any]:
    return {
        "id": of.id,
        "ref": of.ref,
        "organisation": of.organisation,
        "space": of.space or None,
        "kind": of.kind.value,
        "state": of.state.value,
        "content": codec.encode(of.content),
        "history": codec.encode(of.history),
        "version": of.version,
        "note": of.note,
        "reference": of.reference,
    }


def _prepared(row: Any) -> Prepared:
    kind = PreparedKind(row.kind)
    return Prepared(
        id=row.id,
        ref=row.ref,
        organisation=row.organisation,
        content=codec.decode(CONTENTS[kind], row.content),
        state=PreparedState(row.state),
        history=tuple(codec.decode(Deed, one) for one in row.history),
        version=row.version,
        note=row.note,
        reference=row.reference,
        space=row.space or "",
    )


def _sorted(rows: Any) -> tuple[Prepared, ...]:
    return tuple(sorted(map(_prepared, rows), key=lambda p: (p.history[0].at, p.id)))


def _space(row: Any) -> DraftingSpace:
    members = {o: Membership(m) for o, m in row.members.items()}
    found = DraftingSpace(row.id, row.ref, row.title, members, row.by, row.at)
    return replace(found, version=row.version)
