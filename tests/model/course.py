"""Who sits at the table, and how things go on: steps, deadlines, time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from placet.engine.model import Negotiation, Participation
from placet.workflows import shipped
from tests.model.acting import DAY, HOUR, Acts, anything, reasons, running, when, works
from tests.model.table import DRAFTERS, MOMENT, OFFICE, SEATS, SYMBOLS

STEPS = sorted({s.name for s in shipped()["joint-objective", 1].steps} | {"no_such_step"})
ENDS = {"abandon", "withdraw", "lapse", "not_adopt"}
"""Steps that end an objective; they are seldom chosen, or little else would be seen."""

MOVING = ("EGO", "EGO", "EGO", "DOR", "CYG")
PEOPLE_OF = {code: who for who, code in reversed(SEATS.items())}

tables = st.sampled_from(SYMBOLS)


def state_of(negotiation: Negotiation, code: str) -> Participation | None:
    """How an organisation stands to a table."""
    found = (p.state for p in negotiation.participants if p.organisation == code)
    return next(found, None)


class Delegations(Acts):
    """Who comes, goes, and stands in."""

    @rule(data=st.data(), symbol=tables, code=st.sampled_from(MOVING), accedes=st.booleans())
    def an_organisation_comes_or_goes(
        self, data: st.DataObject, symbol: str, code: str, accedes: bool
    ) -> None:
        """Whatever is the next thing for it: to be invited, to accede or decline, to leave."""
        table = self.table.state.negotiations[symbol]
        path, person = f"/negotiations/{symbol}", PEOPLE_OF[code]
        state = state_of(table, code)
        if state is Participation.SEATED:
            if self.asked % 3:
                return
            body = {"organisation": code, "reason": "Its budget was cut."}
            self.do("leave", self.who(data, [person, "ada"]), f"{path}/participants/leave", body)
        elif state is Participation.INVITED:
            deed = "accede" if accedes or self.asked % 2 else "decline"
            body = {"organisation": code, "reason": "As it wrote."}
            self.do(deed, self.who(data, [person, "ada"]), f"{path}/participants/{deed}", body)
        else:
            invited = {"organisation": code, "to_accede": accedes}
            self.do("invite", self.who(data, ["ada"]), f"{path}/participants", invited)
            if not any(d.person == self.table.people[person] for d in table.delegates):
                self.appoint(symbol, person, code, "focal_point", "ada")

    def appoint(self, symbol: str, person: str, code: str, capacity: str, by: str) -> None:
        """Let somebody act for an organisation."""
        body = {"person": self.table.people[person], "organisation": code, "capacity": capacity}
        self.do("appoint", by, f"/negotiations/{symbol}/delegates", body)

    @rule(data=st.data(), symbol=tables, person=st.sampled_from(["ava", "dan"]), reason=reasons)
    def a_delegate_ends_or_begins(
        self, data: st.DataObject, symbol: str, person: str, reason: str
    ) -> None:
        code = {**SEATS, **DRAFTERS}[person]
        by = self.who(data, ["ada", "aur"])
        if self.table.standing(person, symbol).organisation is None:
            capacity = "drafter" if person in DRAFTERS else "alternate"
            self.appoint(symbol, person, code, capacity, by)
        elif self.asked % 3 == 0:
            body = {"person": self.table.people[person], "organisation": code, "reason": reason}
            self.do("end a delegate", by, f"/negotiations/{symbol}/delegates/end", body)

    @rule(data=st.data(), symbol=tables, days=st.integers(0, 3), more=st.integers(0, 20))
    def somebody_is_away(self, data: st.DataObject, symbol: str, days: int, more: int) -> None:
        table = self.table.state.negotiations[symbol]
        if self.asked % 8 and any(a.cancelled_at is None for a in table.absences):
            return
        first = (self.table.now + days * DAY).date()
        body = {
            "person": self.table.people["aur"], "organisation": "AUR",
            "deputy": self.table.people[data.draw(st.sampled_from(["dan", "ava"]))],
            "first": first.isoformat(), "last": (first + more * DAY).isoformat(),
        }  # fmt: skip
        who = self.who(data, ["aur", "ada"])
        self.do("be away", who, f"/negotiations/{symbol}/absences", body)

    @precondition(
        lambda self: any(
            a.cancelled_at is None
            for n in self.table.state.negotiations.values()
            for a in n.absences
        )
    )
    @rule(data=st.data())
    def somebody_is_back(self, data: st.DataObject) -> None:
        found = [
            (s, a.number) for s, n in self.table.state.negotiations.items()
            for a in n.absences if a.cancelled_at is None
        ]  # fmt: skip
        symbol, number = self.among(data, found)
        who = self.who(data, ["aur", "ada"])
        self.do("be back", who, f"/negotiations/{symbol}/absences/{number}/cancel", {})

    @rule(
        data=st.data(), symbol=tables, code=st.sampled_from(["DOR", "CYG", "BOR"]),
        observer=st.sampled_from([False, False, True]), weight=st.integers(1, 3),
    )  # fmt: skip
    def a_seat_is_changed(
        self, data: st.DataObject, symbol: str, code: str, observer: bool, weight: int
    ) -> None:
        seated = {p.organisation: p for p in self.table.state.negotiations[symbol].participants}
        held = seated.get(code)
        if held is not None and (held.observer, held.weight) == (observer, weight):
            weight = held.weight % 3 + 1
        body: dict[str, Any] = {"organisation": code, "weight": weight, "observer": observer}
        body |= {"reason": "By decision 4."}
        who = self.who(data, ["ada"])
        self.do("change a seat", who, f"/negotiations/{symbol}/participants/seat", body)


class Course(Acts):
    """Steps, deadlines and time."""

    @when(anything)
    @rule(data=st.data(), reason=reasons, likely=st.integers(0, 9))
    def a_step_is_taken(self, data: st.DataObject, reason: str, likely: int) -> None:
        o = self.one(data, works if likely else anything)
        who = self.who(data, OFFICE)
        shown = self.table.ask(who, "GET", f"/objectives/{o.ref}")
        offered = shown.json()["steps"] if shown.status_code == 200 else []
        mine = [s["step"] for s in offered if s["mine"] and s["allowed"]]
        on = [s for s in mine if s not in ENDS] if likely else mine
        step = self.of(data, on, data.draw(st.sampled_from(STEPS)))
        self.do("step", who, f"/objectives/{o.ref}/steps/{step}", {"reason": reason})

    @when(works)
    @rule(data=st.data(), days=st.integers(-2, 30))
    def a_deadline_is_moved(self, data: st.DataObject, days: int) -> None:
        o = self.one(data, lambda o: works(o) and running(o))
        now = self.table.now
        at = o.run.deadline.at + max(days, 1) * DAY if o.run.deadline and days > 0 else now
        at = at if days > 0 else now + timedelta(days=days)
        body = {"deadline": at.isoformat(), "reason": "More time is needed."}
        self.do("deadline", self.who(data, OFFICE), f"/objectives/{o.ref}/deadline", body)

    @when(works)
    @rule(data=st.data(), reason=reasons)
    def another_round_is_allowed(self, data: st.DataObject, reason: str) -> None:
        o = self.one(data, works)
        self.do(
            "extend", self.who(data, ["bea"]), f"/objectives/{o.ref}/rounds", {"reason": reason}
        )

    @when(lambda o: running(o) and o.stage != "revision" and works(o))
    @rule(data=st.data())
    def somebody_reminds(self, data: st.DataObject) -> None:
        o = self.one(data, lambda o: running(o) and o.stage != "revision" and works(o))
        self.do("remind", self.who(data, ["ada"]), f"/objectives/{o.ref}/reminders", {})

    @rule(time=st.sampled_from([MOMENT, HOUR, DAY, DAY, 6 * DAY, 16 * DAY]), notices=st.booleans())
    def time_passes(self, time: timedelta, notices: bool) -> None:
        self.table.later(time, notices)

    @precondition(lambda self: bool(self.keys))
    @rule(which=st.integers(0, 50), other=st.booleans())
    def a_request_is_repeated(self, which: int, other: bool) -> None:
        """The same key and body have the same answer; another body is refused."""
        who, path, body, key, first = self.keys[which % len(self.keys)]
        other = other and bool(body)
        sent = {**body, "organisation": "XXX"} if other else body
        headers = {"Idempotency-Key": key}
        answer = self.table.do("repeat", who, "POST", path, sent, headers)
        if other:
            assert answer.status_code in (403, 404, 409, 422), answer.text
        else:
            assert answer.status_code < 300, (path, answer.text)
            assert answer.json() == {**first, "repeated": True}
