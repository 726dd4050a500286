"""Positions, and everything that stands beside them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from placet.engine.model import Ballot, BallotState, Objective
from placet.engine.statements import StatementKind
from tests.model.acting import DAY, Acts, reasons, votes, when
from tests.model.table import OFFICE, Acknowledged

KINDS = ("support", "endorse", "no_objection", "abstain", "object", "stand_aside", "yes")
MOST_SAID = 6


def answered(o: Objective) -> bool:
    """Whether somebody holds a position that may still be taken back."""
    return votes(o) and bool(o.ballot and o.ballot.positions)


def unconfirmed(o: Objective) -> bool:
    """Whether something that was given ad referendum waits to be confirmed."""
    held = o.ballot.positions.values() if o.ballot else ()
    return any(p.unconfirmed for p in held) and o.stage in ("endorsement", "adopted")


def decided(o: Objective) -> bool:
    """Whether its last ballot is closed with an outcome."""
    return o.ballot is not None and o.ballot.state is BallotState.CLOSED


def states(o: Objective) -> bool:
    """Whether statements are made here."""
    return o.stage in ("proposal", "comment", "revision", "endorsement", "adopted")


def says_little(o: Objective) -> bool:
    """Whether there is room for another statement or concern."""
    return states(o) and len(o.statements) + len(o.concerns) < MOST_SAID


def stated(o: Objective) -> bool:
    """Whether a statement stands that may be ended."""
    return any(x.state.value == "standing" for x in o.statements.values()) and states(o)


class Positions(Acts):
    """What organisations hold and say beside it."""

    def entitled(self, o: Objective) -> list[str]:
        """Who may answer for a seat."""
        seats = tuple(s.organisation for s in o.ballot.seats) if o.ballot else ()
        return self.table.binders(o.negotiation, seats)

    @when(votes)
    @rule(data=st.data(), stale=st.sampled_from([False] * 9 + [True]))
    def somebody_takes_a_position(self, data: st.DataObject, stale: bool) -> None:
        o = self.one(data, votes)
        if o.ballot is None:
            return
        who = self.who(data, self.entitled(o))
        likely = [k for k in o.ballot.kinds if k != "object"] * 2 + ["object"]
        kind = self.of(data, likely, data.draw(st.sampled_from(KINDS)))
        self.position(who, o, o.ballot, kind, stale)

    @when(lambda o: votes(o) and o.stage == "endorsement")
    @rule(data=st.data())
    def somebody_endorses_ad_referendum(self, data: st.DataObject) -> None:
        o = self.one(data, lambda o: votes(o) and o.stage == "endorsement")
        if o.ballot is None:
            return
        more = {"qualifiers": ["ad_referendum"]}
        self.position(self.who(data, self.entitled(o)), o, o.ballot, "endorse", False, more)

    def position(
        self, who: str, o: Objective, ballot: Ballot, kind: str, stale: bool,
        more: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """A position on what is asked now, or on a text that nobody was shown."""
        giver = str((more or {}).get("organisation", "")) or self.organisation(who, o)
        word = self.plant(o, "position", [giver, self.organisation(who, o)])
        shown = "0" * 64 if stale else ballot.text_hash
        body = {"ballot": ballot.number, "text_hash": shown, "kind": kind, **(more or {})}
        body |= {"reasons": f"Two days are too short, {word}."}
        body |= {"no_wording": True} if kind == "object" else {}
        answer = self.do("position", who, f"/objectives/{o.ref}/positions", body)
        if answer.status_code == 201:
            assert not stale
            self.holds(o, giver, kind, answer.json()["reference"])

    @when(answered)
    @rule(data=st.data())
    def somebody_takes_a_position_back(self, data: st.DataObject) -> None:
        o = self.one(data, answered)
        held = tuple(o.ballot.positions) if o.ballot else ()
        who = self.who(data, self.table.binders(o.negotiation, held))
        number = o.ballot.number if o.ballot else 1
        path = f"/objectives/{o.ref}/positions?ballot={number}"
        if self.send("withdraw", who, "DELETE", path).status_code < 300:
            self.holds(o, self.organisation(who, o), "withdrawn", "")

    @when(unconfirmed)
    @rule(data=st.data())
    def somebody_confirms(self, data: st.DataObject) -> None:
        o = self.one(data, unconfirmed)
        held = o.ballot.positions if o.ballot else {}
        waits = tuple(x for x, p in held.items() if p.unconfirmed)
        who = self.who(data, self.table.binders(o.negotiation, waits))
        body = {"ballot": o.ballot.number if o.ballot else 1}
        self.do("confirm", who, f"/objectives/{o.ref}/positions/confirm", body)

    @when(votes)
    @rule(data=st.data(), days=st.sampled_from([None, 3, 10, 20, -3]))
    def somebody_awaits_instructions(self, data: st.DataObject, days: int | None) -> None:
        o = self.one(data, votes)
        if o.ballot is None:
            return
        free = tuple(s.organisation for s in o.ballot.seats)
        free = tuple(x for x in free if x not in o.ballot.positions)
        who = self.who(data, self.table.binders(o.negotiation, free))
        day = (self.table.now + days * DAY).date().isoformat() if days else None
        body = {"ballot": o.ballot.number, "expected": day}
        self.do("await", who, f"/objectives/{o.ref}/positions/awaiting", body)

    @when(decided)
    @rule(data=st.data())
    def somebody_is_late(self, data: st.DataObject) -> None:
        o = self.one(data, decided)
        if o.ballot is None:
            return
        who = self.who(data, self.entitled(o))
        kind = data.draw(st.sampled_from(o.ballot.kinds))
        body = {"ballot": o.ballot.number, "kind": kind, "reasons": "The post was slow."}
        answer = self.do("late", who, f"/objectives/{o.ref}/positions/late", body)
        if answer.status_code == 201:
            whose = self.organisation(who, o)
            self.table.late.append(
                Acknowledged(o.ref, o.ballot.number, whose, kind, answer.json()["reference"])
            )

    @when(votes)
    @rule(
        data=st.data(),
        evidence=st.sampled_from(["Minutes of 3 March, item 4", "A letter", "A call", "A fax", ""]),
    )
    def positions_are_entered_on_behalf(self, data: st.DataObject, evidence: str) -> None:
        o = self.one(data, votes)
        if o.ballot is None:
            return
        seats = [s.organisation for s in o.ballot.seats] or ["AUR"]
        chosen = data.draw(st.lists(st.sampled_from(seats), min_size=1, max_size=3, unique=True))
        kind = data.draw(st.sampled_from(o.ballot.kinds))
        said = {"kind": kind, "reasons": "As said in the room."}
        given = [{"organisation": x, **said} for x in chosen]
        body = {"ballot": o.ballot.number, "text_hash": o.ballot.text_hash}
        body |= {"evidence": evidence, "positions": given}
        path = f"/objectives/{o.ref}/positions/entered"
        if self.do("enter", self.who(data, ["ada"]), path, body).status_code == 201:
            for organisation in chosen:
                self.holds(o, organisation, kind, "")

    # --- statements and concerns ------------------------------------------------------------

    @when(says_little)
    @rule(data=st.data(), kind=st.sampled_from([x.value for x in StatementKind]))
    def somebody_states_something(self, data: st.DataObject, kind: str) -> None:
        o = self.one(data, says_little)
        who = self.who(data, self.table.binders(o.negotiation))
        word = self.plant(o, "position", [self.organisation(who, o)])
        body = {"kind": kind, "words": f"We understand it so, {word}."}
        answer = self.do("state", who, f"/objectives/{o.ref}/statements", body)
        if answer.status_code == 201:
            self.table.told.append((o.ref, "statement", int(answer.json()["reference"] or 0)))

    @when(stated)
    @rule(
        data=st.data(), reason=reasons,
        deed=st.sampled_from(["lift", "override", "withdraw", "withdraw"]),
    )  # fmt: skip
    def a_statement_is_ended(self, data: st.DataObject, deed: str, reason: str) -> None:
        o = self.one(data, stated)
        reserve = deed in ("lift", "override")
        there = {
            n: x for n, x in o.statements.items()
            if x.state.value == "standing"
            and (not reserve or x.kind is StatementKind.SCRUTINY)
        }  # fmt: skip
        if reserve and not there:
            deed = "withdraw"
            there = {n: x for n, x in o.statements.items() if x.state.value == "standing"}
        number = self.of(data, [*there], 99)
        whose = (there[number].organisation,) if number in there else ()
        proper = list(OFFICE) if deed == "override" else self.table.binders(o.negotiation, whose)
        path = f"/objectives/{o.ref}/statements/{number}/{deed}"
        self.do(f"{deed} a statement", self.who(data, proper), path, {"reason": reason})

    @when(says_little)
    @rule(data=st.data())
    def somebody_raises_a_concern(self, data: st.DataObject) -> None:
        o = self.one(data, says_little)
        who = self.who(data, self.table.binders(o.negotiation))
        word = self.plant(o, "position", [self.organisation(who, o)])
        body = {"title": f"The desk, {word}", "words": "Who pays for it?", "paragraphs": ["p2"]}
        answer = self.do("raise a concern", who, f"/objectives/{o.ref}/concerns", body)
        if answer.status_code == 201:
            self.table.told.append((o.ref, "concern", int(answer.json()["reference"] or 0)))

    @when(lambda o: bool(o.concerns) and states(o))
    @rule(data=st.data(), reason=reasons)
    def a_concern_is_dealt_with(self, data: st.DataObject, reason: str) -> None:
        o = self.one(data, lambda o: bool(o.concerns) and states(o))
        number = self.of(data, [*o.concerns], 99)
        whose: tuple[str, ...] = ()
        deeds = ["resolve"]
        if number in o.concerns:
            found = o.concerns[number]
            whose = (found.organisation,)
            after = {"open": ["resolve", "withdraw"], "resolved": ["reopen"], "withdrawn": []}
            deeds = after[found.state.value] or ["resolve"]
        deed = data.draw(st.sampled_from(deeds))
        who = self.who(data, self.table.binders(o.negotiation, whose))
        path = f"/objectives/{o.ref}/concerns/{number}/{deed}"
        self.do(f"{deed} a concern", who, path, {"reason": reason})
