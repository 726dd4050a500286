"""A negotiation that began elsewhere comes with its earlier versions, and says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.errors import BadInput
from placet.engine.text import Act, Origin, Text, changed_ids, text_hash

from .refusals import refused
from .table import FIRST, Table, a_table, reworded, text

OLDEST = text("Parties share data.", "Parties report.")
SECOND = text("Parties share observations.", "Parties report.", "A secretariat serves.")
EARLIER = (
    c.EarlierVersion(OLDEST, "2026-05-04", "First draft of the chair"),
    c.EarlierVersion(SECOND, "May session", "After the first reading"),
)
PROPOSAL = c.Propose(
    "Share observations", "Warn earlier", FIRST, 3, earlier=EARLIER, dated="2026-12-01"
)


def taken_over(**changes: object) -> Table:
    """An objective that UNEP brings with it."""
    return a_table().do("unep", replace(PROPOSAL, **changes))  # type: ignore[arg-type]


def test_all_versions_are_kept_in_their_order_and_the_newest_is_negotiated() -> None:
    table = taken_over()
    assert table.texts == {1: OLDEST, 2: SECOND, 3: FIRST}
    assert (table.o.text.number, table.o.text.hash) == (3, text_hash(FIRST))
    assert table.stage == "proposal"
    assert (table.ballot.text, table.ballot.text_hash) == (3, text_hash(FIRST))


def test_each_version_says_that_it_was_taken_over_and_which_date_it_bears() -> None:
    events = taken_over().events
    heads = [x.head for x in events if isinstance(x, e.ObjectiveProposed | e.TextRevised)]
    assert [(h.number, h.dated, h.note) for h in heads] == [
        (1, "2026-05-04", "First draft of the chair"),
        (2, "May session", "After the first reading"),
        (3, "2026-12-01", ""),
    ]
    assert all(h.taken_over for h in heads)
    assert {(h.by, h.organisation) for h in heads} == {("unep", "UNEP")}


def test_the_record_says_what_changed_from_one_version_to_the_next() -> None:
    revised = [x for x in taken_over().events if isinstance(x, e.TextRevised)]
    assert [x.base for x in revised] == [1, 2]
    assert [x.changed for x in revised] == [
        changed_ids(OLDEST, SECOND),
        changed_ids(SECOND, FIRST),
    ]


def test_an_objective_that_begins_here_was_not_taken_over() -> None:
    table = taken_over(earlier=(), dated="")
    assert (table.o.text.number, table.o.text.taken_over, table.o.text.dated) == (1, False, "")
    assert taken_over(earlier=()).o.text.taken_over


def test_where_a_paragraph_came_from_is_kept_with_its_version() -> None:
    origins = {"p3": Origin(Act.SPLIT, ("p1",))}
    earlier = (EARLIER[0], replace(EARLIER[1], origins=origins))
    events = taken_over(earlier=earlier, origins={"p1": Origin(Act.REPLACE, ("p1",))}).events
    told = [x.origins for x in events if isinstance(x, e.ObjectiveProposed | e.TextRevised)]
    assert told == [{}, origins, {"p1": Origin(Act.REPLACE, ("p1",))}]


TWICE = Text((FIRST.paragraphs[0], FIRST.paragraphs[0]))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"earlier": (c.EarlierVersion(Text(())),)}, "text"),
        ({"earlier": (c.EarlierVersion(TWICE),)}, "text"),
        ({"earlier": (c.EarlierVersion(text("A", "B", "C", "D")),)}, "text"),
        ({"earlier": (replace(EARLIER[0], dated="x" * 101),)}, "dated"),
        ({"earlier": (replace(EARLIER[0], dated="one\nline"),)}, "dated"),
        ({"earlier": (replace(EARLIER[0], note="x" * 4_001),)}, "note"),
        ({"earlier": EARLIER[:1] * 201}, "earlier"),
        ({"origins": {"p9": Origin(Act.ADD)}}, "origins"),
        ({"origins": {"p1": Origin(Act.MERGE, ("p1", "<p9>"))}}, "origins"),
        (
            {"earlier": (replace(EARLIER[0], origins={"p1": Origin(Act.SPLIT, ("p1",))}),)},
            "origins",
        ),
    ],
)
def test_an_earlier_version_is_checked_as_any_other(changes: dict[str, object], field: str) -> None:
    table = a_table()
    with refused(table, BadInput) as caught:
        table.do("unep", replace(PROPOSAL, **changes))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_ids_that_an_earlier_version_used_are_never_given_again() -> None:
    table = taken_over()
    new = Text((*FIRST.paragraphs, replace(FIRST.paragraphs[0], id="p3x", words="Members pay.")))
    with refused(table, BadInput):
        table.revises("unep", new)
    with refused(table, BadInput):
        table.revises("unep", reworded(FIRST, p1="Members pay."), minted=2)
