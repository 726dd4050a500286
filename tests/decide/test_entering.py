"""What organisations proposed elsewhere is entered for them, with the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine.amendments import AmendmentState
from placet.engine.errors import BadInput, NotAllowed, NotFound, NotOpen
from placet.engine.model import CommentType
from placet.engine.text import Act, Anchor, Change

from .refusals import refused
from .table import HOUR, Table, adopted, in_comment, in_endorsement, in_revision

ALL = Change(Act.REPLACE, "p1", "Parties share all observations.")
ENTRY = c.EnterProposals(
    1,
    "draft-3.docx, 5f3a9c",
    (
        c.EnteredAmendment("FAO", ALL, "All are needed"),
        c.EnteredAmendment("WHO", Change(Act.DELETE, "p3")),
    ),
    (
        c.EnteredComment("ILO", "Which?", CommentType.TECHNICAL, "p1", 14, 26),
        c.EnteredComment("FAO", "Too long", paragraph="p2"),
        c.EnteredComment("WMO", "Thank you"),
    ),
)


@pytest.mark.parametrize("stage", [in_comment, in_revision])
def test_each_organisation_finds_its_own_marked_with_the_evidence(
    stage: Callable[[], Table],
) -> None:
    table = stage().wait(HOUR)
    said = table.o.comments_made
    table.do("sec", ENTRY)
    first, second = table.o.amendments.values()
    assert [(a.sponsor, a.by, a.evidence) for a in (first, second)] == [
        ("FAO", "sec", ENTRY.evidence),
        ("WHO", "sec", ENTRY.evidence),
    ]
    assert (first.change, first.reason, first.state) == (ALL, "All are needed", AmendmentState.OPEN)
    made = [table.comment(said + n) for n in (1, 2, 3)]
    assert [(k.organisation, k.evidence) for k in made] == [
        ("ILO", ENTRY.evidence),
        ("FAO", ENTRY.evidence),
        ("WMO", ENTRY.evidence),
    ]
    assert [k.anchor for k in made] == [Anchor("p1", 14, 26, "observations"), None, None]
    assert [k.paragraph for k in made] == ["p1", "p2", None]


def test_an_organisation_takes_back_what_was_entered_for_it() -> None:
    table = in_revision(comments=False).do("sec", ENTRY).wait(HOUR)
    table.do("fao", c.WithdrawAmendment(1, "We never said this"))
    table.do("ilo", c.WithdrawComment(1, "Nor this"))
    assert table.o.amendments[1].state is AmendmentState.WITHDRAWN


@pytest.mark.parametrize("who", ["chair", "unep", "fao", "admin", "nobody"])
def test_the_secretariat_alone_enters_for_others(who: str) -> None:
    table = in_revision()
    with refused(table, NotAllowed):
        table.do(who, ENTRY)


@pytest.mark.parametrize("stage", [in_endorsement, adopted])
def test_not_while_the_text_is_out_or_when_it_is_adopted(stage: Callable[[], Table]) -> None:
    table = stage()
    with refused(table, NotOpen):
        table.do("sec", ENTRY)


def test_not_against_a_version_that_there_is_not() -> None:
    table = in_revision()
    with refused(table, NotFound):
        table.do("sec", replace(ENTRY, base=2))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amendments": (), "comments": ()}, "amendments"),
        ({"evidence": " "}, "evidence"),
        ({"evidence": "two\nlines"}, "evidence"),
        ({"amendments": (c.EnteredAmendment("ITU", ALL),)}, "organisation"),
        ({"comments": (c.EnteredComment("ITU", "No"),)}, "organisation"),
        (
            {"amendments": (*ENTRY.amendments, c.EnteredAmendment("FAO", replace(ALL, words="")))},
            "words",
        ),
        (
            {"amendments": (c.EnteredAmendment("FAO", Change(Act.DELETE, "p9")),)},
            "paragraph",
        ),
        ({"comments": (c.EnteredComment("FAO", ""),)}, "body"),
        ({"comments": (c.EnteredComment("FAO", "No", paragraph="p9"),)}, "paragraph"),
        ({"comments": (c.EnteredComment("FAO", "No", paragraph="p1", end=99),)}, "paragraph"),
        (
            {"comments": (c.EnteredComment("FAO", "No", paragraph="p1", start=4, end=4),)},
            "paragraph",
        ),
        ({"comments": (c.EnteredComment("FAO", "No"),) * 2_001}, "amendments"),
    ],
)
def test_all_is_entered_or_nothing(changes: dict[str, object], field: str) -> None:
    table = in_revision()
    with refused(table, BadInput) as caught:
        table.do("sec", replace(ENTRY, **changes))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_what_an_organisation_has_on_the_table_is_not_entered_once_more() -> None:
    table = in_revision(comments=False).do("sec", ENTRY).wait(HOUR)
    with refused(table, BadInput) as caught:
        table.do("sec", ENTRY)
    assert (caught.value.values["number"], caught.value.values["sponsor"]) == (1, "FAO")
    twice = replace(ENTRY, amendments=(c.EnteredAmendment("ILO", ALL),) * 2)
    with refused(table, BadInput):
        table.do("sec", twice)
    table.do("sec", replace(ENTRY, amendments=twice.amendments[:1]))
    assert [a.sponsor for a in table.o.amendments.values()] == ["FAO", "WHO", "ILO"]
