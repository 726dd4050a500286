"""Proxies, and what is prepared by one and submitted by another."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from placet.engine.prepared import Prepared, PreparedKind, PreparedState
from placet.engine.proxies import Proxy, ProxyState, in_force
from tests.model.acting import DAY, Acts, comments, reasons, votes, when
from tests.model.positions import Positions
from tests.model.table import CODES, SYMBOLS, Acknowledged

PREPARING = {
    "ready": (PreparedState.DRAFT, PreparedState.RETURNED),
    "clear": (PreparedState.READY,),
    "return": (PreparedState.READY, PreparedState.CLEARED),
}


class Proxies(Positions):
    """One organisation answers for another."""

    def proxies(self, *states: ProxyState) -> list[tuple[str, Proxy]]:
        """Those that are so far, each with its table."""
        found = self.table.state.negotiations.items()
        return [(s, p) for s, n in found for p in n.proxies if p.state in states]

    @rule(
        data=st.data(), symbol=st.sampled_from(SYMBOLS), holder=st.sampled_from(CODES),
        days=st.sampled_from([30, 30, 90, 2, -1]), narrow=st.booleans(),
    )  # fmt: skip
    def somebody_offers_a_proxy(
        self, data: st.DataObject, symbol: str, holder: str, days: int, narrow: bool
    ) -> None:
        until = (self.table.now + days * DAY).isoformat()
        busy = {x for _, p in self.proxies(ProxyState.ACCEPTED) for x in (p.giver, p.holder)}
        free = tuple(x for x in CODES if x not in busy)
        others = [x for x in free if self.table.binders(symbol, (x,))]
        holder = self.of(data, others, holder)
        who = self.who(data, self.table.binders(symbol, tuple(x for x in free if x != holder)))
        refs = [o.ref for o in self.fits(lambda o: o.negotiation == symbol)]
        body: dict[str, Any] = {"holder": holder, "until": until, "reason": "We cannot come."}
        body |= {"objectives": refs[:1]} if narrow and refs else {}
        self.do("offer a proxy", who, f"/negotiations/{symbol}/proxies", body)

    @precondition(lambda self: bool(self.proxies(ProxyState.OFFERED)))
    @rule(data=st.data(), deed=st.sampled_from(["accept", "accept", "accept", "decline"]))
    def a_proxy_is_answered(self, data: st.DataObject, deed: str) -> None:
        symbol, proxy = self.among(data, self.proxies(ProxyState.OFFERED))
        who = self.who(data, self.table.binders(symbol, (proxy.holder,)))
        path = f"/negotiations/{symbol}/proxies/{proxy.number}/{deed}"
        self.do(f"{deed} a proxy", who, path, {})

    @precondition(lambda self: self.asked % 2 == 0 and bool(self.proxies(ProxyState.ACCEPTED)))
    @rule(data=st.data(), reason=reasons)
    def a_proxy_is_ended(self, data: st.DataObject, reason: str) -> None:
        symbol, proxy = self.among(data, self.proxies(ProxyState.ACCEPTED))
        proper = self.table.binders(symbol, (proxy.holder, proxy.giver))
        path = f"/negotiations/{symbol}/proxies/{proxy.number}/end"
        self.do("end a proxy", self.who(data, [*proper, "ada"]), path, {"reason": reason})

    @precondition(lambda self: bool(self.proxies(ProxyState.ACCEPTED)) and bool(self.fits(votes)))
    @rule(data=st.data(), back=st.sampled_from([False, False, False, True]))
    def somebody_answers_for_another(self, data: st.DataObject, back: bool) -> None:
        accepted = self.proxies(ProxyState.ACCEPTED)
        pairs = [
            (o, p) for s, p in accepted for o in self.fits(votes)
            if o.negotiation == s and p.covers(o.ref)
        ]  # fmt: skip
        if not pairs:
            return
        now = self.table.now
        good = [
            (o, p) for o, p in pairs
            if o.ballot and in_force(p, now) and p.giver in {s.organisation for s in o.ballot.seats}
            and (p.giver not in o.ballot.positions or o.ballot.positions[p.giver].cast_by)
        ]  # fmt: skip
        o, proxy = self.of(data, good, pairs[0])
        assert o.ballot is not None
        who = self.who(data, self.table.binders(o.negotiation, (proxy.holder,)))
        if back and proxy.giver in o.ballot.positions:
            query = f"ballot={o.ballot.number}&organisation={proxy.giver}"
            path = f"/objectives/{o.ref}/positions?{query}"
            if self.send("withdraw for another", who, "DELETE", path).status_code < 300:
                self.holds(o, proxy.giver, "withdrawn", "")
            return
        kind = data.draw(st.sampled_from([k for k in o.ballot.kinds if k != "object"]))
        self.position(who, o, o.ballot, kind, False, {"organisation": proxy.giver})


def in_hand(item: Prepared) -> bool:
    """Whether somebody of the organisation still has to do something with it."""
    return item.state is not PreparedState.SUBMITTED and item.kind is not PreparedKind.NOTE


class Preparing(Acts):
    """What an organisation does before anybody else sees it."""

    def drafters(self, symbol: str, organisation: str) -> list[str]:
        """Who may prepare something."""
        found = {who: self.table.standing(who, symbol) for who in self.table.people}
        return [
            w for w, s in found.items()
            if s.organisation == organisation and s.capacity and s.capacity.value != "observer"
        ]  # fmt: skip

    @when(lambda o: comments(o) or votes(o))
    @rule(
        data=st.data(), ready=st.booleans(), organisation=st.sampled_from(["AUR", "AUR", *CODES]),
        kind=st.sampled_from(["comment", "comment", "position", "note"]),
    )  # fmt: skip
    def something_is_prepared(
        self, data: st.DataObject, kind: str, organisation: str, ready: bool
    ) -> None:
        o = self.one(data, votes if kind == "position" else comments)
        who = self.who(data, self.drafters(o.negotiation, organisation))
        word = self.plant(o, "prepared", [self.organisation(who, o)])
        what: dict[str, Any]
        if kind == "position":
            if o.ballot is None:
                return
            what = {"ballot": o.ballot.number, "text_hash": o.ballot.text_hash}
            what |= {"kind": data.draw(st.sampled_from(o.ballot.kinds)), "reasons": word}
            what |= {"no_wording": True} if what["kind"] == "object" else {}
        elif kind == "comment":
            what = {"type": "technical", "body": f"Say which, {word}.", "paragraph": "p2"}
        else:
            what = {"body": f"Ask the capital, {word}."}
        body = {kind: what, "ready": ready and kind != "note"}
        self.send("prepare", who, "POST", f"/objectives/{o.ref}/prepared", body)

    @precondition(lambda self: any(map(in_hand, self.table.state.prepared)))
    @rule(data=st.data(), deed=st.sampled_from([*PREPARING]), back=st.integers(0, 3))
    def a_prepared_thing_goes_on(self, data: st.DataObject, deed: str, back: int) -> None:
        mine = [i for i in self.table.state.prepared if in_hand(i)]
        item = self.among(data, mine)
        right = [d for d, states in PREPARING.items() if item.state in states]
        right = [d for d in right if d != "return" or not back] or right
        deed = self.of(data, right, deed)
        o = self.table.state.objectives[item.ref]
        binding = self.table.binders(o.negotiation, (item.organisation,))
        drafting = self.drafters(o.negotiation, item.organisation)
        who = self.who(data, drafting if deed == "ready" else binding)
        body = {"version": item.version, "note": "Shorter, please." if deed == "return" else ""}
        path = f"/objectives/{item.ref}/prepared/{item.id}/{deed}"
        self.send(f"{deed} what is prepared", who, "POST", path, body)

    @precondition(
        lambda self: any(
            in_hand(i) and i.state is PreparedState.CLEARED for i in self.table.state.prepared
        )
    )
    @rule(data=st.data(), all_of_it=st.booleans())
    def a_batch_is_submitted(self, data: st.DataObject, all_of_it: bool) -> None:
        mine = [i for i in self.table.state.prepared if in_hand(i)]
        cleared = [i for i in mine if i.state is PreparedState.CLEARED]
        first = self.among(data, cleared)
        batch = mine if all_of_it else cleared
        batch = [i for i in batch if (i.ref, i.organisation) == (first.ref, first.organisation)]
        o = self.table.state.objectives[first.ref]
        who = self.who(data, self.table.binders(o.negotiation, (first.organisation,)))
        body = {"chosen": [{"id": i.id, "version": i.version} for i in batch]}
        answer = self.send("submit", who, "POST", f"/objectives/{o.ref}/prepared/submit", body)
        if answer.status_code >= 300:
            return
        for made in answer.json()["submitted"]:
            self._submitted(made, next(i for i in batch if i.id == made["id"]))

    def _submitted(self, made: dict[str, Any], item: Prepared) -> None:
        """What was submitted is no secret any more, or one that is kept as such things are."""
        words = str(item.content)
        self.table.planted[:] = [x for x in self.table.planted if x.word not in words]
        if item.kind is PreparedKind.COMMENT:
            self.table.told.append((item.ref, "comment", int(made["reference"])))
        if item.kind is PreparedKind.POSITION:
            held = self.table.state.objectives[item.ref].ballot
            content: Any = item.content
            assert held is not None
            self.table.acknowledged.append(
                Acknowledged(
                    item.ref, content.ballot, item.organisation, content.kind, made["reference"]
                )
            )
