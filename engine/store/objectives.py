"""Objectives, their ballots and comments: reading."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, String, bindparam, cast, select

from placet.engine import codec
from placet.engine.amendments import Amendment
from placet.engine.errors import NotFound
from placet.engine.model import Ballot, Comment, Objective, Position
from placet.engine.store import loading
from placet.engine.store.loading import (
    BY_NEGOTIATION,
    BY_REF,
    Loading,
    as_ballot,
    as_comment,
    as_objective,
    as_position,
    ballot,
    current,
    objective,
    position,
)
from placet.engine.store.rows import Rows
from placet.engine.store.texts import head
from placet.engine.store.values import HistoricPosition
from placet.engine.store.wording import as_amendment

_confirmed = position.outerjoin(
    current,
    (current.c.ref == position.c.ref)
    & (current.c.ballot == position.c.ballot)
    & (current.c.number == position.c.number),
)
_POSITIONS = select(position, current.c.confirmed_at).select_from(_confirmed)
_HISTORY = _POSITIONS.where(position.c.ref == bindparam("ref")).order_by(
    position.c.ballot, position.c.number
)
_BY_REFERENCE = _POSITIONS.where(position.c.reference == bindparam("reference"))
_LATE = select(ballot.c.ref, ballot.c.number, ballot.c.late).where(
    cast(ballot.c.late, String).like(bindparam("said"))
)
_VERSION = select(objective.c.version).where(objective.c.ref == bindparam("ref"))
_VERSION_LOCKED = _VERSION.with_for_update()
_VERDICT = select(ballot.c.verdict).where(
    ballot.c.ref == bindparam("ref"), ballot.c.number == bindparam("number")
)

_STANDING = select(
    *(objective.c[name] for name in ("ref", "title", "stage", "workflow", "workflow_version")),
    objective.c.instrument,
    objective.c.restricted_to,
).where(objective.c.negotiation == bindparam("symbol"))


class ObjectiveRows(Rows):
    """Objectives."""

    def objective(self, ref: str, lock: bool = False) -> Objective:
        """An objective by its reference; raises NotFound."""
        named = {"ref": ref}
        version = self._connection.execute(_VERSION_LOCKED if lock else _VERSION, named).scalar()
        if version is None:
            raise NotFound("objective", ref)
        known: Objective | None = self._known("objective", ref, version)
        if known is None:
            row = self._connection.execute(BY_REF.objectives, named).one()
            known = self._completed([row], BY_REF, named)[0]
            self._keep("objective", ref, known.version, known)
        return known

    def objectives(self, symbol: str) -> tuple[Objective, ...]:
        """All objectives of a negotiation, in the order they were proposed."""
        named = {"symbol": symbol}
        rows = self._connection.execute(BY_NEGOTIATION.objectives, named).all()
        return tuple(self._completed(list(rows), BY_NEGOTIATION, named))

    def standing_of_all(self, symbol: str) -> tuple[Any, ...]:
        """Of each objective of a negotiation its stage and its result: one light statement.

        Rows with `ref`, `title`, `stage`, `workflow`, `workflow_version`, `instrument` and
        `restricted_to`.
        """
        return tuple(self._connection.execute(_STANDING, {"symbol": symbol}).all())

    def _completed(self, rows: list[Any], by: Loading, named: dict[str, str]) -> list[Objective]:
        """The objectives of these rows with all that belongs to them."""
        heads = {r.ref: head(r) for r in self._connection.execute(by.heads, named)}
        asked: dict[str, Ballot] = {}
        if any(row.ballot is not None for row in rows):
            found = self._ballots(by.ballots, by.seats, named)
            asked = {ref: of for (ref, _), of in found.items()}
        comments: dict[str, dict[int, Comment]] = defaultdict(dict)
        if any(row.comments_made for row in rows):
            for said in self._connection.execute(by.comments, named):
                comments[said.ref][said.number] = as_comment(said)
        amended: dict[str, dict[int, Amendment]] = defaultdict(dict)
        if any(row.amendments_made for row in rows):
            for made in self._connection.execute(by.amendments, named):
                amended[made.ref][made.number] = as_amendment(made)
        return [
            as_objective(
                row, heads[row.ref], asked.get(row.ref), comments[row.ref], amended[row.ref]
            )
            for row in rows
        ]

    def _ballots(
        self, ballots: Select[Any], seats: Select[Any], named: dict[str, str]
    ) -> dict[tuple[str, int], Ballot]:
        seated: dict[tuple[str, int], list[Any]] = defaultdict(list)
        rows = self._connection.execute(ballots, named).all()
        for row in self._connection.execute(seats, named):
            seated[row.ref, row.ballot].append(row)
        return {(r.ref, r.number): as_ballot(r, seated[r.ref, r.number]) for r in rows}

    def ballots(self, ref: str) -> tuple[Ballot, ...]:
        """All ballots of an objective with their current positions."""
        found = self._ballots(loading.ALL_BALLOTS, loading.ALL_SEATS, {"ref": ref})
        return tuple(found.values())

    def verdict(self, ref: str, number: int) -> dict[str, Any] | None:
        """The verdict that closed a ballot, as data; None while it has none."""
        named = {"ref": ref, "number": number}
        found: dict[str, Any] | None = self._connection.execute(_VERDICT, named).scalar()
        return found

    def position_history(self, ref: str) -> tuple[HistoricPosition, ...]:
        """Every position ever recorded, in order, withdrawals included."""
        rows = self._connection.execute(_HISTORY, {"ref": ref})
        return tuple(HistoricPosition(row.ballot, as_position(row)) for row in rows)

    def position_by_reference(self, reference: str) -> tuple[str, int, Position]:
        """The objective, the ballot and the position of a receipt; raises NotFound.

        Also one that came late, which is not among those that were ever held.
        """
        row = self._connection.execute(_BY_REFERENCE, {"reference": reference}).one_or_none()
        if row is not None:
            return row.ref, row.ballot, as_position(row)
        for row in self._connection.execute(_LATE, {"said": f'%"{reference}"%'}):
            for late in codec.decode(tuple[Position, ...], row.late or []):
                if late.reference == reference:
                    return row.ref, row.number, late
        raise NotFound("position", reference)

    def comments(self, ref: str) -> tuple[Comment, ...]:
        """The comments of all rounds, by number."""
        rows = self._connection.execute(loading.ALL_COMMENTS, {"ref": ref})
        return tuple(as_comment(row) for row in rows)
