"""A command becomes events, or a refusal that says why.

Pure functions of a `Situation`.  Who may give a command at all was asked before (`can`);
what is refused here depends on where the objective stands.
"""

from __future__ import annotations

from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.closing import due, settle, settle_once
from placet.engine.decide.comments import (
    answer_comment,
    make_comment,
    state_no_comments,
    withdraw_comment,
)
from placet.engine.decide.counting import counted
from placet.engine.decide.managing import (
    admit,
    change_deadline,
    extend_rounds,
    hand_over,
    record_signature,
    schedule_meeting,
    schedule_review,
    send_reminders,
    set_entry_into_force,
)
from placet.engine.decide.moving import move_to_version, obstacles
from placet.engine.decide.positions import (
    confirm_position,
    record_position,
    withdraw_position,
)
from placet.engine.decide.remainder import needs_words
from placet.engine.decide.reviewing import give_review, name_reviewer
from placet.engine.decide.situation import (
    Situation,
    deadline_passed,
    facts,
    open_ballot,
    unconfirmed,
)
from placet.engine.decide.steps import take_step
from placet.engine.decide.texts import propose, revise_text
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
        case c.RecordPosition():
            return bool(command.paragraphs)
        case _:
            return False


def decide(s: Situation, command: c.ObjectiveCommand) -> tuple[e.ObjectiveEvent, ...]:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.Propose():
            return propose(s.workflow, s.negotiation, command, s.actor, s.now)
        case c.ReviseText():
            return revise_text(s, command)
        case c.MakeComment():
            return make_comment(s, command)
        case c.StateNoComments():
            return state_no_comments(s, command)
        case c.AnswerComment():
            return answer_comment(s, command)
        case c.WithdrawComment():
            return withdraw_comment(s, command)
        case c.RecordPosition():
            return record_position(s, command)
        case c.WithdrawPosition():
            return withdraw_position(s, command)
        case c.ConfirmPosition():
            return confirm_position(s, command)
        case c.TakeStep():
            return take_step(s, command)
        case c.CloseStage():
            return settle(s)
        case (
            c.ChangeDeadline()
            | c.ScheduleMeeting()
            | c.NameReviewer()
            | c.GiveReview()
            | c.ExtendRounds()
            | c.HandOverLead()
            | c.AdmitOrganisation()
            | c.RecordSignature()
            | c.SetEntryIntoForce()
            | c.ScheduleReview()
            | c.SendReminders()
            | c.MoveToVersion()
        ):
            return _manage(s, command)
        case _:
            return decide_wording(s, command)


def _manage(
    s: Situation,
    command: c.ChangeDeadline
    | c.ScheduleMeeting
    | c.NameReviewer
    | c.GiveReview
    | c.ExtendRounds
    | c.HandOverLead
    | c.AdmitOrganisation
    | c.RecordSignature
    | c.SetEntryIntoForce
    | c.ScheduleReview
    | c.SendReminders
    | c.MoveToVersion,
) -> tuple[e.ObjectiveEvent, ...]:
    match command:
        case c.ChangeDeadline():
            return change_deadline(s, command)
        case c.ScheduleMeeting():
            return schedule_meeting(s, command)
        case c.NameReviewer():
            return name_reviewer(s, command)
        case c.GiveReview():
            return give_review(s, command)
        case c.ExtendRounds():
            return extend_rounds(s, command)
        case c.HandOverLead():
            return hand_over(s, command)
        case c.AdmitOrganisation():
            return admit(s, command)
        case c.RecordSignature():
            return record_signature(s, command)
        case c.SetEntryIntoForce():
            return set_entry_into_force(s, command)
        case c.ScheduleReview():
            return schedule_review(s, command)
        case c.SendReminders():
            return send_reminders(s, command)
        case c.MoveToVersion():
            return move_to_version(s, command)
        case _:
            assert_never(command)
