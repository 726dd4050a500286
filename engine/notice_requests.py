"""Messages that ask: handed over only while what they ask for is still owed."""

from __future__ import annotations

from placet.engine import events as e
from placet.engine.access import Standing
from placet.engine.acting import acting_for
from placet.engine.codec import instant
from placet.engine.deadlines import parse_period
from placet.engine.decide.situation import unconfirmed
from placet.engine.messages import Kind
from placet.engine.model import Objective
from placet.engine.notice_facts import (
    Facts,
    Messages,
    Scene,
    ballot_facts,
    confirm_facts,
    count_facts,
    head,
    officers,
    submitters_of,
)
from placet.engine.notice_proxies import asked_by_proxy, holder_for
from placet.engine.owing import owing

_AN_OFFICER = Standing(secretariat=True, chair=True)


def positions_requested(scene: Scene) -> Messages:
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
            facts |= {"leads": list(o.leads), "purpose": _purpose(o)}
        for person in submitters_of(scene, organisation):
            yield scene.message(kind, person, facts, organisation, owed=True)
        yield from asked_by_proxy(scene, kind, organisation, facts)
    if scene.before is None:
        facts = {
            **head(scene),
            **ballot_facts(scene, ""),
            "leads": list(o.leads),
            "purpose": _purpose(o),
        }
        for person in officers(scene.negotiation):
            yield scene.message(Kind.PROPOSED, person, facts, "")


def _purpose(o: Objective) -> str:
    """What it is for; of a restricted objective no mail says it."""
    return "" if o.restricted_to else o.purpose


def comments_requested(scene: Scene) -> Messages:
    """Every organisation that owes comments is asked for them."""
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


def review_requested(scene: Scene, event: e.ReviewerNamed) -> Messages:
    """The organisation that was named is asked for its review."""
    organisation = event.review.organisation
    facts: Facts = {
        **head(scene),
        "organisation": organisation,
        "deadline": instant(event.review.due),
        "zone": scene.negotiation.zone,
    }
    for person in submitters_of(scene, organisation):
        yield scene.message(Kind.REVIEW_REQUESTED, person, facts, organisation)


def confirmations_requested(scene: Scene) -> Messages:
    """Those who agreed ad referendum are asked to confirm."""
    for organisation in unconfirmed(scene.after):
        facts: Facts = {**head(scene), **confirm_facts(scene, organisation)}
        for person in submitters_of(scene, organisation):
            yield scene.message(Kind.CONFIRM_NEEDED, person, facts, organisation, owed=True)


def reminders(scene: Scene, event: e.RemindersSent) -> Messages:
    """Those who still owe an answer are reminded, each step of a run once."""
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
                **count_facts(scene, Standing(organisation=organisation)),
                **_awaiting(scene, organisation),
            }
        elif stage.collects_comments:
            facts["ask"] = "comment"
        else:
            facts |= {**confirm_facts(scene, organisation), "ask": "confirm"}
        once = f"{o.ref}/run{event.run}/{event.step}"
        if event.step == "by_hand":
            once = f"{once}/{o.version}"
        for person in _reminded(scene, organisation, event.step):
            yield scene.message(kind, person, facts, organisation, owed=True, once=once)
        if stage.ballot is not None and (holder := holder_for(scene, organisation)):
            facts.pop("needed", None)
            facts |= count_facts(scene, Standing(organisation=holder))
            told = _reminded(scene, holder, event.step)
            yield from asked_by_proxy(scene, kind, organisation, facts, told, once)


def _awaiting(scene: Scene, organisation: str) -> Facts:
    """That the organisation waits for instructions, and since and until when."""
    ballot = scene.after.ballot
    waits = ballot.awaiting.get(organisation) if ballot else None
    if waits is None:
        return {}
    return {"awaiting": True, "expected": waits.expected}


def _reminded(scene: Scene, organisation: str, step: str) -> tuple[str, ...]:
    """Whoever binds the organisation, or those of them that the stage escalates to."""
    everybody = submitters_of(scene, organisation)
    escalates = scene.workflow.stages[scene.after.stage].escalates
    named = {parse_period(before).short: to for before, to in escalates.items()}
    if step not in named:
        return everybody
    acting = acting_for(scene.negotiation, organisation, scene.now)
    wanted = {person for person, capacity in acting if capacity.value in named[step]}
    return tuple(person for person in everybody if person in wanted) or everybody


def decision_needed(scene: Scene) -> Messages:
    """The officers learn that a decision is theirs now, and what the count is."""
    facts = head(scene)
    if scene.after.ballot is not None and scene.after.ballot.stage == scene.after.stage:
        facts |= {**ballot_facts(scene, ""), **count_facts(scene, _AN_OFFICER)}
        facts["passes"] = bool(scene.after.ballot.passed)
    for person in officers(scene.negotiation):
        yield scene.message(Kind.DECISION_NEEDED, person, facts, "")
