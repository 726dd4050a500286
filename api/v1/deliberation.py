"""What is done with an objective: words, positions, steps, and what follows adoption."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from placet.api.main import Root
from placet.api.problems import VersionNeeded
from placet.api.rates import POSITIONS_PER_PERSON
from placet.api.v1.asking import Ask, Asking, Done
from placet.api.v1.given import (
    BatchGiven,
    CommentAnswerGiven,
    CommentGiven,
    DeadlineGiven,
    EntryIntoForceGiven,
    FindingGiven,
    LeadsGiven,
    MeetingGiven,
    MoveGiven,
    NoCommentsGiven,
    PositionGiven,
    RemindersGiven,
    ReviewerGiven,
    ReviewGiven,
    RoundGiven,
    SeatBackGiven,
    SeatGiven,
    SignatureGiven,
    StepGiven,
    WithdrawalGiven,
)
from placet.api.v1.given_restricted import RestrictionGiven
from placet.api.v1.limits import MaybeCode, NumberAt, RefAt, StepAt
from placet.api.v1.texts_given import RevisionGiven
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.text import Text, paragraph_ids

router = APIRouter(prefix="/objectives/{ref}", tags=["deliberation"])

MOST_VERSIONS_BACK = 10


async def holding(ask: Asking) -> Ask:
    """A request that changes a position: not more than a person can send."""
    ask.root.rates.spend(POSITIONS_PER_PERSON, "positions", ask.who.person.id)
    return ask


Holding = Annotated[Ask, Depends(holding)]


@router.post("/revisions", status_code=201)
def revise(ask: Asking, ref: RefAt, given: RevisionGiven) -> Done:
    """Give the text a new version; needs If-Match."""
    if ask.expected is None:
        raise VersionNeeded()
    base, minted = base_of(ask.root, ask.who.actor, ref, given.base)
    text, minted = given.text(base, minted)
    command = c.ReviseText(given.base, text, minted, given.note, given.editorial)
    return ask.give(command, objective=ref)


def base_of(root: Root, actor: Actor, ref: str, number: int) -> tuple[Text, int]:
    """A version and the highest paragraph number given before its successor was made.

    Ids are minted in one run, so those of later versions can be taken off again: a request
    that is repeated after it succeeded mints the same ids, and is recognised.
    """
    view = root.cases.objective(actor, ref, number)
    newest, minted = view.objective.text.number, view.objective.paragraphs_minted
    if newest - number > MOST_VERSIONS_BACK:
        return view.text, minted
    known = set(paragraph_ids(view.text))
    for later in range(number + 1, newest + 1):
        ids = set(paragraph_ids(root.cases.objective(actor, ref, later).text))
        minted -= len(ids - known)
        known = ids
    return view.text, minted


@router.post("/comments", status_code=201)
def comment(ask: Asking, ref: RefAt, given: CommentGiven) -> Done:
    """Comment on a paragraph or on the whole text; `reference` is the comment's number."""
    return ask.give(given.command(), objective=ref)


@router.post("/comments/batch", status_code=201)
def submit(ask: Asking, ref: RefAt, given: BatchGiven) -> Done:
    """Make several comments at once, or none; `reference` is the number of the first."""
    return ask.give(given.command(), objective=ref)


@router.post("/comments/{number}/answer")
def answer(ask: Asking, ref: RefAt, number: NumberAt, given: CommentAnswerGiven) -> Done:
    """Give a comment its reasoned answer."""
    return ask.give(given.command(number), objective=ref)


@router.post("/comments/{number}/withdraw")
def take_back(ask: Asking, ref: RefAt, number: NumberAt, given: WithdrawalGiven) -> Done:
    """Take back a comment of the asker's organisation before it is answered."""
    return ask.give(given.command(number), objective=ref)


@router.post("/no-comments")
def no_comments(ask: Asking, ref: RefAt, given: NoCommentsGiven) -> Done:
    """Say that an organisation has no comments in this round."""
    return ask.give(given.command(), objective=ref)


