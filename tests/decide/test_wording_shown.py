"""What is shown of amendments is what would be, however it is worked out."""

from __future__ import annotations

import pytest

from placet.engine.text import Act, Change, Kind, Paragraph, Text, applied, compare
from placet.engine.wording_shown import changed_by

from .table import FIRST

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
