"""The record as a reader may see it: what a ballot keeps to itself, its entries keep too.

An entry about a position that is not disclosed to the reader stays in its place, so that
nobody misses a number, but says neither whose position it is nor what it is, nor who acted.
Verdicts, reminders and results lose the names that would tell the same.  The record itself
holds everything; whoever takes it away whole must be allowed to see everything.

So it is with a comment that is sealed, and with an answer that is not published: the entry is
there, and says no more.

An entry about an objective that the reader may not see stays in its place too, and says no more
than that there is one: neither its kind, nor who acted, nor what it is about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from placet.engine.access import Standing
from placet.engine.codec import decode
from placet.engine.disclosure import (
    comments_are_sealed,
    comments_for,
    names_the_unbound,
    sees_answers,
    sees_everybody,
    sees_position,
    sees_statement,
    silent_for,
)
from placet.engine.groups import GroupStatement
from placet.engine.ledger import Entry
from placet.engine.model import Ballot, Comment, Objective
from placet.engine.workflow import Workflow

WITHHELD = "withheld"
"""Stands in the payload of an entry whose rest is not for this reader."""

SPEAKING = frozenset(
    "PositionRecorded PositionWithdrawn PositionConfirmed BallotClosed RemindersSent "
    "Adopted GroupSpoke InstructionsAwaited LatePositionRecorded "
    "StatementMade StatementEnded ConcernRaised ConcernEnded ConcernReopened".split()
)
"""The kinds of entry that may have to keep something to themselves."""

_LEFT_OUT = ("dropped", "blockers", "holding", "silent", "needed", "returned", "flagged")

UNSEEN = "Withheld"
"""The kind of an entry of which the reader learns only that there is one."""

_NUMBERED = {
    "ObjectivesLinked": ("link", "link"), "ObjectivesUnlinked": ("link", ""),
    "SoundingOpened": ("sounding", "sounding"), "SoundingAnswered": ("sounding", ""),
    "SoundingClosed": ("sounding", ""), "PostWritten": ("post", "post"),
    "PostWithdrawn": ("post", ""), "ProxyOffered": ("proxy", "proxy"),
    "ProxyAnswered": ("proxy", ""), "ProxyEnded": ("proxy", ""),
}  # fmt: skip
"""Entries of a table about something with a number: what it is, and the field that makes it."""

COMMENTING = frozenset(
    "CommentMade CommentsSubmitted NoCommentsStated CommentAnswered AnswerCleared "
    "RemindersSent".split()
)
"""The kinds of entry about comments that may have to do the same."""


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of an objective, all of them, with what says who may see which."""

    workflow: Workflow
    objective: Objective
    comments: tuple[Comment, ...]


NO_COMMENTS: Mapping[str, Comments] = MappingProxyType({})

Ballots = Mapping[tuple[str, int], tuple[Workflow, Ballot]]
"""Ballots by the reference of their objective and their number, with its procedure."""


