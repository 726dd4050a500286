"""Groups sponsor and speak for their members without replacing what any of them holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import standing
from placet.engine.decide.counting import counted
from placet.engine.disclosure import objective_for
from placet.engine.errors import (
    AlreadyExists,
    BadInput,
    NotAllowed,
    NotFound,
    NotOpen,
    PlacetError,
    Superseded,
    TooLate,
)
from placet.engine.groups import Group, GroupKind
from placet.engine.model import CommentType
from placet.engine.text import Act, Change
from placet.templates.group_words import own_positions, spoken_as
from tests.decide.delegating import at_table, grouped
from tests.decide.table import DAY, HOUR, Table, in_comment, in_endorsement, in_revision, person

G3 = Group("G3", "The three", GroupKind.LIKE_MINDED, ("FAO", "ILO", "WHO"), "FAO")
WORDS = Change(Act.REPLACE, "p1", "Parties share everything.")


def refused(error: type[PlacetError], table: Table, act: Callable[[], object]) -> None:
    """The act is refused and changes nothing."""
    before = (table.negotiation, table.held)
    with pytest.raises(error):
        act()
    assert (table.negotiation, table.held) == before


def three() -> Table:
    """FAO, ILO and WHO are a group, for which FAO speaks; a text was put forward."""
    return grouped(in_endorsement(), "FAO", "ILO", "WHO")


def speaks(table: Table, by: str = "fao", kind: str = "object", words: str = "No.") -> Table:
    """Somebody speaks for the group."""
    ballot = table.ballot
    said = c.SpeakForGroup(ballot.number, ballot.text_hash, "G3", kind, words)
    return table.do(by, said)


def test_the_secretariat_forms_changes_and_dissolves_a_group() -> None:
    table = three()
    assert table.negotiation.groups == (G3,)
    change = c.ChangeGroup("G3", "The two", GroupKind.OTHER, ("ILO", "WHO"), "WHO")
    at_table(table, "sec", change)
    assert table.negotiation.groups == (
        Group("G3", "The two", GroupKind.OTHER, ("ILO", "WHO"), "WHO"),
    )
    at_table(table, "sec", c.DissolveGroup("G3"))
    assert not table.negotiation.groups
    refused(NotFound, table, lambda: at_table(table, "sec", c.DissolveGroup("G3")))


@pytest.mark.parametrize(
    ("error", "code", "members", "speaker"),
    [
        (AlreadyExists, "G3", ("ILO", "WHO"), "WHO"),
        (BadInput, "FAO", ("ILO", "WHO"), "WHO"),
        (BadInput, "G 4", ("ILO", "WHO"), "WHO"),
        (BadInput, "G4", ("ILO",), "ILO"),
        (BadInput, "G4", ("ILO", "ILO"), "ILO"),
        (BadInput, "G4", ("ILO", "NOBODY"), "ILO"),
        (BadInput, "G4", ("ILO", "WHO"), "FAO"),
    ],
    ids=["taken", "an organisation", "no name", "one", "one twice", "a stranger", "not its own"],
)
def test_a_group_that_cannot_be_is_refused(
    error: type[PlacetError], code: str, members: tuple[str, ...], speaker: str
) -> None:
    table = three()
    form = c.FormGroup(code, "More", GroupKind.OTHER, members, speaker)
    refused(error, table, lambda: at_table(table, "sec", form))
    refused(NotAllowed, table, lambda: at_table(table, "fao", form))


def test_a_member_leaves_by_itself_but_not_whoever_speaks() -> None:
    table = three()
    refused(BadInput, table, lambda: at_table(table, "fao", c.LeaveGroup("G3")))
    refused(NotAllowed, table, lambda: at_table(table, "wmo", c.LeaveGroup("G3")))
    at_table(table, "ilo", c.LeaveGroup("G3"))
    assert table.negotiation.groups == (replace(G3, members=("FAO", "WHO")),)


def test_only_the_speaker_speaks_and_only_for_a_group_that_there_is() -> None:
    table = three()
    refused(NotAllowed, table, lambda: speaks(table, "ilo"))
    at_table(table, "sec", c.DissolveGroup("G3"))
    refused(BadInput, table, lambda: speaks(table))


def test_what_a_group_says_is_counted_nowhere_and_a_later_word_replaces_it() -> None:
    table = three().all_hold("endorse", "FAO", "ILO")
    before = counted(table.workflow, table.ballot)
    speaks(table)
    speaks(table.wait(HOUR), kind="abstain", words="We think again.")
    (said,) = table.o.spoken
    assert (said.group, said.speaker, said.kind, said.members) == (
        "G3", "FAO", "abstain", ("FAO", "ILO", "WHO"),
    )  # fmt: skip
    assert counted(table.workflow, table.ballot) == before
    assert own_positions(table.ballot, said.members) == (("endorse", 2),)
    assert [type(x) for x in table.events].count(e.GroupSpoke) == 2


def test_what_a_group_said_stays_when_its_members_change() -> None:
    table = speaks(three())
    said = table.o.spoken
    at_table(table, "ilo", c.LeaveGroup("G3"))
    at_table(table, "sec", c.DissolveGroup("G3"))
    assert table.o.spoken == said


def test_a_group_speaks_on_the_open_ballot_on_the_words_that_were_shown() -> None:
    table = three()
    shown = table.ballot
    other = c.SpeakForGroup(shown.number, "0" * 64, "G3", "object")
    refused(Superseded, table, lambda: table.do("fao", other))
    later = c.SpeakForGroup(shown.number + 1, shown.text_hash, "G3", "object")
    refused(NotOpen, table, lambda: table.do("fao", later))
    refused(BadInput, table, lambda: speaks(table, kind="veto"))
    table.until(table.deadline).tick()
    refused(TooLate, table, lambda: speaks(table))


def test_a_group_sponsors_and_comments_through_its_speaker() -> None:
    table = grouped(in_comment().wait(DAY), "FAO", "ILO", "WHO")
    in_its_name = c.MakeComment(CommentType.GENERAL, "Too vague", group="G3")
    table.do("fao", in_its_name)
    made = table.comment(1)
    assert (made.group, made.organisation) == ("G3", "FAO")
    assert spoken_as(made.group, made.organisation) == "G3 (by FAO)"
    assert spoken_as("", "FAO") == "FAO"
    refused(NotAllowed, table, lambda: table.do("ilo", in_its_name))
    table.do("fao", c.ProposeAmendment(1, WORDS, group="G3"))
    assert table.o.amendments[1].group == "G3"
    refused(BadInput, table, lambda: table.do("fao", c.ProposeAmendment(1, WORDS, group="G9")))


def test_members_join_an_amendment_of_their_group_or_part_from_it() -> None:
    table = grouped(in_revision().wait(DAY), "FAO", "ILO", "WHO")
    table.do("fao", c.ProposeAmendment(1, WORDS, group="G3"))
    table.do("ilo", c.CosponsorAmendment(1)).do("ilo", c.DissociateFromAmendment(1))
    made = table.o.amendments[1]
    assert (made.cosponsors, made.dissociated) == ((), ("ILO",))
    for name in ("fao", "wmo"):
        refused(BadInput, table, lambda n=name: table.do(n, c.DissociateFromAmendment(1)))  # type: ignore[misc]
    table.do("ilo", c.CosponsorAmendment(1))
    made = table.o.amendments[1]
    assert (made.cosponsors, made.dissociated) == (("ILO",), ())


@pytest.mark.parametrize("visibility", ["sealed", "undisclosed", "secret"])
def test_what_a_group_says_is_seen_by_others_only_where_its_speaker_s_position_would_be(
    visibility: str,
) -> None:
    table = three()
    assert table.o.ballot is not None
    table.held = replace(table.o, ballot=replace(table.o.ballot, visibility=visibility))
    speaks(table)

    def sees(name: str) -> bool:
        who = standing(person(name), table.negotiation, table.now)
        return bool(objective_for(table.workflow, table.o, who).spoken)

    assert [n for n in ("fao", "ilo", "who", "wmo", "unep") if sees(n)] == ["fao", "ilo", "who"]
    assert sees("sec") is (visibility == "undisclosed")
