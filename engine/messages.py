"""What leaves the house and when: message and timer values.

A message is a recipient, a kind and the facts to be said, as frozen JSON values; the words
are chosen when it is rendered.  Its key is unique for ever: the same cause never writes the
same message twice.  A timer says that the clock has something to do at an instant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


class Kind(StrEnum):
    """The kinds of mail that Placet sends."""

    SIGN_IN = "sign_in"
    INVITATION = "invitation"
    PROPOSED = "proposed"
    POSITION_REQUESTED = "position_requested"
    CONFIRM_NEEDED = "confirm_needed"
    COMMENTS_REQUESTED = "comments_requested"
    REVIEW_REQUESTED = "review_requested"
    REMINDER = "reminder"
    LAST_CALL = "last_call"
    RECEIPT = "receipt"
    DEADLINE_CHANGED = "deadline_changed"
    ANSWERS = "answers"
    STAGE_CHANGED = "stage_changed"
    DECISION_NEEDED = "decision_needed"
    OUTCOME = "outcome"
    CIRCULAR = "circular"
    PROCEDURE_CHANGED = "procedure_changed"
    AMENDMENT = "amendment"
    TREATMENT = "treatment"
    AMENDMENTS_DECIDED = "amendments_decided"
    AGREEMENT_PENDING = "agreement_pending"
    ENTERED_ON_BEHALF = "entered_on_behalf"
    PROPOSALS_ENTERED = "proposals_entered"
    DELEGATION = "delegation"
    REMINDER_DIGEST = "reminder_digest"
    PROXY_OFFERED = "proxy_offered"
    PROXY_ACCEPTED = "proxy_accepted"
    PROXY_ENDED = "proxy_ended"
    MEETING_CALLED = "meeting_called"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MINUTES_PUBLISHED = "minutes_published"
    STATEMENT_ENDED = "statement_ended"
    CONCERN_ENDED = "concern_ended"
    COMMENTS_SUBMITTED = "comments_submitted"
    COMMENTS_RECEIVED = "comments_received"
    CLEARANCE_WAITS = "clearance_waits"
    INTERNAL_REMINDER = "internal_reminder"
    ANSWER_REJECTED = "answer_rejected"


@dataclass(frozen=True, slots=True)
class Message:
    """One mail to one person.

    `only_while_owed` says that the organisation must still owe its answer in `run` when the
    mail is handed over; otherwise it is cancelled.  What is owed whatever the run names none.
    """

    key: str
    kind: Kind
    person: str
    facts: Mapping[str, Json] = field(default_factory=dict)
    negotiation: str | None = None
    objective: str | None = None
    organisation: str | None = None
    run: int | None = None
    only_while_owed: bool = False
    due_at: datetime | None = None


class TimerKind(StrEnum):
    """What the clock does when a timer is due."""

    CLOSE = "close"
    REMIND = "remind"


@dataclass(frozen=True, slots=True)
class Timer:
    """Something the clock has to do for one run of one objective; `step` names a reminder."""

    objective: str
    run: int
    kind: TimerKind
    step: str
    due_at: datetime
