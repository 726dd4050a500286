"""What is shown of amendments is what would be, however it is worked out."""

from __future__ import annotations

import pytest

from placet.engine.amendments import Amendment
from placet.engine.text import Act, Change, Kind, Paragraph, Text, applied, compare, rebased
from placet.engine.wording_shown import amendments_shown, brought, changed_by

from .table import FIRST, START, reworded

NESTED = Text(
    (
        *FIRST.paragraphs,
        Paragraph(
            "p4",
            Kind.OPERATIVE,
            "Members",
            (
                Paragraph("p5", Kind.SUBPARAGRAPH, "pay;"),
                Paragraph("p6", Kind.SUBPARAGRAPH, "vote."),
            ),
        ),
    )
)


@pytest.mark.parametrize(
    "change",
    [
        Change(Act.REPLACE, "p1", "Parties share all observations."),
        Change(Act.REPLACE, "p4", "  The members  "),
        Change(Act.REPLACE, "p6", "vote,"),
        Change(Act.REPLACE, "p2", "Reporting", Kind.HEADING),
        Change(Act.REPLACE, "p2", FIRST.paragraphs[1].words, Kind.OPERATIVE, "2 bis"),
        Change(Act.ADD, words="act;", kind=Kind.SUBPARAGRAPH, under="p4", after="p5"),
        Change(Act.DELETE, "p4"),
        Change(Act.MOVE, "p6", under="p4"),
        Change(Act.SPLIT, "p1", at=8),
        Change(Act.MERGE, "p1", other="p2"),
        Change(Act.ALTERNATIVE, "p5", "give;"),
    ],
)
def test_a_redline_of_one_change_is_that_of_the_whole_texts(change: Change) -> None:
    whole = compare(NESTED, applied(NESTED, change, 6).text)
    assert changed_by(NESTED, change, 6, compare(NESTED, NESTED)) == whole


def test_to_retain_a_paragraph_changes_nothing() -> None:
    same = compare(NESTED, NESTED)
    assert changed_by(NESTED, Change(Act.RETAIN, "p1"), 6, same) == same


def test_amendments_of_several_ages_are_brought_to_the_present_text_each_as_if_alone() -> None:
    versions = {1: FIRST, 2: reworded(FIRST, p1="Parties share all observations.")}
    now = reworded(FIRST, p1="Parties share all observations.", p2="Parties report.")
    changes = [
        Change(Act.REPLACE, "p1", "Parties may share observations."),
        Change(Act.DELETE, "p3"),
        Change(Act.REPLACE, "p2", "Parties report each month."),
        Change(Act.ALTERNATIVE, "p1", "Nobody shares."),
    ]
    made = [
        Amendment(n, "FAO", "fao", START, 1 + n % 2, 1, change)
        for n, change in enumerate(changes, 1)
    ]
    found = brought(made, versions, now, {})
    assert list(found) == [1, 2, 3, 4]
    assert found == {a.number: rebased(a.change, versions[a.base], now) for a in made}
    assert len({type(x) for x in found.values()}) == 2


def test_who_would_delete_a_paragraph_is_told_that_it_reads_otherwise_by_now() -> None:
    now = reworded(FIRST, p1="Parties share all observations.")
    made = [
        Amendment(n, "FAO", "fao", START, 1, 1, Change(Act.DELETE, paragraph))
        for n, paragraph in enumerate(("p1", "p3"), 1)
    ]
    shown, _ = amendments_shown(made, {1: FIRST}, now, {}, 3)
    assert [(x.present == x.amendment.change, x.otherwise) for x in shown] == [
        (True, True),
        (True, False),
    ]
