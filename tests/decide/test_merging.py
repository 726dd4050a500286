"""Amendments go into the text together, brackets are settled, and both can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.agreements import Level
from placet.engine.amendments import AmendmentState, Treating
from placet.engine.errors import BadInput, Conflict, NotAllowed, NotFound, NotOpen
from placet.engine.text import Act, Change, Kind, Text, paragraph_ids, walk

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    HOUR,
    REASON,
    Table,
    focal,
    in_comment,
    in_endorsement,
    in_revision,
    reworded,
)

ALL = Change(Act.REPLACE, "p1", "Parties share all observations.")
MAY = Change(Act.REPLACE, "p1", "Parties may share observations.")
SOME = Change(Act.REPLACE, "p1", "Parties share some observations.")
TWICE = Change(Act.REPLACE, "p2", "Parties report twice each year.")
PAY = Change(Act.ADD, words="Members pay.", kind=Kind.OPERATIVE, after="p3")


def amended(**by: Change) -> Table:
    """In the revision; each organisation proposed a change, in this order (1, 2, ...)."""
    table = in_revision().wait(DAY)
    for organisation, change in by.items():
        table.do(focal(organisation), c.ProposeAmendment(table.o.text.number, change)).wait(HOUR)
    return table


def merge(*accept: int, refuse: tuple[int, ...] = (), base: int = 1) -> c.MergeAmendments:
    return c.MergeAmendments(base, accept, refuse, "Read in the plenary")


def words(text: Text) -> dict[str, str]:
    return {p.id: p.words for _, p in walk(text)}


def fates(table: Table) -> dict[int, tuple[str, int]]:
    return {n: (a.state.value, a.decided_in) for n, a in table.o.amendments.items()}


# --- merging ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["sec", "unep"])
def test_amendments_to_different_words_all_go_into_one_new_version(who: str) -> None:
    table = amended(FAO=ALL, WHO=TWICE, ILO=MAY, WMO=PAY).do(who, merge(1, 2, 3, 4))
    assert words(table.text) == {
        "p1": "Parties may share all observations.",
        "p2": "Parties report twice each year.",
        "p3": "A secretariat serves.",
        "p4": "Members pay.",
    }
    assert fates(table) == dict.fromkeys((1, 2, 3, 4), ("accepted", 2))
    assert (table.o.text.number, table.o.text.note) == (2, "Read in the plenary")
    assert table.o.paragraphs_minted == 4
    kinds = [type(x).__name__ for x in table.log[-1].events]
    assert kinds == ["TextRevised", *["AmendmentDecided"] * 4]


def test_where_they_clash_the_readings_stand_beside_each_other_and_each_is_decided() -> None:
    table = amended(FAO=ALL, WHO=SOME, ILO=TWICE).do("ilo", c.CosponsorAmendment(1))
    table.do("sec", merge(1, 2))
    assert words(table.text)["p1"] == "Parties share [FAO, ILO: all / WHO: some] observations."
    assert fates(table) == {1: ("accepted", 2), 2: ("accepted", 2), 3: ("open", 0)}


def test_the_others_are_refused_in_the_same_breath() -> None:
    table = amended(FAO=ALL, WHO=SOME).do("sec", merge(1, refuse=(2,)))
    assert words(table.text)["p1"] == ALL.words
    assert fates(table) == {1: ("accepted", 2), 2: ("refused", 2)}
    assert table.o.amendments[2].outcome == "Read in the plenary"


def test_new_paragraphs_say_by_which_amendment_they_came() -> None:
    table = amended(FAO=PAY).do("sec", merge(1))
    revised = table.log[-1].events[0]
    assert isinstance(revised, e.TextRevised)
    assert {p: (o.act, o.amendment) for p, o in revised.origins.items()} == {"p4": (Act.ADD, 1)}


def test_what_its_sponsor_agreed_to_goes_in_as_modified() -> None:
    table = amended(FAO=ALL, WHO=TWICE)
    treatment = c.ProposeTreatment(1, Treating.MODIFY, "", SOME)
    table.do("sec", treatment).do("fao", c.AnswerTreatment(1, True)).do("sec", merge(1, 2))
    assert words(table.text)["p1"] == SOME.words
    assert fates(table) == {1: ("modified", 2), 2: ("accepted", 2)}


def test_what_its_sponsor_maintained_goes_in_as_it_was_written() -> None:
    table = amended(FAO=ALL)
    treatment = c.ProposeTreatment(1, Treating.MODIFY, "", SOME)
    table.do("sec", treatment).do("fao", c.AnswerTreatment(1, False)).do("sec", merge(1))
    assert (words(table.text)["p1"], fates(table)) == (ALL.words, {1: ("accepted", 2)})


def test_a_treatment_that_nobody_answered_changes_nothing_of_the_amendment() -> None:
    table = amended(FAO=ALL).do("sec", c.ProposeTreatment(1, Treating.MODIFY, "", SOME))
    table.do("sec", merge(1))
    assert (words(table.text)["p1"], fates(table)) == (ALL.words, {1: ("accepted", 2)})


def test_an_amendment_to_an_older_version_is_brought_to_the_present_one() -> None:
    table = amended(FAO=ALL)
    table.revises("sec", reworded(FIRST, p1="All Parties share observations.")).wait(HOUR)
    table.do("sec", merge(1, base=2))
    assert words(table.text)["p1"] == "All Parties share all observations."
    assert fates(table) == {1: ("accepted", 3)}


def test_it_follows_its_words_into_the_paragraph_that_was_split_off() -> None:
    report = Change(Act.REPLACE, "p1", "Parties share observations and report twice.")
    table = in_revision().wait(DAY)
    table.revises("sec", reworded(FIRST, p1="Parties share observations and report once."))
    table.do("fao", c.ProposeAmendment(2, report)).wait(HOUR)
    table.do("who", c.ProposeAmendment(2, Change(Act.SPLIT, "p1", at=27))).wait(HOUR)
    table.do("sec", merge(2, base=2)).wait(HOUR)
    assert words(table.text)["p4"] == "and report once."
    table.do("sec", merge(1, base=3))
    assert words(table.text)["p4"] == "and report twice."
    assert words(table.text)["p1"] == "Parties share observations"


def test_words_that_read_otherwise_by_now_stand_beside_those_proposed() -> None:
    table = amended(FAO=ALL)
    table.revises("sec", reworded(FIRST, p1="Parties share some observations.")).wait(HOUR)
    table.do("sec", merge(1, base=2))
    assert words(table.text)["p1"] == "Parties share [FAO: all / some] observations."
    assert fates(table) == {1: ("accepted", 3)}


def test_what_the_text_says_already_is_accepted_with_the_others() -> None:
    table = amended(FAO=ALL, WHO=TWICE)
    table.revises("sec", reworded(FIRST, p1=ALL.words)).wait(HOUR).do("sec", merge(1, 2, base=2))
    assert words(table.text)["p2"] == TWICE.words
    assert fates(table) == {1: ("accepted", 3), 2: ("accepted", 3)}


def test_alone_it_is_accepted_without_a_new_version() -> None:
    table = amended(FAO=ALL, WHO=TWICE)
    table.revises("sec", reworded(FIRST, p1=ALL.words)).wait(HOUR)
    table.do("sec", merge(1, refuse=(2,), base=2))
    assert fates(table) == {1: ("accepted", 0), 2: ("refused", 0)}
    assert [type(x) for x in table.log[-1].events] == [e.AmendmentDecided] * 2
    assert table.o.text.number == 2


def test_a_paragraph_is_retained_and_that_decision_is_taken_back_by_itself() -> None:
    table = amended(FAO=Change(Act.RETAIN, "p1")).do("sec", merge(1))
    assert (fates(table), table.o.text.number) == ({1: ("accepted", 0)}, 1)
    with refused(table, BadInput):
        table.do("sec", c.UndoMerge(1, REASON))
    table.do("sec", c.ReopenAmendment(1, REASON))
    assert fates(table) == {1: ("open", 0)}


@pytest.mark.parametrize("who", ["fao", "chair"])
def test_who_may_not_change_the_text_does_not_retain_it_either(who: str) -> None:
    table = amended(FAO=Change(Act.RETAIN, "p1"))
    with refused(table, NotAllowed):
        table.do(who, merge(1))


def test_what_has_no_place_any_more_is_named() -> None:
    table = amended(FAO=TWICE, WHO=ALL)
    table.revises("sec", Text((FIRST.paragraphs[0], FIRST.paragraphs[2]))).wait(HOUR)
    with refused(table, BadInput) as caught:
        table.do("sec", merge(2, 1, base=2))
    assert (caught.value.field, caught.value.values["number"]) == ("accept", 1)


def test_what_has_no_place_beside_the_others_is_named() -> None:
    merges = Change(Act.MERGE, "p1", other="p2")
    splits = Change(Act.SPLIT, "p2", at=8)
    table = amended(FAO=merges, WHO=splits)
    with refused(table, BadInput) as caught:
        table.do("sec", merge(1, 2))
    assert (caught.value.field, caught.value.values["number"]) == ("accept", 2)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (merge(), "accept"),
        (merge(refuse=(1,)), "accept"),
        (merge(1, 2, refuse=(2,)), "refuse"),
        (c.MergeAmendments(1, (1,), note="x" * 4_001), "note"),
    ],
)
def test_a_merge_says_what_it_does_with_each(command: c.MergeAmendments, field: str) -> None:
    table = amended(FAO=ALL, WHO=TWICE)
    with refused(table, BadInput) as caught:
        table.do("sec", command)
    assert caught.value.field == field


def test_a_number_that_is_given_twice_counts_once() -> None:
    table = amended(FAO=ALL).do("sec", merge(1, 1))
    assert [type(x).__name__ for x in table.log[-1].events] == ["TextRevised", "AmendmentDecided"]


def test_the_merge_is_into_the_version_that_was_shown() -> None:
    table = amended(FAO=ALL).revises("sec", reworded(FIRST, p2="Parties report.")).wait(HOUR)
    with refused(table, Conflict):
        table.do("sec", merge(1, base=1))


@pytest.mark.parametrize("who", ["chair", "fao", "fao.drafter", "admin", "nobody"])
def test_nobody_but_the_secretariat_and_the_lead_merges_settles_or_undoes(who: str) -> None:
    table = amended(FAO=ALL)
    for command in (
        merge(1),
        c.UndoMerge(1, REASON),
        c.SettleBracket(1, "p1", 0, 1),
        c.RefuseAmendment(1, REASON),
        c.ReopenAmendment(1, REASON),
        c.ProposeTreatment(1, Treating.ACCEPT),
    ):
        with refused(table, NotAllowed):
            table.do(who, command)


@pytest.mark.parametrize("stage", [in_comment, in_endorsement])
def test_the_text_stands_still_while_it_is_out(stage: Callable[[], Table]) -> None:
    table = amended(FAO=ALL)
    table = in_comment().do("fao", c.ProposeAmendment(1, ALL)) if stage is in_comment else table
    if stage is in_endorsement:
        table.answers(1).step("sec", "put_forward").wait(HOUR)
    with refused(table, NotOpen):
        table.do("sec", merge(1))


def test_agreed_paragraphs_that_an_amendment_changes_are_open_again() -> None:
    table = amended(FAO=ALL).do("sec", c.AgreeParagraphs(1, ("p1", "p2"), Level.AGREED))
    table.do("sec", merge(1))
    assert {p: x.level for p, x in table.o.agreements.items()} == {
        "p1": Level.REOPENED,
        "p2": Level.AGREED,
    }


# --- undoing ------------------------------------------------------------------------------------


def test_a_merge_is_taken_back_and_its_amendments_are_open_again() -> None:
    table = amended(FAO=ALL, WHO=TWICE, ILO=PAY).do("sec", merge(1, 3, refuse=(2,))).wait(HOUR)
    table.do("unep", c.UndoMerge(2, "Too early"))
    assert table.text == FIRST
    assert (table.o.text.number, table.o.text.note) == (3, "Too early")
    assert fates(table) == {1: ("open", 0), 2: ("open", 0), 3: ("open", 0)}
    kinds = [type(x).__name__ for x in table.log[-1].events]
    assert kinds == ["TextRevised", *["AmendmentReopened"] * 3]
    table.wait(HOUR).do("sec", merge(1, 3, base=3))
    assert paragraph_ids(table.text) == ("p1", "p2", "p3", "p5")


def test_a_paragraph_that_the_merge_deleted_comes_back_under_its_id() -> None:
    table = amended(FAO=Change(Act.DELETE, "p2")).do("sec", merge(1)).wait(HOUR)
    assert paragraph_ids(table.text) == ("p1", "p3")
    table.do("sec", c.UndoMerge(2, REASON))
    assert table.text == FIRST


def test_only_the_newest_version_is_taken_back() -> None:
    table = amended(FAO=ALL, WHO=TWICE).do("sec", merge(1)).wait(HOUR)
    table.revises("sec", reworded(table.text, p3="Two serve.")).wait(HOUR)
    with refused(table, Conflict):
        table.do("sec", c.UndoMerge(2, REASON))
    with refused(table, BadInput) as caught:
        table.do("sec", c.UndoMerge(3, REASON))
    assert caught.value.field == "version"


def test_what_was_taken_back_is_not_taken_back_again() -> None:
    table = amended(FAO=ALL).do("sec", merge(1)).wait(HOUR).do("sec", c.UndoMerge(2, REASON))
    for version, error in ((2, Conflict), (3, BadInput)):
        with refused(table, error):
            table.do("sec", c.UndoMerge(version, REASON))


def test_not_once_the_version_was_put_forward() -> None:
    table = amended(FAO=ALL).do("sec", merge(1)).wait(HOUR).answers(1)
    table.step("sec", "put_forward").wait(DAY)
    with refused(table, NotOpen):
        table.do("sec", c.UndoMerge(2, REASON))
    table.step("chair", "revise").wait(HOUR)
    with refused(table, NotOpen):
        table.do("sec", c.UndoMerge(2, REASON))


def test_not_without_a_reason() -> None:
    table = amended(FAO=ALL).do("sec", merge(1)).wait(HOUR)
    with refused(table, BadInput) as caught:
        table.do("sec", c.UndoMerge(2, ""))
    assert caught.value.field == "reason"


# --- brackets -----------------------------------------------------------------------------------

SHALL = "Parties [UNEP: shall / FAO: should] share [all [possible]] observations."
OPENS, ALL_AT, INNER = SHALL.index("[UNEP"), SHALL.index("[all"), SHALL.index("[poss")


def bracketed(said: str = SHALL) -> Table:
    """A text whose first paragraph has brackets (version 2)."""
    return in_revision().wait(DAY).revises("sec", reworded(FIRST, p1=said)).wait(HOUR)


@pytest.mark.parametrize(
    ("place", "reading", "after"),
    [
        (OPENS, 1, "Parties shall share [all [possible]] observations."),
        (OPENS, 2, "Parties should share [all [possible]] observations."),
        (OPENS, -1, "Parties share [all [possible]] observations."),
        (ALL_AT, 0, "Parties [UNEP: shall / FAO: should] share all [possible] observations."),
        (ALL_AT, 1, "Parties [UNEP: shall / FAO: should] share all [possible] observations."),
        (ALL_AT, -1, "Parties [UNEP: shall / FAO: should] share observations."),
        (INNER, 0, "Parties [UNEP: shall / FAO: should] share [all possible] observations."),
        (INNER, -1, "Parties [UNEP: shall / FAO: should] share [all] observations."),
    ],
)
def test_one_bracket_is_settled_and_the_record_says_how(
    place: int, reading: int, after: str
) -> None:
    table = bracketed().do("sec", c.SettleBracket(2, "p1", place, reading, "In the small group"))
    assert (words(table.text)["p1"], table.o.text.number) == (after, 3)
    assert table.o.text.note == "In the small group"
    assert table.log[-1].events[1] == e.BracketSettled(3, "p1", SHALL, after, "sec")


@pytest.mark.parametrize("reading", [1, 2])
def test_of_brackets_side_by_side_one_is_accepted(reading: int) -> None:
    table = bracketed("Parties [shall] [should] share.")
    table.do("unep", c.SettleBracket(2, "p1", 8, reading))
    said = ("shall", "should")[reading - 1]
    assert words(table.text)["p1"] == f"Parties {said} share."


def test_a_bracket_that_never_ends_is_dropped() -> None:
    table = bracketed("Parties [shall share.").do("sec", c.SettleBracket(2, "p1", 8, 0))
    assert words(table.text)["p1"] == "Parties shall share."


@pytest.mark.parametrize(
    ("place", "reading"),
    [(0, 1), (OPENS, 3), (OPENS, 0), (OPENS, -2), (ALL_AT, 2), (-1, 1), (9_999, 0)],
)
def test_a_bracket_or_a_reading_that_there_is_not_is_refused(place: int, reading: int) -> None:
    table = bracketed()
    with refused(table, BadInput):
        table.do("sec", c.SettleBracket(2, "p1", place, reading))


def test_a_bracket_is_settled_in_the_version_that_was_shown() -> None:
    table = bracketed()
    with refused(table, Conflict):
        table.do("sec", c.SettleBracket(1, "p1", OPENS, 1))
    with refused(table, BadInput) as caught:
        table.do("sec", c.SettleBracket(2, "p9", OPENS, 1))
    assert caught.value.field == "paragraph"


def test_brackets_stand_while_the_text_is_out() -> None:
    table = bracketed().answers(1).step("sec", "put_forward").wait(HOUR)
    with refused(table, NotOpen):
        table.do("sec", c.SettleBracket(2, "p1", OPENS, 1))


def test_a_settled_bracket_can_be_agreed_and_was_not_before() -> None:
    table = bracketed("Parties [shall] share.")
    agree = c.AgreeParagraphs(2, ("p1",), Level.AGREED)
    with refused(table, BadInput):
        table.do("sec", agree)
    table.do("sec", c.SettleBracket(2, "p1", 8, 0)).wait(HOUR)
    table.do("sec", c.AgreeParagraphs(3, ("p1",), Level.AGREED))
    assert table.o.agreements["p1"].level is Level.AGREED


def test_amendments_that_clash_are_merged_then_settled_for_one_of_them() -> None:
    table = amended(FAO=ALL, WHO=SOME).do("sec", merge(1, 2)).wait(HOUR)
    place = words(table.text)["p1"].index("[")
    table.do("sec", c.SettleBracket(2, "p1", place, 2))
    assert words(table.text)["p1"] == SOME.words
    assert {a.state for a in table.o.amendments.values()} == {AmendmentState.ACCEPTED}


def test_an_unknown_version_is_no_version() -> None:
    table = amended(FAO=ALL)
    for version in (0, -1, 9):
        with refused(table, Conflict):
            table.do("sec", c.UndoMerge(version, REASON))
    with refused(table, NotFound):
        table.do("sec", merge(9))


def test_nothing_is_refused_in_the_same_breath_without_a_reason() -> None:
    table = amended(FAO=ALL, WHO=TWICE)
    with refused(table, BadInput) as caught:
        table.do("sec", c.MergeAmendments(1, (1,), (2,)))
    assert caught.value.field == "note"
