"""Messages that tell: receipts, answers, moved deadlines, outcomes."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from placet.engine import events as e
from placet.engine.change_facts import shortened
from placet.engine.codec import instant
from placet.engine.disclosure import NOBODY, sees_everybody
from placet.engine.links import awaited
from placet.engine.messages import Kind
from placet.engine.model import BallotState, Comment, Objective, Position, Role
from placet.engine.notice_facts import (
    Facts,
    Messages,
    Scene,
    ballot_facts,
    everybody,
    head,
    people_of,
)
from placet.engine.notice_proxies import receipt_people


def receipt(scene: Scene, position: Position, *, confirmed: bool = False) -> Messages:
    """The people of an organisation learn that its position was recorded, or confirmed."""
    facts: Facts = {
        **head(scene),
        "organisation": position.organisation,
        "kind": position.kind,
        "reference": position.reference,
        "at": instant(scene.now),
        "qualifiers": [q.value for q in position.qualifiers],
        "carried": position.carried_from is not None,
        "confirmed": confirmed,
        **_circumstances(scene, position, confirmed),
    }
    if position.confirm_by is not None:
        facts["confirm_by"] = instant(position.confirm_by)
    ballot = scene.after.ballot
    if ballot is not None and ballot.state is not BallotState.OPEN:
        facts["closed"] = True
    elif ballot is not None:
        facts |= {"deadline": instant(ballot.deadline.at), "zone": ballot.deadline.zone}
    if position.cast_by:
        facts["cast_by"] = position.cast_by
    for person in dict.fromkeys(
        (*people_of(scene, position.organisation), *receipt_people(scene, position.cast_by))
    ):
        yield scene.message(Kind.RECEIPT, person, facts, position.organisation)


def _circumstances(scene: Scene, position: Position, confirmed: bool) -> Facts:
    """Who entered it, what it waits for, and what it replaced: another delegate's, perhaps."""
    said: Facts = {}
    if position.evidence and not confirmed:
        said |= {"on_behalf": True, "evidence": position.evidence}
    if position.pending:
        said["pending"] = position.pending
    before = scene.before.ballot if scene.before else None
    same = before is not None and scene.after.ballot and before.number == scene.after.ballot.number
    held = before.positions.get(position.organisation) if before and same else None
    if held is not None and not confirmed:
        said |= {"replaced": held.kind, "replaced_reference": held.reference}
    return said


def late(scene: Scene, position: Position) -> Messages:
    """The people of an organisation learn that its late position is on record, uncounted."""
    facts: Facts = {
        **head(scene),
        "organisation": position.organisation,
        "kind": position.kind,
        "reference": position.reference,
        "at": instant(scene.now),
        "late": True,
        "closed": True,
    }
    for person in people_of(scene, position.organisation):
        yield scene.message(Kind.RECEIPT, person, facts, position.organisation)


def withdrawal(scene: Scene, event: e.PositionWithdrawn) -> Messages:
    """They learn that it was taken back, under the reference that it had."""
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
    if held.cast_by:
        facts["cast_by"] = held.cast_by
    if event.cast_by:
        facts["withdrawn_by"] = event.cast_by
    for person in dict.fromkeys(
        (*people_of(scene, event.organisation), *receipt_people(scene, held.cast_by))
    ):
        yield scene.message(Kind.RECEIPT, person, facts, event.organisation)


def answers(scene: Scene, numbers: Collection[int]) -> Messages:
    """Answers were published, or one of them was improved: authors learn theirs, each once."""
    o = scene.after if scene.before is None else scene.before
    known = {**o.comments, **scene.after.comments}
    answered = [known[n] for n in numbers if n in known and known[n].disposition is not None]
    for organisation in dict.fromkeys(c.organisation for c in answered):
        mine = [c for c in answered if c.organisation == organisation]
        facts: Facts = {
            **head(scene),
            "path": f"/objectives/{o.ref}/dispositions?organisation={_in_address(organisation)}",
            "organisation": organisation,
            "count": len(mine),
            "round": o.round,
            "answers": [
                {"label": f"{c.number}", "change": c.disposition.value}
                for c in mine
                if c.disposition
            ],
        }
        for person in people_of(scene, organisation):
            yield scene.message(Kind.ANSWERS, person, facts, organisation, once=_told(o, mine))


def rated(scene: Scene, event: e.AnswerRated) -> Messages:
    """The secretariat learns that an answer does not satisfy the author of the comment."""
    if event.satisfied:
        return
    facts: Facts = {
        **head(scene),
        "path": f"/objectives/{scene.after.ref}/dispositions/{event.number}",
        "organisation": event.organisation,
        "comment": event.number,
        "words": shortened(event.words, 240),
    }
    for officer in scene.negotiation.officers:
        if officer.role is Role.SECRETARIAT:
            yield scene.message(Kind.ANSWER_REJECTED, officer.person, facts, "")


