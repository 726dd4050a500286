"""Rehearsing a procedure: a scenario in, all that would happen out, and nothing kept."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import StringConstraints

from placet.api.rates import REHEARSALS_PER_PERSON
from placet.api.rehearsal import Failure, Rehearsal
from placet.api.rehearsal.places import LONGEST, Places
from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Shown
from placet.api.v1.definitions import WORKFLOW, NameAt
from placet.api.v1.limits import Given, NumberAt
from placet.engine.errors import NotFound
from placet.templates import i18n

router = APIRouter(tags=["procedures"])

Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
_PLACE = re.compile(r".*?:(\d+):(\d+)", re.DOTALL)


class RehearsalGiven(Given):
    """A scenario: the words of its file, or the same as an object."""

    scenario: Words | dict[str, Any]

    def text(self) -> str:
        """The words; JSON is YAML as well."""
        if isinstance(self.scenario, str):
            return self.scenario
        return json.dumps(self.scenario, indent=1, ensure_ascii=False)


class FailureShown(Shown):
    """Something that went otherwise than the scenario says, at a line of its words."""

    line: int
    column: int
    said: str

    @classmethod
    def of(cls, failure: Failure) -> FailureShown:
        """The failure with its place as numbers."""
        place = _PLACE.fullmatch(failure.place)
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        return cls(line=line, column=column, said=failure.said)


class RehearsalShown(Shown):
    """What came of a scenario.

    `stage` is the one that was reached, `entries` the list in the order of time as
    `placet workflow simulate --json` writes it; where there are `failures` it ends at the
    first act that went otherwise, or only the end is another one than expected.
    """

    workflow: str
    version: int
    title: str
    zone: str
    starts: datetime
    until: datetime
    stage: str
    entries: list[dict[str, Any]]
    failures: list[FailureShown]

    @classmethod
    def of(cls, lived: Rehearsal) -> RehearsalShown:
        """The rehearsal as an answer."""
        stages = [str(e.what["stage"]) for e in lived.entries if e.kind == "stage"]
        return cls(
            workflow=lived.workflow,
            version=lived.version,
            title=lived.title,
            zone=lived.zone,
            starts=lived.starts,
            until=lived.until,
            stage=stages[-1] if stages else "",
            entries=lived.data(),
            failures=[FailureShown.of(failure) for failure in lived.failures],
        )


@router.post("/workflows/{name}/{version}/rehearsals")
def rehearse(
    request: Request,
    root: RootOf,
    who: Caller,
    name: NameAt,
    version: NumberAt,
    given: RehearsalGiven,
) -> RehearsalShown:
    """Live a scenario under this procedure in simulated time; nothing is sent or kept.

    For whoever serves a negotiation, and administrators.  422 with every finding in the
    scenario, or where it takes more than is allowed here; 503 where others are under way.
    """
    root.cases.rehearsed_for(who.actor)
    workflow = root.cases.definition(who.actor, WORKFLOW, name, version).definition.workflow
    if workflow is None:
        raise NotFound("workflow", name)
    root.rates.spend(REHEARSALS_PER_PERSON, "rehearsals", who.person.id)
    places: Places = request.app.state.rehearsals
    with i18n.language(who.person.language):
        return RehearsalShown.of(places.live(workflow, given.text()))
