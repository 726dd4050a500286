"""Answers are drafts until they are published; then their authors say whether they satisfy."""

from __future__ import annotations

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.disclosure import comments_for
from placet.engine.errors import BadInput, Conflict, NotAllowed, NotFound, NotOpen
from placet.engine.messages import Kind
from placet.engine.model import CommentType, Disposition, Implemented

from .refusals import refused
from .table import DAY, FIRST, HOUR, Table, in_comment, in_revision, reworded

PROPOSED = "Parties share all observations."


def asked(*organisations: str) -> Table:
    """Each organisation proposed a wording for p1, and the call is closed."""
    table = in_comment()
    for organisation in organisations:
        made = c.MakeComment(CommentType.SUBSTANTIVE, "Say all", "p1", PROPOSED)
        table.do(organisation.lower(), made)
    return table.wait(HOUR).step("sec", "close_comments").wait(HOUR)


def told(table: Table) -> dict[str, int]:
    """Who got the answers to how many comments with the last change."""
    sent = (m for m in table.log[-1].messages if m.kind is Kind.ANSWERS)
    return {m.person: int(str(m.facts["count"])) for m in sent}


def seen(table: Table, by: str) -> dict[int, Disposition | None]:
    """The answers that somebody sees."""
    s = table.situation(by)
    found = comments_for(s.workflow, s.objective, s.objective.comments.values(), s.who, s.now)
    return {x.number: x.disposition for x in found}


def test_an_answer_is_seen_by_those_who_answer_until_it_is_published() -> None:
    table = asked("FAO", "WHO").answers(1).answers(2)
    for by in ("sec", "unep"):
        assert seen(table, by) == dict.fromkeys((1, 2), Disposition.ACCEPTED)
    for by in ("fao", "who", "chair", "unep.drafter"):
        assert seen(table, by) == {1: None, 2: None}
    assert not told(table)
    table.do("sec", c.PublishDispositions())
    for by in ("fao", "who", "chair"):
        assert seen(table, by) == dict.fromkeys((1, 2), Disposition.ACCEPTED)
    assert set(told(table).values()) == {1}


def test_answers_are_published_as_a_whole_or_in_part_with_a_reason() -> None:
    table = asked("FAO", "WHO").answers(1)
    with refused(table, BadInput):
        table.do("sec", c.PublishDispositions())
    with refused(table, BadInput):
        table.do("sec", c.PublishDispositions(partial=True))
    table.do("sec", c.PublishDispositions(partial=True, reason="FAO has a meeting tomorrow"))
    assert table.log[-1].events == (
        e.DispositionsPublished((1,), "sec", "FAO has a meeting tomorrow"),
    )
    assert (table.comment(1).published, table.comment(2).disposition) == (True, None)


def test_there_must_be_something_to_publish_and_only_the_secretariat_does() -> None:
    table = asked("FAO")
    with refused(table, BadInput):
        table.do("sec", c.PublishDispositions())
    table.answers(1)
    for by in ("unep", "chair", "fao"):
        with refused(table, NotAllowed):
            table.do(by, c.PublishDispositions())


@pytest.mark.parametrize("step", ["put_forward", "another_round", "withdraw"])
def test_leaving_the_stage_publishes_what_is_answered(step: str) -> None:
    table = asked("FAO").answers(1).wait(DAY).step("sec", step)
    assert isinstance(table.log[-1].events[0], e.DispositionsPublished)
    assert "fao" in told(table)


def test_a_hold_publishes_nothing() -> None:
    table = asked("FAO").answers(1).wait(DAY).step("sec", "hold")
    assert not table.comment(1).published
    table.wait(DAY).step("sec", "resume", "")
    assert not table.comment(1).published
    assert seen(table, "fao") == {1: None}


def test_a_draft_can_be_taken_back_and_a_published_answer_only_be_improved() -> None:
    table = asked("FAO").answers(1).do("sec", c.ClearAnswer(1))
    assert table.comment(1).disposition is None
    with refused(table, BadInput):
        table.do("sec", c.ClearAnswer(1))
    table.answers(1).do("sec", c.PublishDispositions()).do("fao", c.RateAnswer(1, False, "No"))
    with refused(table, BadInput):
        table.do("sec", c.ClearAnswer(1))
    table.do("sec", c.AnswerComment(1, Disposition.NOTED, "In the next version"))
    answered = table.comment(1)
    assert (answered.published, answered.satisfied, answered.rejoinder) == (True, None, "")
    assert "fao" in told(table)


def test_one_answer_goes_to_several_comments_or_to_none() -> None:
    table = asked("FAO", "WHO", "ILO")
    with refused(table, NotFound):
        table.do("sec", c.AnswerComments((1, 9), Disposition.NOTED, "For later"))
    with refused(table, BadInput):
        table.do("sec", c.AnswerComments((1, 2), Disposition.NOTED))
    with refused(table, BadInput):
        table.do("sec", c.AnswerComments((), Disposition.ACCEPTED))
    table.do("sec", c.AnswerComments((1, 3, 3), Disposition.NOTED, "For later"))
    assert {n: x.response for n, x in table.o.comments.items()} == {
        1: "For later", 2: "", 3: "For later",
    }  # fmt: skip


