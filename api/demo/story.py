"""What happens in the demonstration, act by act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from placet.api.demo import people, words
from placet.api.demo.glossary import amended
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.clock import DEMONSTRATION, StillClock
from placet.engine.model import CommentType, Disposition, Qualifier, Role
from placet.engine.service import UseCases
from placet.engine.store import Database
from placet.engine.text import Edit, Text, counted, edited, parse_markdown, walk

START = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
FOUNDER = "founder"
_LOADED = "demonstration_loaded"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Who may sign in, and as what."""

    name: str
    email: str
    part: str


def loaded(database: Database) -> bool:
    """Whether the demonstration is in this database already."""
    with database.reading() as store:
        return store.setting(_LOADED) == "yes"


def load(
    database: Database, cases: UseCases, clock: StillClock, work: Callable[[], object]
) -> tuple[DemoPerson, ...]:
    """Live the demonstration through; `work` does what clock and mail worker have to do."""
    if not loaded(database):
        with database.writing() as store:
            store.set_setting(DEMONSTRATION, "yes")
        clock.set(START)
        _Story(cases, clock, work, _found(database, cases)).tell()
        with database.writing() as store:
            store.set_setting(_LOADED, "yes")
    return cast_list()


def cast_list() -> tuple[DemoPerson, ...]:
    """Everybody who may sign in."""
    first = (
        DemoPerson(people.SECRETARIAT.name, people.SECRETARIAT.email, "secretariat"),
        DemoPerson(people.CHAIR.name, people.CHAIR.email, "chair"),
    )
    delegates = (
        DemoPerson(p.name, p.email, f"{p.organisation}, {p.capacity.value.replace('_', ' ')}")
        for p in people.PEOPLE
    )
    return (*first, *delegates)


def _found(database: Database, cases: UseCases) -> Actor:
    """The secretariat, as the installation's first administrator."""
    return found(database, cases, people.SECRETARIAT.name, people.SECRETARIAT.email, people.ZONE)


def found(database: Database, cases: UseCases, name: str, email: str, zone: str) -> Actor:
    """Invite the first administrator of an empty installation."""
    founder = Actor(FOUNDER, administrator=True, serves=True, channel="command-line")
    with database.reading() as store:
        known = store.person_by_email(email)
    if known is not None:
        return cases.actor(known, "command-line")
    command = c.InvitePerson(name, email, zone, administrator=True)
    answer = cases.handle(founder, command)
    return Actor(answer.reference, True, True, "command-line")


