"""What left the house, for the secretariat: every message with its state and the reasons.

Codes and links stand in stored mail as marks of the same length, so what is shown here is
what is kept, and nobody who looks can use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from email import message_from_bytes, policy
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.session import SignedIn, root_of
from placet.engine.access import can
from placet.engine.errors import N_, NotAllowed, NotFound
from placet.engine.messages import Kind
from placet.engine.store import MessageState, StoredMessage
from placet.engine.views import Inbox

router = APIRouter()

PAGE = 100
Id = Annotated[int, Path(ge=0, le=2**31 - 1)]
Before = Annotated[int | None, Query(ge=0, le=2**31 - 1)]

KINDS: Mapping[str, str] = {
    Kind.SIGN_IN: N_("Code for signing in"),
    Kind.INVITATION: N_("Invitation"),
    Kind.PROPOSED: N_("Objective proposed"),
    Kind.POSITION_REQUESTED: N_("Position requested"),
    Kind.CONFIRM_NEEDED: N_("Confirmation needed"),
    Kind.COMMENTS_REQUESTED: N_("Comments requested"),
    Kind.REVIEW_REQUESTED: N_("Review requested"),
    Kind.REMINDER: N_("Reminder"),
    Kind.LAST_CALL: N_("Last call"),
    Kind.RECEIPT: N_("Receipt"),
    Kind.DEADLINE_CHANGED: N_("Deadline moved"),
    Kind.ANSWERS: N_("Answers to comments"),
    Kind.ANSWER_REJECTED: N_("An answer that does not satisfy"),
    Kind.STAGE_CHANGED: N_("New stage"),
    Kind.DECISION_NEEDED: N_("Decision needed"),
    Kind.OUTCOME: N_("Outcome"),
    Kind.CIRCULAR: N_("Circular"),
    Kind.COMMENTS_SUBMITTED: N_("Comments submitted"),
    Kind.COMMENTS_RECEIVED: N_("Comments received"),
    Kind.REMINDER_DIGEST: N_("Reminder of several answers"),
    Kind.PROCEDURE_CHANGED: N_("Procedure changed"),
    Kind.AMENDMENT: N_("Amendment proposed"),
    Kind.TREATMENT: N_("Amendment answered"),
    Kind.AMENDMENTS_DECIDED: N_("Amendments decided"),
    Kind.AGREEMENT_PENDING: N_("Agreement waits for a confirmation"),
    Kind.ENTERED_ON_BEHALF: N_("Entered on behalf"),
    Kind.PROPOSALS_ENTERED: N_("Proposals entered"),
    Kind.DELEGATION: N_("Delegation changed"),
    Kind.PROXY_OFFERED: N_("Proxy offered"),
    Kind.PROXY_ACCEPTED: N_("Proxy accepted"),
    Kind.PROXY_ENDED: N_("Proxy ended"),
    Kind.MEETING_CALLED: N_("Meeting called"),
    Kind.MEETING_MOVED: N_("Meeting moved"),
    Kind.MEETING_CANCELLED: N_("Meeting cancelled"),
    Kind.MINUTES_PUBLISHED: N_("Minutes published"),
    Kind.STATEMENT_ENDED: N_("Statement ended"),
    Kind.CONCERN_ENDED: N_("Concern ended"),
    Kind.CLEARANCE_WAITS: N_("Clearance awaited"),
    Kind.INTERNAL_REMINDER: N_("Reminder inside an organisation"),
}
"""What each kind of message is called."""

STATES: Mapping[str, str] = {
    "queued": N_("Queued"),
    "deferred": N_("Deferred"),
    "claimed": N_("Being sent"),
    "sent": N_("Sent"),
    "cancelled": N_("Cancelled"),
    "failed": N_("Failed"),
}

WORDS: Mapping[str, str] = {
    "acted": N_("The organisation answered before the message left."),
    "over": N_("The stage was over before the message left."),
    "the address changed": N_("The person has another address now."),
    "nothing is owed any more": N_("Nothing was owed any more when the message was to leave."),
    "the person no longer acts for the organisation": N_(
        "The person no longer acts for the organisation."
    ),
    "the person has no part in the negotiation any more": N_(
        "The person has no part in the negotiation any more."
    ),
    "the person is not known any more": N_("The person is not known any more."),
    "the person has no address": N_("The person has no address."),
}
"""What is said of a message that was cancelled; a mail server's own words stand as they are."""


def words_of(stored: StoredMessage) -> str:
    """Why it is where it is, for the reader."""
    ours = WORDS.get(stored.last_words)
    return show.said(ours) if ours else stored.last_words


def state_of(stored: StoredMessage) -> str:
    """The key of the state; a message that was tried before and waits is deferred."""
    if stored.state is MessageState.QUEUED and stored.attempts:
        return "deferred"
    return str(stored.state)


@router.get("/mail")
def outbox(
    request: Request, who: frame.Reader, negotiation: str = "", before: Before = None
) -> Response:
    """The messages of one negotiation, newest first."""
    inbox = frame.cases(request).inbox(who.actor)
    tables = _served(who, inbox)
    if not tables:
        raise NotAllowed(N_("see the messages"))
    symbol = negotiation or tables[0]
    if symbol not in tables:
        raise NotFound("negotiation", symbol)
    with root_of(request).database.reading() as store:
        found = store.messages(negotiation=symbol, before=before, limit=PAGE)
        people = {p.id: p for p in store.people({m.message.person for m in found})}
    return show.page(
        request,
        "outbox",
        inbox=inbox,
        tables=tables,
        symbol=symbol,
        found=[(m, state_of(m), people.get(m.message.person)) for m in found],
        older=found[-1].id if len(found) == PAGE else None,
        kinds=KINDS,
        words_of=words_of,
        states=STATES,
    )


@router.get("/mail/{id}")
def message(request: Request, who: frame.Reader, id: Id) -> Response:
    """One message with its history."""
    tables = _served(who, frame.cases(request).inbox(who.actor))
    with root_of(request).database.reading() as store:
        found = store.message(id)
        if found.message.negotiation not in tables:
            raise NotFound("message", str(id))
        recipient = next(iter(store.people({found.message.person})), None)
    text, subject = "", ""
    withheld = not frame.cases(request).may_read(who.actor, found.message)
    if found.bytes is not None and not withheld:
        parsed = message_from_bytes(found.bytes, policy=policy.default)
        subject = str(parsed.get("Subject", ""))
        part = parsed.get_body(("plain",))
        text = str(part.get_content()) if part is not None else ""
    return show.page(
        request,
        "message",
        found=found,
        state=state_of(found),
        recipient=recipient,
        subject=subject,
        text=text,
        withheld=withheld,
        kinds=KINDS,
        words_of=words_of,
        states=STATES,
    )


def _served(who: SignedIn, inbox: Inbox) -> list[str]:
    """The negotiations whose messages this person may see."""
    return [n.symbol for n in inbox.negotiations if can(who.actor, "see_mail", n, None, inbox.now)]
