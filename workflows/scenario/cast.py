"""Who plays in a scenario: the organisations with their people, and the officers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from placet.engine.model import Capacity, Role
from placet.workflows.scenario.schema import Human, Party, ScenarioFile
from placet.workflows.scenario.times import Unclear
from placet.workflows.shape import misspelt

SPEAKS = (
    Capacity.FOCAL_POINT,
    Capacity.HEAD,
    Capacity.ALTERNATE,
    Capacity.DRAFTER,
    Capacity.OBSERVER,
)
"""Who acts when only the organisation is named: the first of these that it has."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the scenario; `zone` is "" where it is the scenario's."""

    name: str
    zone: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Seated:
    """An organisation at the table, with its people by capacity."""

    organisation: str
    name: str
    classes: tuple[str, ...]
    weight: int
    people: Mapping[Capacity, Somebody]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who acts: an officer, or an organisation through a capacity."""

    role: Role | None = None
    organisation: str = ""
    capacity: Capacity | None = None

    def __str__(self) -> str:
        if self.role is not None:
            return self.role.value
        if self.capacity in (None, Capacity.FOCAL_POINT):
            return self.organisation
        return f"{self.organisation}/{self.capacity}"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody."""

    seated: tuple[Seated, ...]
    secretariat: Somebody
    chair: Somebody


def cast_of(read: ScenarioFile) -> Cast:
    """Everybody that the file names, with names for those that it does not."""
    return Cast(
        tuple(_seated(p) for p in read.participants),
        _somebody(read.secretariat, "Secretariat"),
        _somebody(read.chair, "Chair"),
    )


def newcomer(
    organisation: str, name: str = "", classes: Sequence[str] = (), weight: int = 1
) -> Seated:
    """An organisation with a focal point of whom no more is said."""
    people = {Capacity.FOCAL_POINT: Somebody(unnamed(organisation, Capacity.FOCAL_POINT))}
    return Seated(organisation, name or organisation, tuple(classes), weight, people)


def unnamed(organisation: str, capacity: Capacity) -> str:
    """What a person without a name is called."""
    return f"{organisation}, {capacity.value.replace('_', ' ')}"


def _seated(given: str | Party) -> Seated:
    if isinstance(given, str):
        return newcomer(given)
    plain = newcomer(given.organisation, given.name, given.classes, given.weight)
    people = {
        capacity: _somebody(human, unnamed(given.organisation, capacity))
        for capacity, human in given.people.items()
    }
    return replace(plain, people=people) if people else plain


def _somebody(given: str | Human, otherwise: str) -> Somebody:
    if isinstance(given, str):
        return Somebody(given)
    return Somebody(given.name or otherwise, given.zone, given.language)


class Entrances:
    """Who may act so far: those at the table, those who join it and those who leave.

    `names` are all under which anybody was ever known.
    """

    def __init__(self, cast: Cast) -> None:
        self._people = {s.organisation: set(s.people) for s in cast.seated}
        self._left: set[tuple[str, Capacity]] = set()
        humans = [h for s in cast.seated for h in s.people.values()]
        self.names = {h.name for h in (*humans, cast.secretariat, cast.chair)}
        self.names |= {role.value for role in Role}
        for seated in cast.seated:
            for capacity in seated.people:
                self._named(seated.organisation, capacity)

    def _named(self, organisation: str, capacity: Capacity) -> None:
        self.names |= {organisation, str(Who(None, organisation, capacity))}

    def joins(self, organisation: str, capacity: Capacity = Capacity.FOCAL_POINT) -> None:
        """One more organisation, or one more capacity of it."""
        self._people.setdefault(organisation, set()).add(capacity)
        self._left.discard((organisation, capacity))
        self._named(organisation, capacity)

    def leaves(self, organisation: str, capacity: Capacity) -> None:
        """Somebody acts no longer; Unclear when nobody did."""
        if capacity not in self._people.get(organisation, ()):
            raise Unclear(f"{organisation} has no {capacity.value}; appoint one first")
        self._left.add((organisation, capacity))

    def called(self, name: str) -> Who:
        """Whoever is called so; Unclear when nobody is.

        Without a capacity it is the first who speaks for the organisation and has not left.
        """
        for role in Role:
            if name == role.value:
                return Who(role=role)
        organisation, slash, capacity = name.partition("/")
        self.known(organisation, roles=True)
        has = sorted(self._people[organisation], key=SPEAKS.index)
        if not slash:
            here = [c for c in has if (organisation, c) not in self._left]
            return Who(None, organisation, (here or has)[0])
        if capacity not in [c.value for c in has]:
            there = [c.value for c in has]
            remedy = misspelt(capacity, there, f"it has {', '.join(there)}")
            raise Unclear(f"{organisation} has no {capacity}; {remedy}")
        return Who(None, organisation, Capacity(capacity))

    def known(self, organisation: str, *, roles: bool = False) -> None:
        """Unclear when there is no such organisation."""
        if organisation in self._people:
            return
        words = [*self._people, *([r.value for r in Role] if roles else [])]
        near = misspelt(organisation, words, "add it to participants")
        raise Unclear(f"nobody at the table is called {organisation}; {near}")
