"""Amendments: proposed, sponsored, treated, withdrawn, refused and opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.amendments import Amendment, AmendmentState, Treating, Treatment
from placet.engine.errors import BadInput, Conflict, NotAllowed, NotFound, NotOpen
from placet.engine.text import Act, Change, Kind

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    HOUR,
    REASON,
    Table,
    adopted,
    focal,
    in_comment,
    in_endorsement,
    in_revision,
    proposed,
    reworded,
)

ALL_DATA = Change(Act.REPLACE, "p1", "Parties share all observations.")
MAY = Change(Act.REPLACE, "p1", "Parties may share observations.")
GONE = Change(Act.DELETE, "p3")


def amend(change: Change = ALL_DATA, base: int = 1, reason: str = "") -> c.ProposeAmendment:
    return c.ProposeAmendment(base, change, reason)


def amended(*by: str, stage: Callable[[], Table] = in_revision) -> Table:
    """FAO proposed amendment 1; then these organisations others of their own."""
    table = stage().wait(DAY).do("fao", amend()).wait(HOUR)
    for n, organisation in enumerate(by):
        other = Change(Act.REPLACE, "p2", f"Parties report {n + 2} times a year.")
        table.do(focal(organisation), amend(other)).wait(HOUR)
    return table


def only(table: Table) -> Amendment:
    assert len(table.o.amendments) == 1
    return table.o.amendments[1]


# --- proposing ----------------------------------------------------------------------------------


def test_an_organisation_amends_a_version_of_the_text() -> None:
    table = in_revision().wait(DAY).do("fao", amend(reason="All of them are needed"))
    assert only(table) == Amendment(
        1, "FAO", "fao", table.now, 1, 1, ALL_DATA, "All of them are needed"
    )
    assert only(table).supporters == ("FAO",)
    assert table.log[-1].events == (e.AmendmentProposed(only(table)),)
    assert table.text == FIRST


@pytest.mark.parametrize("stage", [proposed, in_comment, in_revision])
def test_it_does_so_while_comments_are_collected_or_the_text_is_changed(
    stage: Callable[[], Table],
) -> None:
    assert only(amended(stage=stage)).state is AmendmentState.OPEN


@pytest.mark.parametrize("stage", [in_endorsement, adopted])
def test_not_while_the_text_is_out_or_when_it_is_adopted(stage: Callable[[], Table]) -> None:
    table = stage()
    with refused(table, NotOpen):
        table.do("fao", amend())


def test_nothing_is_amended_while_the_objective_is_on_hold() -> None:
    table = amended("ILO").step("sec", "hold").wait(HOUR)
    for by, command in (
        ("who", amend(MAY)),
        ("who", c.CosponsorAmendment(1)),
    ):
        with refused(table, NotOpen):
            table.do(by, command)


@pytest.mark.parametrize("who", ["sec", "chair", "fao.drafter", "fao.observer", "admin", "nobody"])
def test_only_who_binds_an_organisation_amends(who: str) -> None:
    table = amended("ILO")
    for command in (
        amend(MAY),
        c.CosponsorAmendment(1),
        c.EndCosponsorship(1),
        c.WithdrawAmendment(1),
        c.AnswerTreatment(1, True),
    ):
        with refused(table, NotAllowed):
            table.do(who, command)


def test_an_amendment_may_be_against_an_older_version_that_its_author_had() -> None:
    table = in_revision().wait(DAY).revises("sec", reworded(FIRST, p2="Parties report."))
    table.wait(HOUR).do("fao", amend(base=1))
    assert (only(table).base, table.o.text.number) == (1, 2)


@pytest.mark.parametrize("base", [0, 2, -1, 99])
def test_not_against_a_version_that_there_is_not(base: int) -> None:
    table = in_revision()
    with refused(table, NotFound):
        table.do("fao", amend(base=base))


@pytest.mark.parametrize(
    "change",
    [
        Change(Act.REPLACE, "p9", "Words."),
        Change(Act.DELETE, "p9"),
        Change(Act.RETAIN, "p9"),
        Change(Act.REPLACE, "p1", FIRST.paragraphs[0].words),
        Change(Act.REPLACE, "p1", "x" * 100_000),
        Change(Act.ADD, words="Members pay."),
        Change(Act.ADD, words="Members pay.", kind=Kind.OPERATIVE, under="p9"),
        Change(Act.ADD, words="Members pay.", kind=Kind.OPERATIVE, after="p9"),
        Change(Act.MOVE, "p1", under="p1"),
        Change(Act.MOVE, "p1"),
        Change(Act.SPLIT, "p1", at=0),
        Change(Act.SPLIT, "p1", at=9_999),
        Change(Act.SPLIT, "p1", at=10),
        Change(Act.MERGE, "p1", other="p1"),
        Change(Act.MERGE, "p1", other="p9"),
    ],
)
def test_what_cannot_be_done_to_the_text_is_refused_at_once(change: Change) -> None:
    table = in_revision()
    with refused(table, BadInput):
        table.do("fao", amend(change))


def test_each_act_can_be_proposed() -> None:
    changes = [
        Change(Act.ADD, words="Members pay.", kind=Kind.OPERATIVE, after="p3"),
        ALL_DATA,
        GONE,
        Change(Act.MOVE, "p3"),
        Change(Act.SPLIT, "p1", at=8),
        Change(Act.MERGE, "p1", other="p2"),
        Change(Act.RETAIN, "p2"),
        Change(Act.ALTERNATIVE, "p2", "Parties report when asked."),
    ]
    assert {x.act for x in changes} == set(Act)
    table = in_revision()
    for change in changes:
        table.wait(HOUR).do("fao", amend(change))
    assert [a.change for a in table.o.amendments.values()] == changes
    assert list(table.o.amendments) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_what_is_proposed_is_kept_in_the_characters_in_which_texts_are_kept() -> None:
    table = in_revision()
    decomposed = "  Cafe\u0301s report.\r\nOften. "
    table.do("fao", amend(Change(Act.REPLACE, "p2", decomposed)))
    assert only(table).change == Change(Act.REPLACE, "p2", "Caf\u00e9s report.\nOften.")
    with refused(table, BadInput):
        table.do("who", amend(Change(Act.REPLACE, "p2", "Caf\u00e9s report.\nOften.")))
    less = Change(Act.REPLACE, "p2", "Cafe\u0301s report.")
    table.do("sec", c.ProposeTreatment(1, Treating.MODIFY, "", less))
    treatment = only(table).treatment
    assert treatment is not None
    assert treatment.change is not None
    assert treatment.change.words == "Caf\u00e9s report."


def test_words_stand_only_where_the_act_brings_some() -> None:
    table = in_revision().do("fao", amend(Change(Act.DELETE, "p2", "said to nobody", label="x")))
    assert only(table).change == Change(Act.DELETE, "p2")


def test_an_equal_amendment_is_refused_with_the_number_of_the_first() -> None:
    table = amended()
    with refused(table, BadInput) as caught:
        table.do("who", amend())
    assert caught.value.values["number"] == 1
    assert caught.value.values["sponsor"] == "FAO"
    table.do("fao", c.WithdrawAmendment(1)).wait(HOUR).do("who", amend())
    assert table.o.amendments[2].sponsor == "WHO"


# --- sponsoring ---------------------------------------------------------------------------------


def test_others_join_the_sponsor_in_their_order_and_leave_again() -> None:
    table = amended().do("who", c.CosponsorAmendment(1)).do("ilo", c.CosponsorAmendment(1))
    assert only(table).supporters == ("FAO", "WHO", "ILO")
    assert table.log[-1].events == (e.CosponsorJoined(1, "ILO", "ilo"),)
    table.do("who", c.EndCosponsorship(1))
    assert only(table).supporters == ("FAO", "ILO")
    assert table.events[-1] == e.CosponsorLeft(1, "WHO", "who")


def test_nobody_joins_twice_and_the_sponsor_does_not_join_itself() -> None:
    table = amended().do("who", c.CosponsorAmendment(1))
    for who in ("who", "fao"):
        with refused(table, BadInput):
            table.do(who, c.CosponsorAmendment(1))
    for who in ("ilo", "fao"):
        with refused(table, BadInput):
            table.do(who, c.EndCosponsorship(1))


# --- treatment ----------------------------------------------------------------------------------

LESS = Change(Act.REPLACE, "p1", "Parties share most observations.")


def treated(treating: Treating = Treating.MODIFY, change: Change | None = LESS) -> Table:
    """The secretariat proposed a treatment of amendment 1."""
    change = change if treating is Treating.MODIFY else None
    return amended().do("sec", c.ProposeTreatment(1, treating, REASON, change)).wait(HOUR)


@pytest.mark.parametrize("treating", Treating)
@pytest.mark.parametrize("who", ["sec", "unep"])
def test_the_secretariat_or_the_lead_proposes_how_it_is_treated(
    who: str, treating: Treating
) -> None:
    change = LESS if treating is Treating.MODIFY else None
    table = amended().do(who, c.ProposeTreatment(1, treating, REASON, change))
    assert only(table).treatment == Treatment(treating, REASON, who, table.now, change)
    assert only(table).state is AmendmentState.OPEN


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.ProposeTreatment(1, Treating.MODIFY, REASON), "change"),
        (c.ProposeTreatment(1, Treating.MODIFY, REASON, ALL_DATA), "change"),
        (c.ProposeTreatment(1, Treating.REFUSE), "reason"),
        (c.ProposeTreatment(1, Treating.MODIFY, "", Change(Act.DELETE, "p9")), "paragraph"),
    ],
)
def test_a_treatment_says_what_it_would_do(command: c.ProposeTreatment, field: str) -> None:
    table = amended()
    with refused(table, BadInput) as caught:
        table.do("sec", command)
    assert caught.value.field == field


@pytest.mark.parametrize("accepts", [True, False])
def test_its_sponsor_accepts_the_treatment_or_maintains_the_amendment(accepts: bool) -> None:
    table = treated().do("fao", c.AnswerTreatment(1, accepts, "We thought about it"))
    answer = only(table).treatment
    assert answer is not None
    assert (answer.agreed, answer.answer) == (accepts, "We thought about it")
    assert (answer.answered_by, answer.answered_at) == ("fao", table.now)
    assert only(table).in_words == (LESS if accepts else ALL_DATA)


def test_nobody_but_the_sponsor_answers_not_even_a_cosponsor() -> None:
    table = treated().do("who", c.CosponsorAmendment(1))
    for who in ("who", "unep"):
        with refused(table, NotAllowed):
            table.do(who, c.AnswerTreatment(1, True))


def test_a_treatment_that_nobody_proposed_cannot_be_answered() -> None:
    table = amended()
    with refused(table, NotOpen):
        table.do("fao", c.AnswerTreatment(1, True))


def test_a_sponsor_changes_its_mind_and_saying_it_twice_says_nothing() -> None:
    table = treated().do("fao", c.AnswerTreatment(1, True))
    before = len(table.log)
    table.wait(HOUR).do("fao", c.AnswerTreatment(1, True))
    assert len(table.log) == before
    table.do("fao", c.AnswerTreatment(1, False))
    assert only(table).in_words == ALL_DATA


def test_another_treatment_replaces_the_first_and_is_answered_anew() -> None:
    table = treated().do("fao", c.AnswerTreatment(1, False, "No"))
    table.do("sec", c.ProposeTreatment(1, Treating.ACCEPT))
    assert only(table).treatment == Treatment(Treating.ACCEPT, "", "sec", table.now)
    table.do("fao", c.AnswerTreatment(1, True))
    assert only(table).in_words == ALL_DATA
    kinds = [type(x).__name__ for x in table.events if "Treatment" in type(x).__name__]
    assert kinds == ["TreatmentProposed", "TreatmentAnswered"] * 2


def test_nobody_accepts_a_treatment_that_took_the_place_of_the_one_they_read() -> None:
    table = treated()
    read = only(table).treatment
    assert read is not None
    table.wait(HOUR).do("sec", c.ProposeTreatment(1, Treating.REFUSE, "On second thoughts"))
    for accepts in (True, False):
        with refused(table, Conflict):
            table.do("fao", c.AnswerTreatment(1, accepts, proposed_at=read.at))
    now = only(table).treatment
    assert now is not None
    assert now.agreed is None
    table.do("fao", c.AnswerTreatment(1, True, proposed_at=now.at))
    assert only(table).treatment == replace(
        now, agreed=True, answered_by="fao", answered_at=table.now
    )


# --- decided without a new text -----------------------------------------------------------------


def test_the_sponsor_takes_its_amendment_back() -> None:
    table = amended().do("fao", c.WithdrawAmendment(1, "Others said it better"))
    assert only(table).state is AmendmentState.WITHDRAWN
    assert (only(table).outcome, only(table).decided_by) == ("Others said it better", "fao")


def test_nobody_else_takes_it_back() -> None:
    table = amended().do("who", c.CosponsorAmendment(1))
    for who in ("who", "unep"):
        with refused(table, NotAllowed):
            table.do(who, c.WithdrawAmendment(1))


@pytest.mark.parametrize("who", ["sec", "unep"])
def test_an_amendment_is_refused_with_a_reason_and_opened_again_with_another(who: str) -> None:
    table = amended().do(who, c.RefuseAmendment(1, "It is said elsewhere"))
    assert (only(table).state, only(table).outcome) == (
        AmendmentState.REFUSED,
        "It is said elsewhere",
    )
    table.wait(HOUR).do(who, c.ReopenAmendment(1, "It is not"))
    assert (only(table).state, only(table).outcome, only(table).decided_by) == (
        AmendmentState.OPEN,
        "",
        "",
    )


@pytest.mark.parametrize(
    ("by", "command"),
    [("sec", c.RefuseAmendment(1, " ")), ("sec", c.ReopenAmendment(1, " "))],
)
def test_neither_goes_without_its_reason(by: str, command: c.ObjectiveCommand) -> None:
    table = amended()
    if isinstance(command, c.ReopenAmendment):
        table.do("sec", c.RefuseAmendment(1, REASON))
    with refused(table, BadInput) as caught:
        table.do(by, command)
    assert caught.value.field == "reason"


def test_what_was_withdrawn_or_is_open_cannot_be_opened_again() -> None:
    table = amended("ILO").do("fao", c.WithdrawAmendment(1))
    for number in (1, 2):
        with refused(table, BadInput):
            table.do("sec", c.ReopenAmendment(number, REASON))


def test_on_what_is_decided_nothing_is_decided_any_more() -> None:
    table = treated().do("sec", c.RefuseAmendment(1, REASON))
    for by, command in (
        ("who", c.CosponsorAmendment(1)),
        ("who", c.EndCosponsorship(1)),
        ("fao", c.WithdrawAmendment(1)),
        ("fao", c.AnswerTreatment(1, True)),
        ("sec", c.RefuseAmendment(1, REASON)),
        ("sec", c.ProposeTreatment(1, Treating.ACCEPT)),
        ("sec", c.MergeAmendments(1, (1,))),
    ):
        with refused(table, BadInput):
            table.do(by, command)


@pytest.mark.parametrize("number", [0, 2, -1])
def test_an_amendment_that_there_is_not_is_not_found(number: int) -> None:
    table = amended()
    for by, command in (
        ("who", c.CosponsorAmendment(number)),
        ("who", c.EndCosponsorship(number)),
        ("fao", c.WithdrawAmendment(number)),
        ("fao", c.AnswerTreatment(number, True)),
        ("sec", c.RefuseAmendment(number, REASON)),
        ("sec", c.ReopenAmendment(number, REASON)),
        ("sec", c.ProposeTreatment(number, Treating.ACCEPT)),
        ("sec", c.MergeAmendments(1, (number,))),
        ("sec", c.MergeAmendments(1, (1,), (number,))),
    ):
        with refused(table, NotFound):
            table.do(by, command)


def test_an_organisation_that_lost_its_seat_still_withdraws_what_it_proposed() -> None:
    table = amended(stage=in_comment).step("sec", "close_comments")
    table = replace(table, held=replace(table.o, observers=("FAO",)))
    assert only(table.do("fao", c.WithdrawAmendment(1))).state is AmendmentState.WITHDRAWN


def test_once_nothing_is_negotiated_any_more_an_amendment_stays_as_it_stood() -> None:
    table = treated().answers(1).step("sec", "put_forward").wait(HOUR)
    table.all_hold("endorse", *(s.organisation for s in table.ballot.seats))
    assert table.o.instrument is not None
    for by, command in (
        ("fao", c.WithdrawAmendment(1)),
        ("fao", c.AnswerTreatment(1, True)),
        ("sec", c.RefuseAmendment(1, REASON)),
        ("sec", c.ProposeTreatment(1, Treating.ACCEPT)),
    ):
        with refused(table, NotOpen):
            table.do(by, command)
