"""A command becomes events, or a refusal that says why.

Pure functions of a `Situation`.  Who may give a command at all was asked before (`can`);
what is refused here depends on where the objective stands.
"""

from __future__ import annotations

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.acting_for import decide_acting
from placet.engine.decide.closing import due, settle, settle_once
from placet.engine.decide.comments import decide_comments
from placet.engine.decide.concerns import decide_concerns
from placet.engine.decide.counting import counted
from placet.engine.decide.moving import obstacles
from placet.engine.decide.positions import decide_positions
from placet.engine.decide.remainder import needs_words
from placet.engine.decide.situation import (
    Situation,
    deadline_passed,
    facts,
    open_ballot,
    unconfirmed,
)
from placet.engine.decide.stages import decide_stages
from placet.engine.decide.statements import decide_statements
from placet.engine.decide.texts import propose
from placet.engine.decide.wording import decide_wording, versions_needed

__all__ = [
    "Situation",
    "counted",
    "deadline_passed",
    "decide",
    "due",
    "facts",
    "needs_text",
    "needs_words",
    "obstacles",
    "open_ballot",
    "propose",
    "settle",
    "settle_once",
    "unconfirmed",
    "versions_needed",
]


def needs_text(command: c.Command) -> bool:
    """Whether the words of the present text must be loaded to decide and to tell of it."""
    match command:
        case c.ReviseText() | c.TakeStep() | c.ProposeAmendment() | c.ProposeTreatment():
            return True
        case c.MergeAmendments() | c.UndoMerge() | c.SettleBracket() | c.EnterProposals():
            return True
        case c.RefuseAmendment() | c.ReopenAmendment():
            return True
        case c.AgreeParagraphs() | c.ReopenParagraphs() | c.FormPackage() | c.RecordTranslation():
            return True
        case c.MakeComment():
            return command.paragraph is not None
        case c.AnswerComment():
            return command.take_wording or command.implemented is not None
        case c.SubmitComments():
            return any(made.paragraph is not None for made in command.comments)
        case c.RecordPosition() | c.MakeStatement() | c.RaiseConcern():
            return bool(command.paragraphs)
        case c.CastForMembers():
            return bool(command.position.paragraphs)
        case c.EnterPositions():
            return any(given.paragraphs for given in command.positions)
        case _:
            return False


def decide(s: Situation, command: c.ObjectiveCommand) -> tuple[e.ObjectiveEvent, ...]:
    """What the command brings about, or a PlacetError."""
    if isinstance(command, c.CommentCommand):
        return decide_comments(s, command)
    if isinstance(command, c.PositionCommand):
        return decide_positions(s, command)
    if isinstance(command, c.ActingCommand):
        return decide_acting(s, command)
    if isinstance(command, c.StageCommand):
        return decide_stages(s, command)
    if isinstance(command, c.StatementCommand):
        return decide_statements(s, command)
    if isinstance(command, c.ConcernCommand):
        return decide_concerns(s, command)
    return decide_wording(s, command)
