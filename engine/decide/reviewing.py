"""Asking organisations for an expert review, and giving it."""

from __future__ import annotations

from placet.engine import events as e
from placet.engine.access import step_roles
from placet.engine.commands import GiveReview, NameReviewer
from placet.engine.deadlines import ends, parse_period
from placet.engine.decide.situation import Situation
from placet.engine.decide.timing import future_deadline
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotOpen
from placet.engine.model import Review
from placet.engine.parties import at_the_table


def name_reviewer(s: Situation, command: NameReviewer) -> tuple[e.ObjectiveEvent, ...]:
    """Ask an organisation at the table for a review, by the stage's period or another date.

    Asking again sets another date and takes back what was found before.
    """
    spec = s.stage.reviewers
    if spec is None or s.objective.run.paused_at is not None:
        raise NotOpen(N_("Naming reviewers"))
    if not step_roles(s.who, s.objective) & set(spec.by):
        raise NotAllowed(N_("name a reviewer"))
    if command.organisation not in at_the_table(s.negotiation):
        raise BadInput(
            "organisation",
            N_("{organisation} is not at this table."),
            N_("Choose among the organisations that were invited."),
            organisation=repr(command.organisation[:40]),
        )
    if command.due is not None:
        due = future_deadline(s, command.due, "due").at
    else:
        period, calendar = parse_period(spec.period), s.workflow.calendar
        due = ends(s.now, period, s.negotiation.zone, calendar).at
    return (e.ReviewerNamed(Review(command.organisation, due)),)


def give_review(s: Situation, command: GiveReview) -> tuple[e.ObjectiveEvent, ...]:
    """Give the review that one's organisation was asked for; a later one replaces it."""
    organisation = s.who.organisation
    if organisation is None or command.organisation not in ("", organisation):
        raise NotAllowed(N_("act for another organisation"))
    asked = {r.organisation for r in s.objective.course.reviews}
    if organisation not in asked or s.objective.run.paused_at is not None:
        raise NotOpen(N_("A review by this organisation"))
    finding = words("finding", command.finding, REMARK, required=True)
    return (e.ReviewGiven(organisation, finding, s.now),)
