"""One organisation answers for another: the own answer wins, and nobody is counted twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import standing
from placet.engine.decide.answering import answerable
from placet.engine.decide.opening import seats_of
from placet.engine.errors import BadInput, NotAllowed, NotFound, NotOpen, PlacetError
from placet.engine.inbox import inbox_of
from placet.engine.messages import Kind
from placet.engine.model import Position
from placet.engine.proxies import LONGEST, ProxyState, clashing, held_by, holder_of, in_force
from tests.builders import a_person
from tests.decide.delegating import at_table, gives
from tests.decide.table import (
    DAY,
    HOUR,
    MINUTE,
    ORGANISATIONS,
    WEEK,
    Table,
    focal,
    in_endorsement,
    person,
    proposed,
)


def says(table: Table, by: str, organisation: str = "", kind: str = "endorse") -> Table:
    """The focal point of `by` records a position, for itself or for another."""
    ballot = table.ballot
    position = c.RecordPosition(
        ballot.number, ballot.text_hash, kind, no_wording=True, organisation=organisation,
        reasons="It goes beyond our mandate" if kind == "object" else "",
    )  # fmt: skip
    return table.do(focal(by), position)


def refused(error: type[PlacetError], table: Table, act: Callable[[], object]) -> PlacetError:
    """The act is refused and changes nothing."""
    before = (table.negotiation, table.held)
    with pytest.raises(error) as caught:
        act()
    assert (table.negotiation, table.held) == before
    return caught.value


def cast(table: Table) -> dict[str, str]:
    """Who cast each position."""
    return {o: p.cast_by for o, p in table.ballot.positions.items()}


# A proxy


def test_a_proxy_is_in_force_only_once_its_holder_has_accepted_it() -> None:
    table = in_endorsement()
    at_table(table, "ilo", c.GiveProxy("WHO", table.now + WEEK))
    refused(NotAllowed, table, lambda: says(table, "WHO", "ILO"))
    at_table(table, "who", c.AcceptProxy(1))
    says(table, "WHO", "ILO")
    assert cast(table) == {"ILO": "WHO"}
    assert table.position("ILO").by == "who"


def test_a_proxy_is_in_force_between_its_two_instants_and_not_at_the_second() -> None:
    table = in_endorsement()
    begins, ends = table.now + DAY, table.now + 2 * DAY
    at_table(table, "ilo", c.GiveProxy("WHO", ends, since=begins))
    at_table(table, "who", c.AcceptProxy(1))
    (proxy,) = table.negotiation.proxies
    found = [in_force(proxy, at) for at in (begins - MINUTE, begins, ends - MINUTE, ends)]
    assert found == [False, True, True, False]
    refused(NotAllowed, table, lambda: says(table, "WHO", "ILO"))
    says(table.until(begins), "WHO", "ILO")
    refused(NotAllowed, table.until(ends), lambda: says(table, "WHO", "ILO", "abstain"))


def test_a_proxy_for_some_objectives_is_for_no_other() -> None:
    table = gives(in_endorsement(), "ILO", "WHO", "OBJ-0099")
    refused(NotAllowed, table, lambda: says(table, "WHO", "ILO"))
    says(gives(table, "WMO", "IMO", "OBJ-0001"), "IMO", "WMO")
    assert cast(table) == {"WMO": "IMO"}


def test_only_who_binds_the_holder_answers_by_proxy() -> None:
    table = gives(in_endorsement(), "ILO", "FAO")
    ballot = table.ballot
    for name in ("fao.drafter", "fao.observer", "who", "sec"):
        position = c.RecordPosition(ballot.number, ballot.text_hash, "endorse", organisation="ILO")
        refused(NotAllowed, table, lambda n=name, p=position: table.do(n, p))  # type: ignore[misc]
    table.do("fao.alternate", position)
    assert cast(table) == {"ILO": "FAO"}


def test_a_holder_still_answers_for_itself_and_the_two_need_not_agree() -> None:
    table = gives(in_endorsement(), "ILO", "WHO")
    says(says(table, "WHO", "ILO", "abstain"), "WHO")
    assert table.kinds() == {"ILO": "abstain", "WHO": "endorse"}
    assert cast(table) == {"ILO": "WHO", "WHO": ""}


@pytest.mark.parametrize(
    ("giver", "holder"),
    [("WHO", "FAO"), ("FAO", "ILO"), ("ILO", "FAO"), ("FAO", "WHO")],
    ids=["the holder gives", "to the giver", "a second holder", "a second giver"],
)
def test_chains_and_splits_are_refused_with_the_names(giver: str, holder: str) -> None:
    table = gives(in_endorsement(), "ILO", "WHO")
    offer = c.GiveProxy(holder, table.now + WEEK)
    error = refused(BadInput, table, lambda: at_table(table, focal(giver), offer))
    assert {error.values[n] for n in ("giver", "holder")} == {giver, holder}
    assert (error.values["another"], error.values["other"]) == ("ILO", "WHO")


def test_of_two_offers_that_make_a_chain_the_one_accepted_later_is_refused() -> None:
    table = in_endorsement()
    at_table(table, "ilo", c.GiveProxy("WHO", table.now + WEEK))
    at_table(table, "who", c.GiveProxy("FAO", table.now + WEEK))
    at_table(table, "fao", c.AcceptProxy(2))
    refused(BadInput, table, lambda: at_table(table, "who", c.AcceptProxy(1)))
    at_table(table, "who", c.EndProxy(2, "We are back"))
    at_table(table, "who", c.AcceptProxy(1))
    assert [p.state for p in table.negotiation.proxies] == [
        ProxyState.ACCEPTED,
        ProxyState.ENDED,
    ]


def test_what_does_not_meet_in_time_or_objective_is_no_chain() -> None:
    table = gives(in_endorsement(), "ILO", "WHO", "OBJ-0001", weeks=1)
    gives(table, "WHO", "FAO", "OBJ-0002")
    later = c.GiveProxy("IMO", table.now + 3 * WEEK, since=table.now + WEEK)
    at_table(table, "ilo", later)
    at_table(table, "imo", c.AcceptProxy(3))
    assert [p.state for p in table.negotiation.proxies] == [ProxyState.ACCEPTED] * 3
    assert holder_of(table.negotiation.proxies, "ILO", "OBJ-0001", table.now) == "WHO"
    assert holder_of(table.negotiation.proxies, "ILO", "OBJ-0001", table.now + WEEK) == "IMO"


def test_an_offer_that_cannot_be_is_refused() -> None:
    table = in_endorsement()
    for offer in (
        c.GiveProxy("ILO", table.now + WEEK),
        c.GiveProxy("NOBODY", table.now + WEEK),
        c.GiveProxy("WHO", table.now),
        c.GiveProxy("WHO", table.now + WEEK, since=table.now + WEEK),
        c.GiveProxy("WHO", table.now + LONGEST + MINUTE),
    ):
        refused(BadInput, table, lambda o=offer: at_table(table, "ilo", o))  # type: ignore[misc]
    at_table(table, "ilo", c.GiveProxy("WHO", table.now + LONGEST))
    again = c.GiveProxy("WHO", table.now + DAY)
    refused(BadInput, table, lambda: at_table(table, "ilo", again))


def test_only_the_holder_answers_an_offer_and_once() -> None:
    table = in_endorsement()
    at_table(table, "ilo", c.GiveProxy("WHO", table.now + WEEK))
    for name in ("ilo", "fao"):
        refused(NotAllowed, table, lambda n=name: at_table(table, n, c.AcceptProxy(1)))  # type: ignore[misc]
    refused(NotFound, table, lambda: at_table(table, "who", c.AcceptProxy(2)))
    at_table(table, "who", c.DeclineProxy(1, "We are in the chair"))
    refused(NotOpen, table, lambda: at_table(table, "who", c.AcceptProxy(1)))
    (proxy,) = table.negotiation.proxies
    assert (proxy.state, proxy.ended_because) == (ProxyState.DECLINED, "We are in the chair")


def test_an_offer_whose_time_is_over_is_accepted_no_more() -> None:
    table = in_endorsement()
    at_table(table, "ilo", c.GiveProxy("WHO", table.now + HOUR))
    table.wait(HOUR)
    refused(NotOpen, table, lambda: at_table(table, "who", c.AcceptProxy(1)))


@pytest.mark.parametrize("by", ["ilo", "who", "sec"])
def test_either_side_or_the_secretariat_ends_it_with_a_reason(by: str) -> None:
    table = says(gives(in_endorsement(), "ILO", "WHO"), "WHO", "ILO")
    before = table.held
    refused(BadInput, table, lambda: at_table(table, by, c.EndProxy(1, " ")))
    refused(NotAllowed, table, lambda: at_table(table, "fao", c.EndProxy(1, "Why not")))
    at_table(table, by, c.EndProxy(1, "We are back"))
    refused(NotOpen, table, lambda: at_table(table, by, c.EndProxy(1, "Again")))
    assert table.held == before, "what was recorded stays"
    refused(NotAllowed, table, lambda: says(table, "WHO", "ILO", "abstain"))
    table.do("ilo", c.WithdrawPosition(table.ballot.number))
    assert table.kinds() == {}


# The own answer wins


def test_a_holder_is_refused_once_the_giver_has_answered_itself() -> None:
    table = says(gives(in_endorsement(), "ILO", "WHO"), "ILO")
    error = refused(BadInput, table, lambda: says(table, "WHO", "ILO", "object"))
    assert error.values["organisation"] == "ILO"
    assert answerable(table.situation("who")) == ("WHO",)
    withdraw = c.WithdrawPosition(table.ballot.number, "ILO")
    refused(NotAllowed, table, lambda: table.do("who", withdraw))
    table.do("ilo", c.WithdrawPosition(table.ballot.number))
    assert answerable(table.situation("who")) == ("WHO", "ILO")


def test_the_own_answer_replaces_what_was_cast() -> None:
    table = gives(in_endorsement(), "ILO", "WHO")
    says(says(table, "WHO", "ILO"), "ILO", kind="abstain")
    assert (table.kinds(), cast(table)) == ({"ILO": "abstain"}, {"ILO": ""})


def test_a_holder_takes_back_what_it_cast_and_the_record_says_who_did() -> None:
    table = says(gives(in_endorsement(), "ILO", "WHO"), "WHO", "ILO")
    table.do("who", c.WithdrawPosition(table.ballot.number, "ILO"))
    assert table.events[-1] == e.PositionWithdrawn(table.ballot.number, "ILO", "who", "WHO")
    assert table.kinds() == {}


def test_a_position_that_was_carried_over_still_says_who_cast_it() -> None:
    table = says(gives(in_endorsement(), "ILO", "WHO"), "WHO", "ILO")
    table.step("sec", "revise").step("sec", "put_forward")
    held = table.ballot.positions["ILO"]
    assert (held.carried_from, held.cast_by) == (table.ballot.number - 1, "WHO")
    says(table, "WHO", "ILO", "abstain")
    assert table.position("ILO").kind == "abstain"


ACTS = st.tuples(
    st.sampled_from(("own", "cast", "cast_all", "give", "accept", "end", "back", "withdraw")),
    st.sampled_from(ORGANISATIONS[:4]),
    st.sampled_from(ORGANISATIONS[:4]),
    st.sampled_from(("endorse", "abstain")),
)


def _do(table: Table, act: str, one: str, other: str, kind: str) -> None:
    ballot, proxies = table.ballot, table.negotiation.proxies
    match act:
        case "own":
            says(table, one, kind=kind)
        case "cast":
            says(table, one, other, kind)
        case "cast_all":
            position = c.RecordPosition(ballot.number, ballot.text_hash, kind)
            table.do(focal(one), c.CastForMembers(position, (other,)))
        case "give":
            at_table(table, focal(one), c.GiveProxy(other, table.now + WEEK))
        case "accept":
            numbers = [p.number for p in proxies if p.holder == one]
            at_table(table, focal(one), c.AcceptProxy(max(numbers, default=0)))
        case "end":
            numbers = [p.number for p in proxies if one in (p.giver, p.holder)]
            at_table(table, "sec", c.EndProxy(max(numbers, default=0), "Over"))
        case "back":
            table.do(focal(one), c.WithdrawPosition(ballot.number, other))
        case _:
            table.do(focal(one), c.WithdrawPosition(ballot.number))


@settings(max_examples=150, deadline=None)
@given(st.lists(ACTS, max_size=30))
def test_in_any_order_a_seat_has_one_position_and_no_cast_displaces_an_own_answer(
    acts: list[tuple[str, str, str, str]],
) -> None:
    table = in_endorsement()
    own: dict[str, Position] = {}
    for act, one, other, kind in acts:
        table.wait(MINUTE)
        before = (table.negotiation, table.held)
        try:
            _do(table, act, one, other, kind)
        except PlacetError:
            assert (table.negotiation, table.held) == before
        else:
            if act == "own" or (act == "cast" and one == other):
                own[one] = table.position(one)
            if act == "withdraw" or (act == "back" and one == other):
                own.pop(one, None)
        held = table.ballot.positions
        assert all(o == p.organisation for o, p in held.items())
        assert {o: p for o, p in held.items() if not p.cast_by} == own
        proxies = table.negotiation.proxies
        living = [p for p in proxies if in_force(p, table.now)]
        assert {p.giver for p in living}.isdisjoint(p.holder for p in living)
        assert len({p.giver for p in living}) == len({p.holder for p in living}) == len(living)
        assert all(clashing(proxies, p) is None for p in living)
    for event in table.events:
        if isinstance(event, e.PositionRecorded) and event.position.cast_by:
            p = event.position
            held_then = held_by(table.negotiation.proxies, p.cast_by, table.o.ref, p.at)
            assert p.organisation in {proxy.giver for proxy in held_then}


# A body that casts for its members


def casting(table: Table, *members: str) -> Table:
    """WMO casts for these."""
    return at_table(table, "sec", c.DeclareCasting("WMO", members, "Rule VI of the Rules"))


def casts(table: Table, *present: str, kind: str = "endorse") -> Table:
    """WMO casts for those present."""
    position = c.RecordPosition(table.ballot.number, table.ballot.text_hash, kind)
    return table.do("wmo", c.CastForMembers(position, present))


def with_a_body() -> Table:
    """WMO casts for ILO, WHO and IMO on the ballot that was opened after that was declared."""
    table = casting(in_endorsement(), "ILO", "WHO", "IMO")
    return table.step("sec", "revise").step("sec", "put_forward").wait(HOUR)


def test_a_body_has_no_seat_where_it_casts() -> None:
    table = with_a_body()
    assert "WMO" not in {s.organisation for s in table.ballot.seats}
    refused(NotAllowed, table, lambda: says(table, "WMO"))
    later = seats_of(table.negotiation, table.o, table.now - 5 * DAY)
    assert "WMO" in {s.organisation for s in later}, "before it was declared it had one"


def test_it_casts_for_members_that_are_present_and_have_not_answered() -> None:
    table = says(with_a_body(), "ILO", kind="abstain")
    casts(table, "ILO", "WHO")
    assert table.kinds() == {"ILO": "abstain", "WHO": "endorse"}
    assert cast(table) == {"ILO": "", "WHO": "WMO"}
    says(table, "WHO", kind="object")
    assert (table.position("WHO").kind, table.position("WHO").cast_by) == ("object", "")
    refused(BadInput, table, lambda: casts(table, "ILO", "WHO"))
    refused(BadInput, table, lambda: casts(table, "FAO"))
    refused(BadInput, table, lambda: casts(table))


def test_it_casts_in_one_act_and_not_member_by_member() -> None:
    table = with_a_body()
    refused(BadInput, table, lambda: says(table, "WMO", "ILO"))
    casts(table, "ILO", "WHO", "IMO")
    assert len(table.log[-1].events) == 3
    numbers = [p.number for p in table.ballot.positions.values()]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_a_ballot_is_never_closed_between_two_members() -> None:
    table = with_a_body().all_hold("endorse", "UNEP", "FAO")
    casts(table, "ILO", "WHO", "IMO")
    assert (table.stage, len(table.ballot.positions)) == ("adopted", 5)


def test_a_body_does_not_cast_on_a_ballot_on_which_it_has_a_seat() -> None:
    table = casting(in_endorsement(), "ILO", "WHO")
    refused(BadInput, table, lambda: casts(table, "ILO"))
    refused(NotAllowed, table, lambda: table.do("who", _as_a_body(table)))


def _as_a_body(table: Table) -> c.CastForMembers:
    position = c.RecordPosition(table.ballot.number, table.ballot.text_hash, "endorse")
    return c.CastForMembers(position, ("ILO",))


def test_a_body_and_a_proxy_are_not_both_for_one_member() -> None:
    table = casting(in_endorsement(), "ILO", "WHO")
    refused(BadInput, table, lambda: gives(table, "ILO", "FAO"))
    refused(BadInput, table, lambda: gives(table, "FAO", "WMO"))
    refused(BadInput, table, lambda: casting(table, "ILO"))
    refused(NotAllowed, table, lambda: at_table(table, "wmo", c.EndProxy(1, "Enough")))
    at_table(table, "sec", c.EndCasting("WMO", "The members answer themselves"))
    refused(BadInput, table, lambda: at_table(table, "sec", c.EndCasting("WMO", "Twice")))
    gives(table, "ILO", "FAO")


# Who is asked, reminded, told


def test_giver_and_holder_are_both_reminded_until_one_of_them_answers() -> None:
    table = gives(in_endorsement(), "ILO", "WHO")
    table.do("sec", c.SendReminders("by_hand"))
    sent = {(m.person, m.organisation, "holder" in m.facts) for m in table.log[-1].messages}
    assert {("ilo", "ILO", False), ("who", "ILO", True), ("who", "WHO", False)} <= sent
    says(table, "WHO", "ILO")
    table.wait(HOUR).do("sec", c.SendReminders("by_hand"))
    assert "ILO" not in {m.organisation for m in table.log[-1].messages}


def test_a_holder_is_asked_at_the_opening_and_hears_nothing_of_what_the_giver_held() -> None:
    table = gives(says(in_endorsement(), "ILO", kind="abstain"), "ILO", "WHO")
    table.step("sec", "revise")
    table.revises("sec", table.text.__class__(table.text.paragraphs[:2]))
    table.step("sec", "put_forward")
    mine = [m for m in table.log[-1].messages if m.organisation == "ILO"]
    assert {(m.person, m.kind) for m in mine} == {
        ("ilo", Kind.CONFIRM_NEEDED),
        ("who", Kind.POSITION_REQUESTED),
    }
    (asked,) = (m for m in mine if m.person == "who")
    assert asked.facts["holder"] == "WHO"
    assert not {"since", "kind"} & set(asked.facts)


def test_giver_and_holder_both_get_the_receipt() -> None:
    table = says(gives(in_endorsement(), "ILO", "WHO"), "WHO", "ILO")
    receipts = [m for m in table.log[-1].messages if m.kind is Kind.RECEIPT]
    assert {(m.person, m.facts["cast_by"]) for m in receipts} == {("ilo", "WHO"), ("who", "WHO")}
    says(table, "ILO", kind="abstain")
    receipts = [m for m in table.log[-1].messages if m.kind is Kind.RECEIPT]
    assert {m.person for m in receipts} == {"ilo"}, "what it holds itself is not the holder's"


def test_the_inbox_of_a_holder_has_a_task_for_the_giver_until_it_is_answered_for() -> None:
    table = gives(in_endorsement(), "ILO", "WHO")

    def asked() -> list[tuple[str | None, bool]]:
        workflow = table.workflow
        inbox = inbox_of(
            person("who"),
            a_person("who"),
            table.now,
            (table.negotiation,),
            [(table.negotiation, table.o)],
            lambda name, version: workflow,
        )
        return [(t.organisation, t.by_proxy) for t in inbox.needs_you]

    assert asked() == [("WHO", False), ("ILO", True)]
    says(table, "WHO")
    assert asked() == [("ILO", True)]
    says(table, "WHO", "ILO")
    assert asked() == []


def test_a_delegate_of_the_holder_stays_one_of_the_holder() -> None:
    table = gives(proposed(), "ILO", "WHO")
    who = standing(person("who"), table.negotiation, table.now)
    assert (who.organisation, who.submits) == ("WHO", True)
