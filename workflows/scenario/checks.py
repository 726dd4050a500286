"""What the shape of a scenario cannot say: people exist, times are times and in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from placet.engine.messages import Kind
from placet.engine.model import Role
from placet.workflows import reading
from placet.workflows.scenario import acts, times
from placet.workflows.scenario.cast import Cast, Entrances, Who, cast_of
from placet.workflows.scenario.schema import Expected, ScenarioFile
from placet.workflows.shape import misspelt

LONGEST = timedelta(days=20 * 366)
"""How long a scenario may last: a mistyped year is refused."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Checked:
    """What the file means: instants and people for each act; or the problems."""

    cast: Cast
    starts: datetime = _EPOCH
    until: datetime = _EPOCH
    times: list[datetime] = field(default_factory=list)
    who: list[Who | None] = field(default_factory=list)
    moments: list[dict[str, datetime]] = field(default_factory=list)
    expected_at: list[datetime | None] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def checked(read: ScenarioFile, document: reading.Document) -> Checked:
    """The instants and the people of a file whose shape is right."""
    found = Checked(cast_of(read))
    checks = _Checks(read, document, found)
    if checks.zone is not None:
        checks.everything(checks.zone)
    return found


class _Checks:
    """One reading, from the top of the file to its end."""

    def __init__(self, read: ScenarioFile, document: reading.Document, found: Checked) -> None:
        self.read, self.document, self.found = read, document, found
        self.entrances = Entrances(found.cast)
        self.zone: ZoneInfo | None = None
        with self._at("zone"):
            self.zone = times.zone_called(read.zone)

    @contextmanager
    def _at(self, *path: str | int) -> Iterator[None]:
        """What is unclear below is a problem at this place."""
        try:
            yield
        except times.Unclear as unclear:
            self.found.problems.append(self.document.problem(path, str(unclear)))

    def everything(self, zone: ZoneInfo) -> None:
        """All that there is to check."""
        self._table()
        self._beginning(zone)
        proposed = False
        for i, act in enumerate(self.read.acts):
            self._act(i, act, zone)
            proposed = self._proposed(i, act, proposed)
        self._end(zone)
        for i, what in enumerate(self.read.expect):
            self._expected(i, what, zone)

    def _table(self) -> None:
        seen: set[str] = set()
        for i, seated in enumerate(self.found.cast.seated):
            with self._at("participants", i):
                if seated.organisation in seen:
                    raise times.Unclear(f"{seated.organisation} sits there already; remove it")
                if seated.organisation in list(Role):
                    raise times.Unclear(f"{seated.organisation} is an office; rename it")
            seen.add(seated.organisation)
            for capacity, human in seated.people.items():
                with self._at("participants", i, "people", capacity.value, "zone"):
                    times.zone_called(human.zone or self.read.zone)
        for office in ("secretariat", "chair"):
            with self._at(office, "zone"):
                times.zone_called(getattr(self.found.cast, office).zone or self.read.zone)
        leads = [self.read.lead] if isinstance(self.read.lead, str) else self.read.lead
        for lead in leads:
            with self._at("lead"):
                self.entrances.known(lead)

    def _beginning(self, zone: ZoneInfo) -> None:
        given = self.read.starts or self.read.acts[0].at
        with self._at("starts") if self.read.starts else self._at("acts", 0, "at"):
            if given is None:
                raise times.Unclear("the first act has no time; give it `at`, or write `starts`")
            self.found.starts = times.instant(given, zone)

    def _act(self, i: int, act: acts.Timed, zone: ZoneInfo) -> None:
        before = self.found.times[-1] if self.found.times else self.found.starts
        now = before
        with self._at("acts", i, "after" if act.at is None else "at"):
            now = _when(act, before, zone)
            if now < before:
                raise times.Unclear("this is before the act before it (or `starts`); move it")
            if now - self.found.starts > LONGEST:
                raise times.Unclear("this is more than twenty years on; look at the year")
        self.found.times.append(max(now, before))
        who: Who | None = None
        if isinstance(act, acts.Act):
            with self._at("acts", i, "by"):
                who = self.entrances.called(act.by)
        self.found.who.append(who)
        self.found.moments.append({})
        for name in acts.MOMENTS:
            if (given := getattr(act, name, None)) is not None:
                with self._at("acts", i, name):
                    self.found.moments[i][name] = times.deadline(given, zone, now)
        self._named(i, act)

    def _named(self, i: int, act: acts.Timed) -> None:
        """The organisations that an act names, and those that it brings to the table."""
        if isinstance(act, acts.ReviseAct) and (act.text is None) != bool(act.changes):
            with self._at("acts", i):
                raise times.Unclear("a revision has either `text` or `changes`; write one")
        if isinstance(act, acts.InviteAct):
            self.entrances.joins(act.organisation)
            return
        for name in ("leads", "only", "organisation"):
            given = getattr(act, name, None) or ()
            for organisation in [given] if isinstance(given, str) else given:
                with self._at("acts", i, name):
                    self.entrances.known(organisation)
        if isinstance(act, acts.AppointAct):
            self.entrances.joins(act.organisation, act.capacity)
        if isinstance(act, acts.DismissAct):
            with self._at("acts", i, "capacity"):
                self.entrances.leaves(act.organisation, act.capacity)

    def _proposed(self, i: int, act: acts.Timed, proposed: bool) -> bool:
        """Whether there is an objective after this act; what needs one is refused before."""
        if isinstance(act, acts.ProposeAct):
            with self._at("acts", i, "do"):
                if proposed:
                    raise times.Unclear("there is one objective in a scenario; remove this act")
            return act.refused is None
        with self._at("acts", i, "do"):
            if not proposed and not isinstance(act, acts.WITHOUT_OBJECTIVE):
                raise times.Unclear("nothing is proposed yet; put an act `do: propose` before it")
        return proposed

    def _end(self, zone: ZoneInfo) -> None:
        self.found.until = self.found.times[-1]
        if self.read.until:
            with self._at("until"):
                self.found.until = times.last_minute(self.read.until, zone)
                if self.found.until < self.found.times[-1]:
                    raise times.Unclear("this is before the last act; move it")
                if self.found.until - self.found.starts > LONGEST:
                    raise times.Unclear("this is more than twenty years on; look at the year")

    def _expected(self, i: int, what: Expected, zone: ZoneInfo) -> None:
        at: datetime | None = None
        with self._at("expect", i, "at"):
            if what.at:
                at = times.instant(what.at, zone)
        self.found.expected_at.append(at)
        with self._at("expect", i):
            if not (what.stage or what.outcome or what.mails or what.entry):
                raise times.Unclear(
                    "nothing is expected here; name a stage, an outcome, mails or an entry"
                )
            if what.at and not (what.stage or what.entry):
                raise times.Unclear("`at` goes with a stage or an entry; add one")
        if what.to and what.to not in self.entrances.names:
            with self._at("expect", i, "to"):
                near = misspelt(what.to, self.entrances.names, "name a person or a part")
                raise times.Unclear(f"nobody is called {what.to}; {near}")
        for kind in what.mails:
            with self._at("expect", i, "mails", kind):
                if kind not in list(Kind):
                    near = misspelt(kind, Kind, f"use one of {', '.join(sorted(Kind))}")
                    raise times.Unclear(f"there is no mail called {kind}; {near}")


def _when(act: acts.Timed, before: datetime, zone: ZoneInfo) -> datetime:
    if act.at is not None and act.after is not None:
        raise times.Unclear("an act has `at` or `after`, not both; remove one")
    if act.after is not None:
        return times.later(before, act.after, zone)
    return before if act.at is None else times.instant(act.at, zone)
