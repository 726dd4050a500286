"""Restricted objectives: to such an objective the table is the organisations that see it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import RIGHTS, Standing, can, standing
from placet.engine.beginnings import Sounding
from placet.engine.decide.links import decide_links
from placet.engine.errors import BadInput, NotAllowed
from placet.engine.links import Link, Linked, LinkKind
from placet.engine.meetings import AgendaItem, Meeting, MeetingState
from placet.engine.messages import Kind
from placet.engine.model import Qualifier
from placet.engine.owing import owing
from placet.engine.proxies import Proxy
from placet.engine.restricting import within, without

from .refusals import refused
from .table import DAY, FIRST, ORGANISATIONS, WORKFLOW, Table, a_table, in_comment, person, proposed
from .test_managing import EVERYBODY

FEW = ("UNEP", "FAO")
OTHERS = tuple(x for x in ORGANISATIONS if x not in FEW)


def among(*organisations: str, leads: tuple[str, ...] = ()) -> Table:
    """UNEP has just proposed an objective that only these see."""
    command = c.Propose(
        "Share observations", "Warn earlier", FIRST, 3, leads, restricted_to=organisations
    )
    return a_table().do("unep", command)


def told(table: Table) -> set[str]:
    return {m.person for m in table.log[-1].messages}


# What it is


def test_only_those_who_see_it_have_seats_owe_and_are_told() -> None:
    table = among("FAO")
    assert table.o.restricted_to == FEW
    assert tuple(seat.organisation for seat in table.ballot.seats) == FEW
    assert owing(WORKFLOW, table.negotiation, table.o, table.now) == FEW
    assert told(table) == {"unep", "unep.head", "fao", "fao.alternate", "sec", "chair"}


def test_in_the_call_for_comments_nobody_else_owes_anything() -> None:
    table = among("FAO").wait(DAY).all_hold("support", *FEW).let_it_end()
    seen = table.situation().negotiation
    assert owing(WORKFLOW, seen, table.o, table.now) == FEW
    assert told(table) <= {
        "unep", "unep.head", "fao", "fao.alternate", "fao.drafter", "fao.observer", "sec", "chair",
    }  # fmt: skip


@pytest.mark.parametrize("action", RIGHTS, ids=str)
def test_who_does_not_see_it_may_do_nothing_with_it(action: type | str) -> None:
    table = among("FAO")
    for organisation in OTHERS:
        actor = person(organisation.lower())
        assert not can(actor, action, table.negotiation, table.o, table.now)
        assert standing(actor, within(table.negotiation, FEW), table.now) == Standing()


def test_secretariat_chair_and_administrators_always_see_it() -> None:
    table = among("FAO")
    for name in ("sec", "chair", "admin"):
        assert can(person(name), "see", table.negotiation, table.o, table.now)


def test_no_mail_says_what_it_is_called_or_for() -> None:
    table = among("FAO").wait(DAY).all_hold("support", *FEW).let_it_end()
    table.do("sec", c.RestrictObjective((*FEW, "WHO"), "It concerns health"))
    facts = [m.facts for change in table.log for m in change.messages]
    assert facts
    assert all(f["title"] == "" and f["restricted"] is True for f in facts)
    assert "Share observations" not in repr(facts)
    assert "Warn earlier" not in repr(facts)


def test_an_objective_that_everybody_sees_is_as_it_always_was() -> None:
    table = proposed()
    assert table.o.restricted_to == ()
    assert within(table.negotiation, ()) is table.negotiation
    assert without(table.negotiation, ()) is table.negotiation
    assert "restricted" not in table.log[-1].messages[0].facts


# Saying who sees it


def test_whoever_leads_must_see_it() -> None:
    with pytest.raises(BadInput, match="WHO"):
        among("FAO", leads=("WHO",))
    with pytest.raises(BadInput, match="NATO"):
        among("NATO")
    assert among("WHO", leads=("WHO",)).o.restricted_to == tuple(
        x for x in ORGANISATIONS if x in ("UNEP", "WHO")
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_secretariat_alone_changes_who_sees_it(who: str) -> None:
    table, command = in_comment(), c.RestrictObjective(FEW, "It is about them")
    if who == "sec":
        table.do(who, command)
        assert table.o.restricted_to == FEW
        assert table.log[-1].events == (e.RestrictionChanged(FEW, "It is about them"),)
        return
    with refused(table, NotAllowed):
        table.do(who, command)


def test_whoever_comes_to_see_it_is_told_where_it_stands_and_nobody_else() -> None:
    table = among("FAO").wait(DAY).all_hold("support", *FEW).let_it_end()
    table.do("sec", c.RestrictObjective((*FEW, "WHO"), "It concerns health"))
    assert {(m.kind, m.person) for m in table.log[-1].messages} == {(Kind.STAGE_CHANGED, "who")}
    assert table.log[-1].messages[0].facts["reason"] == "It concerns health"
    table.do("sec", c.RestrictObjective((), "It is ready"))
    assert told(table) == {x.lower() for x in ORGANISATIONS if x not in (*FEW, "WHO")}
    table.do("sec", c.RestrictObjective(FEW, "It is not"))
    assert told(table) == set()


def test_changing_it_needs_a_reason_and_a_change() -> None:
    table = among("FAO")
    with refused(table, BadInput):
        table.do("sec", c.RestrictObjective(FEW, "Again"))
    with refused(table, BadInput):
        table.do("sec", c.RestrictObjective((), " "))
    with refused(table, BadInput):
        table.do("sec", c.RestrictObjective(("FAO",), "Without the lead"))


def test_an_open_ballot_keeps_its_roster() -> None:
    table = proposed().wait(DAY)
    with refused(table, BadInput):
        table.do("sec", c.RestrictObjective(FEW, "It is about them"))
    table = among("FAO").wait(DAY)
    table.do("sec", c.RestrictObjective((*FEW, "WHO"), "It concerns health"))
    assert tuple(seat.organisation for seat in table.ballot.seats) == FEW
    assert table.all_hold("support", *FEW).kinds() == {"UNEP": "support", "FAO": "support"}


def test_who_is_to_confirm_keeps_seeing_it() -> None:
    table = in_comment().wait(DAY).step("sec", "close_comments").step("sec", "put_forward")
    for organisation in ORGANISATIONS:
        waits = (Qualifier.AD_REFERENDUM,) if organisation == "WHO" else ()
        table.holds(organisation, "endorse", *waits)
    with refused(table, BadInput):
        table.do("sec", c.RestrictObjective(FEW, "It is about them"))
    table.do("sec", c.RestrictObjective((*FEW, "WHO"), "It is about them"))


def test_who_does_not_see_it_gets_no_seat_back() -> None:
    table = proposed().wait(DAY).all_hold("support", "UNEP", "FAO").let_it_end()
    table.do("sec", c.RestrictObjective(FEW, "It is about them"))
    assert "WHO" in table.o.observers
    with refused(table, BadInput):
        table.do("sec", c.AdmitOrganisation("WHO"))
    table.do("sec", c.RestrictObjective((*FEW, "WHO"), "It concerns health"))
    table.do("sec", c.AdmitOrganisation("WHO"))


# What the table says of it


def test_linked_objectives_are_seen_by_the_same() -> None:
    table = in_comment()
    link = Link(1, LinkKind.PACKAGE, "Together", ("OBJ-0001", "OBJ-0002"))
    table.negotiation = replace(table.negotiation, links=(link,))
    with refused(table, BadInput):
        table.do("sec", c.RestrictObjective(FEW, "It is about them"))
    seen = {
        "OBJ-0001": Linked("OBJ-0001", "One", "comment", restricted_to=FEW),
        "OBJ-0002": Linked("OBJ-0002", "Two", "comment"),
    }
    free = replace(table.negotiation, links=())
    command = c.LinkObjectives(LinkKind.PACKAGE, "Together", ("OBJ-0001", "OBJ-0002"))
    with pytest.raises(BadInput):
        decide_links(free, command, seen)
    alike = {ref: replace(one, restricted_to=FEW) for ref, one in seen.items()}
    assert len(decide_links(free, command, alike)) == 1


def test_what_stands_on_an_agenda_to_come_is_not_restricted() -> None:
    table = in_comment()
    agenda = (AgendaItem(1, "Observations", "OBJ-0001"), AgendaItem(2, "Any other business"))
    meeting = Meeting(1, "Spring", "Paris", table.now, table.now + DAY, "UTC", agenda)
    table.negotiation = replace(table.negotiation, meetings=(meeting,))
    with refused(table, BadInput):
        table.do("sec", c.RestrictObjective(FEW, "It is about them"))
    over = replace(meeting, state=MeetingState.CLOSED)
    table.negotiation = replace(table.negotiation, meetings=(over,))
    table.do("sec", c.RestrictObjective(FEW, "It is about them"))


def test_a_table_is_shown_without_what_it_says_of_an_objective() -> None:
    n, now = proposed().negotiation, proposed().now
    agenda = (AgendaItem(1, "Observations", "OBJ-0001"), AgendaItem(2, "Any other business"))
    meeting = Meeting(1, "Spring", "Paris", now, now + DAY, "UTC", agenda)
    asked = (Sounding(1, "Yearly?", ("yes", "no"), now, now + DAY, "", "OBJ-0001"),)
    whole = replace(
        n,
        links=(Link(1, LinkKind.PACKAGE, "Together", ("OBJ-0001", "OBJ-0002")),),
        proxies=(
            Proxy(1, "WHO", "ILO", now, now + DAY, "who", now, ("OBJ-0001",)),
            Proxy(2, "WHO", "ILO", now, now + DAY, "who", now, ("OBJ-0001", "OBJ-0003")),
            Proxy(3, "WHO", "ILO", now, now + DAY, "who", now),
        ),
        meetings=(meeting,),
        beginnings=replace(n.beginnings, soundings=asked),
    )
    shown = without(whole, {"OBJ-0001"})
    assert "OBJ-0001" not in repr(shown)
    assert [p.number for p in shown.proxies] == [2, 3]
    assert shown.meetings[0].agenda == agenda[1:]
    assert without(whole, {"OBJ-0009"}) == whole
