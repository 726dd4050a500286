"""From an act of the scenario to the command that a form or a program would send.

What a form shows is filled in here: the ballot and the hash of the text that were shown, the
version that was read, the ids of paragraphs behind their numbers.  Nothing is judged: a
paragraph that does not exist goes to the engine as it is written, and the engine refuses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from placet.api.rehearsal.asking_words import wording_command
from placet.engine import commands as c
from placet.engine.model import Ballot, Objective
from placet.engine.store import Store
from placet.engine.text import Edit, Text, edited, labelled, match_imported, walk
from placet.workflows.scenario import Objective as Aim
from placet.workflows.scenario import Scenario, acts, words_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody has before them when they act: the objective, its texts, its ballots."""

    objective: Objective
    text: Text
    asked: Text
    ballots: Mapping[int, Ballot]

    @classmethod
    def of(cls, store: Store, ref: str) -> Shown:
        """The present state of an objective."""
        o = store.objective(ref)
        text = store.text(ref, o.text.number)
        asked = text if o.ballot is None else store.text(ref, o.ballot.text)
        return cls(o, text, asked, {b.number: b for b in store.ballots(ref)})

    def paragraph(self, which: int | str) -> str:
        """The id of the paragraph with this number in the present text."""
        return paragraph_id(self.text, which)

    def ballot(self, number: int | None) -> tuple[int, str]:
        """Number and text hash of the ballot that was shown: the named one, or the present."""
        if number is None:
            number = self.objective.ballots or 1
        ballot = self.ballots.get(number)
        return number, ballot.text_hash if ballot else ""


def paragraph_id(text: Text, which: int | str) -> str:
    """The id of the paragraph with this number, or with this id; as written if there is none."""
    wanted = str(which).strip()
    rows = labelled(text)
    for row in rows:
        if row.label is not None and row.label.rstrip(".") == wanted.rstrip("."):
            return row.id
    return wanted


def proposal(
    scenario: Scenario, act: acts.ProposeAct, moments: Mapping[str, datetime]
) -> c.Propose:
    """The proposal of the scenario's objective."""
    aim: Aim = scenario.objective
    leads = scenario.leads if act.leads is None else tuple(act.leads)
    return c.Propose(aim.title, aim.purpose, aim.text, aim.minted, leads, moments.get("deadline"))


def command_of(act: acts.Act, shown: Shown, moments: Mapping[str, datetime]) -> c.ObjectiveCommand:
    """The command of an act about the objective."""
    match act:
        case acts.PositionAct():
            return _position(act, shown, moments)
        case acts.WithdrawPositionAct():
            return c.WithdrawPosition(shown.ballot(act.ballot)[0])
        case acts.ConfirmAct():
            return c.ConfirmPosition(shown.ballot(act.ballot)[0])
        case acts.ReviseAct():
            return _revision(act, shown)
        case acts.CommentAct():
            paragraph = act.paragraph
            place = None if paragraph is None else paragraph_id(shown.text, paragraph)
            return c.MakeComment(
                act.type,
                act.body,
                place,
                act.wording,
                quotation=act.quotation,
                occurrence=act.occurrence,
            )
        case acts.NoCommentsAct():
            return c.StateNoComments()
        case acts.AnswerAct():
            return c.AnswerComment(act.comment, act.disposition, act.response)
        case acts.WithdrawCommentAct():
            return c.WithdrawComment(act.comment, act.reason)
        case acts.StepAct():
            times = (moments.get("deadline"), moments.get("meeting"))
            return c.TakeStep(act.step, act.reason, *times)
        case acts.GiveReviewAct():
            return c.GiveReview(act.finding)
        case _:
            about = wording_command(act, shown.objective, shown.text, shown.paragraph)
            return about or _managing(act, moments)


def _managing(act: acts.Act, moments: Mapping[str, datetime]) -> c.ObjectiveCommand:
    match act:
        case acts.ExtendAct():
            return c.ChangeDeadline(moments["deadline"], act.reason)
        case acts.MoreRoundsAct():
            return c.ExtendRounds(act.reason)
        case acts.HandOverAct():
            return c.HandOverLead(tuple(act.leads), act.reason)
        case acts.AdmitAct():
            return c.AdmitOrganisation(act.organisation, act.reason)
        case acts.SignAct():
            return c.RecordSignature(act.organisation, act.signed_on)
        case acts.EnterIntoForceAct():
            return c.SetEntryIntoForce(act.on)
        case acts.ReviewAct():
            return c.ScheduleReview(moments["begins"])
        case acts.SetMeetingAct():
            return c.ScheduleMeeting(moments["meets"])
        case acts.NameReviewerAct():
            return c.NameReviewer(act.organisation, moments.get("due"))
        case acts.RemindAct():
            return c.SendReminders(only=tuple(act.only))
        case _:
            raise TypeError(f"{type(act).__name__} is about no objective")


def _position(
    act: acts.PositionAct, shown: Shown, moments: Mapping[str, datetime]
) -> c.RecordPosition:
    number, text_hash = shown.ballot(act.ballot)
    return c.RecordPosition(
        ballot=number,
        text_hash=text_hash,
        kind=act.kind,
        reasons=act.reasons,
        paragraphs=tuple(paragraph_id(shown.asked, p) for p in act.paragraphs),
        wording=act.wording,
        no_wording=act.no_wording,
        resolve=act.resolve,
        qualifiers=tuple(act.qualifiers),
        reservation=act.reservation,
        confirm_by=moments.get("confirm_by"),
        marks=tuple(act.marks),
        pending=act.pending,
    )


def _revision(act: acts.ReviseAct, shown: Shown) -> c.ReviseText:
    minted = shown.objective.paragraphs_minted
    if act.text is not None:
        imported, _ = words_of(act.text)
        text, minted, _ = match_imported(shown.text, imported, minted)
    else:
        text, minted = _changed(shown.text, act.changes, minted)
    return c.ReviseText(shown.objective.text.number, text, minted, act.note, act.editorial)


def _changed(text: Text, changes: Mapping[str, str], minted: int) -> tuple[Text, int]:
    """The text with other words in some paragraphs; without words a paragraph goes."""
    wanted = {paragraph_id(text, which): words for which, words in changes.items()}
    rows = [Edit(p.id, p.kind, depth, p.words, p.label) for depth, p in walk(text)]
    kept = [replace(row, words=wanted.get(row.id or "", row.words)) for row in rows]
    missing = wanted.keys() - {row.id for row in rows}
    unknown = [Edit(id, rows[0].kind, 0, "?") for id in sorted(missing)]
    return edited(text, [*(row for row in kept if row.words), *unknown], minted)
