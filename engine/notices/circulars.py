"""Circulars: letters that everybody at the table receives, once, when a step is taken.

Silence is opened, broken and told by letter (OSCE Rules of Procedure, annex 1(A); UN General
Assembly decision 74/544).  A circular takes the place of every other mail that the same
change would have sent to the same person about the same thing, so it says all of it: what is
asked and until when, what was broken, what follows.  A deadline that is moved under silence
and a text that changes under it are told by circular too, although no step is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine import events as e
from placet.engine.access import Actor, Standing, standing
from placet.engine.codec import instant
from placet.engine.decide.counting import breakers, effects_of, silence_agrees
from placet.engine.decide.remainder import named_by, partly_broken
from placet.engine.disclosure import ballot_for, objective_for, sees_position
from placet.engine.evolve import evolve
from placet.engine.messages import Json, Kind
from placet.engine.model import Ballot, Qualifier
from placet.engine.notices.facts import Facts, Messages, Scene, ballot_facts, everybody, head
from placet.engine.notices.words import amendments_of
from placet.engine.statements import printed
from placet.engine.text import names_of
from placet.engine.workflow import Step


def circulars(scene: Scene) -> Messages:
    """The letter of this change to each person at the table, if it has one."""
    for name, facts in _letters(scene):
        for organisation, person in everybody(scene):
            who = standing(Actor(person), scene.negotiation, scene.now)
            told = {**facts, "organisation": organisation, **_for(scene, name, organisation, who)}
            told["home"] = scene.negotiation.zone
            yield scene.message(Kind.CIRCULAR, person, told, organisation)


def _letters(scene: Scene) -> Iterator[tuple[str, Facts]]:
    """The name of the letter and what it says to everybody; at most one."""
    entered = next((x for x in scene.events if isinstance(x, e.StageEntered)), None)
    if scene.before is None:
        return
    if entered is not None:
        step = _step(scene, entered)
        if step is not None and step.circular:
            yield step.circular, _of_step(scene, entered, step)
        return
    closed = any(isinstance(x, e.BallotClosed) for x in scene.events)
    if closed and any(isinstance(x, e.TextRevised) for x in scene.events):
        yield "void", {**head(scene), "circular": "void", "at": instant(scene.now)}
    elif _reopened(scene):
        yield "paragraphs", {**head(scene), "circular": "paragraphs", "at": instant(scene.now)}
    elif (moved := _extended(scene)) is not None:
        yield "extended", moved


def _reopened(scene: Scene) -> tuple[str, ...]:
    """The paragraphs that a silence had left agreed and that are open again.

    Letters told that they were agreed, so letters tell this; what the table notes of agreement
    itself is no matter of letters.
    """
    told = scene.before.agreed if scene.before else ()
    again = (p for x in scene.events if isinstance(x, e.ParagraphsReopened) for p in x.paragraphs)
    return tuple(p for p in again if p in told)


def _step(scene: Scene, entered: e.StageEntered) -> Step | None:
    """The row that was taken."""
    before = scene.before.stage if scene.before else ""
    rows = (
        row
        for row in scene.workflow.steps
        if row.name == entered.step and row.dest == entered.run.stage and before in row.sources
    )
    return next(rows, None)


def _of_step(scene: Scene, entered: e.StageEntered, step: Step) -> Facts:
    """What a letter about a step says, whatever its name."""
    run, stage = entered.run, scene.workflow.stages[entered.run.stage]
    facts: Facts = {
        **head(scene),
        "circular": step.circular,
        "at": instant(run.entered_at),
        "step": step.title,
        "consequence": step.consequence,
        "state": stage.state,
        "stage_title": stage.title,
        "round": run.round,
        "reason": entered.reason,
    }
    deadline = scene.after.run.deadline
    if deadline is not None and run.paused_at is None:
        facts |= {"deadline": instant(deadline.at), "zone": deadline.zone}
    return facts


def _extended(scene: Scene) -> Facts | None:
    """A later deadline where letters are the practice: the stage was opened by one."""
    moved = (x for x in scene.events if isinstance(x, e.DeadlineChanged) and x.moved)
    event = next(moved, None)
    o, before = scene.after, scene.before
    if event is None or before is None or event.deadline is None or before.run.deadline is None:
        return None
    by_letter = any(r.dest == o.stage and r.circular == "opening" for r in scene.workflow.steps)
    if not by_letter or event.deadline.at <= before.run.deadline.at:
        return None
    return {
        **head(scene),
        "circular": "extended",
        "at": instant(scene.now),
        "was": instant(before.run.deadline.at),
        "deadline": instant(event.deadline.at),
        "zone": event.deadline.zone,
        "reason": event.reason,
    }


def _for(scene: Scene, name: str, organisation: str, who: Standing) -> Facts:
    """What the letter says to this reader beside that."""
    told: Facts = {}
    opened = any(isinstance(x, e.BallotOpened) for x in scene.events)
    if opened or name == "extended":
        told |= _call(scene, organisation)
    closed = _closed(scene)
    if closed is not None and name == "broken":
        told |= _break(scene, closed, who)
    if name == "adopted":
        told |= _adoption(scene, who)
    if reopened := _reopened(scene):
        told["reopened"] = _names(scene, reopened)
    if amendments := amendments_of(scene, organisation):
        told["amendments"] = amendments
    before = scene.before.observers if scene.before else ()
    if organisation in scene.after.observers and organisation not in before:
        told["observer"] = True
    return told


def _call(scene: Scene, organisation: str) -> Facts:
    """The call for positions that is open now: what is asked, what breaks it."""
    o, ballot = scene.after, scene.after.ballot
    if ballot is None:
        return {}
    effects = effects_of(scene.workflow, ballot)
    against = [k for k in ballot.kinds if effects[k].blocking or effects[k].negative]
    facts: Facts = {
        **ballot_facts(scene, organisation),
        "seated": organisation in {s.organisation for s in ballot.seats},
        "against": list[Json](against),
        "beside": list[Json](k for k in ballot.kinds if k not in against),
        "paragraphs": _names(scene, ballot.paragraphs),
        "agreed": _names(scene, o.agreed),
        "silence": silence_agrees(scene.workflow, ballot),
    }
    spec = scene.workflow.stages[ballot.stage].ballot
    facts["partial"] = spec is not None and spec.partial
    facts["at_once"] = spec is not None and "broken" in spec.closes_when
    before = scene.before.ballot if scene.before else None
    held = before.positions.get(organisation) if before and before.stage == ballot.stage else None
    if before is not None and held is not None and organisation not in ballot.positions:
        facts |= {"since": before.text, "kind": held.kind}
    return facts


def _closed(scene: Scene) -> Ballot | None:
    """The ballot that this change closed with a verdict, as it was then."""
    o = scene.before
    for event in scene.events if o is not None else ():
        o = evolve(o, event) if o is not None else None
        if isinstance(event, e.BallotClosed) and event.passed is not None and o is not None:
            return o.ballot
    return None


def _break(scene: Scene, ballot: Ballot, who: Standing) -> Facts:
    """Who broke it, for those who may know, and on what."""
    broke = breakers(scene.workflow, ballot)
    named = named_by(ballot, broke, scene.text) if broke else ()
    known = [
        o for o in broke if sees_position(scene.workflow, ballot, who, o, ballot.positions[o].kind)
    ]
    return {
        "by": list[Json](known) if known == list(broke) else [],
        "count": len(broke),
        "paragraphs": _names(scene, named),
        "partial": partly_broken(scene.workflow, ballot, scene.text),
        "asked": _names(scene, ballot.paragraphs),
        "silence": silence_agrees(scene.workflow, ballot),
    }


def _adoption(scene: Scene, who: Standing) -> Facts:
    """What is attached to an adoption: who made a reservation or a statement, not its words."""
    o, ballot = scene.after, scene.after.ballot
    if ballot is None:
        return {}
    rules = ballot_facts(scene, "")
    told: Facts = {k: rules[k] for k in ("have", "seats", "rule", "kinds")}
    at_once = scene.before is not None and scene.before.stage == ballot.stage
    silent = silence_agrees(scene.workflow, ballot) and ballot.passed is not False
    told["silence"] = at_once and silent
    seen, effects = ballot_for(scene.workflow, ballot, who), effects_of(scene.workflow, ballot)
    attached: list[Json] = []
    for position in seen.positions.values():
        does = effects.get(position.kind)
        stated = does is not None and does.states and bool(position.reasons)
        if Qualifier.RESERVATION in position.qualifiers:
            attached.append(
                {"organisation": position.organisation, "kind": Qualifier.RESERVATION.value}
            )
        elif stated:
            attached.append({"organisation": position.organisation, "kind": position.kind})
    attached += [
        {"organisation": x.organisation, "kind": x.kind.value}
        for x in printed(objective_for(scene.workflow, o, who).statements)
    ]
    told["attached"] = attached
    if o.instrument is None:
        return told
    told["not_bound"] = [x for x in o.instrument.not_bound if x in seen.positions]
    if o.instrument.provisional and o.run.deadline is not None:
        told |= {"confirm_by": instant(o.run.deadline.at), "zone": o.run.deadline.zone}
    return told


def _names(scene: Scene, paragraphs: tuple[str, ...]) -> list[Json]:
    """The labels of paragraphs, as people call them."""
    if scene.text is None:
        return list(paragraphs)
    return list(names_of(scene.text, paragraphs))
