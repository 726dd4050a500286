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
from placet.engine.decide.acting_for import members_to_cast_for
from placet.engine.decide.amendments import may_reopen, takes_amendments
from placet.engine.decide.answering import answerable
from placet.engine.decide.concerns import takes_concerns
from placet.engine.decide.dispositions import are_answered, drafts, may_answer
from placet.engine.decide.statements import takes_statements
from placet.engine.decide.timing import may_move
from placet.engine.groups import groups_of, spoken_for
from placet.engine.model import BallotState, Negotiation, Objective
from placet.engine.statements import reserves_held
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
        names |= {"RecordPosition", "WithdrawPosition"} if answerable(s) else set()
        names |= {"CastForMembers"} if members_to_cast_for(s) else set()
        names |= (
            {"SpeakForGroup"} if spoken_for(s.negotiation.groups, s.who.organisation) else set()
        )
        names |= {"AwaitInstructions"} if seated else set()
        names |= {"EnterPositions"}
    if stage.collects_comments and running:
        names |= {"MakeComment", "SubmitComments", "StateNoComments"}
    if stage.text_changed_by and step_roles(s.who, o) & set(stage.text_changed_by):
        names.add("ReviseText")
    if ballot and ballot.state is BallotState.CLOSED and seated:
        names.add("RecordLatePosition")
    names |= _about_the_words(s) | _beside_the_positions(s)
    names |= _about_answers(s)
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
    names.add("RestrictObjective")
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
        shared = {g.code for g in groups_of(s.negotiation.groups, mine)}
        if any(a.group in shared and mine not in (a.sponsor, *a.dissociated) for a in on_table):
            names |= {"DissociateFromAmendment"}
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


def _beside_the_positions(s: Situation) -> set[str]:
    """Statements, reserves, concerns and endorsements, where there is something to do."""
    o, stage, mine = s.objective, s.stage, s.who.organisation
    names = set[str]()
    held = reserves_held(o.statements.values())
    own = [x for x in o.statements.values() if x.organisation == mine and x.stands]
    names |= {"OverrideReserve"} if held else set()
    names |= {"LiftReserve"} if any(x.is_reserve for x in own) else set()
    if takes_statements(stage):
        names |= {"MakeStatement"}
        names |= {"WithdrawStatement"} if any(not x.is_reserve for x in own) else set()
    if takes_concerns(stage):
        names |= {"RaiseConcern"}
        raised = [x for x in o.concerns.values() if x.organisation == mine]
        settles = s.who.secretariat or s.who.chair
        some_open = any(x.is_open for x in (o.concerns.values() if settles else raised))
        names |= {"ResolveConcern"} if some_open else set()
        names |= {"WithdrawConcern"} if any(x.is_open for x in raised) else set()
        names |= {"ReopenConcern"} if any(not x.is_open for x in raised) else set()
    if stage.endorsers and o.run.paused_at is None and mine not in o.leads:
        names.add("EndEndorsement" if mine in o.endorsers else "EndorseProposal")
    return names


def _about_answers(s: Situation) -> set[str]:
    """Answers to comments: drafts, their publication, what the authors say to them."""
    o = s.objective
    names = {"RateAnswer"} if o.comments_made and not s.stage.end else set()
    if o.comments and are_answered(s.stage, o):
        if may_answer(s):
            names |= {"AnswerComment", "AnswerComments"}
        if drafts(o):
            names |= {"ClearAnswer", "PublishDispositions"} if may_answer(s) else set()
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
    """Whether the organisation has made a comment that, as far as it knows, has no answer."""
    return any(
        comment.organisation == s.who.organisation
        and (comment.disposition is None or not comment.published)
        for comment in s.objective.comments.values()
    )
