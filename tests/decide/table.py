"""A table in memory: a negotiation and one objective, carried through commands.

No database: commands go the way that the service takes them (may the actor, what has time
decided already, decide, fold), the instant is moved by hand, and everything that happened is
kept.  It begins with six organisations; UNEP proposes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import THE_CLOCK, Actor, can
from placet.engine.decide import Situation, decide, propose, settle_once, versions_needed
from placet.engine.decide import negotiations as tables
from placet.engine.decide.table import decide_table
from placet.engine.errors import NotAllowed
from placet.engine.evolve import begin, evolve, evolve_negotiation
from placet.engine.messages import Message
from placet.engine.model import (
    Ballot,
    Capacity,
    Comment,
    CommentType,
    Disposition,
    Instrument,
    Negotiation,
    Objective,
    Position,
    Qualifier,
    Role,
)
from placet.engine.notice_facts import Scene
from placet.engine.notices import messages
from placet.engine.restricting import within
from placet.engine.text import Kind, Origin, Paragraph, Text
from placet.engine.workflow import Workflow, problems
from placet.workflows import shipped

WORKFLOW = shipped()["joint-objective", 1]
START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
ORGANISATIONS = ("UNEP", "FAO", "ILO", "WHO", "WMO", "IMO")
REASON = "As agreed in the meeting"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def text(*wordings: str) -> Text:
    """Operative paragraphs p1, p2 and so on, with these words."""
    return Text(
        tuple(Paragraph(f"p{at}", Kind.OPERATIVE, words) for at, words in enumerate(wordings, 1))
    )


def reworded(of: Text, **words: str) -> Text:
    """The text with other words in the paragraphs of these ids."""
    return Text(
        tuple(
            Paragraph(p.id, p.kind, words.get(p.id, p.words), p.children, p.label)
            for p in of.paragraphs
        ),
        of.language,
    )


FIRST = text("Parties share observations.", "Parties report each year.", "A secretariat serves.")


def person(name: str) -> Actor:
    """Somebody at the table; "admin" looks after the installation."""
    return THE_CLOCK if name == "clock" else Actor(name, administrator=name == "admin")


def focal(organisation: str) -> str:
    """The focal point of an organisation."""
    return organisation.lower()


@dataclass
class Change:
    """One change: who asked, what for, and what came of it."""

    by: str
    command: c.Command
    before: Objective | None
    events: tuple[e.ObjectiveEvent, ...]
    after: Objective
    at: datetime
    messages: tuple[Message, ...]


@dataclass
class Table:
    """A negotiation, its objective, and the instant it is."""

    negotiation: Negotiation
    now: datetime = START
    held: Objective | None = None
    workflow: Workflow = WORKFLOW
    texts: dict[int, Text] = field(default_factory=dict)
    origins: dict[int, Mapping[str, Origin]] = field(default_factory=dict)
    log: list[Change] = field(default_factory=list)
    later: dict[int, Workflow] = field(default_factory=dict)

    @property
    def o(self) -> Objective:
        """The objective as it is stored (time may have decided more)."""
        assert self.held is not None
        return self.held

    @property
    def stage(self) -> str:
        """The stage it is in."""
        return self.o.stage

    @property
    def ballot(self) -> Ballot:
        """The latest ballot."""
        assert self.o.ballot is not None
        return self.o.ballot

    @property
    def instrument(self) -> Instrument:
        """The adopted result."""
        assert self.o.instrument is not None
        return self.o.instrument

    @property
    def deadline(self) -> datetime:
        """The instant at which the present run ends."""
        assert self.o.run.deadline is not None
        return self.o.run.deadline.at

    @property
    def text(self) -> Text:
        """The words of the present text."""
        return self.texts[self.o.text.number]

    @property
    def events(self) -> tuple[e.ObjectiveEvent, ...]:
        """Everything that happened to the objective."""
        return tuple(event for change in self.log for event in change.events)

    def position(self, organisation: str) -> Position:
        """What the organisation holds on the latest ballot."""
        return self.ballot.positions[organisation]

    def kinds(self) -> dict[str, str]:
        """Who holds what on the latest ballot."""
        return {o: p.kind for o, p in self.ballot.positions.items()}

    def comment(self, number: int) -> Comment:
        """A comment of the present round."""
        return self.o.comments[number]

    def situation(self, by: str = "clock", command: c.ObjectiveCommand | None = None) -> Situation:
        """What a decision is made on now, with all that the command speaks of."""
        words = self.texts.get(self.o.text.number)
        to = command.version if isinstance(command, c.MoveToVersion) else 0
        target = self.later.get(to)
        needed = versions_needed(self.o, command) if command is not None else ()
        earlier = {n: self.texts[n] for n in needed}
        table = within(self.negotiation, self.o.restricted_to)
        if isinstance(command, c.RestrictObjective):
            table = self.negotiation
        held = (self.workflow, table, self.o, person(by), self.now)
        said = self._comments_ever() if isinstance(command, c.RateAnswer) else {}
        return Situation(*held, words, target, earlier, self.origins, {}, said)

    def _comments_ever(self) -> dict[int, Comment]:
        """The comments of all rounds, each as it was last."""
        found: dict[int, Comment] = {}
        o = None
        for change in self.log:
            o = change.before or o
            for event in change.events:
                if o is not None:
                    o = evolve(o, event)
                    found |= o.comments
            o = change.after
        return found

    # Time

    def wait(self, time: timedelta) -> Table:
        """Let time pass; nobody notices yet."""
        self.now += time
        return self

    def until(self, at: datetime) -> Table:
        """Go to an instant."""
        self.now = at
        return self

    def tick(self) -> Table:
        """The clock looks: whatever time has decided becomes one change for each closing."""
        while events := settle_once(self.situation()):
            self._happened("clock", c.CloseStage(), events)
        return self

    def let_it_end(self) -> Table:
        """Go to the deadline of the present run, and let the clock look."""
        return self.until(self.deadline).tick()

    # Commands

    def do(self, by: str, command: c.ObjectiveCommand) -> Table:
        """Carry out a command as the service does, or raise and change nothing more."""
        if not can(person(by), type(command), self.negotiation, self.held, self.now):
            raise NotAllowed(type(command).__name__)
        if isinstance(command, c.Propose):
            return self._propose(by, command)
        self.tick()
        if events := decide(self.situation(by, command), command):
            self._happened(by, command, events)
        return self

    def step(
        self, by: str, name: str, reason: str = REASON, deadline: datetime | None = None
    ) -> Table:
        """Take a step of the workflow."""
        return self.do(by, c.TakeStep(name, reason, deadline))

    def holds(
        self,
        organisation: str,
        kind: str,
        *qualifiers: Qualifier,
        paragraphs: tuple[str, ...] = (),
        wording: str = "",
        confirm_by: datetime | None = None,
    ) -> Table:
        """The organisation's focal point records a position in good order."""
        objects = kind == "object"
        needs = objects or kind == "support_with_comments"
        command = c.RecordPosition(
            self.ballot.number,
            self.ballot.text_hash,
            kind,
            reasons="It goes beyond our mandate" if needs else "",
            paragraphs=paragraphs,
            wording=wording,
            no_wording=objects and not wording,
            qualifiers=qualifiers,
            reservation="We read it narrowly" if Qualifier.RESERVATION in qualifiers else "",
            confirm_by=confirm_by,
        )
        return self.do(focal(organisation), command)

    def all_hold(self, kind: str, *organisations: str) -> Table:
        """Several organisations record the same position, one after the other."""
        for organisation in organisations:
            self.holds(organisation, kind)
        return self

    def comments(self, organisation: str, body: str = "Too vague") -> Table:
        """The organisation comments on the whole text."""
        return self.do(focal(organisation), c.MakeComment(CommentType.GENERAL, body))

    def answers(self, number: int) -> Table:
        """The secretariat accepts a comment."""
        return self.do("sec", c.AnswerComment(number, Disposition.ACCEPTED))

    def revises(self, by: str, new: Text, minted: int | None = None) -> Table:
        """Somebody puts another text in the place of the present one."""
        minted = self.o.paragraphs_minted if minted is None else minted
        return self.do(by, c.ReviseText(self.o.text.number, new, minted, "Redrafted"))

    def invites(self, organisation: str, *people: str) -> Table:
        """The secretariat seats an organisation, with focal points."""
        appointed = [c.AppointDelegate(p, organisation) for p in people]
        self.negotiation = seated(
            self.negotiation, [c.InviteOrganisation(organisation), *appointed], self.now
        )
        return self

    def ends(self, name: str, organisation: str) -> Table:
        """The secretariat ends a delegation."""
        command = c.EndDelegate(name, organisation)
        self.negotiation = seated(self.negotiation, [command], self.now)
        return self

    def publishes(self, **changes: Any) -> Table:
        """A later version of the workflow is published, with these changes."""
        version = max(self.later, default=self.workflow.version) + 1
        later = replace(self.later.get(version - 1, self.workflow), version=version, **changes)
        assert problems(later) == ()
        self.later = {**self.later, version: later}
        return self

    def _propose(self, by: str, command: c.Propose) -> Table:
        command = replace(command, ref="OBJ-0001")
        events = propose(self.workflow, self.negotiation, command, person(by), self.now)
        proposed, entered = events[0], events[1]
        assert isinstance(proposed, e.ObjectiveProposed)
        assert isinstance(entered, e.StageEntered)
        self.held = begin(proposed, entered, self.negotiation.symbol)
        self._happened(by, command, events, new=True)
        return self

    def _happened(
        self,
        by: str,
        command: c.Command,
        events: tuple[e.ObjectiveEvent, ...],
        *,
        new: bool = False,
    ) -> None:
        before = None if new else self.o
        after = self.o
        for event in events:
            after = evolve(after, event)
            if isinstance(event, e.ObjectiveProposed | e.TextRevised):
                self.texts[event.head.number] = event.text
                self.origins[event.head.number] = event.origins
            if isinstance(event, e.WorkflowChanged):
                self.workflow = self.later[event.version]
        after = replace(after, version=after.version + 1)
        self.held = after
        words = self.texts[after.text.number]
        table = within(self.negotiation, after.restricted_to)
        held = (self.workflow, table, before, after, events, self.now, "", words)
        scene = Scene(*held, dict(self.texts))
        sent = messages(scene)
        self.log.append(Change(by, command, before, events, after, self.now, sent))