def entries_for(
    entries: Iterable[Entry],
    ballots: Ballots,
    who: Standing,
    comments: Mapping[str, Comments] = NO_COMMENTS,
) -> tuple[Entry, ...]:
    """The entries as this reader may see them; `comments` are by objective."""
    hidden = {ref: _hidden(kept, who) for ref, kept in comments.items()}
    return tuple(_comment_for(_entry_for(e, ballots, who), hidden, who) for e in entries)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Numbers of comments, and of answers, that are kept from a reader."""

    sealed: bool
    comments: frozenset[int]
    answers: frozenset[int]
    serves: bool


def _hidden(kept: Comments, who: Standing) -> _Hidden:
    workflow, o = kept.workflow, kept.objective
    seen = {x.number for x in comments_for(workflow, o, kept.comments, who)}
    drafts = () if sees_answers(workflow, o, who) else kept.comments
    return _Hidden(
        comments_are_sealed(workflow, o),
        frozenset(x.number for x in kept.comments if x.number not in seen),
        frozenset(x.number for x in drafts if x.disposition is None or not x.published),
        who.secretariat or who.chair,
    )


def _comment_for(entry: Entry, by_ref: Mapping[str, _Hidden], who: Standing) -> Entry:
    ref = entry.object.partition("/")[0]
    hidden = by_ref.get(ref)
    if hidden is None or entry.kind not in COMMENTING:
        return entry
    told = entry.payload
    match entry.kind:
        case "CommentMade":
            secret = told["comment"]["number"] in hidden.comments
        case "CommentAnswered":
            draft = bool(told.get("draft")) and told["number"] in hidden.answers
            secret = draft or told["number"] in hidden.comments
        case "AnswerCleared":
            secret = told["number"] in hidden.answers | hidden.comments
        case "NoCommentsStated" | "CommentsSubmitted":
            others = told["organisation"] != who.organisation
            secret = hidden.sealed and others and not hidden.serves
        case _:
            return _reminded_for(entry, hidden, who)
    if not secret:
        return entry
    bare: dict[str, Any] = {WITHHELD: True}
    return replace(
        entry, actor="", cause="", object=f"{ref}/comment", before="", after="", payload=bare
    )


def _reminded_for(entry: Entry, hidden: _Hidden, who: Standing) -> Entry:
    """A reminder names who had not commented."""
    named = entry.payload.get("organisations", ())
    told = [x for x in named if x == who.organisation]
    if not hidden.sealed or hidden.serves or told == list(named):
        return entry
    return replace(entry, payload={**entry.payload, "organisations": told, WITHHELD: True})


def unseen(entries: Iterable[Entry], hidden: Collection[str]) -> frozenset[int]:
    """The numbers of the entries that are about these objectives, or about what speaks of them.

    `entries` are all of a chain from the first on: what is later said of a link, a sounding, a
    post or a proxy names it by its number alone.
    """
    found: set[int] = set()
    private: set[tuple[str, int]] = set()
    for entry in entries if hidden else ():
        about = _NUMBERED.get(entry.kind)
        if entry.object.partition("/")[0] in hidden:
            found.add(entry.seq)
        elif about is not None:
            what, field = about
            made = entry.payload.get(field) if field else entry.payload
            number = made.get("number") if isinstance(made, Mapping) else None
            if field and isinstance(number, int) and _names(made, hidden):
                private.add((what, number))
            if (what, number) in private:
                found.add(entry.seq)
        elif entry.object == "negotiation" and _names(entry.payload, hidden):
            found.add(entry.seq)
            private |= {("proxy", p["number"]) for p in entry.payload.get("proxies", ())}
    return frozenset(found)


def _names(value: object, hidden: Collection[str]) -> bool:
    """Whether one of these references stands in what an entry holds."""
    match value:
        case str():
            return value in hidden
        case Mapping():
            return any(_names(one, hidden) for one in value.values())
        case list() | tuple():
            return any(_names(one, hidden) for one in value)
        case _:
            return False


def emptied(entry: Entry) -> Entry:
    """The entry in its place, with its hash, saying nothing."""
    return replace(
        entry, actor="", cause="", object="", kind=UNSEEN, before="", after="",
        payload={WITHHELD: True},
    )  # fmt: skip


def _entry_for(entry: Entry, ballots: Ballots, who: Standing) -> Entry:
    ref = entry.object.partition("/")[0]
    number = entry.payload.get("ballot")
    known = ballots.get((ref, number)) if isinstance(number, int) else None
    ballot = known[1] if known else None
    match entry.kind:
        case (
            "PositionRecorded"
            | "PositionWithdrawn"
            | "PositionConfirmed"
            | "InstructionsAwaited"
            | "LatePositionRecorded"
        ):
            if known is None or _sees(entry.payload, *known, who):
                return entry
            return _withheld(entry, f"{ref}/ballot/{number}/position")
        case "GroupSpoke":
            if known is None or _sees_statement(entry.payload, *known, who):
                return entry
            return _withheld(entry, f"{ref}/ballot/{number}/group")
        case (
            "StatementMade"
            | "StatementEnded"
            | "ConcernRaised"
            | "ConcernEnded"
            | "ConcernReopened"
        ):
            if not number or (known and _sees(entry.payload, *known, who)):
                return entry
            return _withheld(entry, f"{ref}/beside")
        case "BallotClosed" if ballot is not None and not sees_everybody(ballot, who):
            verdict = entry.payload.get("verdict") or {}
            kept = {k: v for k, v in verdict.items() if k not in _LEFT_OUT}
            return replace(entry, payload={**entry.payload, "verdict": kept})
        case "RemindersSent":
            return _reminders_for(entry, [b for (r, _), (_, b) in ballots.items() if r == ref], who)
        case "DigestsSent":
            return _digests_for(entry, who)
        case "Adopted":
            made = ballots.get((ref, entry.payload["instrument"]["ballot"]))
            return entry if made is None else _result_for(entry, made[1], who)
        case _:
            return entry


def _sees(payload: Mapping[str, Any], workflow: Workflow, ballot: Ballot, who: Standing) -> bool:
    held = payload.get("position") or payload.get("statement") or payload.get("concern")
    told = held if isinstance(held, Mapping) else payload
    organisation, kind = str(told.get("organisation", "")), str(told.get("kind", ""))
    cast_by = str(told.get("cast_by", ""))
    return sees_position(workflow, ballot, who, organisation, kind, cast_by)


def _sees_statement(
    payload: Mapping[str, Any], workflow: Workflow, ballot: Ballot, who: Standing
) -> bool:
    statement = decode(GroupStatement, payload["statement"])
    return sees_statement(workflow, ballot, who, statement)


def _withheld(entry: Entry, object: str) -> Entry:
    payload = {"ballot": entry.payload["ballot"], WITHHELD: True}
    return replace(entry, actor="", cause="", object=object, before="", after="", payload=payload)


def _reminders_for(entry: Entry, ballots: Iterable[Ballot], who: Standing) -> Entry:
    """A reminder names who was silent on the ballot of its time."""
    asked = [ballot for ballot in ballots if ballot.opened_at <= entry.at]
    if not asked:
        return entry
    named = tuple(entry.payload.get("organisations", ()))
    told = silent_for(max(asked, key=lambda b: b.number), who, named)
    if told == named:
        return entry
    kept = {**entry.payload, "organisations": list(told), WITHHELD: True}
    return replace(entry, payload=kept)


def _digests_for(entry: Entry, who: Standing) -> Entry:
    """Who was reminded of what says who was silent: only who reminds sees all of it."""
    if who.secretariat or who.chair:
        return entry
    items = entry.payload.get("items", ())
    kept = [i for i in items if i["organisation"] == who.organisation]
    if len(kept) == len(items):
        return entry
    return replace(entry, payload={**entry.payload, "items": kept, WITHHELD: True})


def _result_for(entry: Entry, ballot: Ballot, who: Standing) -> Entry:
    """A result names whom it does not bind."""
    if names_the_unbound(ballot, who):
        return entry
    made = {k: v for k, v in entry.payload["instrument"].items() if k != "not_bound"}
    return replace(entry, payload={**entry.payload, "instrument": made})
