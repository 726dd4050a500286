"""From a message to a letter: one structure that both parts of a mail render.

Which facts each kind needs stands in `placet.notifications.facts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from placet.engine.messages import Kind, Message
from placet.engine.model import Person
from placet.notifications import meetings
from placet.notifications.amending import agreement_pending, amendment, decided, treatment
from placet.notifications.asking import asking
from placet.notifications.batches import received, submitted
from placet.notifications.beside import concern_resolved, reserve_overridden
from placet.notifications.circulars import circular
from placet.notifications.clearing import clearance_waits, internal_reminder
from placet.notifications.delegations import delegation
from placet.notifications.digests import reminder_digest
from placet.notifications.entering import invitation, sign_in
from placet.notifications.entries import entered, on_behalf
from placet.notifications.facts import Facts
from placet.notifications.letter import Letter
from placet.notifications.parts import Case
from placet.notifications.proxies import accepted, ended, offered
from placet.notifications.telling import (
    answer_rejected,
    answers,
    deadline_changed,
    decision_needed,
    outcome,
    procedure_changed,
    receipt,
    stage_changed,
)
from placet.templates.i18n import language

LETTERS: Mapping[Kind, Callable[[Case], Letter]] = {
    Kind.SIGN_IN: sign_in,
    Kind.INVITATION: invitation,
    Kind.PROPOSED: asking,
    Kind.POSITION_REQUESTED: asking,
    Kind.CONFIRM_NEEDED: asking,
    Kind.COMMENTS_REQUESTED: asking,
    Kind.REVIEW_REQUESTED: asking,
    Kind.REMINDER: asking,
    Kind.LAST_CALL: asking,
    Kind.RECEIPT: receipt,
    Kind.DEADLINE_CHANGED: deadline_changed,
    Kind.ANSWERS: answers,
    Kind.STAGE_CHANGED: stage_changed,
    Kind.DECISION_NEEDED: decision_needed,
    Kind.OUTCOME: outcome,
    Kind.CIRCULAR: circular,
    Kind.PROCEDURE_CHANGED: procedure_changed,
    Kind.AMENDMENT: amendment,
    Kind.TREATMENT: treatment,
    Kind.AMENDMENTS_DECIDED: decided,
    Kind.AGREEMENT_PENDING: agreement_pending,
    Kind.ENTERED_ON_BEHALF: on_behalf,
    Kind.PROPOSALS_ENTERED: entered,
    Kind.DELEGATION: delegation,
    Kind.REMINDER_DIGEST: reminder_digest,
    Kind.PROXY_OFFERED: offered,
    Kind.PROXY_ACCEPTED: accepted,
    Kind.PROXY_ENDED: ended,
    Kind.MEETING_CALLED: meetings.called,
    Kind.MEETING_MOVED: meetings.moved,
    Kind.MEETING_CANCELLED: meetings.cancelled,
    Kind.MINUTES_PUBLISHED: meetings.minutes,
    Kind.STATEMENT_ENDED: reserve_overridden,
    Kind.CONCERN_ENDED: concern_resolved,
    Kind.COMMENTS_SUBMITTED: submitted,
    Kind.COMMENTS_RECEIVED: received,
    Kind.CLEARANCE_WAITS: clearance_waits,
    Kind.INTERNAL_REMINDER: internal_reminder,
    Kind.ANSWER_REJECTED: answer_rejected,
}


def letter(message: Message, person: Person, base_url: str) -> Letter:
    """The message as that person reads it; MissingFact where it says too little."""
    facts = Facts(message.kind, message.facts)
    with language(person.language):
        return LETTERS[message.kind](Case(message, facts, person, base_url))
