"""Ballots and positions: writing.  Nothing here changes a row that says what was held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam

from placet.engine import codec
from placet.engine.events import (
    BallotClosed,
    InstructionsAwaited,
    LatePositionRecorded,
    PositionConfirmed,
    PositionRecorded,
    PositionWithdrawn,
)
from placet.engine.model import Ballot, Deadline, Position
from placet.engine.store.loading import ballot, current, position, seat
from placet.engine.store.rows import Rows, or_replace
from placet.engine.store.values import WITHDRAWN

_THIS = (ballot.c.ref == bindparam("of")) & (ballot.c.number == bindparam("which"))
_CLOSE = (
    ballot.update()
    .where(_THIS)
    .values({c: bindparam(c) for c in ("state", "closed_at", "passed", "verdict")})
)
_MOVE = (
    ballot.update()
    .where(_THIS, ballot.c.state == "open")
    .values({c: bindparam(c) for c in ("deadline_at", "deadline_zone")})
)
_BESIDE = {
    column: ballot.update().where(_THIS).values({column: bindparam("those")})
    for column in ("awaiting", "late")
}
_OF_SEAT = (
    (current.c.ref == bindparam("of"))
    & (current.c.ballot == bindparam("which"))
    & (current.c.organisation == bindparam("whose"))
)
_CONFIRM = current.update().where(_OF_SEAT).values(confirmed_at=bindparam("confirmed_at"))
_COUNTS = or_replace(current, ("ref", "ballot", "organisation"), ("number", "confirmed_at"))
_TAKE_BACK = current.delete().where(_OF_SEAT)


class Beside:
    """What stands beside the positions of a ballot while events of one command are followed."""

    def __init__(self, begins: Ballot | None) -> None:
        self._awaiting = dict(begins.awaiting) if begins else {}
        self._late = begins.late if begins else ()

    def follow(
        self, event: PositionRecorded | InstructionsAwaited | LatePositionRecorded
    ) -> dict[str, Any]:
        """The columns that the event changes, as they are to be written."""
        match event:
            case PositionRecorded():
                if self._awaiting.pop(event.position.organisation, None) is None:
                    return {}
            case InstructionsAwaited():
                self._awaiting[event.organisation] = event.awaiting
            case LatePositionRecorded():
                self._late = (*self._late, event.position)
                return {"late": codec.encode(self._late)}
        return {"awaiting": codec.encode(self._awaiting) or None}


class BallotWriting(Rows):
    """Ballots and positions."""

    def _open_ballot(self, ref: str, opened: Ballot) -> None:
        row = {
            "ref": ref,
            "number": opened.number,
            "stage": opened.stage,
            "round": opened.round,
            "text": opened.text,
            "text_hash": opened.text_hash,
            "rule_name": opened.rule.name,
            "rule_version": opened.rule.version,
            "rule_parameters": dict(opened.rule.parameters),
            "kinds": list(opened.kinds),
            "opened_at": opened.opened_at,
            "deadline_at": opened.deadline.at,
            "deadline_zone": opened.deadline.zone,
            "state": "open",
            "closed_at": None,
            "passed": None,
            "verdict": None,
            "paragraphs": list(opened.paragraphs) or None,
            "visibility": opened.visibility,
            "breaker": opened.breaker,
            "awaiting": None,
            "late": None,
        }
        self._connection.execute(ballot.insert(), row)
        seats = [
            {
                "ref": ref,
                "ballot": opened.number,
                "organisation": s.organisation,
                "place": place,
                "classes": list(s.classes),
                "weight": s.weight,
            }
            for place, s in enumerate(opened.seats)
        ]
        if seats:
            self._connection.execute(seat.insert(), seats)
        for held in opened.positions.values():
            self._record_position(ref, opened.number, held)

    def _record_position(self, ref: str, number: int, taken: Position) -> None:
        row = {
            "ref": ref,
            "ballot": number,
            "number": taken.number,
            "organisation": taken.organisation,
            "kind": taken.kind,
            "by": taken.by,
            "at": taken.at,
            "reference": taken.reference,
            "reasons": taken.reasons,
            "paragraphs": list(taken.paragraphs),
            "wording": taken.wording,
            "resolve": taken.resolve,
            "qualifiers": [q.value for q in taken.qualifiers],
            "reservation": taken.reservation,
            "confirm_by": taken.confirm_by,
            "carried_from": taken.carried_from,
            "marks": list(taken.marks) or None,
            "cast_by": taken.cast_by,
            "pending": taken.pending,
            "evidence": taken.evidence,
        }
        self._connection.execute(position.insert(), row)
        counts = {
            "ref": ref,
            "ballot": number,
            "organisation": taken.organisation,
            "number": taken.number,
            "confirmed_at": taken.confirmed_at,
        }
        self._connection.execute(self._put(_COUNTS), counts)

    def _withdraw_position(
        self, ref: str, event: PositionWithdrawn, number: int, at: datetime | None
    ) -> None:
        if at is None:
            raise ValueError("a withdrawal needs the instant at which it was made")
        row: dict[str, Any] = {
            "ref": ref,
            "ballot": event.ballot,
            "number": number,
            "organisation": event.organisation,
            "kind": WITHDRAWN,
            "by": event.by,
            "at": at,
            "reference": None,
            "paragraphs": [],
            "qualifiers": [],
            "confirm_by": None,
            "carried_from": None,
            "marks": None,
            "cast_by": event.cast_by,
        }
        row |= dict.fromkeys(
            ("reasons", "wording", "resolve", "reservation", "pending", "evidence"), ""
        )
        self._connection.execute(position.insert(), row)
        whose = {"of": ref, "which": event.ballot, "whose": event.organisation}
        self._connection.execute(_TAKE_BACK, whose)

    def _confirm_position(self, ref: str, event: PositionConfirmed) -> None:
        values = {
            "of": ref,
            "which": event.ballot,
            "whose": event.organisation,
            "confirmed_at": event.at,
        }
        if self._connection.execute(_CONFIRM, values).rowcount != 1:
            raise ValueError(f"{event.organisation} holds no position on {ref}/{event.ballot}")

    def _write_beside(self, ref: str, number: int, columns: Mapping[str, Any]) -> None:
        """What changed beside the positions, if anything did."""
        for column, those in columns.items():
            values = {"of": ref, "which": number, "those": those}
            self._connection.execute(_BESIDE[column], values)

    def _close_ballot(self, ref: str, event: BallotClosed) -> None:
        values = {
            "of": ref,
            "which": event.ballot,
            "state": event.state.value,
            "closed_at": event.at,
            "passed": event.passed,
            "verdict": event.verdict or None,
        }
        self._connection.execute(_CLOSE, values)

    def _move_deadline(self, ref: str, number: int, deadline: Deadline) -> None:
        values = {
            "of": ref,
            "which": number,
            "deadline_at": deadline.at,
            "deadline_zone": deadline.zone,
        }
        self._connection.execute(_MOVE, values)
