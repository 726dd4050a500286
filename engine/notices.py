"""Who is told what when something has happened: events become messages.

Pure: the same change always writes the same messages under the same keys, so writing them
twice writes them once.  A message carries the facts to be said, never words, and never the
reasons of a position.  Whoever is asked for something gets a message that is only handed over
while it is still owed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from placet.engine import events as e
from placet.engine import notice_batches as batches
from placet.engine import notice_beside as beside
from placet.engine import notice_circulars as letters
from placet.engine import notice_entries as entries
from placet.engine import notice_news as news
from placet.engine import notice_requests as requests
from placet.engine import notice_words as about_words
from placet.engine.access import Actor
from placet.engine.decide.situation import unconfirmed
from placet.engine.messages import Kind, Message
from placet.engine.model import Negotiation, Objective
from placet.engine.notice_facts import Facts, Messages, Scene
from placet.engine.owing import OVERDUE, at_rest, owing
from placet.engine.workflow import Workflow

_ENDS = {"not_adopted": "not_adopted", "lapsed": "lapsed", "withdrawn": "withdrawn"}


REPLACED = frozenset(
    {
        Kind.STAGE_CHANGED,
        Kind.OUTCOME,
        Kind.POSITION_REQUESTED,
        Kind.CONFIRM_NEEDED,
        Kind.COMMENTS_REQUESTED,
        Kind.DEADLINE_CHANGED,
        Kind.DECISION_NEEDED,
    }
)
"""What is not sent to whoever gets a circular about the same change.