class _Story:
    """One telling."""

    def __init__(
        self,
        cases: UseCases,
        clock: StillClock,
        work: Callable[[], object],
        secretariat: Actor,
    ) -> None:
        self.cases, self.clock, self.work = cases, clock, work
        self.actors = {"secretariat": secretariat}
        self.ref = ""

    def tell(self) -> None:
        """From the opening to the open endorsement."""
        self._open_table()
        self._propose()
        self._comment()
        self._revise()
        self._first_ballot()
        self._second_ballot()
        self._glossary()
        self._at("2027-04-06T07:00")

    def _at(self, instant: str) -> None:
        """Let time pass to an instant (UTC), stopping wherever something is due."""
        goal = datetime.fromisoformat(instant).replace(tzinfo=UTC)
        while (now := self.clock.now()) < goal:
            self.clock.set(min(goal, now + timedelta(days=1)))
            self.work()

    def _do(self, who: str, command: c.Command, ref: str | None = None) -> str:
        table = people.SYMBOL if ref is None else None
        if isinstance(command, c.OpenNegotiation | c.RegisterOrganisation | c.InvitePerson):
            table = None
        answer = self.cases.handle(self.actors[who], command, negotiation=table, objective=ref)
        self.work()
        return answer.reference or answer.object

    def _open_table(self) -> None:
        for code, name, mandate in people.ORGANISATIONS:
            self._do("secretariat", c.RegisterOrganisation(code, name, mandate))
        opening = c.OpenNegotiation(
            people.SYMBOL, people.TITLE, people.PURPOSE, people.ZONE, contact=people.CONTACT
        )
        self._do("secretariat", opening)
        for code, _, _ in people.ORGANISATIONS:
            self._do("secretariat", c.InviteOrganisation(code))
        self._invite(people.CHAIR)
        self._do("secretariat", c.AppointOfficer(self.actors["chair"].person, Role.CHAIR))
        for somebody in people.PEOPLE:
            self._invite(somebody)
            person = self.actors[somebody.key].person
            appointment = c.AppointDelegate(person, somebody.organisation, somebody.capacity)
            self._do("secretariat", appointment)

    def _invite(self, somebody: people.Somebody) -> None:
        invitation = c.InvitePerson(somebody.name, somebody.email, somebody.zone)
        self.actors[somebody.key] = Actor(self._do("secretariat", invitation))

    def _propose(self) -> None:
        self._at("2027-01-12T10:30")
        imported = parse_markdown(words.FIRST)
        text = counted(imported.text)
        proposal = c.Propose(words.TITLE, words.PURPOSE, text, imported.minted, ("FAO",))
        self.ref = self._do("woah", proposal)
        for who in ("woah", "fao", "who", "unep", "unicef", "wmo", "iucn"):
            self._position(who, "support")
        remark = "We can support this if warnings about food supply are covered later."
        self._position("wfp", "support_with_comments", reasons=remark)
        self._position("iaea", "stand_aside")
        self._at("2027-01-27T08:00")

    def _comment(self) -> None:
        remarks = (
            ("fao", CommentType.SUBSTANTIVE, "The participating organisations [shall", "Our "
             "country offices verify with the veterinary authority, which takes up to two days.",
             ""),
            ("who", CommentType.TECHNICAL, "A signal is passed on", "Add whether human cases are "
             "suspected; our duty officers sort by this first.", ""),
            ("unep", CommentType.SUBSTANTIVE, "Signals that were given", "Die-offs of wildlife "
             "are often reported in confidence. Without a fallback nothing would be passed on.",
             ""),
            ("iucn", CommentType.EDITORIAL, "Each organisation names", "Say desk or focal point, "
             "not both.", ""),
            ("wmo", CommentType.GENERAL, "", "We offer our network for the exchange.", ""),
        )  # fmt: skip
        self._at("2027-02-09T13:00")
        for who, kind, opening, body, wording in remarks:
            paragraph = self._paragraph(opening) if opening else None
            self._do(who, c.MakeComment(kind, body, paragraph, wording), self.ref)
        for who in ("wfp", "unicef", "iaea"):
            self._do(who, c.StateNoComments(), self.ref)
        self._at("2027-02-25T08:00")

    def _revise(self) -> None:
        answers = (
            (1, Disposition.ACCEPTED_MODIFIED, "48 hours in general, 24 where people may be ill."),
            (2, Disposition.ACCEPTED, ""),
            (3, Disposition.NOTED, "To be taken up when positions are known."),
            (4, Disposition.ACCEPTED, ""),
            (5, Disposition.NOTED, "With thanks; for the working arrangements."),
        )
        for number, disposition, response in answers:
            self._do("secretariat", c.AnswerComment(number, disposition, response), self.ref)
        self._change(words.SECOND, "Comments of the first round taken up.")
        self._at("2027-03-01T09:00")
        self._do("secretariat", c.TakeStep("put_forward"), self.ref)

    def _first_ballot(self) -> None:
        self._at("2027-03-04T14:00")
        self._position("who", "endorse")
        self._position("woah", "endorse")
        self._position("unicef", "no_objection")
        self._position(
            "unep",
            "object",
            reasons="Paragraph 4 lets a single State withhold what its neighbours need to know.",
            paragraphs=(self._paragraph("Signals that were given"),),
            wording=next(iter(words.THIRD.values())),
            resolve="A fallback for when consent is delayed.",
        )
        self._at("2027-03-10T09:00")
        reason = "UNEP's objection offers wording that others can accept."
        self._do("secretariat", c.TakeStep("revise", reason), self.ref)
        self._change(words.THIRD, "Paragraph 4 as UNEP proposed it.")

    def _second_ballot(self) -> None:
        self._at("2027-03-12T09:00")
        deadline = datetime(2027, 4, 9, 21, 59, tzinfo=UTC)
        self._do("secretariat", c.TakeStep("put_forward", deadline=deadline), self.ref)
        self._at("2027-03-16T15:20")
        self._position("unep", "endorse")
        self._position("who", "endorse")
        self._position(
            "fao",
            "endorse",
            qualifiers=(Qualifier.RESERVATION,),
            reservation="FAO reads the 24 hours of paragraph 1 as beginning when the national "
            "authority has confirmed the suspicion.",
        )
        self._at("2027-03-23T11:05")
        self._position("iaea", "endorse", qualifiers=(Qualifier.AD_REFERENDUM,))
        self._position("wfp", "abstain")

    def _glossary(self) -> None:
        imported = parse_markdown(words.GLOSSARY)
        text = counted(imported.text)
        proposal = c.Propose(
            words.GLOSSARY_TITLE,
            words.GLOSSARY_PURPOSE,
            text,
            imported.minted,
            ("WOAH",),
        )
        main, self.ref = self.ref, self._do("who", proposal)
        for who in ("who", "woah", "fao", "unep", "unicef", "iucn", "wmo"):
            self._position(who, "support")
        deadline = self.clock.now() + timedelta(days=3)
        reason = "Everybody concerned has been heard."
        self._do("secretariat", c.ChangeDeadline(deadline, reason), self.ref)
        self._at("2027-03-27T12:00")
        body = "Say who decides that a response is needed, or leave the words out."
        paragraph = self._paragraph("An *event*")
        self._do("fao", c.MakeComment(CommentType.TECHNICAL, body, paragraph), self.ref)
        amended(lambda by, command: self._do(by, command, self.ref), self._paragraph)
        self.ref = main

    def _position(self, who: str, kind: str, **more: object) -> None:
        with self.cases.database.reading() as store:
            ballot = store.objective(self.ref).ballot
        if ballot is None:
            raise ValueError(f"{self.ref} has no ballot")
        command = c.RecordPosition(
            ballot.number,
            ballot.text_hash,
            kind,
            **more,  # type: ignore[arg-type]
        )
        self._do(who, command, self.ref)

    def _text(self) -> tuple[Text, int, int]:
        with self.cases.database.reading() as store:
            o = store.objective(self.ref)
            return store.text(self.ref, o.text.number), o.text.number, o.paragraphs_minted

    def _paragraph(self, opening: str) -> str:
        text, _, _ = self._text()
        return next(p.id for _, p in walk(text) if p.words.startswith(opening))

    def _change(self, new: dict[str, str], note: str) -> None:
        """Replace the paragraphs that begin so."""
        text, number, minted = self._text()
        edits = [
            Edit(p.id, p.kind, depth, _replaced(p.words, new), p.label) for depth, p in walk(text)
        ]
        changed, minted = edited(text, edits, minted)
        self._do("secretariat", c.ReviseText(number, changed, minted, note), self.ref)


def _replaced(old: str, new: dict[str, str]) -> str:
    for opening, words_ in new.items():
        if old.startswith(opening):
            return words_
    return old
