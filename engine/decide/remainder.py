"""A silence that is broken on some paragraphs only: what is agreed, what is still asked.

Where every position that breaks it names paragraphs (UN practice, such as the letters on the
Declaration on Future Generations of 2024), these are open and all the others are agreed ad
referendum: until the whole is adopted, and as long as nobody changes them.  The next ballot
of the stage asks about the rest.  Whoever names a paragraph means what is under it too.
"""

from __future__ import annotations

from collections.abc import Collection

from placet.engine import events as e
from placet.engine.agreements import HELD
from placet.engine.decide.counting import breakers
from placet.engine.model import Ballot, BallotState, Objective
from placet.engine.text import Text, paragraph_ids, walk
from placet.engine.workflow import Workflow


def needs_words(workflow: Workflow) -> bool:
    """Whether the paragraphs of the text must be known to say what a step brings about."""
    partial = any(s.ballot is not None and s.ballot.partial for s in workflow.stages.values())
    return partial or any(step.circular == "broken" for step in workflow.steps)


def partly_broken(workflow: Workflow, ballot: Ballot, text: Text | None) -> bool:
    """Whether all who broke it named paragraphs, and something is left that nobody named."""
    return bool(_rest(workflow, ballot, text))


def broken_on(workflow: Workflow, ballot: Ballot | None, text: Text | None) -> tuple[str, ...]:
    """The paragraphs on which the ballot was broken, where that leaves the others agreed."""
    if ballot is None or not partly_broken(workflow, ballot, text):
        return ()
    return named_by(ballot, breakers(workflow, ballot), text)


def named_by(ballot: Ballot, organisations: Collection[str], text: Text | None) -> tuple[str, ...]:
    """The paragraphs that the positions of these organisations name, with what is under them.

    In the order of the text; none where one of them names none, since it means the whole.
    """
    named = [ballot.positions[o].paragraphs for o in organisations]
    if not all(named):
        return ()
    wanted = {paragraph for each in named for paragraph in each}
    if text is None:
        return tuple(sorted(wanted))
    under: list[bool] = []
    found = []
    for depth, paragraph in walk(text):
        del under[depth:]
        under.append(paragraph.id in wanted or any(under))
        if under[-1]:
            found.append(paragraph.id)
    return tuple(found)


def rest_agreed(
    workflow: Workflow, o: Objective, text: Text | None
) -> tuple[e.ParagraphsAgreed, ...]:
    """What the broken ballot leaves agreed, less what was changed since; often nothing."""
    if o.ballot is None:
        return ()
    left = {*o.agreed, *_rest(workflow, o.ballot, text)} - set(o.touched)
    if text is None or left == set(o.agreed):
        return ()
    agreed = tuple(p for p in paragraph_ids(text) if p in left)
    return (e.ParagraphsAgreed(o.ballot.number, agreed),)


def asked_about(o: Objective, text: Text | None) -> tuple[str, ...]:
    """The paragraphs that are not agreed yet; none where that is the whole text."""
    if not o.agreed or text is None:
        return ()
    return tuple(p for p in paragraph_ids(text) if p not in o.agreed)


def reopened(
    o: Objective, changed: Collection[str], version: int
) -> tuple[e.ParagraphsReopened, ...]:
    """Agreed paragraphs that somebody changed are open again in the new version."""
    held = {p for p, noted in o.agreements.items() if noted.level in HELD} | {*o.agreed}
    again = tuple(p for p in changed if p in held)
    return (e.ParagraphsReopened(again, text=version),) if again else ()


def _rest(workflow: Workflow, ballot: Ballot, text: Text | None) -> tuple[str, ...]:
    """What was asked about and not named, where the silence was broken on named paragraphs."""
    stage = workflow.stages.get(ballot.stage)
    if stage is None or stage.ballot is None or not stage.ballot.partial:
        return ()
    if ballot.state is not BallotState.CLOSED or ballot.closed_at is None:
        return ()
    broke = breakers(workflow, ballot)
    named = named_by(ballot, broke, text) if broke else ()
    if not named or text is None:
        return ()
    asked = ballot.paragraphs or paragraph_ids(text)
    return tuple(p for p in asked if p not in named)