Nor is the news about somebody's own amendments, which the circular then has, and where that
news goes out by itself it has the new deadline.
"""


def messages(scene: Scene) -> tuple[Message, ...]:
    """Everything that one change of an objective sends, in the order of its events."""
    made: dict[str, Message] = {}
    for event in scene.events:
        for message in _about(scene, event):
            made.setdefault(message.key, message)
    if _awaits_decision(scene) or _is_overdue(scene):
        for message in requests.decision_needed(scene):
            made.setdefault(message.key, message)
    told = (*entries.entries_told(scene), *about_words.decisions_told(scene))
    for message in (*told, *letters.circulars(scene)):
        made.setdefault(message.key, message)
    return _without_doubles(tuple(made.values()))


def _without_doubles(made: tuple[Message, ...]) -> tuple[Message, ...]:
    """The messages less those in whose place somebody gets another about the same change."""
    lettered = {m.person: m.organisation for m in made if m.kind is Kind.CIRCULAR}
    sponsors = {m.person for m in made if m.kind is Kind.AMENDMENTS_DECIDED}
    return tuple(
        m
        for m in made
        if not (m.person in lettered and _is_replaced(m, lettered[m.person]))
        and not (m.person in sponsors and m.kind is Kind.DEADLINE_CHANGED)
    )


def _is_replaced(message: Message, organisation: str | None) -> bool:
    """A position held ad referendum is to be confirmed whatever a circular says.

    A circular tells of the amendments of the organisation for which one gets it.
    """
    if message.kind is Kind.AMENDMENTS_DECIDED:
        return message.organisation == organisation
    if "holder" in message.facts:
        return False  # it asks for another organisation, which the circular does not say
    return message.kind in REPLACED and not (
        message.kind is Kind.CONFIRM_NEEDED and "confirm_by" in message.facts
    )


def _about(scene: Scene, event: e.ObjectiveEvent) -> Messages:
    match event:
        case e.BallotOpened():
            yield from requests.positions_requested(scene)
        case e.PositionRecorded():
            yield from news.receipt(scene, event.position)
        case e.LatePositionRecorded():
            yield from news.late(scene, event.position)
        case e.PositionWithdrawn():
            yield from news.withdrawal(scene, event)
        case e.PositionConfirmed():
            held = (
                scene.after.ballot.positions.get(event.organisation) if scene.after.ballot else None
            )
            if held is not None:
                yield from news.receipt(scene, held, confirmed=True)
        case e.StageEntered():
            yield from _entered(scene, event)
        case e.Adopted():
            waited = scene.before and scene.before.instrument
            if waited and waited.provisional and not event.instrument.provisional:
                yield from news.outcome_told(scene, "adoption_final", "")
        case e.AdoptionUndone():
            yield from news.outcome_told(scene, "adoption_undone", event.reason)
        case e.ObserversChanged():
            yield from news.observers_told(scene, event)
        case e.RestrictionChanged():
            yield from news.newly_seen(scene, event)
        case e.DeadlineChanged():
            yield from news.deadline_changed(scene, event)
        case e.WorkflowChanged():
            yield from news.procedure_changed(scene, event)
        case e.RemindersSent():
            yield from requests.reminders(scene, event)
        case e.ReviewerNamed():
            yield from requests.review_requested(scene, event)
        case e.StatementEnded():
            yield from beside.statement_ended(scene, event)
        case e.ConcernEnded():
            yield from beside.concern_ended(scene, event)
        case e.AmendmentProposed() if not event.amendment.evidence:
            yield from about_words.amendment_told(scene, event)
        case e.CommentsSubmitted():
            yield from batches.batch_told(scene, event)
        case e.TreatmentProposed():
            yield from about_words.treatment_told(scene, event)
        case e.AgreementNoted():
            yield from about_words.agreement_pending(scene, event)
        case e.DispositionsPublished():
            yield from news.answers(scene, event.numbers)
        case e.CommentAnswered() if _improves(scene, event):
            yield from news.answers(scene, (event.number,))
        case e.AnswerRated():
            yield from news.rated(scene, event)
        case _:
            return


def _improves(scene: Scene, event: e.CommentAnswered) -> bool:
    """Whether an answer that was published already is given anew."""
    before = scene.before.comments.get(event.number) if scene.before else None
    return before is not None and before.disposition is not None and not event.draft


def _entered(scene: Scene, event: e.StageEntered) -> Messages:
    """A stage was entered: who is asked, who is told, who learns the outcome."""
    if scene.before is None:
        return
    stage = scene.workflow.stages[event.run.stage]
    if stage.collects_comments:
        yield from requests.comments_requested(scene)
    elif stage.state == "adopted" and event.step == "adopt":
        provisional = bool(unconfirmed(scene.after))
        yield from news.outcome_told(
            scene, "adopted_provisionally" if provisional else "adopted", ""
        )
        yield from requests.confirmations_requested(scene)
    elif stage.state in _ENDS:
        if scene.before.instrument is None:
            yield from news.outcome_told(scene, _ENDS[stage.state], event.reason)
    elif stage.ballot is None or event.step == "resume":
        yield from news.stage_changed(scene, event)


def _awaits_decision(scene: Scene) -> bool:
    """The run was closed and no step was taken: somebody has to decide."""
    closed = any(isinstance(x, e.StageClosed) for x in scene.events)
    if at_rest(scene.workflow.stages[scene.after.stage], scene.after):
        return False
    return closed and not any(isinstance(x, e.StageEntered) for x in scene.events)


def _is_overdue(scene: Scene) -> bool:
    """Somebody has to decide, and is reminded of it."""
    reminded = (x for x in scene.events if isinstance(x, e.RemindersSent))
    return any(x.step.startswith(OVERDUE) for x in reminded)


def invitations(
    negotiation: Negotiation, events: tuple[e.NegotiationEvent, ...], actor: Actor
) -> tuple[Message, ...]:
    """What people learn who were given a part in a negotiation, on the day it begins."""
    made: list[Message] = []
    for event in events:
        if isinstance(event, e.DelegateAppointed):
            person, organisation, capacity = event.person, event.organisation, event.capacity.value
            begins = event.since
        elif isinstance(event, e.OfficerAppointed) and event.person != actor.person:
            person, organisation, capacity = event.person, "", event.role.value
            begins = None
        else:
            continue
        facts: Facts = {
            "path": f"/negotiations/{negotiation.symbol}",
            "symbol": negotiation.symbol,
            "negotiation": negotiation.title,
            "organisation": organisation,
            "capacity": capacity,
            "contact": negotiation.contact,
        }
        key = f"{negotiation.symbol}/{negotiation.version}/invitation/{person}/{capacity}"
        invited = Message(
            key, Kind.INVITATION, person, facts, negotiation.symbol, None, organisation or None
        )
        made.append(replace(invited, due_at=begins))
    return tuple(made)


def still_wanted(
    workflow: Workflow, negotiation: Negotiation, o: Objective, message: Message, now: datetime
) -> bool:
    """Whether a message that asks for something still makes sense at hand-over."""
    if not message.only_while_owed:
        return True
    if message.kind in (Kind.TREATMENT, Kind.AGREEMENT_PENDING):
        return not workflow.stages[o.stage].end and about_words.still_open(o, message)
    if message.run != o.run.number:
        return False
    return message.organisation in owing(workflow, negotiation, o, now)
