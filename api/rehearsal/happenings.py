"""From entries of the record to entries of the list.

One event may be several things to whoever reads the list: a stage that is entered is a
decision (the step and who took it), a new stage, a deadline that was set, perhaps an
outcome.  An event that is not known here is listed under its own name with what it holds,
so what a later version records is never left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from placet.api.rehearsal.happenings_words import wording_entry
from placet.api.rehearsal.telling import FOLLOW, MOVES, Payload, as_it_is, kind_of
from placet.api.rehearsal.verdicts import broken_by, verdict_data
from placet.engine.definition import CLOCK, Workflow, code_of
from placet.engine.ledger import Entry as Recorded
from placet.engine.model import Ballot

Parts = Iterator[tuple[str, dict[str, Any]]]
"""Kinds with what they concern."""


class Happenings:
    """Reads the record entry by entry; remembers what the next ones are told against.

    `stage` is the one that the objective was in after the last entry.
    """

    def __init__(
        self,
        workflow: Workflow,
        label: Callable[[str], str],
        paragraphs: Callable[[int], Mapping[str, str]],
        ballot: Callable[[int], Ballot],
    ) -> None:
        """`label` names a person; `paragraphs` the paragraphs' numbers in a version, by id;
        `ballot` is the one with that number as it stands."""
        self._workflow, self._label = workflow, label
        self._paragraphs, self._ballot = paragraphs, ballot
        self.stage = ""
        self._deadline = ""
        self._texts: dict[int, int] = {}
        self._version = 1
        self._broken: set[int] = set()
        self._provisional: bool | None = None

    def read(self, recorded: Recorded) -> Parts:
        """What one entry of the record is in the list."""
        asked = recorded.cause.rpartition(":")[2] in MOVES
        by = CLOCK if recorded.kind in FOLLOW and not asked else self._label(recorded.actor)
        for kind, what in self._parts(recorded):
            yield kind, {**what, "by": by}

    def _parts(self, recorded: Recorded) -> Parts:
        p = recorded.payload
        match recorded.kind:
            case "StageEntered":
                yield from self._entered(p)
            case "StageClosed":
                yield "closed", {"stage": self.stage, **self._code(self.stage, "closed")}
            case "BallotOpened":
                yield from self._opened(p)
            case "BallotClosed":
                yield self._closed(p)
            case "PositionRecorded":
                yield "position", self._position(p)
                yield from self._break(p["ballot"], p["position"]["organisation"])
            case "PositionWithdrawn":
                yield "position", {**as_it_is(p), "position": "withdrawn"}
            case "PositionConfirmed":
                yield "position", {**as_it_is(p), "position": "confirmed"}
            case "CommentMade":
                yield "comment", self._comment(p["comment"])
            case "NoCommentsStated":
                yield "comment", {**as_it_is(p), "none": True}
            case "CommentAnswered":
                yield "answer", {"comment": p["number"], **as_it_is(p, "number")}
            case "ReviewScheduled":
                yield "review", {"on": p["at"]}
            case "TextRevised":
                yield "text", self._revised(p)
            case "DeadlineChanged":
                yield self._moved(p)
            case "MeetingScheduled":
                yield "meeting", {"meets": p["at"]}
            case "DeterminationMade":
                yield "determination", as_it_is(p["determination"], "run")
            case "ReviewerNamed":
                yield "reviewer", as_it_is(p["review"])
            case "ParagraphsAgreed":
                yield "agreed", self._numbered(p["ballot"], p["agreed"])
            case "ParagraphsReopened":
                said = {"reason": p["reason"]} if p.get("reason") else {}
                yield "reopened", {**self._named(p["paragraphs"]), **said}
            case "Adopted":
                yield "outcome", self._adopted(p["instrument"])
            case "AdoptionUndone":
                yield "outcome", {"outcome": "adoption_undone", **as_it_is(p)}
            case kind:
                about = wording_entry(kind, p, self._paragraphs, self._version)
                yield about or (kind_of(kind), as_it_is(p))

    def _entered(self, p: Payload) -> Parts:
        run = p["run"]
        stage = self._workflow.stages[run["stage"]]
        deadline = run.get("deadline")
        if p["step"]:
            decided = {k: p[k] for k in ("reason", "decides", "override") if p.get(k)}
            decided |= self._code(self.stage, p.get("decides", ""))
            taken = {"step": p["step"], "stage": self.stage, "leads_to": stage.name}
            yield "decision", {**taken, **decided}
        begun = "registered" if stage.registered and not deadline else "running"
        yield (
            "stage",
            {"stage": stage.name, "title": stage.title, "state": stage.state,
             "round": run["round"], "run": run["number"], "came_from": self.stage,
             **self._code(stage.name, begun)},
        )  # fmt: skip
        self.stage = stage.name
        self._deadline = deadline["at"] if deadline else ""
        if deadline and "paused_at" not in run and run.get("state", "running") == "running":
            yield (
                "deadline",
                {"deadline": deadline["at"], "zone": deadline["zone"], "stage": stage.name},
            )
        if stage.end and stage.state != "adopted":
            yield "outcome", {"outcome": stage.state, "reason": p["reason"]}

    def _code(self, stage: str, sub_state: str) -> dict[str, Any]:
        """The body's own code for where a stage stands, if it has one."""
        found = self._workflow.stages.get(stage)
        code = code_of(found, sub_state) if found else ""
        return {"code": code} if code else {}

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
        said = {"ballot": p["ballot"], "state": p["state"]}
        if p["passed"] is None:
            return "ballot", said
        verdict = verdict_data(self._workflow, self._ballot(p["ballot"]))
        return "verdict", {**said, "passed": p["passed"], **verdict}

    def _break(self, number: int, organisation: str) -> Parts:
        """The first position that no answer which is still out can outweigh."""
        ballot = self._ballot(number)
        broke = broken_by(self._workflow, ballot)
        if not broke or number in self._broken:
            return
        self._broken.add(number)
        named = [ballot.positions[o].paragraphs for o in broke]
        paragraphs = [x for each in named for x in each] if all(named) else []
        numbers = self._numbered(number, list(dict.fromkeys(paragraphs)))
        yield "break", {"organisation": organisation, "broken_by": list(broke), **numbers}

    def _numbered(self, ballot: int, paragraphs: list[str]) -> dict[str, Any]:
        """Paragraphs by their numbers in the text of a ballot."""
        version = self._texts.get(ballot) or max(self._texts.values(), default=1)
        labels = self._paragraphs(version)
        return {"ballot": ballot, "paragraphs": [labels.get(x, x) for x in paragraphs]}

    def _position(self, p: Payload) -> dict[str, Any]:
        held = dict(p["position"])
        labels = self._paragraphs(self._texts.get(p["ballot"], 1))
        said = {
            "organisation": held["organisation"],
            "position": held["kind"],
            "ballot": p["ballot"],
        }
        if "paragraphs" in held:
            said["paragraphs"] = [labels.get(x, x) for x in held["paragraphs"]]
        return as_it_is(held, "number") | said

    def _comment(self, comment: Payload) -> dict[str, Any]:
        said = as_it_is(comment, "number")
        said |= {"comment": comment["number"], "version": comment["text"]}
        if comment.get("paragraph"):
            labels = self._paragraphs(comment["text"])
            said["paragraph"] = labels.get(comment["paragraph"], comment["paragraph"])
        return said

    def _named(self, paragraphs: list[str]) -> dict[str, Any]:
        """Paragraphs by their numbers in the newest text; by those before where they are gone."""
        now, before = self._paragraphs(self._version), self._paragraphs(max(self._version - 1, 1))
        return {"paragraphs": [now.get(x) or before.get(x, x) for x in paragraphs]}

    def _revised(self, p: Payload) -> dict[str, Any]:
        head = p["head"]
        self._version = head["number"]
        labels = self._paragraphs(head["number"])
        return {
            "version": head["number"],
            "changed": [labels.get(x, x) for x in p["changed"]],
            "note": head.get("note", ""),
            "editorial": head.get("editorial", False),
        }

    def _moved(self, p: Payload) -> tuple[str, dict[str, Any]]:
        """By somebody who asked for it, an extension; by what happened, a deadline."""
        deadline, was = p["deadline"], self._deadline
        self._deadline = deadline["at"] if deadline else ""
        asked = bool(p.get("moved"))
        said = {"deadline": self._deadline or None, "stage": self.stage, "was": was or None}
        if deadline:
            said["zone"] = deadline["zone"]
        return ("extension" if asked else "deadline"), {**said, "reason": p["reason"]}

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