def seated(
    negotiation: Negotiation, commands: Iterable[c.TableCommand], now: datetime
) -> Negotiation:
    """The negotiation after these commands of the secretariat."""
    for command in commands:
        events = decide_table(negotiation, command, person("sec"), now)
        for event in events:
            negotiation = evolve_negotiation(negotiation, event)
        negotiation = replace(negotiation, version=negotiation.version + 1)
    return negotiation


def a_table(
    *organisations: str, zone: str = "Europe/Paris", workflow: Workflow = WORKFLOW
) -> Table:
    """A table at which each organisation has a focal point; UNEP and FAO have more people."""
    organisations = organisations or ORGANISATIONS
    negotiation: Negotiation | None = None
    opening = c.OpenNegotiation("EWCG-2027", "Early warning", "One system", zone)
    for event in tables.open_negotiation(opening, workflow, person("sec"), START - DAY):
        negotiation = evolve_negotiation(negotiation, event)
    assert negotiation is not None
    commands: list[c.TableCommand] = [c.AppointOfficer("chair", Role.CHAIR)]
    for organisation in organisations:
        commands.append(c.InviteOrganisation(organisation))
        commands.append(c.AppointDelegate(focal(organisation), organisation))
    more = {
        "unep.head": ("UNEP", Capacity.HEAD),
        "fao.drafter": ("FAO", Capacity.DRAFTER),
        "fao.alternate": ("FAO", Capacity.ALTERNATE),
        "fao.observer": ("FAO", Capacity.OBSERVER),
    }
    for name, (organisation, capacity) in more.items():
        if organisation in organisations:
            commands.append(c.AppointDelegate(name, organisation, capacity))
    return Table(seated(negotiation, commands, START - DAY), workflow=workflow)


