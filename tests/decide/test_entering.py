"""Amendments and comments that the secretariat enters on behalf of those who made them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.decide.entering import MOST_ENTERED
from placet.engine.errors import BadInput, NotAllowed, NotFound, NotOpen, PlacetError
from placet.engine.model import Comment, CommentType, Disposition
from placet.engine.text import Act, Anchor, Change

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    HOUR,
    REASON,
    Table,
    adopted,
    in_comment,
    in_endorsement,
    in_revision,
    proposed,
    reworded,
)

FILE = "Comments of March.docx"
ALL_DATA = Change(Act.REPLACE, "p1", "Parties share all observations.")
GONE = Change(Act.DELETE, "p3")
OF_FAO = c.EnteredAmendment("FAO", ALL_DATA, "All of them are needed")
OF_WHO = c.EnteredAmendment("WHO", GONE)
ON_SHARE = c.EnteredComment("ILO", "How often?", CommentType.TECHNICAL, "p1", 8, 13)
IN_GENERAL = c.EnteredComment("FAO", "A good text.")
A_STRANGER = c.EnteredAmendment("XYZ", GONE)


def entry(
    *entries: c.EnteredAmendment | c.EnteredComment, base: int = 1, evidence: str = FILE
) -> c.EnterProposals:
    amendments = tuple(x for x in entries if isinstance(x, c.EnteredAmendment))
    comments = tuple(x for x in entries if isinstance(x, c.EnteredComment))
    return c.EnterProposals(base, evidence, amendments, comments)


def on(paragraph: str | None, start: int = 0, end: int = 0) -> c.EnteredComment:
    """A comment of ILO on these characters."""
    return c.EnteredComment("ILO", "Why?", CommentType.GENERAL, paragraph, start, end)


def entered(*entries: c.EnteredAmendment | c.EnteredComment, base: int = 1) -> Table:
    """In revision, with no comment of its own; the secretariat entered these."""
    return in_revision(comments=False).wait(DAY).do("sec", entry(*entries, base=base))


def test_what_organisations_proposed_elsewhere_is_entered_in_one_go() -> None:
    table = entered(OF_FAO, OF_WHO, ON_SHARE, IN_GENERAL)
    at = table.now
    first = Amendment(1, "FAO", "sec", at, 1, 1, ALL_DATA, "All of them are needed", evidence=FILE)
    second = Amendment(2, "WHO", "sec", at, 1, 1, GONE, evidence=FILE)
    quoted = Anchor("p1", 8, 13, "share")
    third = Comment(
        1, "ILO", "sec", at, 1, 1, CommentType.TECHNICAL, "p1", "How often?",
        anchor=quoted, evidence=FILE,
    )  # fmt: skip
    fourth = Comment(
        2, "FAO", "sec", at, 1, 1, CommentType.GENERAL, None, "A good text.", evidence=FILE
    )
    assert table.o.amendments == {1: first, 2: second}
    assert table.o.comments == {1: third, 2: fourth}
    assert table.log[-1].events == (
        e.AmendmentProposed(first),
        e.AmendmentProposed(second),
        e.CommentMade(third),
        e.CommentMade(fourth),
    )
    assert table.text == FIRST


@pytest.mark.parametrize("stage", [proposed, in_comment, in_revision])
def test_it_is_entered_where_amendments_are_taken(stage: Callable[[], Table]) -> None:
    table = stage().wait(HOUR).do("sec", entry(OF_FAO, on("p2")))
    assert table.o.amendments[1].evidence == FILE


@pytest.mark.parametrize("stage", [in_endorsement, adopted])
def test_not_while_the_text_is_out_or_when_it_is_adopted(stage: Callable[[], Table]) -> None:
    table = stage()
    with refused(table, NotOpen):
        table.do("sec", entry(OF_FAO))


def test_nothing_is_entered_while_the_objective_is_on_hold() -> None:
    table = in_revision().step("sec", "hold").wait(HOUR)
    with refused(table, NotOpen):
        table.do("sec", entry(OF_FAO))


@pytest.mark.parametrize("who", ["chair", "unep", "unep.head", "fao", "fao.drafter", "admin"])
def test_only_the_secretariat_enters_on_behalf_of_others(who: str) -> None:
    table = in_revision()
    with refused(table, NotAllowed):
        table.do(who, entry(OF_FAO))


def test_an_organisation_that_is_not_at_the_table_is_named() -> None:
    table = in_revision()
    for one in (A_STRANGER, replace(IN_GENERAL, organisation="XYZ")):
        with refused(table, BadInput) as caught:
            table.do("sec", entry(OF_FAO, one))
        assert caught.value.field == "organisation"
        assert "XYZ" in str(caught.value)


@pytest.mark.parametrize(
    ("bad", "error", "field"),
    [
        (c.EnteredAmendment("WHO", Change(Act.DELETE, "p9")), BadInput, "paragraph"),
        (c.EnteredAmendment("WHO", replace(ALL_DATA, words="")), BadInput, "words"),
        (c.EnteredAmendment("WHO", ALL_DATA, "x" * 100_000), BadInput, "reason"),
        (replace(IN_GENERAL, body="  "), BadInput, "body"),
        (on("p9"), BadInput, "paragraph"),
        (on("p1", 0, 99), BadInput, "paragraph"),
        (on("p1", 5, 5), BadInput, "paragraph"),
        (on("p1", 6, 5), BadInput, "paragraph"),
        (on("p1", -3, 5), BadInput, "paragraph"),
    ],
)
def test_all_is_entered_or_nothing(
    bad: c.EnteredAmendment | c.EnteredComment, error: type[PlacetError], field: str
) -> None:
    table = in_revision(comments=False)
    with refused(table, error) as caught:
        table.do("sec", entry(OF_FAO, IN_GENERAL, bad))
    assert getattr(caught.value, "field", "") == field
    assert table.o.amendments == {}


def test_a_comment_may_be_on_all_the_words_of_a_paragraph_or_on_the_whole_of_it() -> None:
    whole = FIRST.paragraphs[0].words
    table = entered(on("p1", 0, len(whole)), on("p1"), on(None, 4, 9))
    anchors = [comment.anchor for comment in table.o.comments.values()]
    assert anchors == [Anchor("p1", 0, len(whole), whole), None, None]


@pytest.mark.parametrize("evidence", ["", "  ", "two\nlines", "x" * 2_000])
def test_it_says_in_one_line_where_it_stands(evidence: str) -> None:
    table = in_revision()
    with refused(table, BadInput) as caught:
        table.do("sec", entry(OF_FAO, evidence=evidence))
    assert caught.value.field == "evidence"


def test_an_entry_has_something_in_it_and_not_too_much() -> None:
    table = in_revision()
    for many in (0, MOST_ENTERED + 1):
        with refused(table, BadInput) as caught:
            table.do("sec", entry(*[IN_GENERAL] * many))
        assert caught.value.field == "amendments"


def test_numbers_go_on_where_they_were_and_so_do_those_of_others() -> None:
    table = in_revision().do("who", c.ProposeAmendment(1, GONE)).wait(HOUR)
    made = table.o.comments_made
    table.do("sec", entry(OF_FAO, ON_SHARE)).wait(HOUR)
    table.do("ilo", c.ProposeAmendment(1, Change(Act.DELETE, "p2")))
    sponsors = {n: (a.sponsor, a.evidence) for n, a in table.o.amendments.items()}
    assert sponsors == {1: ("WHO", ""), 2: ("FAO", FILE), 3: ("ILO", "")}
    assert table.o.comments_made == made + 1
    assert table.o.comments[made + 1].organisation == "ILO"


def test_it_may_be_against_an_older_version_that_they_had() -> None:
    table = in_revision().wait(DAY).revises("sec", reworded(FIRST, p1="Parties share."))
    table.wait(HOUR).do("sec", entry(OF_FAO, ON_SHARE, base=1))
    assert (table.o.amendments[1].base, table.o.text.number) == (1, 2)
    comment = table.o.comments[table.o.comments_made]
    assert (comment.text, comment.anchor) == (1, Anchor("p1", 8, 13, "share"))


@pytest.mark.parametrize("base", [0, 2, -1])
def test_not_against_a_version_that_there_is_not(base: int) -> None:
    table = in_revision()
    with refused(table, NotFound):
        table.do("sec", entry(OF_FAO, base=base))


def test_what_was_entered_is_the_organisation_s_own() -> None:
    table = entered(OF_FAO, OF_WHO, ON_SHARE)
    with refused(table, NotAllowed):
        table.do("who", c.WithdrawAmendment(1))
    table.do("fao", c.WithdrawAmendment(1, "We did not say so"))
    table.do("ilo", c.WithdrawComment(1, "We did not ask"))
    assert table.o.amendments[1].state is AmendmentState.WITHDRAWN
    assert table.o.comments[1].disposition is Disposition.WITHDRAWN
    table.do("unep", c.CosponsorAmendment(2)).do("sec", c.RefuseAmendment(2, REASON))
    assert table.o.amendments[2].supporters == ("WHO", "UNEP")


def test_an_organisation_whose_comment_was_entered_owes_none() -> None:
    table = in_comment().wait(HOUR).do("sec", entry(IN_GENERAL))
    with refused(table, BadInput):
        table.do("fao", c.StateNoComments())


def test_what_is_on_the_table_already_is_not_entered_again() -> None:
    table = entered(OF_FAO, ON_SHARE).wait(HOUR).do("sec", entry(OF_FAO, OF_WHO, ON_SHARE))
    assert [a.sponsor for a in table.o.amendments.values()] == ["FAO", "WHO"]
    assert [x.organisation for x in table.o.comments.values()] == ["ILO"]
    with refused(table, BadInput) as caught:
        table.do("sec", entry(OF_FAO, OF_WHO, ON_SHARE))
    assert caught.value.field == "amendments"


def test_what_its_organisation_took_back_may_be_entered_again() -> None:
    table = entered(OF_FAO).do("fao", c.WithdrawAmendment(1)).do("sec", entry(OF_FAO))
    assert [a.state for a in table.o.amendments.values()] == [
        AmendmentState.WITHDRAWN,
        AmendmentState.OPEN,
    ]
