"""Anybody asks for anything about the words: what is refused changes nothing, and all is told.

Beside the core runs a model of a few dictionaries: which amendment stands where, what is agreed,
which paragraphs are linked.  It says of every command whether it is carried out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.agreements import HELD, Level
from placet.engine.amendments import Treating
from placet.engine.codec import decode, encode
from placet.engine.errors import BadInput, PlacetError
from placet.engine.evolve import begin, evolve
from placet.engine.ledger import canonical
from placet.engine.model import Objective
from placet.engine.text import Act, Change, Kind, Text, paragraph_ids, walk

from .table import DAY, HOUR, Table, in_comment, in_revision, proposed, reworded

KINDS = {kind.__name__: kind for kind in get_args(e.ObjectiveEvent)}
DELEGATES = {"unep": "UNEP", "fao": "FAO", "who": "WHO"}
WORDS = ("Parties share data.", "Parties may share data.", "All Parties share observations.", "")
AMENDED = ("proposal", "comment", "revision")

writers = st.sampled_from(["sec", "unep", "sec", "unep", "chair", "fao"])
officers = st.sampled_from(["sec", "chair", "sec", "chair", "unep", "nobody"])
sponsors = st.sampled_from(["fao", "who", "unep", "fao", "who", "fao.drafter"])
paragraphs = st.sampled_from(["p1", "p2", "p3", "p1", "p2", "p3", "p4", "p99"])
numbers = st.sampled_from([1, 2, 3, 1, 2, 3, 4, 9])


@dataclass
class Known:
    """What the model knows of an amendment."""

    sponsor: str
    change: Change
    base: int
    state: str = "open"
    joined: list[str] = field(default_factory=list)
    treated: bool = False
    answer: bool | None = None
    version: int = 0


class WordsAnytime(RuleBasedStateMachine):
    """A table and what the model knows of its words."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table = in_revision()
        self.known: dict[int, Known] = {}
        self.agreed: dict[str, str] = {}
        self.linked: dict[int, tuple[str, ...]] = {}
        self.packages = 0
        self.merged: dict[int, list[int]] = {}
        self.forward: set[int] = {1}
        self.checked = 0

    @initialize(
        stage=st.sampled_from([in_revision, in_revision, in_comment, proposed]),
        made=st.integers(0, 3),
    )
    def it_begins(self, stage: Callable[[], Table], made: int) -> None:
        """Somewhere on the way, with some amendments on the table, so that all is seen."""
        self.table = stage()
        for by, words in (("fao", WORDS[1]), ("who", WORDS[2]), ("fao", ""))[:made]:
            paragraph = "p1" if words else "p2"
            act = Act.REPLACE if words else Act.DELETE
            self.amends_with(by, 1, Change(act, paragraph, words), True)

    # --- asking -----------------------------------------------------------------------------

    def ask(self, by: str, command: c.ObjectiveCommand, expected: bool | None) -> bool:
        """Whether it was carried out; None expects either, and if refused, for what it says."""
        self.table.wait(HOUR).tick()
        before, texts, version = self.table.o, dict(self.table.texts), self.table.o.text.number
        refusal: PlacetError | None = None
        try:
            self.table.do(by, command)
        except PlacetError as caught:
            refusal = caught
        if expected is not None:
            assert (refusal is None) is expected, (by, command, refusal)
        if refusal is not None:
            assert isinstance(refusal, BadInput) or expected is False, (by, command, refusal)
            assert (self.table.o, self.table.texts) == (before, texts)
            return False
        if self.table.o.text.number > version:
            self.words_changed(texts[version])
        return True

    def words_changed(self, before: Text) -> None:
        """What was agreed and reads otherwise, or is gone, is open again."""
        old, new = self.said(before), self.said(self.table.text)
        for paragraph, level in self.agreed.items():
            if level != "reopened" and old.get(paragraph) != new.get(paragraph):
                self.agreed[paragraph] = "reopened"

    def said(self, text: Text) -> dict[str, str]:
        return {p.id: p.words for _, p in walk(text)}

    def writes(self, by: str) -> bool:
        """Whether this person changes the text now."""
        may = {"proposal": ("unep",), "revision": ("sec", "unep")}
        return by in may.get(self.table.stage, ())

    def drafts(self, by: str) -> bool:
        return by in ("sec", "unep")

    def amends(self) -> bool:
        return self.table.stage in AMENDED

    def open(self, number: int) -> Known | None:
        found = self.known.get(number)
        return found if found is not None and found.state == "open" else None

    # --- amendments -------------------------------------------------------------------------

    @rule(by=sponsors, paragraph=paragraphs, words=st.sampled_from(WORDS), old=st.booleans())
    def somebody_amends(self, by: str, paragraph: str, words: str, old: bool) -> None:
        base = 1 if old else self.table.o.text.number
        here = self.said(self.table.texts[base])
        change = Change(Act.REPLACE, paragraph, words)
        if not words:
            change = Change(Act.DELETE, paragraph)
        self.amends_with(by, base, change, paragraph in here and here[paragraph] != words)

    @rule(by=sponsors, after=st.sampled_from(["p1", "p3"]))
    def somebody_adds(self, by: str, after: str) -> None:
        base = self.table.o.text.number
        change = Change(Act.ADD, words="Members pay.", kind=Kind.OPERATIVE, after=after)
        self.amends_with(by, base, change, after in paragraph_ids(self.table.text))

    def amends_with(self, by: str, base: int, change: Change, fits: bool) -> None:
        equal = any(
            k.state == "open" and (k.change, k.base) == (change, base) for k in self.known.values()
        )
        possible = by in DELEGATES and self.amends() and fits and not equal
        if self.ask(by, c.ProposeAmendment(base, change), possible):
            self.known[len(self.known) + 1] = Known(DELEGATES[by], change, base)

    @precondition(lambda self: bool(self.known))
    @rule(by=sponsors, number=numbers, joins=st.booleans())
    def somebody_joins_or_leaves(self, by: str, number: int, joins: bool) -> None:
        k, mine = self.open(number), DELEGATES.get(by, "")
        inside = k is not None and mine in k.joined
        fits = not inside and k is not None and k.sponsor != mine if joins else inside
        possible = bool(mine) and self.amends() and fits
        command = c.CosponsorAmendment(number) if joins else c.EndCosponsorship(number)
        if self.ask(by, command, possible) and k is not None:
            (k.joined.append if joins else k.joined.remove)(mine)

    @precondition(lambda self: bool(self.known))
    @rule(by=sponsors, number=st.sampled_from([2, 3, 4, 9]))
    def somebody_withdraws(self, by: str, number: int) -> None:
        k = self.open(number)
        possible = k is not None and k.sponsor == DELEGATES.get(by)
        if self.ask(by, c.WithdrawAmendment(number), possible) and k is not None:
            k.state = "withdrawn"

    @precondition(lambda self: any(k.state == "open" for k in self.known.values()))
    @rule(by=writers, number=numbers, treating=st.sampled_from(Treating))
    def somebody_proposes_a_treatment(self, by: str, number: int, treating: Treating) -> None:
        k = self.open(number)
        change = Change(Act.REPLACE, "p1", "Parties share much.")
        change_ = change if treating is Treating.MODIFY else None
        possible = self.drafts(by) and k is not None
        if k is not None and change_ is not None:
            possible = possible and "p1" in paragraph_ids(self.table.texts[k.base])
        command = c.ProposeTreatment(number, treating, "As discussed", change_)
        if self.ask(by, command, possible) and k is not None:
            k.treated, k.answer = True, None

    @precondition(lambda self: any(k.treated for k in self.known.values()))
    @rule(by=sponsors, number=numbers, accepts=st.booleans())
    def somebody_answers_it(self, by: str, number: int, accepts: bool) -> None:
        treated = [n for n, k in self.known.items() if k.treated]
        number = treated[0] if number < 9 else number
        k = self.open(number)
        possible = k is not None and k.sponsor == DELEGATES.get(by) and k.treated
        if self.ask(by, c.AnswerTreatment(number, accepts), possible) and k is not None:
            k.answer = accepts

    @precondition(lambda self: bool(self.known))
    @rule(by=writers, number=numbers, again=st.booleans())
    def somebody_refuses_or_opens_again(self, by: str, number: int, again: bool) -> None:
        k = self.known.get(number)
        fits = k is not None and k.state == ("refused" if again else "open")
        possible = self.drafts(by) and fits and (self.amends() or not again)
        kind = c.ReopenAmendment if again else c.RefuseAmendment
        if self.ask(by, kind(number, "Because"), possible) and k is not None:
            k.state = "open" if again else "refused"

    @precondition(lambda self: any(k.state == "open" for k in self.known.values()))
    @rule(by=writers, accept=st.sets(numbers, min_size=1), refuse=st.sets(numbers, max_size=1))
    def somebody_merges(self, by: str, accept: set[int], refuse: set[int]) -> None:
        accept = {n for n in accept if self.open(n)} or accept
        every = accept | refuse
        fits = bool(accept) and not accept & refuse and all(self.open(n) for n in every)
        lawful = fits and self.writes(by)
        base = self.table.o.text.number
        command = c.MergeAmendments(base, tuple(sorted(accept)), tuple(sorted(refuse)))
        if not self.ask(by, command, None if lawful else False):
            return
        self.merged[base + 1] = sorted(accept)
        for n in accept:
            self.known[n].state = "taken"
            self.known[n].version = base + 1
        for n in refuse:
            self.known[n].state = "refused"

    @precondition(lambda self: bool(self.merged))
    @rule(by=writers, older=st.booleans())
    def somebody_undoes_the_merge(self, by: str, older: bool) -> None:
        version = self.table.o.text.number - older
        possible = (
            self.writes(by) and not older and version in self.merged and version not in self.forward
        )
        if self.ask(by, c.UndoMerge(version, "Too early"), possible):
            assert self.table.text == self.table.texts[version - 1]
            for n in self.merged[version]:
                self.known[n].state, self.known[n].version = "open", 0

    # --- the text ---------------------------------------------------------------------------

    @rule(by=writers, paragraph=paragraphs, words=st.sampled_from((*WORDS[:3], "[One] [two]. [3]")))
    def somebody_revises(self, by: str, paragraph: str, words: str) -> None:
        new = reworded(self.table.text, **{paragraph: words})
        o = self.table.o
        possible = self.writes(by) and new != self.table.text
        self.ask(by, c.ReviseText(o.text.number, new, o.paragraphs_minted), possible)

    @precondition(lambda self: any("[" in w for w in self.said(self.table.text).values()))
    @rule(by=writers, paragraph=paragraphs, reading=st.sampled_from([-1, 0, 1, 2]))
    def somebody_settles_a_bracket(self, by: str, paragraph: str, reading: int) -> None:
        here = [p for p, words in self.said(self.table.text).items() if "[" in words]
        paragraph = here[0] if paragraph != "p99" else paragraph
        words = self.said(self.table.text).get(paragraph, "")
        lawful = "[" in words and self.writes(by)
        command = c.SettleBracket(self.table.o.text.number, paragraph, words.find("["), reading)
        self.ask(by, command, None if lawful else False)

    # --- agreement --------------------------------------------------------------------------

    @rule(
        by=officers,
        about=st.sets(paragraphs, min_size=1, max_size=2),
        level=st.sampled_from(sorted(HELD)),
    )
    def somebody_notes_agreement(self, by: str, about: set[str], level: Level) -> None:
        here = self.said(self.table.text)
        plain = level is Level.INFORMAL or not any("[" in here.get(p, "") for p in about)
        possible = by in ("sec", "chair") and self.negotiated() and about <= here.keys() and plain
        command = c.AgreeParagraphs(self.table.o.text.number, tuple(sorted(about)), level)
        if self.ask(by, command, possible):
            self.agreed |= dict.fromkeys(about, level.value)

    def negotiated(self) -> bool:
        return self.table.stage in (*AMENDED, "endorsement")

    @precondition(lambda self: bool(self.agreed))
    @rule(by=officers, paragraph=paragraphs)
    def somebody_opens_what_was_agreed(self, by: str, paragraph: str) -> None:
        paragraph = min(self.agreed) if paragraph == "p1" else paragraph
        held = self.agreed.get(paragraph, "reopened") != "reopened"
        possible = by in ("sec", "chair") and self.negotiated() and held
        if self.ask(by, c.ReopenParagraphs((paragraph,), "Because"), possible):
            self.agreed[paragraph] = "reopened"

    @rule(by=officers, about=st.lists(paragraphs, min_size=1, max_size=3))
    def somebody_links_paragraphs(self, by: str, about: list[str]) -> None:
        taken = {p for linked in self.linked.values() for p in linked}
        fits = len({*about}) > 1 and {*about} <= {*paragraph_ids(self.table.text)}
        possible = by in ("sec", "chair") and self.negotiated() and fits and not taken & {*about}
        if self.ask(by, c.FormPackage("Together", tuple(about)), possible):
            self.packages += 1
            self.linked[self.packages] = tuple(sorted({*about}))

    @precondition(lambda self: bool(self.linked))
    @rule(by=officers, number=st.integers(0, 3))
    def somebody_unlinks_them(self, by: str, number: int) -> None:
        possible = by in ("sec", "chair") and self.negotiated() and number in self.linked
        if self.ask(by, c.DissolvePackage(number), possible):
            del self.linked[number]

    @rule(by=writers, paragraph=paragraphs, language=st.sampled_from(["fr", "EN", "-"]))
    def somebody_translates(self, by: str, paragraph: str, language: str) -> None:
        here = paragraph in paragraph_ids(self.table.text)
        possible = self.drafts(by) and here and language == "fr"
        command = c.RecordTranslation(
            self.table.o.text.number, language, {paragraph: "Les Parties."}
        )
        self.ask(by, command, possible)

    # --- going on ---------------------------------------------------------------------------

    @rule()
    def comments_are_closed(self) -> None:
        if self.table.tick().stage == "comment":
            self.table.step("sec", "close_comments")

    @rule()
    def the_text_is_put_forward_and_comes_back(self) -> None:
        if self.table.tick().stage == "revision":
            for number, comment in self.table.o.comments.items():
                if comment.disposition is None:
                    self.table.answers(number)
            self.table.step("sec", "put_forward").wait(HOUR)
            self.forward.add(self.table.o.text.number)
            if self.table.o.round < self.table.o.rounds_allowed:
                self.table.step("chair", "revise")

    @rule()
    def a_day_passes(self) -> None:
        self.table.wait(DAY).tick()

    # --- what always holds ------------------------------------------------------------------

    @invariant()
    def the_model_is_right(self) -> None:
        o = self.table.o
        states = {n: k.state for n, k in self.known.items()}
        told = {n: a.state.value for n, a in o.amendments.items()}
        told = {n: "taken" if s in ("accepted", "modified") else s for n, s in told.items()}
        assert told == states
        assert o.amendments_made == len(states)
        for number, k in self.known.items():
            a = o.amendments[number]
            assert (a.sponsor, list(a.cosponsors), a.change) == (k.sponsor, k.joined, k.change)
            assert (a.treatment is not None, a.decided_in) == (k.treated, k.version)
            assert a.treatment is None or a.treatment.agreed is k.answer
        assert {p: x.level.value for p, x in o.agreements.items()} == self.agreed
        assert {p.number: tuple(sorted(p.paragraphs)) for p in o.packages} == self.linked
        assert o.packages_made == self.packages

    @invariant()
    def what_was_written_down_gives_the_same(self) -> None:
        """Every event, written and read back, folded onto the state before it."""
        for change in self.table.log[self.checked :]:
            events = [self.read_back(x) for x in change.events]
            o: Objective | None = change.before
            if o is None:
                assert isinstance(events[0], e.ObjectiveProposed)
                assert isinstance(events[1], e.StageEntered)
                o = begin(events[0], events[1], self.table.negotiation.symbol)
            for event in events:
                o = evolve(o, event)
            assert replace(o, version=change.after.version) == change.after
        self.checked = len(self.table.log)

    def read_back(self, event: e.ObjectiveEvent) -> e.ObjectiveEvent:
        data = json.loads(canonical(encode(event)))
        found: e.ObjectiveEvent = decode(KINDS[type(event).__name__], data)
        assert found == event
        return found


WordsAnytime.TestCase.settings = settings(
    max_examples=settings().max_examples * 3 // 5, stateful_step_count=50
)
TestWordsAnytime = WordsAnytime.TestCase
