"""From events to rows: a new state of an objective, and what its events add.

The objective's own row is written once, from the state after the last event, where the
version is still the one that was decided on.  Texts, ballots, seats, positions and comments
follow their events in order.  When a command moved through several stages, each move is
written, so that the database judges every one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, true
from sqlalchemy.exc import IntegrityError

from placet.engine import codec
from placet.engine.errors import AlreadyExists, Conflict
from placet.engine.events import (
    AnswerCleared,
    AnswerRated,
    BallotClosed,
    BallotOpened,
    CommentAnswered,
    CommentMade,
    DeadlineChanged,
    DispositionsPublished,
    InstructionsAwaited,
    LatePositionRecorded,
    ObjectiveEvent,
    ObjectiveProposed,
    PositionConfirmed,
    PositionRecorded,
    PositionWithdrawn,
    StageEntered,
    TextRevised,
)
from placet.engine.model import Objective, StageRun
from placet.engine.store.ballots import BallotWriting, Beside
from placet.engine.store.loading import comment, objective
from placet.engine.store.texts import TextRows
from placet.engine.store.wording import WordingRows

_KEPT = ("ref", "negotiation", "workflow", "proposed_at", "proposed_by")
_CHANGING = tuple(c.name for c in objective.columns if c.name not in _KEPT)
_SEEN = (objective.c.ref == bindparam("of")) & (objective.c.version == bindparam("seen"))
_UPDATE = objective.update().where(_SEEN).values({c: bindparam(c) for c in _CHANGING})
_RUN = ("stage", "round", "run", "run_state", "entered_at")
_MOVE = objective.update().where(_SEEN).values({c: bindparam(c) for c in _RUN})
_OF_ANSWER = (
    "disposition",
    "response",
    "answered_by",
    "published",
    "implemented",
    "satisfied",
    "rejoinder",
)
_ANSWER = (
    comment.update()
    .where(comment.c.ref == bindparam("of"), comment.c.number == bindparam("which"))
    .values({c: bindparam(c) for c in _OF_ANSWER})
)
_PUBLISH = (
    comment.update()
    .where(comment.c.ref == bindparam("of"), comment.c.number == bindparam("which"))
    .values(published=true())
)
_RATE = (
    comment.update()
    .where(comment.c.ref == bindparam("of"), comment.c.number == bindparam("which"))
    .values(satisfied=bindparam("said"), rejoinder=bindparam("words"))
)


class SavingRows(BallotWriting, TextRows, WordingRows):
    """From events to rows."""

    def save_objective(
        self,
        before: Objective | None,
        after: Objective,
        events: Sequence[ObjectiveEvent],
        at: datetime | None = None,
    ) -> None:
        """Write a new state and the rows of its events, if it is still `before` that is stored.

        `at` is the instant of the command; a withdrawal needs it, since its event has none.
        Raises Conflict when somebody else saved in the meantime, AlreadyExists for a
        reference that is taken.
        """
        runs = [event.run for event in events if isinstance(event, StageEntered)]
        if before is None:
            self._add_objective(after, runs)
            runs = runs[1:]
            last = after.version if runs else None
        else:
            last = before.version
        for run in runs[:-1] if before is not None else runs:
            self._move(after.ref, last, run)
        if last is not None:
            self._replace(after, last)
        self._write(before, after, events, at)
        self._write_wording(after, events, at)
        self.saved.append(("objective", after.ref, after.version, after))

    def _add_objective(self, after: Objective, runs: list[StageRun]) -> None:
        row = _row(after)
        if runs:
            row |= _run_row(runs[0])
        try:
            self._connection.execute(objective.insert(), row)
        except IntegrityError as taken:
            raise AlreadyExists("objective", after.ref) from taken

    def _move(self, ref: str, seen: int | None, run: StageRun) -> None:
        moved = {"of": ref, "seen": seen, **_run_row(run)}
        if self._connection.execute(_MOVE, moved).rowcount != 1:
            raise Conflict(ref, expected=seen)

    def _replace(self, after: Objective, seen: int) -> None:
        row = _row(after)
        values = {"of": after.ref, "seen": seen, **{c: row[c] for c in _CHANGING}}
        if self._connection.execute(_UPDATE, values).rowcount != 1:
            raise Conflict(after.ref, expected=seen)

    def _write(
        self,
        before: Objective | None,
        after: Objective,
        events: Sequence[ObjectiveEvent],
        at: datetime | None,
    ) -> None:
        ref = after.ref
        ballot = before.ballot if before is not None else None
        number, recorded = (ballot.number, ballot.recorded) if ballot else (0, 0)
        beside = Beside(ballot)
        for event in events:
            match event:
                case ObjectiveProposed() | TextRevised():
                    self._add_text(ref, event.head, event.text, event.origins)
                case BallotOpened():
                    number, recorded = event.ballot.number, event.ballot.recorded
                    beside = Beside(event.ballot)
                    self._open_ballot(ref, event.ballot)
                case PositionRecorded():
                    recorded = event.position.number
                    self._record_position(ref, event.ballot, event.position)
                    self._write_beside(ref, event.ballot, beside.follow(event))
                case PositionWithdrawn():
                    recorded += 1
                    self._withdraw_position(ref, event, recorded, at)
                case PositionConfirmed():
                    self._confirm_position(ref, event)
                case InstructionsAwaited() | LatePositionRecorded():
                    self._write_beside(ref, event.ballot, beside.follow(event))
                case BallotClosed():
                    self._close_ballot(ref, event)
                case DeadlineChanged() if event.deadline is not None:
                    self._move_deadline(ref, number, event.deadline)
                case CommentMade():
                    self._add_comment(ref, event)
                case CommentAnswered():
                    self._answer_comment(ref, event)
                case AnswerCleared():
                    self._clear_answer(ref, event.number)
                case DispositionsPublished():
                    which = [{"of": ref, "which": number} for number in event.numbers]
                    self._connection.execute(_PUBLISH, which)
                case AnswerRated():
                    said = {"said": event.satisfied, "words": event.words}
                    self._on_comment(_RATE, ref, event.number, said)
                case _:
                    pass  # it changed the objective's own row only

    def _add_comment(self, ref: str, event: CommentMade) -> None:
        made = event.comment
        row = {c.name: getattr(made, c.name) for c in comment.columns if c.name != "ref"}
        row["type"] = made.type.value
        row["disposition"] = made.disposition and made.disposition.value
        row["anchor"] = made.anchor and codec.encode(made.anchor)
        row["implemented"] = made.implemented and codec.encode(made.implemented)
        self._connection.execute(comment.insert(), {"ref": ref, **row})

    def _answer_comment(self, ref: str, event: CommentAnswered) -> None:
        values = {
            "disposition": event.disposition.value,
            "response": event.response,
            "answered_by": event.by,
            "published": not event.draft,
            "implemented": event.implemented and codec.encode(event.implemented),
            "satisfied": None,
            "rejoinder": "",
        }
        self._on_comment(_ANSWER, ref, event.number, values)

    def _clear_answer(self, ref: str, number: int) -> None:
        nothing: dict[str, Any] = dict.fromkeys(_OF_ANSWER)
        self._on_comment(
            _ANSWER, ref, number, {**nothing, "response": "", "published": True, "rejoinder": ""}
        )

    def _on_comment(self, statement: Update, ref: str, number: int, values: dict[str, Any]) -> None:
        done = self._connection.execute(statement, {"of": ref, "which": number, **values})
        if done.rowcount != 1:
            raise ValueError(f"{ref} has no comment {number}")


def _run_row(run: StageRun) -> dict[str, Any]:
    return {
        "stage": run.stage,
        "round": run.round,
        "run": run.number,
        "run_state": run.state.value,
        "entered_at": run.entered_at,
    }


def _row(of: Objective) -> dict[str, Any]:
    deadline, instrument = of.run.deadline, of.instrument
    return {
        **{name: getattr(of, name) for name in _KEPT},
        **_run_row(of.run),
        "workflow_version": of.workflow_version,
        "title": of.title,
        "purpose": of.purpose,
        "leads": list(of.leads),
        "deadline_at": None if deadline is None else deadline.at,
        "deadline_zone": None if deadline is None else deadline.zone,
        "paused_at": of.run.paused_at,
        "rounds_allowed": of.rounds_allowed,
        "came_from": of.came_from,
        "text": of.text.number,
        "ballot": None if of.ballot is None else of.ballot.number,
        "ballots": of.ballots,
        "observers": list(of.observers),
        "comments_made": of.comments_made,
        "no_comments": list(of.no_comments),
        "paragraphs_minted": of.paragraphs_minted,
        "touched": list(of.touched),
        "instrument": None if instrument is None else codec.encode(instrument),
        "course": codec.encode(of.course) or None,
        "agreed": list(of.agreed) or None,
        "outcomes": dict(of.outcomes) or None,
        "last_passed": of.last_passed,
        "amendments_made": of.amendments_made,
        "agreements": codec.encode(of.agreements) or None,
        "packages": codec.encode(of.packages) or None,
        "packages_made": of.packages_made,
        "spoken": codec.encode(of.spoken) or None,
        "statements": codec.encode(of.statements) or None,
        "concerns": codec.encode(of.concerns) or None,
        "endorsers": list(of.endorsers) or None,
        "rests_on": codec.encode(of.rests_on) or None,
        "restricted_to": list(of.restricted_to) or None,
        "version": of.version,
    }
