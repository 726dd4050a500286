"""Stating something beside the positions, and ending that.

A statement may still be made once the text is adopted, as it goes out with it (OSCE Rules of
Procedure, IV.1(A)6: interpretative statements are attached to the decision); not any more when
that stage is left, nor where there is no result.
"""

from __future__ import annotations

from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.seating import guarding, mine
from placet.engine.decide.situation import Situation
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound, NotOpen
from placet.engine.statements import Statement, StatementState
from placet.engine.text import paragraph_ids
from placet.engine.workflow import Stage

Events = tuple[e.ObjectiveEvent, ...]


def decide_statements(s: Situation, command: c.StatementCommand) -> Events:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.MakeStatement():
            return make_statement(s, command)
        case c.LiftReserve():
            return lift_reserve(s, command)
        case c.OverrideReserve():
            return override_reserve(s, command)
        case c.WithdrawStatement():
            return withdraw_statement(s, command)
        case _:
            assert_never(command)


def takes_statements(stage: Stage) -> bool:
    """Whether something may be stated in this stage: up to a result, and beside it."""
    return stage.state != "in_review" and (stage.instrument or not stage.end)


def make_statement(s: Situation, command: c.MakeStatement) -> Events:
    """A statement of the actor's organisation on the present text; BadInput, NotOpen."""
    organisation = mine(s, command.organisation)
    if not takes_statements(s.stage):
        raise NotOpen(N_("Making statements"))
    guarded = guarding(s)
    statement = Statement(
        number=max(s.objective.statements, default=0) + 1,
        organisation=organisation,
        kind=command.kind,
        words=words("words", command.words, REMARK, required=True),
        text=s.objective.text.number,
        at=s.now,
        by=s.actor.person,
        paragraphs=known_paragraphs(s, command.paragraphs),
        ballot=guarded,
    )
    return (e.StatementMade(statement, guarded),)


def lift_reserve(s: Situation, command: c.LiftReserve) -> Events:
    """Lift a scrutiny reserve; its holder alone does."""
    held = _reserve(s, command.number)
    if held.organisation != s.who.organisation:
        raise NotAllowed(N_("act for another organisation"))
    reason = words("reason", command.reason, REMARK)
    return (_ended(s, held, StatementState.LIFTED, reason),)


def override_reserve(s: Situation, command: c.OverrideReserve) -> Events:
    """Go on although it is held; the reason stays on record and is told to who holds it."""
    held = _reserve(s, command.number)
    reason = words("reason", command.reason, REMARK, required=True)
    return (_ended(s, held, StatementState.OVERRIDDEN, reason),)


def withdraw_statement(s: Situation, command: c.WithdrawStatement) -> Events:
    """Take back a statement before it is settled with the result."""
    made = _standing(s, command.number)
    if made.organisation != s.who.organisation:
        raise NotAllowed(N_("act for another organisation"))
    if made.is_reserve:
        raise BadInput("number", N_("A scrutiny reserve is lifted, not withdrawn."), N_("Lift it."))
    if not takes_statements(s.stage):
        raise NotOpen(N_("Withdrawing statements"))
    reason = words("reason", command.reason, REMARK)
    return (_ended(s, made, StatementState.WITHDRAWN, reason),)


def known_paragraphs(s: Situation, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Ids that the present text has, each once; BadInput names the first that it has not."""
    known = set(paragraph_ids(s.text)) if s.text is not None else set()
    for paragraph in asked:
        if paragraph not in known:
            raise BadInput(
                "paragraphs",
                N_("{paragraph} is not a paragraph of this text."),
                N_("Choose among the paragraphs that the text has."),
                paragraph=repr(paragraph[:40]),
            )
    return tuple(dict.fromkeys(asked))


def _standing(s: Situation, number: int) -> Statement:
    made = s.objective.statements.get(number)
    if made is None:
        raise NotFound("statement", f"{s.objective.ref}/{number}")
    if not made.stands:
        raise NotOpen(N_("A statement that ended"))
    return made


def _reserve(s: Situation, number: int) -> Statement:
    held = _standing(s, number)
    if not held.is_reserve:
        raise BadInput(
            "number",
            N_("Only a scrutiny reserve is lifted or overridden."),
            N_("Another statement is withdrawn by who made it."),
        )
    return held


def _ended(s: Situation, made: Statement, state: StatementState, reason: str) -> e.StatementEnded:
    by = s.actor.person
    return e.StatementEnded(made.number, made.organisation, state, by, s.now, reason, made.ballot)
