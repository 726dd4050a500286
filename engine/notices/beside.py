"""Messages about reserves and concerns that somebody else than their author ended."""

from __future__ import annotations

from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.concerns import ConcernState
from placet.engine.messages import Kind
from placet.engine.notices.facts import Facts, Messages, Scene, head, people_of
from placet.engine.statements import StatementState


def statement_ended(scene: Scene, event: e.StatementEnded) -> Messages:
    """Whose reserve was overridden learns why."""
    if event.state is not StatementState.OVERRIDDEN:
        return
    statement = scene.after.statements[event.number]
    facts = _facts(scene, event, statement.words)
    for person in people_of(scene, event.organisation):
        yield scene.message(Kind.STATEMENT_ENDED, person, facts, event.organisation)


def concern_ended(scene: Scene, event: e.ConcernEnded) -> Messages:
    """Whose concern an office declared resolved learns why, and may open it again."""
    if event.state is not ConcernState.RESOLVED or event.ended_for:
        return
    concern = scene.after.concerns[event.number]
    facts = {**_facts(scene, event, concern.words), "concern": concern.title}
    for person in people_of(scene, event.organisation):
        yield scene.message(Kind.CONCERN_ENDED, person, facts, event.organisation)


def _facts(scene: Scene, event: e.StatementEnded | e.ConcernEnded, words: str) -> Facts:
    return {
        **head(scene),
        "path": f"/objectives/{scene.after.ref}/beside",
        "organisation": event.organisation,
        "number": event.number,
        "words": words,
        "reason": event.reason,
        "at": instant(event.at),
    }