@router.post("/positions", status_code=201)
def record(ask: Holding, ref: RefAt, given: PositionGiven) -> Done:
    """Record a position; `reference` is its receipt."""
    return ask.give(given.command(), objective=ref)


@router.delete("/positions")
def withdraw(
    ask: Holding,
    ref: RefAt,
    ballot: Annotated[int, Query(ge=1, le=1_000_000)],
    organisation: Annotated[MaybeCode, Query()] = "",
) -> Done:
    """Take a position back before the deadline."""
    return ask.give(c.WithdrawPosition(ballot, organisation), objective=ref)


@router.post("/positions/confirm")
def confirm(ask: Holding, ref: RefAt, given: SeatGiven) -> Done:
    """Confirm a position that was given ad referendum."""
    return ask.give(c.ConfirmPosition(given.ballot, given.organisation), objective=ref)


@router.post("/steps/{step}")
def step(ask: Asking, ref: RefAt, step: StepAt, given: StepGiven) -> Done:
    """Take a step of the workflow."""
    return ask.give(given.command(step), objective=ref)


@router.post("/deadline")
def deadline(ask: Asking, ref: RefAt, given: DeadlineGiven) -> Done:
    """Move the deadline of the present stage."""
    return ask.give(given.command(), objective=ref)


@router.post("/meeting")
def meeting(ask: Asking, ref: RefAt, given: MeetingGiven) -> Done:
    """Set the meeting from which deadlines are counted."""
    return ask.give(given.command(), objective=ref)


@router.post("/reviewers")
def reviewer(ask: Asking, ref: RefAt, given: ReviewerGiven) -> Done:
    """Ask an organisation for an expert review."""
    return ask.give(given.command(), objective=ref)


@router.post("/reviews")
def finding(ask: Asking, ref: RefAt, given: FindingGiven) -> Done:
    """Give the review that one's organisation was asked for."""
    return ask.give(given.command(), objective=ref)


@router.post("/rounds")
def another_round(ask: Asking, ref: RefAt, given: RoundGiven) -> Done:
    """Allow one more round."""
    return ask.give(given.command(), objective=ref)


@router.post("/leads")
def leads(ask: Asking, ref: RefAt, given: LeadsGiven) -> Done:
    """Hand the lead over."""
    return ask.give(given.command(), objective=ref)


@router.post("/restriction")
def restriction(ask: Asking, ref: RefAt, given: RestrictionGiven) -> Done:
    """Say which organisations see the objective from now on; none: everybody at the table."""
    return ask.give(given.command(), objective=ref)


@router.post("/observers")
def seat_back(ask: Asking, ref: RefAt, given: SeatBackGiven) -> Done:
    """Give an observer its seat back."""
    return ask.give(given.command(), objective=ref)


@router.post("/signatures", status_code=201)
def signature(ask: Asking, ref: RefAt, given: SignatureGiven) -> Done:
    """Note that an organisation signed the adopted text."""
    return ask.give(given.command(), objective=ref)


@router.post("/entry-into-force")
def entry_into_force(ask: Asking, ref: RefAt, given: EntryIntoForceGiven) -> Done:
    """Note the day on which the adopted text takes effect."""
    return ask.give(given.command(), objective=ref)


@router.post("/review")
def review(ask: Asking, ref: RefAt, given: ReviewGiven) -> Done:
    """Set when the adopted text comes up for review."""
    return ask.give(given.command(), objective=ref)


@router.post("/workflow")
def move(ask: Asking, ref: RefAt, given: MoveGiven) -> Done:
    """Let the objective follow a later version of its procedure, where it stands."""
    return ask.give(given.command(), objective=ref)


@router.post("/reminders")
def remind(ask: Asking, ref: RefAt, given: RemindersGiven) -> Done:
    """Remind those who still owe an answer, or some of them."""
    return ask.give(c.SendReminders(only=given.only), objective=ref)
