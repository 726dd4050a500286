"""Who is told what when something has happened: events become messages.

Pure: the same change always writes the same messages under the same keys, so writing them
twice writes them once.  A message carries the facts to be said, never words, and never
anybody's reasons.  Whoever is asked for something gets a message that is only handed over
while it is still owed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from placet.engine import events as e
from placet.engine.access import Actor
from placet.engine.codec import instant
from placet.engine.decide.situation import unconfirmed
from placet.engine.messages import Kind, Message
from placet.engine.model import Negotiation, Objective, Position
from placet.engine.notice_facts import (
    Facts,
    Scene,
    ballot_facts,
    confirm_facts,
    head,
    needed,
    officers,
    people_of,
    submitters_of,
)
from placet.engine.owing import owing
from placet.engine.workflow import Workflow

Messages = Iterator[Message]

_ENDS = {"not_adopted": "not_adopted", "lapsed": "lapsed", "withdrawn": "withdrawn"}


def messages(scene: Scene) -> tuple[Message, ...]:
    """Everything that one change of an objective sends, in the order of its events."""
    made: dict[str, Message] = {}
    for event in scene.events:
        for message in _about(scene, event):
            made.setdefault(message.key, message)
    if _awaits_decision(scene):
        for message in _decision_needed(scene):
            made.setdefault(message.key, message)
    return tuple(made.values())


def _about(scene: Scene, event: e.ObjectiveEvent) -> Messages:
    match event:
        case e.BallotOpened():
            yield from _asked(scene)
        case e.PositionRecorded():
            yield from _receipt(scene, event.position)
        case e.PositionWithdrawn():
            yield from _withdrawn(scene, event)
        case e.PositionConfirmed():
            held = (
                scene.after.ballot.positions.get(event.organisation) if scene.after.ballot else None
            )
            if held is not None:
                yield from _receipt(scene, held, confirmed=True)
        case e.StageEntered():
            yield from _entered(scene, event)
        case e.Adopted():
            waited = scene.before and scene.before.instrument
            if waited and waited.provisional and not event.instrument.provisional:
                yield from _outcome(scene, "adoption_final", "")
        case e.AdoptionUndone():
            yield from _outcome(scene, "adoption_undone", event.reason)
        case e.ObserversChanged():
            yield from _observers_told(scene, event)
        case e.DeadlineChanged():
            yield from _deadline_changed(scene, event)
        case e.RemindersSent():
            yield from _reminders(scene, event)
        case _:
            return


def _asked(scene: Scene) -> Messages:
    """A ballot was opened: every seat without a position is asked for one."""
    o, ballot = scene.after, scene.after.ballot
    if ballot is None:
        return
    before = scene.before.ballot if scene.before else None
    for organisation in owing(scene.workflow, scene.negotiation, o, scene.now):
        facts: Facts = {**head(scene), **ballot_facts(scene, organisation)}
        stale = None
        if before is not None and before.stage == ballot.stage:
            stale = before.positions.get(organisation)
            if stale is not None and before is not None:
                facts |= {"since": before.text, "kind": stale.kind}
        kind = Kind.POSITION_REQUESTED if stale is None else Kind.CONFIRM_NEEDED
        if scene.before is None:
            kind = Kind.PROPOSED
            facts |= {"leads": list(o.leads), "purpose": o.purpose}
        for person in submitters_of(scene, organisation):
            yield scene.message(kind, person, facts, organisation, owed=True)
    if scene.before is None:
        facts = {
            **head(scene),
            **ballot_facts(scene, ""),
            "leads": list(o.leads),
            "purpose": o.purpose,
        }
        for person in officers(scene.negotiation):
            yield scene.message(Kind.PROPOSED, person, facts, "")


def _receipt(scene: Scene, position: Position, *, confirmed: bool = False) -> Messages:
    facts: Facts = {
        **head(scene),
        "organisation": position.organisation,
        "kind": position.kind,
        "reference": position.reference,
        "at": instant(scene.now),
        "qualifiers": [q.value for q in position.qualifiers],
        "carried": position.carried_from is not None,
        "confirmed": confirmed,
    }
    if position.confirm_by is not None:
        facts["confirm_by"] = instant(position.confirm_by)
    ballot = scene.after.ballot
    if ballot is not None:
        facts |= {"deadline": instant(ballot.deadline.at), "zone": ballot.deadline.zone}
    for person in people_of(scene, position.organisation):
        yield scene.message(Kind.RECEIPT, person, facts, position.organisation)


def _withdrawn(scene: Scene, event: e.PositionWithdrawn) -> Messages:
    held = None
    if scene.before and scene.before.ballot:
        held = scene.before.ballot.positions.get(event.organisation)
    if held is None:
        return
    facts: Facts = {
        **head(scene),
        "organisation": event.organisation,
        "kind": "withdrawn",
        "reference": held.reference,
        "at": instant(scene.now),
    }
    for person in people_of(scene, event.organisation):
        yield scene.message(Kind.RECEIPT, person, facts, event.organisation)


def _entered(scene: Scene, event: e.StageEntered) -> Messages:
    """A stage was entered: who is asked, who is told, who learns the outcome."""
    if scene.before is None:
        return
    stage = scene.workflow.stages[event.run.stage]
    if stage.ballot is not None or stage.collects_comments:
        yield from _answers(scene)
    if stage.collects_comments:
        yield from _comments_requested(scene)
    elif stage.state == "adopted" and event.step == "adopt":
        provisional = bool(unconfirmed(scene.after))
        yield from _outcome(scene, "adopted_provisionally" if provisional else "adopted", "")
        yield from _confirmations(scene)
    elif stage.state in _ENDS:
        if scene.before.instrument is None:
            yield from _outcome(scene, _ENDS[stage.state], event.reason)
    elif stage.ballot is None or event.step == "resume":
        yield from _stage_changed(scene, event)


def _comments_requested(scene: Scene) -> Messages:
    run = scene.after.run
    if run.deadline is None:
        return
    for organisation in owing(scene.workflow, scene.negotiation, scene.after, scene.now):
        facts: Facts = {
            **head(scene),
            "organisation": organisation,
            "deadline": instant(run.deadline.at),
            "zone": run.deadline.zone,
            "round": run.round,
        }
        for person in submitters_of(scene, organisation):
            yield scene.message(Kind.COMMENTS_REQUESTED, person, facts, organisation, owed=True)


def _answers(scene: Scene) -> Messages:
    """Leaving the revision: authors of comments learn the answers."""
    before = scene.before
    if before is None or not scene.workflow.stages[before.stage].text_changed_by:
        return
    authors = dict.fromkeys(c.organisation for c in before.comments.values())
    for organisation in authors:
        mine = [c for c in before.comments.values() if c.organisation == organisation]
        facts: Facts = {
            **head(scene),
            "organisation": organisation,
            "count": len(mine),
            "round": before.round,
            "answers": [
                {"label": f"{c.number}", "change": c.disposition.value}
                for c in mine
                if c.disposition is not None
            ],
        }
        for person in people_of(scene, organisation):
            yield scene.message(Kind.ANSWERS, person, facts, organisation)


def _stage_changed(scene: Scene, event: e.StageEntered) -> Messages:
    stage = scene.workflow.stages[event.run.stage]
    facts: Facts = {
        **head(scene),
        "state": stage.state,
        "stage_title": stage.title,
        "reason": event.reason,
        "round": event.run.round,
    }
    if event.run.deadline is not None and event.run.paused_at is None:
        facts |= {"deadline": instant(event.run.deadline.at), "zone": event.run.deadline.zone}
    for organisation, person in _everybody(scene):
        yield scene.message(
            Kind.STAGE_CHANGED, person, {**facts, "organisation": organisation}, organisation
        )


def _outcome(scene: Scene, outcome: str, reason: str) -> Messages:
    o = scene.after
    facts: Facts = {**head(scene), "outcome": outcome, "reason": reason}
    ballot = o.ballot
    if ballot is not None:
        rules = ballot_facts(scene, "")
        facts |= {k: rules[k] for k in ("have", "seats", "rule", "kinds")}
    if o.instrument is not None:
        facts["not_bound"] = list(o.instrument.not_bound)
        if o.instrument.provisional and o.run.deadline is not None:
            facts |= {"confirm_by": instant(o.run.deadline.at), "zone": o.run.deadline.zone}
    for organisation, person in _everybody(scene):
        yield scene.message(
            Kind.OUTCOME, person, {**facts, "organisation": organisation}, organisation
        )


def _confirmations(scene: Scene) -> Messages:
    for organisation in unconfirmed(scene.after):
        facts: Facts = {**head(scene), **confirm_facts(scene, organisation)}
        for person in submitters_of(scene, organisation):
            yield scene.message(Kind.CONFIRM_NEEDED, person, facts, organisation, owed=True)


def _observers_told(scene: Scene, event: e.ObserversChanged) -> Messages:
    """Organisations that hold no seat any more learn that they are observers now."""
    before = scene.before.observers if scene.before else ()
    stage = scene.workflow.stages[scene.after.stage]
    for organisation in event.observers:
        if organisation in before:
            continue
        facts: Facts = {
            **head(scene),
            "organisation": organisation,
            "state": stage.state,
            "stage_title": stage.title,
            "observer": True,
        }
        for person in people_of(scene, organisation):
            yield scene.message(Kind.STAGE_CHANGED, person, facts, organisation)


def _deadline_changed(scene: Scene, event: e.DeadlineChanged) -> Messages:
    before = scene.before
    if before is None or event.deadline is None or before.run.number != event.run:
        return
    if before.run.deadline is None or scene.workflow.stages[before.stage].end:
        return
    facts: Facts = {
        **head(scene),
        "deadline": instant(event.deadline.at),
        "zone": event.deadline.zone,
        "was": instant(before.run.deadline.at),
        "reason": event.reason,
    }
    for organisation, person in _everybody(scene):
        yield scene.message(
            Kind.DEADLINE_CHANGED, person, {**facts, "organisation": organisation}, organisation
        )


def _reminders(scene: Scene, event: e.RemindersSent) -> Messages:
    o = scene.after
    stage = scene.workflow.stages[o.stage]
    kind = Kind.LAST_CALL if event.step.endswith("h") else Kind.REMINDER
    for organisation in event.organisations:
        facts: Facts = {**head(scene), "organisation": organisation, "step": event.step}
        if o.run.deadline is not None:
            facts |= {"deadline": instant(o.run.deadline.at), "zone": o.run.deadline.zone}
        if stage.ballot is not None:
            facts |= {
                **ballot_facts(scene, organisation),
                "ask": "position",
                "needed": needed(scene),
            }
        elif stage.collects_comments:
            facts["ask"] = "comment"
        else:
            facts |= {**confirm_facts(scene, organisation), "ask": "confirm"}
        once = f"{o.ref}/run{event.run}/{event.step}"
        if event.step == "by_hand":
            once = f"{once}/{o.version}"
        for person in submitters_of(scene, organisation):
            yield scene.message(kind, person, facts, organisation, owed=True, once=once)


def _awaits_decision(scene: Scene) -> bool:
    """The run was closed and no step was taken: somebody has to decide."""
    closed = any(isinstance(x, e.StageClosed) for x in scene.events)
    return closed and not any(isinstance(x, e.StageEntered) for x in scene.events)


def _decision_needed(scene: Scene) -> Messages:
    facts = head(scene)
    if scene.after.ballot is not None and scene.after.ballot.stage == scene.after.stage:
        facts |= {**ballot_facts(scene, ""), "needed": needed(scene)}
        facts["passes"] = bool(scene.after.ballot.passed)
    for person in officers(scene.negotiation):
        yield scene.message(Kind.DECISION_NEEDED, person, facts, "")


def _everybody(scene: Scene) -> Iterator[tuple[str, str]]:
    """Every person with a part in the negotiation, with the organisation they act for."""
    seen: set[str] = set()
    for participant in scene.negotiation.participants:
        for person in people_of(scene, participant.organisation):
            if person not in seen:
                seen.add(person)
                yield participant.organisation, person
    for person in officers(scene.negotiation):
        if person not in seen:
            seen.add(person)
            yield "", person


def invitations(
    negotiation: Negotiation, events: tuple[e.NegotiationEvent, ...], actor: Actor
) -> tuple[Message, ...]:
    """What people learn who were given a part in a negotiation."""
    made: list[Message] = []
    for event in events:
        if isinstance(event, e.DelegateAppointed):
            person, organisation, capacity = event.person, event.organisation, event.capacity.value
        elif isinstance(event, e.OfficerAppointed) and event.person != actor.person:
            person, organisation, capacity = event.person, "", event.role.value
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
        made.append(
            Message(
                key, Kind.INVITATION, person, facts, negotiation.symbol, None, organisation or None
            )
        )
    return tuple(made)


def still_wanted(
    workflow: Workflow, negotiation: Negotiation, o: Objective, message: Message, now: datetime
) -> bool:
    """Whether a message that asks for something still makes sense at hand-over."""
    if not message.only_while_owed:
        return True
    if message.run != o.run.number:
        return False
    return message.organisation in owing(workflow, negotiation, o, now)
