"""What is prepared inside an organisation before anybody else sees it: values and rules.

Theory.  Only what is submitted leaves an organisation.  What its people prepare stands outside
the record and belongs to the organisation, or to a drafting space that a few organisations
share; nobody else sees that it exists.  A drafter prepares and says that it is ready; whoever
binds the organisation clears it, or returns it with a note, and submits it by the same commands
that everybody uses (Codex and IPPC, Online Comment System: reviewers write, the contact point
submits; pending, verified, submitted).  What a person who binds the organisation writes needs
nobody's clearance.  Two who write the same thing never overwrite each other: every change names
the version that it was made on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from placet.engine.access import Standing
from placet.engine.commands import MakeComment, ProposeAmendment, RecordPosition
from placet.engine.decide.words import REMARK, line, words
from placet.engine.errors import N_, BadInput, Conflict, NotAllowed
from placet.engine.model import Capacity, Deadline
from placet.engine.prepared import (
    KINDS,
    Content,
    Deed,
    Prepared,
    PreparedKind,
    PreparedState,
)

M9_EVERY = timedelta(hours=1)
"""How often at most whoever clears is told of what waits for clearance."""

REMINDED_BEFORE = timedelta(hours=24)
"""How long before an internal deadline its reminder leaves."""

MOST_PREPARED = 2_000
"""How many things an organisation may have prepared on one objective."""


# Who may


def prepares(who: Standing) -> str:
    """The organisation for which the actor prepares; NotAllowed for everybody else."""
    if who.organisation is None or who.capacity is Capacity.OBSERVER:
        raise NotAllowed(N_("prepare something for an organisation"))
    return who.organisation


def clears(who: Standing) -> str:
    """The organisation that the actor binds; NotAllowed for everybody else."""
    organisation = prepares(who)
    if not who.submits:
        raise NotAllowed(N_("submit for an organisation"))
    return organisation


def may_assign(who: Standing, about: str) -> None:
    """Whoever binds assigns anything; a drafter passes on what they were to look after."""
    if not (who.submits or (about == "objective" and prepares(who))):
        raise NotAllowed(N_("assign work to colleagues"))


# What is done


def begun(
    id: str, ref: str, who: Standing, content: Content, by: str, at: datetime, space: str = ""
) -> Prepared:
    """A new prepared thing; what the words may be is checked at once."""
    state = PreparedState.DRAFT if space else _after_writing(who, PreparedState.DRAFT)
    if who.left:
        raise NotAllowed(N_("prepare something for an organisation that left the table"))
    made = cleaned(content)
    return Prepared(id, ref, prepares(who), made, state, (Deed("began", by, at),), space=space)


def edited(
    item: Prepared, who: Standing, content: Content, version: int, by: str, at: datetime
) -> Prepared:
    """The same with other words.  Clearance is given to words, so other words lose it."""
    _unmoved(item, version)
    if KINDS[type(content)] is not item.kind:
        raise BadInput("kind", N_("This is another kind of thing."), N_("Prepare a new one."))
    made = cleaned(content)
    if made == item.content:
        return item
    state = item.state if item.space else _after_writing(who, item.state)
    return _with(replace(item, content=made, state=state), "edited", by, at)


def _after_writing(who: Standing, was: PreparedState) -> PreparedState:
    if who.submits:
        return PreparedState.CLEARED
    return PreparedState.RETURNED if was is PreparedState.RETURNED else PreparedState.DRAFT


def made_ready(item: Prepared, version: int, by: str, at: datetime) -> Prepared:
    """Whoever wrote it says that it can be cleared."""
    _unmoved(item, version)
    _own(item)
    if item.state not in (PreparedState.DRAFT, PreparedState.RETURNED):
        raise BadInput("state", N_("It waits for clearance already, or has it."))
    return _with(replace(item, state=PreparedState.READY), "ready", by, at)


def cleared(item: Prepared, version: int, by: str, at: datetime) -> Prepared:
    """Whoever binds the organisation agrees with these words."""
    _unmoved(item, version)
    _own(item)
    if item.state is PreparedState.CLEARED:
        raise BadInput("state", N_("It is cleared already."))
    return _with(replace(item, state=PreparedState.CLEARED, note=""), "cleared", by, at)


def returned(item: Prepared, version: int, note: str, by: str, at: datetime) -> Prepared:
    """It goes back to whoever wrote it, with a note that says why."""
    _unmoved(item, version)
    _own(item)
    why = words("note", note, REMARK, required=True)
    return _with(replace(item, state=PreparedState.RETURNED, note=why), "returned", by, at)


def submitted(item: Prepared, version: int, reference: str, by: str, at: datetime) -> Prepared:
    """It left the organisation, as what the reference names."""
    _unmoved(item, version)
    gone = replace(item, state=PreparedState.SUBMITTED, reference=reference, note="")
    return _with(gone, "submitted", by, at)


def _own(item: Prepared) -> None:
    if item.kind is PreparedKind.NOTE or item.space:
        raise BadInput("state", N_("A note is for colleagues; nobody has to clear it."))


def _unmoved(item: Prepared, version: int) -> None:
    if not item.open:
        raise BadInput("state", N_("It was submitted, and stays as it is."))
    if item.version != version:
        raise Conflict(N_("what you prepare"), version, item.version)


def _with(item: Prepared, did: str, by: str, at: datetime) -> Prepared:
    history = (*item.history, Deed(did, by, at))
    return replace(item, history=history, version=item.version + 1)


def cleaned(content: Content) -> Content:
    """The same words as they are kept; BadInput where they are too long or hide something."""
    match content:
        case MakeComment():
            return replace(
                content,
                body=words("body", content.body, REMARK, required=True),
                wording=words("wording", content.wording, 10_000),
                quotation=words("quotation", content.quotation, REMARK),
                organisation="",
            )
        case ProposeAmendment():
            return replace(content, reason=words("reason", content.reason, REMARK))
        case RecordPosition():
            return replace(
                content,
                kind=line("kind", content.kind, 60),
                reasons=words("reasons", content.reasons, REMARK),
                wording=words("wording", content.wording, 10_000),
                resolve=words("resolve", content.resolve, REMARK),
                reservation=words("reservation", content.reservation, REMARK),
                organisation="",
            )
        case _:
            return replace(content, body=words("body", content.body, REMARK, required=True))


# Time


def internal(wanted: datetime, real: Deadline | None, now: datetime) -> Deadline:
    """An internal deadline: after now, and before the one that it serves."""
    if real is None or real.at <= now:
        raise BadInput(
            "internal",
            N_("No deadline is running here."),
            N_("Set one once the stage has a deadline."),
        )
    if not now < wanted < real.at:
        raise BadInput(
            "internal",
            N_("Your own deadline lies between now and the deadline of the stage."),
            N_("Choose an earlier time."),
        )
    return Deadline(wanted, real.zone)


def reminder_at(internal: Deadline, now: datetime) -> datetime:
    """When its reminder leaves: a day before, or half of the time that is left."""
    at = internal.at - REMINDED_BEFORE
    return at if at > now else now + (internal.at - now) / 2
