"""The facts that messages about an objective share, and who receives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from placet.engine.access import Standing
from placet.engine.acting import acting_for, capacity_of, submitters
from placet.engine.codec import encode, instant
from placet.engine.decide.counting import counted
from placet.engine.disclosure import verdict_for
from placet.engine.events import ObjectiveEvent
from placet.engine.links import Others
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import Negotiation, Objective
from placet.engine.parties import at_the_table
from placet.engine.rules import needed_data, rule_sentence_values
from placet.engine.text import Text
from placet.engine.workflow import Workflow

Facts = dict[str, Json]
Messages = Iterator[Message]


@dataclass(frozen=True, slots=True)
class Scene:
    """A change of one objective: before, after, and the events between.

    `text` are the words of the present version, where they were needed to decide; `versions`
    those of versions before the change that it speaks of; `others` are the objectives of the table,
    where this one is linked with some.
    """

    workflow: Workflow
    negotiation: Negotiation
    before: Objective | None
    after: Objective
    events: tuple[ObjectiveEvent, ...]
    now: datetime
    checkpoint: str = ""
    text: Text | None = None
    versions: Mapping[int, Text] = field(default_factory=dict)
    others: Others = field(default_factory=dict)

    def words_of(self, version: int) -> Text | None:
        """The words of a version, where they are at hand."""
        return self.versions.get(version, self.text if version == self.after.text.number else None)

    def message(
        self,
        kind: Kind,
        person: str,
        facts: Mapping[str, Json],
        organisation: str,
        *,
        owed: bool = False,
        once: str = "",
    ) -> Message:
        """A message of this change to one person; `once` names a cause that never recurs."""
        cause = once or f"{self.after.ref}/{self.after.version}"
        return Message(
            key=f"{cause}/{kind.value}/{organisation}/{person}",
            kind=kind,
            person=person,
            facts={**facts, "capacity": _capacity(self, person, organisation)},
            negotiation=self.negotiation.symbol,
            objective=self.after.ref,
            organisation=organisation or None,
            run=self.after.run.number,
            only_while_owed=owed,
        )


def _capacity(scene: Scene, person: str, organisation: str) -> str:
    held = capacity_of(scene.negotiation, person, organisation, scene.now)
    if held is not None:
        return held.value
    for officer in scene.negotiation.officers:
        if officer.person == person:
            return officer.role.value
    return ""


def head(scene: Scene) -> Facts:
    """What every message about an objective says; of a restricted one not what it is called."""
    o = scene.after
    return {
        "ref": o.ref,
        "title": "" if o.restricted_to else o.title,
        **({"restricted": True} if o.restricted_to else {}),
        "symbol": scene.negotiation.symbol,
        "negotiation": scene.negotiation.title,
        "version": o.text.number,
        "hash": o.text.hash,
        "path": f"/objectives/{o.ref}",
        "contact": scene.negotiation.contact,
        "checkpoint": scene.checkpoint,
    }


def ballot_facts(scene: Scene, organisation: str) -> Facts:
    """What a message about a call for positions says; it is about the ballot's own text."""
    ballot = scene.after.ballot
    if ballot is None:
        raise ValueError(f"{scene.after.ref} has no ballot")
    terms = scene.workflow.terms(ballot.rule, ballot.kinds)
    asked = rule_sentence_values(terms, ballot.seats)
    return {
        "organisation": organisation,
        "deadline": instant(ballot.deadline.at),
        "zone": ballot.deadline.zone,
        "kinds": list(ballot.kinds),
        "rule": {
            "name": ballot.rule.name,
            "version": ballot.rule.version,
            "parameters": dict(ballot.rule.parameters),
            "sentence": encode(asked),
        },
        "seats": len(ballot.seats),
        "have": ballot.answered,
        "version": ballot.text,
        "hash": ballot.text_hash,
        "silent_become_observers": any(
            ballot.stage in step.sources and "silent_become_observers" in step.effects
            for step in scene.workflow.steps
        ),
    }


def confirm_facts(scene: Scene, organisation: str) -> Facts:
    """What a message about an ad referendum position says."""
    ballot, deadline = scene.after.ballot, scene.after.run.deadline
    held = ballot.positions.get(organisation) if ballot else None
    by = held.confirm_by if held and held.confirm_by else (deadline.at if deadline else scene.now)
    return {
        "organisation": organisation,
        "confirm_by": instant(by),
        "zone": deadline.zone if deadline else scene.negotiation.zone,
        "kind": held.kind if held else "",
    }


def count_facts(scene: Scene, who: Standing) -> Facts:
    """How the count stands, as far as this reader may know it; else nothing."""
    ballot = scene.after.ballot
    if ballot is None:
        return {}
    verdict = verdict_for(ballot, counted(scene.workflow, ballot), who)
    return {} if verdict is None else {"needed": [needed_data(item) for item in verdict.needed]}


def people_of(scene: Scene, organisation: str) -> tuple[str, ...]:
    """Everybody who serves for an organisation now."""
    return tuple(person for person, _ in acting_for(scene.negotiation, organisation, scene.now))


def submitters_of(scene: Scene, organisation: str) -> tuple[str, ...]:
    """Those who can give the organisation's answer; of who is away, the deputy too."""
    return submitters(scene.negotiation, organisation, scene.now)


def officers(negotiation: Negotiation) -> tuple[str, ...]:
    """Secretariat and chair, each person once."""
    return tuple(dict.fromkeys(officer.person for officer in negotiation.officers))


def everybody(scene: Scene) -> Iterator[tuple[str, str]]:
    """Every person with a part at the table, with the organisation they act for."""
    seen: set[str] = set()
    for organisation in at_the_table(scene.negotiation):
        for person in people_of(scene, organisation):
            if person not in seen:
                seen.add(person)
                yield organisation, person
    for person in officers(scene.negotiation):
        if person not in seen:
            seen.add(person)
            yield "", person