def test_no_answer_has_a_place_that_is_still_to_be_filled_in() -> None:
    table = asked("FAO", "WHO")
    for command in (
        c.AnswerComment(1, Disposition.NOTED, "See ((paragraph))"),
        c.AnswerComments((1, 2), Disposition.ACCEPTED, "See ((which one))"),
    ):
        with refused(table, BadInput):
            table.do("sec", command)
    assert seen(table, "sec") == {1: None, 2: None}


def test_the_same_answer_again_is_no_change() -> None:
    table = asked("FAO").answers(1)
    before = table.o
    assert table.answers(1).o == before


def test_whoever_commented_withdraws_though_there_is_a_draft_it_does_not_know_of() -> None:
    table = asked("FAO", "WHO").answers(1).do("fao", c.WithdrawComment(1, "Settled"))
    assert table.comment(1).disposition is Disposition.WITHDRAWN
    assert seen(table, "who")[1] is Disposition.WITHDRAWN
    with refused(table, NotOpen):
        table.answers(1)
    table.do("sec", c.AnswerComment(2, Disposition.ACCEPTED)).do("sec", c.PublishDispositions())
    with refused(table, NotOpen):
        table.do("who", c.WithdrawComment(2, "Settled"))


def test_the_proposed_wording_goes_into_the_text_with_the_answer() -> None:
    table = asked("FAO")
    table.do("unep", c.AnswerComment(1, Disposition.ACCEPTED, take_wording=True))
    assert table.text == reworded(FIRST, p1=PROPOSED)
    assert table.comment(1).implemented == Implemented(2, "p1")
    assert [type(x) for x in table.log[-1].events][:2] == [e.TextRevised, e.CommentAnswered]


def test_a_wording_is_not_taken_where_its_paragraph_has_changed_but_said_anew() -> None:
    table = asked("FAO").revises("unep", reworded(FIRST, p1="All Parties share observations."))
    with refused(table, BadInput) as caught:
        table.do("sec", c.AnswerComment(1, Disposition.ACCEPTED, take_wording=True))
    fitting = str(caught.value.values["words"])
    assert fitting == "All Parties share all observations."
    with refused(table, Conflict):
        stale = c.AnswerComment(1, Disposition.ACCEPTED, take_wording=True, words=fitting, base=1)
        table.do("sec", stale)
    table.do("sec", c.AnswerComment(1, Disposition.ACCEPTED, "", None, True, fitting, 2))
    assert table.text == reworded(FIRST, p1=fitting)
    assert table.comment(1).implemented == Implemented(3, "p1")


def test_a_comment_without_a_wording_puts_nothing_into_the_text() -> None:
    table = in_revision()
    with refused(table, BadInput):
        table.do("sec", c.AnswerComment(1, Disposition.ACCEPTED, take_wording=True))


def test_what_implements_a_comment_is_a_paragraph_of_a_version_that_is_there() -> None:
    table = asked("FAO")
    for place in (Implemented(2, "p1"), Implemented(1, "p9"), Implemented(0, "p1")):
        with refused(table, BadInput):
            table.do("sec", c.AnswerComment(1, Disposition.ACCEPTED, "", place))
    table.do("sec", c.AnswerComment(1, Disposition.ACCEPTED, "", Implemented(1, "p2")))
    assert table.comment(1).implemented == Implemented(1, "p2")


def test_only_the_author_says_whether_a_published_answer_satisfies() -> None:
    table = asked("FAO").answers(1)
    with refused(table, NotOpen):
        table.do("fao", c.RateAnswer(1, True))
    table.do("sec", c.PublishDispositions())
    for by in ("who", "unep"):
        with refused(table, NotAllowed):
            table.do(by, c.RateAnswer(1, True))
    table.do("fao", c.RateAnswer(1, False, "It is not what we asked"))
    assert (table.comment(1).satisfied, table.comment(1).rejoinder) == (
        False, "It is not what we asked",
    )  # fmt: skip
    assert [m.person for m in table.log[-1].messages] == ["sec"]
    table.do("fao", c.RateAnswer(1, True))
    assert table.comment(1).satisfied is True
    assert not table.log[-1].messages


def test_an_answer_of_an_earlier_round_is_rated_too() -> None:
    table = asked("FAO").answers(1).step("sec", "another_round").wait(HOUR)
    before = table.o
    table.do("fao", c.RateAnswer(1, False, "Too little"))
    assert table.log[-1].events == (e.AnswerRated(1, "FAO", False, "Too little", "fao"),)
    assert table.o.comments == before.comments == {}
