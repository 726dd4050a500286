"""Who looks after what, internal deadlines, typing, and mail about them, as rows.

Every query names the organisation or the person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from placet.engine.errors import NotFound
from placet.engine.messages import Kind
from placet.engine.model import Deadline
from placet.engine.prepared import Assignment, InternalDeadline
from placet.engine.store.rows import Rows, or_replace, table
from placet.engine.tables import AssignmentRow, InternalDeadlineRow, OutboxRow, UnsentRow

assignment = table(AssignmentRow)
internal = table(InternalDeadlineRow)
unsent = table(UnsentRow)
outbox = table(OutboxRow)

_SET_INTERNAL = or_replace(
    internal, ("ref", "organisation"), ("run", "deadline_at", "deadline_zone", "by", "at")
)
_KEEP_UNSENT = or_replace(unsent, ("person", "ref", "form"), ("fields", "at"))


class PrivateRows(Rows):
    """What people of one organisation do for it, and what they type."""

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


def _assignments(rows: Any) -> tuple[Assignment, ...]:
    return tuple(Assignment(**row._mapping) for row in rows)


def _internal(row: Any) -> InternalDeadline:
    deadline = Deadline(row.deadline_at, row.deadline_zone)
    return InternalDeadline(row.ref, row.organisation, row.run, deadline, row.by, row.at)
