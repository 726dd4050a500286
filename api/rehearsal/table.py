"""The table of a rehearsal: laid before the scenario begins, and who is who at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from placet.api.rehearsal.house import DOMAIN, House
from placet.engine import commands as c
from placet.engine.access import THE_CLOCK, Actor
from placet.engine.model import Capacity, Role
from placet.workflows.scenario import Scenario, Seated, Somebody, Who, acts, newcomer, unnamed

SYMBOL = "REHEARSAL"
CONTACT = f"secretariat@{DOMAIN}"
_FOUNDER = Actor("founder", administrator=True, serves=True, channel="rehearsal")


@dataclass(frozen=True, slots=True)
class Player:
    """A person of the rehearsal, and as what they act."""

    actor: Actor
    name: str
    who: Who


class Table:
    """Organisations and officers at the one table of the rehearsal."""

    def __init__(self, house: House, scenario: Scenario, workflow: str) -> None:
        self._house, self._zone = house, scenario.zone
        self._players: dict[Who, Player] = {}
        self._persons: dict[str, Player] = {}
        self._registered: set[str] = set()
        self._lay(scenario, workflow)

    def _lay(self, scenario: Scenario, workflow: str) -> None:
        cast = scenario.cast
        secretariat = self._officer(cast.secretariat, Role.SECRETARIAT)
        title = scenario.objective.title
        opening = c.OpenNegotiation(SYMBOL, scenario.title, title, scenario.zone, workflow, CONTACT)
        self._house.cases.handle(secretariat.actor, opening)
        for seated in cast.seated:
            self.seat(seated, secretariat.actor)
        chair = self._officer(cast.chair, Role.CHAIR)
        command = c.AppointOfficer(chair.actor.person, Role.CHAIR)
        self._house.cases.handle(secretariat.actor, command, negotiation=SYMBOL)
        self._house.work()
        self._house.postbox.emptied()

    def _officer(self, human: Somebody, role: Role) -> Player:
        player = self._invited(human, Who(role=role), opens=role is Role.SECRETARIAT)
        self._players[player.who] = player
        return player

    def seat(self, seated: Seated, by: Actor) -> None:
        """Seat an organisation, registering it first."""
        if seated.organisation not in self._registered:
            registration = c.RegisterOrganisation(seated.organisation, seated.name)
            self._house.cases.handle(_FOUNDER, registration)
            self._registered.add(seated.organisation)
        invitation = c.InviteOrganisation(seated.organisation, seated.classes, seated.weight)
        self._house.cases.handle(by, invitation, negotiation=SYMBOL)
        for capacity, human in seated.people.items():
            self.appoint(seated.organisation, capacity, human, by)

    def appoint(self, organisation: str, capacity: Capacity, human: Somebody, by: Actor) -> None:
        """Let a person act for an organisation, inviting them first."""
        player = self._invited(human, Who(None, organisation, capacity))
        appointment = c.AppointDelegate(player.actor.person, organisation, capacity)
        self._house.cases.handle(by, appointment, negotiation=SYMBOL)
        self._players[player.who] = player

    def change(self, act: acts.InviteAct | acts.AppointAct | acts.DismissAct, by: Actor) -> None:
        """Who sits there changes while the scenario is lived."""
        match act:
            case acts.InviteAct():
                self.seat(newcomer(act.organisation, act.name, act.classes, act.weight), by)
            case acts.AppointAct():
                human = Somebody(act.name or unnamed(act.organisation, act.capacity))
                self.appoint(act.organisation, act.capacity, human, by)
            case acts.DismissAct():
                person = self._players[Who(None, act.organisation, act.capacity)].actor.person
                command = c.EndDelegate(person, act.organisation, act.reason)
                self._house.cases.handle(by, command, negotiation=SYMBOL)

    def _invited(self, human: Somebody, who: Who, *, opens: bool = False) -> Player:
        number = len(self._persons) + 1
        part = re.sub("[^a-z0-9]+", "-", str(who).lower()).strip("-")
        invitation = c.InvitePerson(
            human.name,
            f"{part}-{number}@{DOMAIN}",
            human.zone or self._zone,
            human.language,
            administrator=opens,
        )
        person = self._house.cases.handle(_FOUNDER, invitation).reference
        player = Player(Actor(person, serves=opens, channel="rehearsal"), human.name, who)
        self._persons[person] = player
        return player

    def player(self, who: Who) -> Player:
        """Whoever acts as that."""
        return self._players[who]

    def person(self, id: str) -> Player | None:
        """Whoever has that id; None for the clock and for who set up the house."""
        return self._persons.get(id)

    def label(self, id: str) -> str:
        """A person as scenarios name them: `secretariat`, `FR`, `FR/alternate`, `clock`."""
        player = self.person(id)
        if player is not None:
            return str(player.who)
        return "clock" if id == THE_CLOCK.person else ""
