"""Anybody asks for anything over HTTP, in any order; what was acknowledged stays true.

The machine knows little of the rules.  It keeps what was acknowledged, sees that a refusal
changes nothing and that no answer is a fault, and at the end of a run asks every invariant of the
database and compares what is stored and shown with what people were told.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.model.acting import DAY, agree, anything, when
from tests.model.acting_for import Preparing, Proxies
from tests.model.course import Course, Delegations
from tests.model.history import disagreements
from tests.model.looking import LOOKS, leaks, look
from tests.model.table import CODES, PEOPLE, SEALED
from tests.model.words import Words
from tests.reliability.world import SYMBOL


class Negotiating(Words, Proxies, Preparing, Delegations, Course):
    """One run over tables that were laid before."""

    def teardown(self) -> None:
        try:
            agree(disagreements(self.table))
        finally:
            self.leave()

    @initialize(symbol=st.sampled_from([SYMBOL, SEALED]), far=st.integers(0, 7))
    def it_has_come_so_far(self, symbol: str, far: int) -> None:
        """Begin somewhere on the straight way, so that every stage is seen."""
        self.propose("ada", symbol, "Share soundings", ["AUR"])
        ref = self.refs[0]
        straight: list[Callable[[], object]] = [
            lambda: self.all_support(ref),
            lambda: self.table.later(20 * DAY, True),
            lambda: self.somebody_said(ref),
            lambda: self.step(ref, "close_comments"),
            lambda: self.all_answered(ref),
            lambda: self.step(ref, "put_forward"),
            lambda: self.propose("ada", symbol, "Share charts", ["AUR"]),
        ]
        for on in straight[:far]:
            on()

    def all_support(self, ref: str) -> None:
        """Everybody at the table supports the objective."""
        o = self.table.state.objectives[ref]
        assert o.ballot is not None
        for code in CODES:
            for who in self.table.binders(o.negotiation, (code,))[:1]:
                self.position(who, o, o.ballot, "support", False)

    def somebody_said(self, ref: str) -> None:
        """Two comments, so that there is something to answer."""
        for who in ("bor", "cyg"):
            o = self.table.state.objectives[ref]
            word = self.plant(o, "comment", [self.organisation(who, o)])
            body = {"type": "general", "body": f"Which desk, {word}?"}
            answer = self.do("comment", who, f"/objectives/{ref}/comments", body)
            self.table.told.append((ref, "comment", int(answer.json()["reference"])))

    def all_answered(self, ref: str) -> None:
        """Every comment has an answer."""
        numbers = [*self.table.state.objectives[ref].comments]
        body = {"numbers": numbers, "disposition": "noted", "response": "It is understood."}
        self.do("answer alike", "ada", f"/objectives/{ref}/dispositions", body)

    def step(self, ref: str, name: str) -> None:
        """Take a step."""
        self.do("step", "ada", f"/objectives/{ref}/steps/{name}", {"reason": "It is time."})

    @when(anything)
    @rule(
        data=st.data(), who=st.sampled_from(PEOPLE),
        paths=st.lists(st.sampled_from(LOOKS), min_size=2, max_size=4, unique=True),
    )  # fmt: skip
    def somebody_looks(self, data: st.DataObject, who: str, paths: list[str]) -> None:
        """Looking changes nothing, and shows nothing that others keep to themselves."""
        o = self.one(data, anything)
        before = self.table.read()
        shown = [look(self.table, who, path, o) for path in paths]
        agree([leak for text in shown for leak in leaks(self.table, who, text)])
        if self.table.read() != before:
            agree([f"{who} looked at {paths} of {o.ref}, and something changed"])
