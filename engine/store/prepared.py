"""What is private, as rows.  Every query names the organisation, the space or the person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from placet.engine import codec
from placet.engine.errors import N_, Conflict, NotFound
from placet.engine.messages import Kind
from placet.engine.model import Deadline
from placet.engine.preparing import (
    CONTENTS,
    Assignment,
    Deed,
    DraftingSpace,
    InternalDeadline,
    Membership,
    Prepared,
    PreparedKind,
    PreparedState,
)
from placet.engine.store.rows import Rows, or_replace, table
from placet.engine.tables import (
    AssignmentRow,
    DraftingSpaceRow,
    InternalDeadlineRow,
    OutboxRow,
    PreparedRow,
    UnsentRow,
)

prepared = table(PreparedRow)
assignment = table(AssignmentRow)
internal = table(InternalDeadlineRow)
space = table(DraftingSpaceRow)
unsent = table(UnsentRow)
outbox = table(OutboxRow)

_SET_INTERNAL = or_replace(
    internal, ("ref", "organisation"), ("run", "deadline_at", "deadline_zone", "by", "at")
)
_KEEP_UNSENT = or_replace(unsent, ("person", "ref", "form"), ("fields", "at"))
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

    # Assignments

    def assignments(self, ref: str, organisation: str) -> tuple[Assignment, ...]:
        """What the people of an organisation were asked to look after on an objective."""
        query = select(assignment).where(
            assignment.c.ref == ref, assignment.c.organisation == organisation
        )
        return _assignments(self._connection.execute(query.order_by(assignment.c.at)))

    def assigned_to(self, person: str) -> tuple[Assignment, ...]:
        """What somebody still has to look after."""
        query = select(assignment).where(assignment.c.to == person, assignment.c.done_at.is_(None))
        return _assignments(self._connection.execute(query.order_by(assignment.c.at)))

    def add_assignment(self, new: Assignment) -> None:
        """Keep a new one."""
        row = {c.name: getattr(new, c.name) for c in assignment.columns}
        self._connection.execute(assignment.insert(), row)

    def one_assignment(self, id: str) -> Assignment:
        """One of them; NotFound."""
        rows = self._connection.execute(select(assignment).where(assignment.c.id == id))
        found = _assignments(rows)
        if not found:
            raise NotFound("assignment", id)
        return found[0]

    def finish_assignment(self, id: str, at: datetime) -> None:
        """Note that it is done."""
        done = assignment.update().where(assignment.c.id == id).values(done_at=at)
        self._connection.execute(done)

    # Internal deadlines

    def internal_deadline(self, ref: str, organisation: str) -> InternalDeadline | None:
        """The one that an organisation has set itself on an objective."""
        query = select(internal).where(
            internal.c.ref == ref, internal.c.organisation == organisation
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _internal(row)

    def set_internal_deadline(self, of: InternalDeadline) -> None:
        """It replaces an earlier one."""
        row = {
            "ref": of.ref,
            "organisation": of.organisation,
            "run": of.run,
            "deadline_at": of.deadline.at,
            "deadline_zone": of.deadline.zone,
            "by": of.by,
            "at": of.at,
        }
        self._connection.execute(self._put(_SET_INTERNAL), row)

    def drop_internal_deadline(self, ref: str, organisation: str) -> None:
        """There is none any more."""
        gone = delete(internal).where(
            internal.c.ref == ref, internal.c.organisation == organisation
        )
        self._connection.execute(gone)

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

    # Typing

    def keep_unsent(
        self, person: str, ref: str, form: str, fields: Mapping[str, str], at: datetime
    ) -> None:
        """What somebody has typed replaces what they had typed there before."""
        row = {"person": person, "ref": ref, "form": form, "fields": dict(fields), "at": at}
        self._connection.execute(self._put(_KEEP_UNSENT), row)

    def unsent(self, person: str, ref: str, form: str) -> tuple[dict[str, str], datetime] | None:
        """What they had typed, and when."""
        query = select(unsent.c.fields, unsent.c.at).where(
            unsent.c.person == person, unsent.c.ref == ref, unsent.c.form == form
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else (dict(row.fields), row.at)

    def drop_unsent(self, person: str, ref: str, form: str) -> None:
        """It was sent, or is not wanted any more."""
        gone = delete(unsent).where(
            unsent.c.person == person, unsent.c.ref == ref, unsent.c.form == form
        )
        self._connection.execute(gone)

    # Mail that tells of it

    def last_told(self, kind: Kind, person: str, about: str) -> datetime | None:
        """When the last mail of a kind left to a person whose key begins so."""
        query = select(func.max(outbox.c.due_at)).where(
            outbox.c.key.startswith(about, autoescape=True),
            outbox.c.person == person,
            outbox.c.kind == kind.value,
            outbox.c.state.in_(("sent", "claimed", "failed")),
        )
        found: datetime | None = self._connection.execute(query).scalar()
        return found

    def cancel_about(self, kind: Kind, person: str, about: str, reason: str) -> int:
        """Cancel queued mail of a kind to a person whose key begins so; how many there were."""
        changed = (
            outbox.update()
            .where(
                outbox.c.person == person,
                outbox.c.kind == kind.value,
                outbox.c.state == "queued",
                outbox.c.key.startswith(about, autoescape=True),
            )
            .values(state="cancelled", last_words=reason)
        )
        return self._connection.execute(changed).rowcount


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


def _assignments(rows: Any) -> tuple[Assignment, ...]:
    return tuple(Assignment(**row._mapping) for row in rows)


def _internal(row: Any) -> InternalDeadline:
    deadline = Deadline(row.deadline_at, row.deadline_zone)
    return InternalDeadline(row.ref, row.organisation, row.run, deadline, row.by, row.at)


def _space(row: Any) -> DraftingSpace:
    members = {o: Membership(m) for o, m in row.members.items()}
    found = DraftingSpace(row.id, row.ref, row.title, members, row.by, row.at)
    return replace(found, version=row.version)
