"""What a person is offered: the steps and commands that they may give, where they are of use.

`can` decides when something is asked; this only keeps pages and answers from showing what
would be refused.
"""

from __future__ import annotations

from datetime import datetime

from placet.engine.access import READING, RIGHTS, Actor, can, step_roles
from placet.engine.amendments import AmendmentState
from placet.engine.deadlines import needs_meeting
from placet.engine.decide import Situation
from placet.engine.decide.amendments import may_reopen, takes_amendments
from placet.engine.decide.comments import are_answered
from placet.engine.decide.timing import may_move
from placet.engine.model import BallotState, Negotiation, Objective
from placet.engine.workflow import Possible


def mine(steps: tuple[Possible, ...], roles: frozenset[str]) -> tuple[Possible, ...]:
    """The steps these roles may take: of several rows with one name, the best."""
    best: dict[str, Possible] = {}
    for step in steps:
        if roles & set(step.by) and (step.step not in best or not best[step.step].allowed):
            best[step.step] = step
    return tuple(best.values())


def may(
    actor: Actor, negotiation: Negotiation, o: Objective | None, now: datetime
) -> frozenset[str]:
    """Everything the person has a right to, by name, in whatever stage."""
    return frozenset(
        action if isinstance(action, str) else action.__name__
        for action in RIGHTS
        if can(actor, action, negotiation, o, now)
    )


def fitting(s: Situation) -> frozenset[str]:
    """The commands (by name) that the present stage has any use for."""
    o, stage = s.objective, s.stage
    running = o.run.deadline is not None and o.run.paused_at is None and s.now < o.run.deadline.at
    names = {*READING, "TakeStep", "MoveToVersion"}
    ballot = o.ballot
    seated = ballot is not None and s.who.organisation in {x.organisation for x in ballot.seats}
    if ballot and ballot.state is BallotState.OPEN and ballot.stage == o.stage and running:
        names |= {"RecordPosition", "WithdrawPosition"} if seated else set()
    if stage.collects_comments and running:
        names |= {"MakeComment", "StateNoComments"}
    if stage.text_changed_by and step_roles(s.who, o) & set(stage.text_changed_by):
        names.add("ReviseText")
    names |= _about_the_words(s)
    if o.comments and are_answered(stage, o):
        names.add("AnswerComment")
    if running and not stage.instrument:
        names.add("SendReminders")
    if o.run.deadline and o.run.paused_at is None and (running or stage.ballot is None):
        movable = may_move(s, stage.extension) or may_move(s, stage.shortening)
        names |= {"ChangeDeadline"} if movable and not stage.end else set()
    if not stage.end:
        names.add("NameProvisions")
        names |= _around_the_stage(s)
    if not stage.end and o.run.paused_at is None and _open_comments(s):
        names.add("WithdrawComment")
    if not stage.end:
        names |= {"ExtendRounds", "HandOverLead"}
    if o.observers and not stage.end:
        names.add("AdmitOrganisation")
    if o.instrument is not None and stage.instrument:
        names |= {"RecordSignature", "SetEntryIntoForce", "ScheduleReview"}
    held = ballot.positions.get(s.who.organisation or "") if ballot else None
    if held is not None and held.confirm_by is not None and held.confirmed_at is None and running:
        names.add("ConfirmPosition")
    return frozenset(names)


def _about_the_words(s: Situation) -> set[str]:
    """Amendments, brackets, agreement and translations, where there are any to speak of."""
    o, stage = s.objective, s.stage
    names = {"RecordTranslation"}
    mine = s.who.organisation
    on_table = [a for a in o.amendments.values() if a.state is AmendmentState.OPEN]
    if takes_amendments(stage) and o.run.paused_at is None:
        names |= {"ProposeAmendment", "EnterProposals"}
        if any(a.sponsor == mine for a in on_table):
            names |= {"WithdrawAmendment"}
        if any(a.sponsor == mine and a.treatment for a in on_table):
            names |= {"AnswerTreatment"}
        if any(mine not in a.supporters for a in on_table):
            names |= {"CosponsorAmendment"}
        if any(mine in a.cosponsors for a in on_table):
            names |= {"EndCosponsorship"}
        if on_table:
            names |= {"ProposeTreatment", "RefuseAmendment"}
        if any(may_reopen(a) for a in o.amendments.values()):
            names |= {"ReopenAmendment"}
    if stage.text_changed_by and step_roles(s.who, o) & set(stage.text_changed_by):
        names |= {"SettleBracket"} | ({"MergeAmendments"} if on_table else set())
        if any(a.decided_in == o.text.number for a in o.amendments.values()):
            names |= {"UndoMerge"}
    if not stage.end and not stage.instrument:
        names |= {"AgreeParagraphs", "FormPackage"}
        names |= {"ReopenParagraphs"} if o.agreements or o.agreed else set()
        names |= {"DissolvePackage"} if o.packages else set()
    return names


def _around_the_stage(s: Situation) -> set[str]:
    """The meeting and the reviews, where the workflow knows of them."""
    names = set()
    if any(needs_meeting(stage.period) for stage in s.workflow.stages.values()):
        names.add("ScheduleMeeting")
    spec = s.stage.reviewers
    if spec is not None and step_roles(s.who, s.objective) & set(spec.by):
        names.add("NameReviewer")
    o = s.objective
    asked = {r.organisation for r in o.course.reviews} if o.run.paused_at is None else set()
    if s.who.organisation in asked:
        names.add("GiveReview")
    return names


def _open_comments(s: Situation) -> bool:
    """Whether the organisation has made a comment that nobody has answered yet."""
    return any(
        comment.organisation == s.who.organisation and comment.disposition is None
        for comment in s.objective.comments.values()
    )
