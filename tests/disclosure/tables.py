"""A table in a database at which positions are open, sealed, undisclosed or secret."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from placet.api.main import catalogue
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.definition import BallotSpec, Workflow
from placet.engine.model import Capacity, Role, RuleRef
from placet.engine.published import DefinitionKind
from placet.engine.service import Answer, UseCases
from placet.engine.store import Database
from tests.decide.silences import SILENCE
from tests.decide.table import FIRST
from tests.fakes import Mint, StillClock

TABLE = "SEA"
SEATS = ("AUR", "BOR", "CYG")
PEOPLE = {
    "aur": ("AUR", Capacity.FOCAL_POINT),
    "olga": ("AUR", Capacity.OBSERVER),
    "bor": ("BOR", Capacity.FOCAL_POINT),
    "cyg": ("CYG", Capacity.FOCAL_POINT),
}
READERS = ("sec", "chair", "aur", "olga", "bor", "cyg", "admin")
REASONS = "Our parliament refuses paragraph two"
"""Those of BOR, who objects."""


def procedure(**changes: object) -> Workflow:
    """A majority decides, and the chair may go on whatever comes of it."""
    stage = SILENCE.stages["silence"]
    spec = BallotSpec(("endorse", "abstain", "object"), RuleRef("majority", 1, {"of": "seats"}))
    spec = replace(spec, **changes)  # type: ignore[arg-type]
    stages = {**SILENCE.stages, "silence": replace(stage, ballot=spec, period="4 weeks")}
    return replace(SILENCE, stages=stages)


@dataclass
class Sea:
    """One table: AUR endorses, BOR objects, CYG is silent.

    With a `file`, which is published, nobody has answered yet.
    """

    database: Database
    workflow: Workflow
    clock: StillClock = field(default_factory=StillClock)
    people: dict[str, Actor] = field(default_factory=dict)
    ref: str = ""
    file: str = ""

    def __post_init__(self) -> None:
        known: Any = {(self.workflow.name, self.workflow.version): self.workflow}
        if self.file:
            known = catalogue()
        self.cases = UseCases(self.database, known, self.clock, Mint(), "placet.test")
        self.cases.publish_workflows()
        self.people["founder"] = Actor("founder", True, True, "command-line")
        if self.file:
            self.do("founder", c.PublishDefinition(DefinitionKind.WORKFLOW, self.file))
        self._invite("sec", administrator=False)
        self._invite("admin", administrator=True)
        self.people["sec"] = replace(self.people["sec"], serves=True)
        for code in SEATS:
            self.do("founder", c.RegisterOrganisation(code, f"Organisation {code}"))
        for name in ("chair", *PEOPLE):
            self._invite(name)
        opening = c.OpenNegotiation(TABLE, "The sea", "To measure it", "UTC", self.workflow.name)
        self.do("sec", opening)
        for code in SEATS:
            self.do("sec", c.InviteOrganisation(code), negotiation=TABLE)
        appointed = c.AppointOfficer(self.people["chair"].person, Role.CHAIR)
        self.do("sec", appointed, negotiation=TABLE)
        for name, (code, capacity) in PEOPLE.items():
            seat = c.AppointDelegate(self.people[name].person, code, capacity)
            self.do("sec", seat, negotiation=TABLE)
        text = c.Propose("Share soundings", "One chart", FIRST, len(FIRST.paragraphs))
        self.ref = self.do("aur", text, negotiation=TABLE).object
        self.take("open_silence")
        if self.file:
            return
        self.hold("aur", "endorse")
        self.reference = self.hold("bor", "object", REASONS).reference

    def _invite(self, name: str, *, administrator: bool = False) -> None:
        command = c.InvitePerson(name, f"{name}@sea.example", administrator=administrator)
        person = self.do("founder", command).object.removeprefix("person/")
        self.people[name] = Actor(person, administrator=administrator)

    def do(self, who: str, command: c.Command, **about: str) -> Answer:
        """Somebody asks for something, a second after the last."""
        self.clock.advance(seconds=1)
        return self.cases.handle(self.people[who], command, **about)  # type: ignore[arg-type]

    def take(self, step: str) -> Answer:
        """The chair takes a step."""
        return self.do("chair", c.TakeStep(step, "As agreed"), objective=self.ref)

    def hold(
        self, who: str, kind: str, reasons: str = "", paragraphs: tuple[str, ...] = ("p2",)
    ) -> Answer:
        """A delegate records a position."""
        with self.database.reading() as store:
            ballot = store.objective(self.ref).ballot
        assert ballot is not None
        command = c.RecordPosition(
            ballot.number, ballot.text_hash, kind, reasons, paragraphs, no_wording=True
        )
        return self.do(who, command, objective=self.ref)

    def close(self) -> None:
        """The deadline passes and the clock looks."""
        self.clock.at += timedelta(weeks=5)
        self.cases.tick()
