"""Anybody breaks, revises, recalls, extends at any time: the core does as a small model does."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from placet.engine import commands as c
from placet.engine.decide import settle
from placet.engine.errors import PlacetError
from placet.engine.messages import Kind
from placet.engine.model import BallotState
from placet.engine.notices import REPLACED

from .silences import consulting, varied
from .table import DAY, HOUR, Table, focal, reworded

SEATS = ("UNEP", "FAO", "WHO")
WHOLE = ("p1", "p2", "p3")
MOMENT = timedelta(microseconds=1)

seats = st.sampled_from(SEATS)
named = st.lists(st.sampled_from(WHOLE), max_size=3, unique=True).map(tuple)


class Silence(RuleBasedStateMachine):
    """A table and what it must come to, counted by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.n = 1
        self.stage, self.state = "consultation", ""
        self.held: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.agreed: set[str] = set()
        self.asked: set[str] = set()
        self.left: set[str] = set()
        self.touched: set[str] = set()
        self.outcome: bool | None = None
        self.deadline: datetime | None = None
        self.words = 0

    @initialize(n=st.sampled_from([1, 1, 2]))
    def it_begins(self, n: int) -> None:
        self.n = n
        self.table: Table = consulting(varied(n=n))

    def attempt(self, by: str, command: c.ObjectiveCommand, possible: bool) -> None:
        """The command, which the model expects to be carried out or refused."""
        before = self.table.tick().o
        refusal: PlacetError | None = None
        try:
            self.table.do(by, command)
        except PlacetError as caught:
            refusal = caught
        assert (refusal is None) is possible, (command, refusal)
        if refusal is not None:
            assert self.table.o == before
        self.compare()

    def compare(self) -> None:
        """Everything that the model knows is as the core has it."""
        o = self.table.o
        assert o.stage == self.stage
        assert set(o.agreed) == self.agreed
        if self.stage == "silence" and self.state == "open":
            assert set(self.table.ballot.paragraphs) == self.asked
            assert self.table.ballot.deadline.at == self.deadline
        if self.state:
            assert self.table.ballot.state.value == self.state
            assert self.table.kinds() == {x: kind for x, (kind, _) in self.held.items()}
        assert o.last_passed is self.outcome

    def settle(self) -> None:
        """Time is over: nobody broke it."""
        if self.state == "open" and self.deadline is not None and self.table.now >= self.deadline:
            self.state, self.stage, self.outcome = "closed", "adopted", True
            self.agreed = set()

    @property
    def is_open(self) -> bool:
        return self.stage == "silence" and self.state == "open"

    @rule(again=st.booleans())
    def the_chair_puts_it_under_silence(self, again: bool) -> None:
        void = self.stage == "silence" and self.state == "superseded"
        possible = void if again else self.stage == "consultation"
        if possible:
            if not again:
                self.agreed |= self.left - self.touched
            self.left, self.touched = set(), set()
            self.stage, self.state, self.held = "silence", "open", {}
            self.asked = set(WHOLE) - self.agreed if self.agreed else set()
            self.deadline = self.table.now + 72 * HOUR
        self.attempt("chair", c.TakeStep("put_again" if again else "open_silence"), possible)

    @rule(who=seats, objects=st.booleans(), about=named)
    def somebody_answers(self, who: str, objects: bool, about: tuple[str, ...]) -> None:
        asked_about = not self.asked or set(about) <= self.asked
        possible = self.is_open and (asked_about or not objects)
        ballot = self.table.o.ballot
        number, shown = (ballot.number, ballot.text_hash) if ballot else (1, "0" * 64)
        if possible:
            self.held[who] = ("object" if objects else "support", about)
            self.perhaps_broken()
        command = c.RecordPosition(
            number, shown, "object" if objects else "support", "Because", about, no_wording=True
        )
        self.attempt(focal(who), command, possible)

    def perhaps_broken(self) -> None:
        """As many objections as break it; named paragraphs leave the others."""
        against = [about for kind, about in self.held.values() if kind == "object"]
        if len(against) < self.n:
            return
        self.stage, self.state, self.outcome = "consultation", "closed", False
        if all(against):
            self.left = (self.asked or set(WHOLE)) - {p for about in against for p in about}

    @rule(who=seats)
    def somebody_takes_it_back(self, who: str) -> None:
        ballot = self.table.o.ballot
        possible = self.is_open and who in self.held
        if possible:
            del self.held[who]
        self.attempt(focal(who), c.WithdrawPosition(ballot.number if ballot else 1), possible)

    @rule(about=st.sampled_from(WHOLE))
    def the_lead_revises(self, about: str) -> None:
        possible = self.stage in ("consultation", "silence")
        self.words += 1
        if possible:
            self.agreed.discard(about)
            self.touched.add(about)
            if self.is_open:
                self.state = "superseded"
        new = reworded(self.table.text, **{about: f"Wording {self.words}."})
        command = c.ReviseText(self.table.o.text.number, new, self.table.o.paragraphs_minted)
        self.attempt("unep", command, possible)

    @rule()
    def the_chair_recalls(self) -> None:
        possible = self.stage == "silence"
        if self.is_open:
            self.state = "withdrawn"
        if possible:
            self.stage = "consultation"
        self.attempt("chair", c.TakeStep("recall", "A mistake"), possible)

    @rule(time=st.sampled_from([-MOMENT, timedelta(0), HOUR, DAY]))
    def the_chair_moves_the_expiry(self, time: timedelta) -> None:
        wanted = (self.deadline or self.table.now) + time
        possible = self.is_open and wanted > self.table.now and wanted != self.deadline
        if possible:
            self.deadline = wanted
        self.attempt("chair", c.ChangeDeadline(wanted, "As asked"), possible)

    @rule(time=st.sampled_from([MOMENT, HOUR, DAY, 4 * DAY]), notices=st.booleans())
    def time_passes(self, time: timedelta, notices: bool) -> None:
        self.table.wait(time)
        self.settle()
        if notices:
            self.table.tick()
            self.compare()

    @rule(before=st.sampled_from([timedelta(0), MOMENT]))
    def expiry_comes(self, before: timedelta) -> None:
        if self.is_open and self.deadline is not None and self.deadline - before > self.table.now:
            self.table.until(self.deadline - before)
            self.settle()
            self.table.tick()
            self.compare()

    @invariant()
    def nobody_gets_two_mails_about_one_thing(self) -> None:
        if not hasattr(self, "table"):
            return
        sent = self.table.log[-1].messages
        letters = Counter(m.person for m in sent if m.kind is Kind.CIRCULAR)
        assert all(n == 1 for n in letters.values())
        assert not [m for m in sent if m.kind in REPLACED and m.person in letters]

    @invariant()
    def what_time_decides_is_decided_once_and_a_ballot_ends_once(self) -> None:
        if not hasattr(self, "table"):
            return
        s = self.table.situation()
        assert settle(s.after(settle(s))) == ()
        ballot = self.table.o.ballot
        if ballot is not None and ballot.state is not BallotState.OPEN:
            assert (ballot.passed is None) == (ballot.state is not BallotState.CLOSED)


TestSilence = Silence.TestCase
