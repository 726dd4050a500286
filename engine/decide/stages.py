"""Which function decides a command that moves an objective."""

from __future__ import annotations

from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide import managing, reviewing
from placet.engine.decide.closing import settle
from placet.engine.decide.grounds import name_provisions
from placet.engine.decide.moving import move_to_version
from placet.engine.decide.restricting import restrict
from placet.engine.decide.situation import Situation
from placet.engine.decide.steps import take_step
from placet.engine.decide.texts import propose, revise_text


def decide_stages(s: Situation, command: c.StageCommand) -> tuple[e.ObjectiveEvent, ...]:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.Propose():
            return propose(s.workflow, s.negotiation, command, s.actor, s.now)
        case c.ReviseText():
            return revise_text(s, command)
        case c.TakeStep():
            return take_step(s, command)
        case c.CloseStage():
            return settle(s)
        case c.NameReviewer():
            return reviewing.name_reviewer(s, command)
        case c.GiveReview():
            return reviewing.give_review(s, command)
        case c.MoveToVersion():
            return move_to_version(s, command)
        case c.RestrictObjective():
            return restrict(s, command)
        case c.NameProvisions():
            return name_provisions(s, command)
        case _:
            return _manage(s, command)


def _manage(
    s: Situation,
    command: c.ChangeDeadline
    | c.ScheduleMeeting
    | c.ExtendRounds
    | c.HandOverLead
    | c.AdmitOrganisation
    | c.RecordSignature
    | c.SetEntryIntoForce
    | c.ScheduleReview
    | c.SendReminders,
) -> tuple[e.ObjectiveEvent, ...]:
    match command:
        case c.ChangeDeadline():
            return managing.change_deadline(s, command)
        case c.ScheduleMeeting():
            return managing.schedule_meeting(s, command)
        case c.ExtendRounds():
            return managing.extend_rounds(s, command)
        case c.HandOverLead():
            return managing.hand_over(s, command)
        case c.AdmitOrganisation():
            return managing.admit(s, command)
        case c.RecordSignature():
            return managing.record_signature(s, command)
        case c.SetEntryIntoForce():
            return managing.set_entry_into_force(s, command)
        case c.ScheduleReview():
            return managing.schedule_review(s, command)
        case c.SendReminders():
            return managing.send_reminders(s, command)
        case _:
            assert_never(command)
