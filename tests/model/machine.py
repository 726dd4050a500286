"""Anybody asks for anything over HTTP, in any order; what was acknowledged stays true.

The machine knows little of the rules.  It keeps what was acknowledged, sees that a refusal
changes nothing and that no answer is a fault, and at the end of a run asks every invariant of the
database and compares what is stored and shown with what people were told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from placet.workflows import shipped
from tests.model.history import disagreements
from tests.model.table import OFFICE, PEOPLE, ROWS, SEATS, Acknowledged, Asked
from tests.reliability.world import SYMBOL

STEPS = sorted({s.name for s in shipped()["joint-objective", 1].steps} | {"no_such_step"})
STRAIGHT = ("close_comments", "put_forward", "adopt", "another_round", "revise")
KINDS = ("support", "endorse", "no_objection", "abstain", "object", "stand_aside", "yes")
MOMENT, HOUR, DAY = timedelta(microseconds=1), timedelta(hours=1), timedelta(days=1)

people = st.sampled_from(PEOPLE)
seats = st.sampled_from(sorted(SEATS))
office = st.sampled_from((*OFFICE, *OFFICE, "aur", "eve"))
paragraphs = st.sampled_from([None, "p1", "p2", "p3", "p9"])
which = st.integers(0, 2)
reasons = st.sampled_from(["", "It is time.", "Zu früh; trop tôt."])


class Negotiating(RuleBasedStateMachine):
    """One run over a table that was laid before."""

    def __init__(self) -> None:
        super().__init__()
        self.table = self.lay()
        self.asked = 0
        self.keys: list[tuple[str, str, Any, str, dict[str, Any]]] = []

    def lay(self) -> Asked:
        """The table of a run."""
        raise NotImplementedError

    def leave(self) -> None:
        """The run is over."""

    def teardown(self) -> None:
        try:
            assert disagreements(self.table) == []
        finally:
            self.leave()

    def ref(self, n: int) -> str:
        """One of the objectives; the last one where there are fewer."""
        return self.table.refs[min(n, len(self.table.refs) - 1)]

    def do(self, name: str, who: str, path: str, body: Any) -> Any:
        """Ask under a key of its own, and remember how."""
        self.asked += 1
        key = f"{who}-{self.asked}"
        answer = self.table.do(name, who, path, body, key)
        if answer.status_code < 300:
            self.keys.append((who, path, body, key, answer.json()))
        return answer

    @initialize(far=st.integers(0, 4))
    def it_has_come_so_far(self, far: int) -> None:
        """Begin somewhere on the straight way, so that every stage is seen."""
        self.somebody_proposes("aur", "Share soundings")
        straight: list[Callable[[], None]] = [
            lambda: self.all_support(),
            lambda: self.time_passes(20 * DAY, True),
            lambda: self.a_step_is_taken(0, "ada", "close_comments", "It is time."),
            lambda: self.a_step_is_taken(0, "ada", "put_forward", "It is time."),
        ]
        for on in straight[:far]:
            on()

    def all_support(self) -> None:
        """Everybody supports the first objective."""
        for who in SEATS:
            self.position(0, who, "support", False)

    # --- the text ---------------------------------------------------------------------------

    @rule(who=people, title=st.sampled_from(["Share charts", "Name a desk", ""]))
    def somebody_proposes(self, who: str, title: str) -> None:
        if len(self.table.refs) >= 3:
            return
        body = {"title": title, "purpose": "To know more.", "paragraphs": list(ROWS)}
        answer = self.do("propose", who, f"/negotiations/{SYMBOL}/objectives", body)
        if answer.status_code == 201:
            self.table.refs.append(answer.json()["object"])

    @rule(n=which, who=people, words=st.sampled_from(["They meet twice.", "[They meet.]", ""]))
    def somebody_revises(self, n: int, who: str, words: str) -> None:
        ref = self.ref(n)
        shown = self.table.shown(ref)
        rows = [{"id": f"p{i}", **row} for i, row in enumerate(ROWS, 1)]
        rows[2]["words"] = words
        body = {"base": shown["text"]["number"], "paragraphs": rows}
        headers = {"If-Match": f'"{shown["version"]}"'}
        self.table.revise(who, ref, body, headers)

    # --- comments ---------------------------------------------------------------------------

    @rule(n=which, who=people, paragraph=paragraphs, wording=st.sampled_from(["", "They meet."]))
    def somebody_comments(self, n: int, who: str, paragraph: str | None, wording: str) -> None:
        body = {"type": "substantive", "body": "Say more.", "wording": wording}
        body |= {"paragraph": paragraph} if paragraph else {}
        self.do("comment", who, f"/objectives/{self.ref(n)}/comments", body)

    @rule(n=which, who=people)
    def somebody_has_no_comments(self, n: int, who: str) -> None:
        self.do("no comments", who, f"/objectives/{self.ref(n)}/no-comments", {})

    @rule(
        n=which, who=office, number=st.integers(1, 4), response=reasons,
        disposition=st.sampled_from(["accepted", "noted", "not_accepted", "withdrawn"]),
    )  # fmt: skip
    def a_comment_is_answered(
        self, n: int, who: str, number: int, disposition: str, response: str
    ) -> None:
        path = f"/objectives/{self.ref(n)}/comments/{number}/answer"
        self.do("answer", who, path, {"disposition": disposition, "response": response})

    @rule(n=which, who=people, number=st.integers(1, 4), reason=reasons)
    def a_comment_is_withdrawn(self, n: int, who: str, number: int, reason: str) -> None:
        path = f"/objectives/{self.ref(n)}/comments/{number}/withdraw"
        self.do("withdraw a comment", who, path, {"reason": reason or " "})

    # --- positions --------------------------------------------------------------------------

    @rule(n=which, who=st.one_of(seats, people), kind=st.sampled_from(KINDS), stale=st.booleans())
    def somebody_takes_a_position(self, n: int, who: str, kind: str, stale: bool) -> None:
        self.position(n, who, kind, stale and kind != "object")

    @rule(n=which, who=seats)
    def somebody_endorses_ad_referendum(self, n: int, who: str) -> None:
        self.position(n, who, "endorse", False, {"qualifiers": ["ad_referendum"]})

    def position(
        self, n: int, who: str, kind: str, stale: bool, more: dict[str, Any] | None = None
    ) -> None:
        """A position on what is shown now, or on a text that nobody was shown."""
        ref = self.ref(n)
        ballot = self.table.shown(ref)["ballot"]
        if ballot is None:
            return
        shown = "0" * 64 if stale else ballot["text_hash"]
        body = {"ballot": ballot["number"], "text_hash": shown, "kind": kind, **(more or {})}
        if kind in ("object", "abstain"):
            body |= {"reasons": "Two days are too short.", "no_wording": True}
        answer = self.do("position", who, f"/objectives/{ref}/positions", body)
        if answer.status_code == 201:
            assert not stale
            self.table.acknowledged.append(
                Acknowledged(ref, ballot["number"], SEATS[who], kind, answer.json()["reference"])
            )

    @rule(n=which, who=people)
    def somebody_takes_a_position_back(self, n: int, who: str) -> None:
        ref = self.ref(n)
        ballot = self.table.shown(ref)["ballot"]
        number = ballot["number"] if ballot else 1
        answer = self.table.withdraw(who, ref, number)
        if answer.status_code < 300:
            withdrawn = Acknowledged(ref, number, SEATS[who], "withdrawn", "")
            self.table.acknowledged.append(withdrawn)

    @rule(n=which, who=people)
    def somebody_confirms(self, n: int, who: str) -> None:
        ref = self.ref(n)
        ballot = self.table.shown(ref)["ballot"]
        number = ballot["number"] if ballot else 1
        self.do("confirm", who, f"/objectives/{ref}/positions/confirm", {"ballot": number})

    # --- the course -------------------------------------------------------------------------

    @rule(n=which, who=office, step=st.sampled_from((*STEPS, *STRAIGHT)), reason=reasons)
    def a_step_is_taken(self, n: int, who: str, step: str, reason: str) -> None:
        self.do("step", who, f"/objectives/{self.ref(n)}/steps/{step}", {"reason": reason})

    @rule(n=which, who=office, days=st.integers(-2, 30))
    def a_deadline_is_moved(self, n: int, who: str, days: int) -> None:
        assert self.table.root.still is not None
        at = self.table.root.still.now() + timedelta(days=days)
        body = {"deadline": at.isoformat(), "reason": "More time is needed."}
        self.do("deadline", who, f"/objectives/{self.ref(n)}/deadline", body)

    @rule(time=st.sampled_from([MOMENT, HOUR, DAY, 6 * DAY, 20 * DAY]), notices=st.booleans())
    def time_passes(self, time: timedelta, notices: bool) -> None:
        self.table.later(time, notices)

    @rule(which=st.integers(0, 50), other=st.booleans())
    def a_request_is_repeated(self, which: int, other: bool) -> None:
        """The same key and body have the same answer; another body is refused."""
        if not self.keys:
            return
        who, path, body, key, first = self.keys[which % len(self.keys)]
        sent = {**body, "organisation": "XXX"} if other else body
        answer = self.table.do("repeat", who, path, sent, key)
        if other:
            assert answer.status_code in (403, 409, 422)
        else:
            assert answer.status_code < 300
            assert answer.json() == {**first, "repeated": True}
