"""From entries of the record to entries of the list.

One event may be several things to whoever reads the list: a stage that is entered is a
decision (the step and who took it), a new stage, a deadline that was set, perhaps an
outcome.  An event that is not known here is listed under its own name with what it holds,
so what a later version records is never left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from placet.engine.ledger import Entry as Recorded
from placet.engine.workflow import Workflow

Payload = Mapping[str, Any]
Parts = Iterator[tuple[str, dict[str, Any]]]
"""Kinds with what they concern."""

_KINDS: Mapping[str, str] = {
    "ObjectiveProposed": "proposal",
    "RoundsExtended": "rounds",
    "LeadsChanged": "lead",
    "ObserversChanged": "observers",
    "SignatureRecorded": "signature",
    "EntryIntoForceSet": "entry_into_force",
    "RemindersSent": "reminder",
    "OrganisationInvited": "invitation",
    "DelegateAppointed": "appointment",
    "DelegateEnded": "appointment",
    "OfficerAppointed": "appointment",
}
"""Events that are one thing; what they hold is told as it is."""

_LEFT_OUT = frozenset({"text", "minted", "person", "by", "head", "reference", "at", "kind"})
"""What the list does not repeat: whole texts, ids, what every entry says anyway."""


class Happenings:
    """Reads the record entry by entry; remembers what the next ones are told against."""

    def __init__(
        self,
        workflow: Workflow,
        label: Callable[[str], str],
        paragraphs: Callable[[int], Mapping[str, str]],
        verdict: Callable[[int], dict[str, Any]],
    ) -> None:
        """`label` names a person; `paragraphs` the paragraphs' numbers in a version, by id;
        `verdict` is that of a ballot at an instant, as data."""
        self._workflow, self._label = workflow, label
        self._paragraphs, self._verdict = paragraphs, verdict
        self._stage = ""
        self._deadline = ""
        self._texts: dict[int, int] = {}
        self._provisional: bool | None = None

    def read(self, recorded: Recorded) -> Parts:
        """What one entry of the record is in the list."""
        by = self._label(recorded.actor)
        for kind, what in self._parts(recorded):
            yield kind, {**what, "by": by}

    def _parts(self, recorded: Recorded) -> Parts:
        p = recorded.payload
        match recorded.kind:
            case "StageEntered":
                yield from self._entered(p)
            case "StageClosed":
                yield "closed", {"stage": self._stage}
            case "BallotOpened":
                yield from self._opened(p)
            case "BallotClosed":
                yield self._closed(p)
            case "PositionRecorded":
                yield "position", self._position(p)
            case "PositionWithdrawn":
                yield "position", {**_told(p), "position": "withdrawn"}
            case "PositionConfirmed":
                yield "position", {**_told(p), "position": "confirmed"}
            case "CommentMade":
                yield "comment", self._comment(p["comment"])
            case "NoCommentsStated":
                yield "comment", {**_told(p), "none": True}
            case "CommentAnswered":
                yield "answer", {"comment": p["number"], **_told(p, "number")}
            case "ReviewScheduled":
                yield "review", {"on": p["at"]}
            case "TextRevised":
                yield "text", self._revised(p)
            case "DeadlineChanged":
                yield self._moved(p, recorded.cause)
            case "Adopted":
                yield "outcome", self._adopted(p["instrument"])
            case "AdoptionUndone":
                yield "outcome", {"outcome": "adoption_undone", **_told(p)}
            case kind:
                yield _KINDS.get(kind) or _other(kind), _told(p)

    def _entered(self, p: Payload) -> Parts:
        run = p["run"]
        stage = self._workflow.stages[run["stage"]]
        if p["step"]:
            yield "decision", {"step": p["step"], "reason": p["reason"], "leads_to": stage.name}
        yield (
            "stage",
            {"stage": stage.name, "title": stage.title, "state": stage.state,
             "round": run["round"], "run": run["number"], "came_from": self._stage},
        )  # fmt: skip
        self._stage = stage.name
        deadline = run.get("deadline")
        self._deadline = deadline["at"] if deadline else ""
        if deadline and "paused_at" not in run and run.get("state", "running") == "running":
            yield (
                "deadline",
                {"deadline": deadline["at"], "zone": deadline["zone"], "stage": stage.name},
            )
        if stage.end and not stage.instrument:
            yield "outcome", {"outcome": stage.state, "reason": p["reason"]}

    def _opened(self, p: Payload) -> Parts:
        ballot = p["ballot"]
        self._texts[ballot["number"]] = ballot["text"]
        rule = ballot["rule"]
        yield (
            "ballot",
            {"ballot": ballot["number"], "state": "open", "stage": ballot["stage"],
             "version": ballot["text"], "rule": f"{rule['name']}@{rule['version']}",
             "positions": ballot["kinds"], "seats": [s["organisation"] for s in ballot["seats"]],
             "deadline": ballot["deadline"]["at"], "zone": ballot["deadline"]["zone"]},
        )  # fmt: skip

    def _closed(self, p: Payload) -> tuple[str, dict[str, Any]]:
        told = {"ballot": p["ballot"], "state": p["state"]}
        if p["passed"] is None:
            return "ballot", told
        return "verdict", {**told, "passed": p["passed"], **self._verdict(p["ballot"])}

    def _position(self, p: Payload) -> dict[str, Any]:
        held = dict(p["position"])
        labels = self._paragraphs(self._texts.get(p["ballot"], 1))
        told = {
            "organisation": held["organisation"],
            "position": held["kind"],
            "ballot": p["ballot"],
        }
        if "paragraphs" in held:
            told["paragraphs"] = [labels.get(x, x) for x in held["paragraphs"]]
        return _told(held, "number") | told

    def _comment(self, comment: Payload) -> dict[str, Any]:
        told = _told(comment, "number")
        told |= {"comment": comment["number"], "version": comment["text"]}
        if comment.get("paragraph"):
            labels = self._paragraphs(comment["text"])
            told["paragraph"] = labels.get(comment["paragraph"], comment["paragraph"])
        return told

    def _revised(self, p: Payload) -> dict[str, Any]:
        head = p["head"]
        labels = self._paragraphs(head["number"])
        return {
            "version": head["number"],
            "changed": [labels.get(x, x) for x in p["changed"]],
            "note": head.get("note", ""),
            "editorial": head.get("editorial", False),
        }

    def _moved(self, p: Payload, cause: str) -> tuple[str, dict[str, Any]]:
        """By somebody who asked for it, an extension; by what happened, a deadline."""
        deadline, was = p["deadline"], self._deadline
        self._deadline = deadline["at"] if deadline else ""
        asked = cause.endswith(":ChangeDeadline")
        told = {"deadline": self._deadline or None, "stage": self._stage, "was": was or None}
        if deadline:
            told["zone"] = deadline["zone"]
        return ("extension" if asked else "deadline"), {**told, "reason": p["reason"]}

    def _adopted(self, instrument: Payload) -> dict[str, Any]:
        provisional = bool(instrument.get("provisional"))
        if provisional:
            outcome = "adopted_provisionally"
        elif self._provisional:
            outcome = "adoption_final"
        else:
            outcome = "adopted" if self._provisional is None else "review_concluded"
        self._provisional = provisional
        not_bound = instrument.get("not_bound", [])
        return {"outcome": outcome, "version": instrument["text"], "not_bound": not_bound}


def _told(p: Payload, *without: str) -> dict[str, Any]:
    """The fields of an event as they are, those with something in them."""
    told: dict[str, Any] = {}
    for name, value in p.items():
        if name in _LEFT_OUT or name in without or value in ("", None, [], {}):
            continue
        if name == "signature":
            told |= value
        else:
            told[name] = value
    return told


def _other(kind: str) -> str:
    """The name of an event in snake case; what breaks is a break, what extends an extension."""
    if kind.endswith("Broken"):
        return "break"
    if kind.endswith("Extended"):
        return "extension"
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()