def proposed(
    *organisations: str, leads: tuple[str, ...] = (), deadline: datetime | None = None
) -> Table:
    """UNEP has just proposed an objective."""
    command = c.Propose(
        "Share observations", "Warn earlier", FIRST, len(FIRST.paragraphs), leads, deadline
    )
    return a_table(*organisations).do("unep", command)


def in_comment(*organisations: str) -> Table:
    """Everybody supported the objective, and comments are asked for."""
    table = proposed(*organisations)
    seats = [s.organisation for s in table.ballot.seats]
    return table.wait(DAY).all_hold("support", *seats).let_it_end()


def in_revision(*organisations: str, comments: bool = True) -> Table:
    """FAO commented (comment 1), and the secretariat closed the comments early."""
    table = in_comment(*organisations).wait(DAY)
    if comments:
        table.comments("FAO")
    return table.wait(DAY).step("sec", "close_comments")


def in_endorsement(*organisations: str) -> Table:
    """The text was put forward a moment ago, and nobody answered yet."""
    table = in_revision(*organisations).wait(DAY).answers(1)
    return table.wait(DAY).step("sec", "put_forward").wait(HOUR)


def adopted(*organisations: str) -> Table:
    """Everybody endorsed."""
    table = in_endorsement(*organisations)
    seats = [s.organisation for s in table.ballot.seats]
    return table.all_hold("endorse", *seats)


def provisional(*unconfirmed: str) -> Table:
    """Everybody endorsed, these ad referendum."""
    table = in_endorsement()
    for organisation in ORGANISATIONS:
        qualifiers = (Qualifier.AD_REFERENDUM,) if organisation in unconfirmed else ()
        table.holds(organisation, "endorse", *qualifiers)
    return table
