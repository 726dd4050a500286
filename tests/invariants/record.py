"""The record read as a history: which change did what, from which state to which.

Entries of one command stand together in their chain.  Where one command ends and the next
begins is not written down, but follows from what commands can do; that the number of
changes found this way is the version of what was changed is itself checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from placet.engine import events as e
from placet.engine.codec import decode
from placet.engine.evolve import begin, evolve, evolve_negotiation
from placet.engine.ledger import Entry, value_hash
from placet.engine.model import Ballot, Comment, Negotiation, Objective, Position
from placet.engine.replay import EVENTS
from placet.engine.text import Text
from placet.engine.touched import part, touched_object

FIRST = (
    e.ObjectiveProposed,
    e.PositionWithdrawn,
    e.PositionConfirmed,
    e.InstructionsAwaited,
    e.LatePositionRecorded,
    e.StatementMade,
    e.StatementEnded,
    e.ConcernRaised,
    e.ConcernEnded,
    e.ConcernReopened,
    e.ProposalEndorsed,
    e.EndorsementEnded,
    e.TextRevised,
    e.CommentMade,
    e.NoCommentsStated,
    e.CommentAnswered,
    e.AnswerCleared,
    e.AnswerRated,
    e.TemplateSaved,
    e.TemplateRemoved,
    e.RoundsExtended,
    e.LeadsChanged,
    e.SignatureRecorded,
    e.EntryIntoForceSet,
    e.ReviewScheduled,
    e.RemindersSent,
    e.WorkflowChanged,
    e.AmendmentProposed,
    e.CosponsorJoined,
    e.CosponsorLeft,
    e.TreatmentProposed,
    e.TreatmentAnswered,
    e.AgreementNoted,
    e.PackageFormed,
    e.PackageDissolved,
    e.TranslationRecorded,
    e.NegotiationOpened,
    e.OrganisationInvited,
    e.DelegateAppointed,
    e.DelegateEnded,
    e.DigestsSent,
    e.GroupSpoke,
    e.MemberDissociated,
    e.GroupFormed,
    e.GroupChanged,
    e.GroupDissolved,
    e.GroupLeft,
    e.ProxyOffered,
    e.ProxyAnswered,
    e.CastingDeclared,
)
"""Events with which a command begins."""

MOVING = ("StageEntered", "BallotClosed", "ObserversChanged", "DispositionsPublished")
"""Events with which another step begins, once one is taken."""

TOGETHER = (
    ":CloseStage",
    ":ScheduleReview",
    ":OpenNegotiation",
    ":EnterProposals",
    ":SubmitComments",
    ":AnswerComments",
)
"""Commands whose events stand together, whatever they are."""

ALONE = (
    ":ChangeDeadline",
    ":AppointOfficer",
    ":LinkObjectives",
    ":UnlinkObjectives",
    ":WithdrawAmendment",
    ":RefuseAmendment",
    ":ReopenAmendment",
    ":ReopenParagraphs",
    ":EndProxy",
    ":PublishDispositions",
)
"""Commands that cause one event each."""


@dataclass(slots=True)
class Change:
    """What one command did to a negotiation or to one of its objectives.

    `beside` are the objectives of the table before it, where any are linked.
    """

    entries: list[Entry]
    events: list[e.Event]
    negotiation: Negotiation
    before: Objective | None = None
    after: Objective | None = None
    beside: Mapping[str, Objective] = field(default_factory=dict)

    @property
    def last(self) -> Entry:
        """The entry with which it ends."""
        return self.entries[-1]


@dataclass(slots=True)
class History:
    """Everything that a chain tells."""

    changes: list[Change] = field(default_factory=list)
    negotiation: Negotiation | None = None
    objectives: dict[str, Objective] = field(default_factory=dict)
    texts: dict[tuple[str, int], Text] = field(default_factory=dict)
    ballots: dict[tuple[str, int], Ballot] = field(default_factory=dict)
    comments: dict[tuple[str, int], Comment] = field(default_factory=dict)
    positions: dict[tuple[str, int], list[Position | e.PositionWithdrawn]] = field(
        default_factory=dict
    )
    moves: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def history(entries: Iterable[Entry]) -> History:
    """The history of one negotiation from its entries."""
    told = History()
    for group in _grouped(entries):
        events = [cast(e.Event, decode(EVENTS[x.kind], x.payload)) for x in group]
        if group[0].object == "negotiation":
            _at_the_table(told, group, events)
        else:
            _on_objective(told, group, cast(list[e.ObjectiveEvent], events))
    return told


def _grouped(entries: Iterable[Entry]) -> list[list[Entry]]:
    groups: list[list[Entry]] = []
    for entry in entries:
        if groups and not _begins(groups[-1], entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _begins(group: list[Entry], entry: Entry) -> bool:
    """Whether a new command begins with this entry."""
    last = group[-1]
    same = (last.at, last.actor, last.cause) == (entry.at, entry.actor, entry.cause)
    if not same or last.object.partition("/")[0] != entry.object.partition("/")[0]:
        return True
    if entry.cause.endswith((":CastForMembers", ":EndCasting", ":EnterPositions")):
        return False
    if entry.kind == "PositionRecorded":
        return "carried_from" not in entry.payload["position"]
    if entry.cause.endswith(TOGETHER):
        return False
    if entry.cause.endswith(ALONE):
        return True
    if entry.cause.endswith(":Propose"):
        return entry.kind == "ObjectiveProposed"
    if entry.cause.endswith(":AnswerComment") and last.kind == "TextRevised":
        return entry.kind != "CommentAnswered"
    moved = any(x.kind == "StageEntered" for x in group)
    if moved and entry.kind in MOVING:
        return True
    return EVENTS[entry.kind] in FIRST


def _at_the_table(told: History, group: list[Entry], events: list[e.Event]) -> None:
    version = told.negotiation.version if told.negotiation else 0
    for entry, event in zip(group, events, strict=True):
        was = value_hash(told.negotiation)
        told.negotiation = evolve_negotiation(told.negotiation, cast(e.NegotiationEvent, event))
        _hashes(told, entry, was, value_hash(told.negotiation))
    if told.negotiation is None:
        raise ValueError("a negotiation begins with its opening")
    told.negotiation = replace(told.negotiation, version=version + 1)
    told.changes.append(Change(group, events, told.negotiation))


def _on_objective(told: History, group: list[Entry], events: list[e.ObjectiveEvent]) -> None:
    ref = group[0].object.partition("/")[0]
    if told.negotiation is None:
        raise ValueError("a negotiation begins with its opening")
    before = told.objectives.get(ref)
    if before is None:
        proposed, entered = cast(e.ObjectiveProposed, events[0]), cast(e.StageEntered, events[1])
        after = begin(proposed, entered, told.negotiation.symbol)
    else:
        after = before
    version = after.version
    state = before
    for entry, event in zip(group, events, strict=True):
        path = touched_object(event)
        was = value_hash(part(state, path))
        if isinstance(event, e.StageEntered) and event.run.number > 1:
            told.moves.setdefault(ref, []).append(
                (after.workflow_version, after.stage, event.run.stage)
            )
        after = evolve(after, event)
        state = after
        if entry.object != f"{ref}/{path}":
            told.wrong.append(f"entry {entry.seq} is about {entry.object}, not {ref}/{path}")
        _hashes(told, entry, was, value_hash(part(after, path)))
        _keep(told, ref, event, after)
    after = replace(after, version=version + 1)
    beside = dict(told.objectives) if told.negotiation.links else {}
    told.objectives[ref] = after
    did = cast(list[e.Event], events)
    told.changes.append(Change(group, did, told.negotiation, before, after, beside))


def _hashes(told: History, entry: Entry, was: str, now: str) -> None:
    if entry.before != was or entry.after != now:
        told.wrong.append(f"entry {entry.seq} tells other states than it leads between")


def _keep(told: History, ref: str, event: e.ObjectiveEvent, after: Objective) -> None:
    """What the present objective does not show any more."""
    match event:
        case e.ObjectiveProposed() | e.TextRevised():
            told.texts[ref, event.head.number] = event.text
        case e.PositionRecorded():
            told.positions.setdefault((ref, event.ballot), []).append(event.position)
        case e.PositionWithdrawn():
            told.positions.setdefault((ref, event.ballot), []).append(event)
        case _:
            pass
    if after.ballot is not None:
        told.ballots[ref, after.ballot.number] = after.ballot
    for number, comment in after.comments.items():
        told.comments[ref, number] = comment