def _in_address(code: str) -> str:
    """The code of an organisation as an address has it: one character of it means something."""
    return code.replace("&", "%26")


def _told(o: Objective, comments: list[Comment]) -> str:
    """A cause that these answers, as they stand, are told for once and never again."""
    said = ",".join(f"{c.number}:{c.disposition}:{c.response}" for c in comments)
    return f"{o.ref}/answers/{sha256(said.encode()).hexdigest()[:20]}"


def stage_changed(scene: Scene, event: e.StageEntered) -> Messages:
    """Everybody learns which stage the objective is in, and until when."""
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
    for organisation, person in everybody(scene):
        yield scene.message(
            Kind.STAGE_CHANGED, person, {**facts, "organisation": organisation}, organisation
        )


def newly_seen(scene: Scene, event: e.RestrictionChanged) -> Messages:
    """Organisations that did not see the objective learn that they do, where it stands, and why."""
    before = scene.before.restricted_to if scene.before else ()
    stage, run = scene.workflow.stages[scene.after.stage], scene.after.run
    facts: Facts = {
        **head(scene),
        "state": stage.state,
        "stage_title": stage.title,
        "reason": event.reason,
        "round": run.round,
    }
    if run.deadline is not None and run.paused_at is None:
        facts |= {"deadline": instant(run.deadline.at), "zone": run.deadline.zone}
    for organisation, person in everybody(scene):
        if before and organisation and organisation not in before:
            told = {**facts, "organisation": organisation}
            yield scene.message(Kind.STAGE_CHANGED, person, told, organisation)


def outcome_told(scene: Scene, outcome: str, reason: str) -> Messages:
    """Everybody learns how it ended."""
    o = scene.after
    facts: Facts = {**head(scene), "outcome": outcome, "reason": reason}
    ballot = o.ballot
    if ballot is not None:
        rules = ballot_facts(scene, "")
        facts |= {k: rules[k] for k in ("have", "seats", "rule", "kinds")}
    if waits := awaited(scene.negotiation.links, o.ref, scene.others):
        facts |= {"subject_to": list(waits)} if o.instrument is not None else {}
    if o.instrument is not None:
        named = ballot is None or sees_everybody(ballot, NOBODY)
        facts["not_bound"] = list(o.instrument.not_bound) if named else []
        if o.instrument.provisional and o.run.deadline is not None:
            facts |= {"confirm_by": instant(o.run.deadline.at), "zone": o.run.deadline.zone}
    for organisation, person in everybody(scene):
        yield scene.message(
            Kind.OUTCOME, person, {**facts, "organisation": organisation}, organisation
        )


def observers_told(scene: Scene, event: e.ObserversChanged) -> Messages:
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


def deadline_changed(scene: Scene, event: e.DeadlineChanged) -> Messages:
    """Everybody learns the new deadline, the old one, and why."""
    moved = moved_facts(scene, event)
    if not moved:
        return
    facts: Facts = {**head(scene), **moved}
    for organisation, person in everybody(scene):
        yield scene.message(
            Kind.DEADLINE_CHANGED, person, {**facts, "organisation": organisation}, organisation
        )


def moved_facts(scene: Scene, event: e.DeadlineChanged) -> Facts:
    """The new deadline, the old one, and why; nothing where none was moved."""
    before = scene.before
    if before is None or event.deadline is None or before.run.number != event.run:
        return {}
    if before.run.deadline is None or scene.workflow.stages[before.stage].end:
        return {}
    return {
        "deadline": instant(event.deadline.at),
        "zone": event.deadline.zone,
        "was": instant(before.run.deadline.at),
        "reason" if event.moved else "cause": event.reason,
    }


def procedure_changed(scene: Scene, event: e.WorkflowChanged) -> Messages:
    """Everybody learns which version of the procedure is followed from now on, and why."""
    before, run = scene.before, scene.after.run
    if before is None:
        return
    facts: Facts = {
        **head(scene),
        "path": f"/objectives/{scene.after.ref}/workflow",
        "procedure": scene.workflow.title,
        "old_version": before.workflow_version,
        "new_version": event.version,
        "stage_title": scene.workflow.stages[scene.after.stage].title,
        "reason": event.reason,
    }
    if run.deadline is not None and run.paused_at is None:
        facts |= {"deadline": instant(run.deadline.at), "zone": run.deadline.zone}
    for organisation, person in everybody(scene):
        yield scene.message(
            Kind.PROCEDURE_CHANGED, person, {**facts, "organisation": organisation}, organisation
        )
