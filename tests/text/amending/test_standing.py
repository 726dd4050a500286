"""The changes of one author as amendments that each stand alone: together they give its words."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from placet.engine.text import (
    Act,
    Change,
    Kind,
    Numbered,
    Paragraph,
    Text,
    applied,
    applied_all,
    as_amendments,
    merged,
    paragraph_ids,
    walk,
)
from placet.engine.text.amending.branches import Branches
from tests.text.amending.strategies import changes_to, trees

FLOOR = 55
"""Of a hundred cases so many are exact ones in which two changes or more had to be told apart."""


@dataclass(frozen=True)
class Authored:
    """A text, what its author did to it one after the other, and what came of it."""

    base: Text
    minted: int
    changes: tuple[Change, ...]
    text: Text


@st.composite
def authored(draw: st.DrawFn) -> Authored:
    """A text and up to five changes of one author, half of them about one paragraph."""
    base, minted = draw(trees())
    near = draw(st.sampled_from(paragraph_ids(base)))
    text, count, made = base, minted, list[Change]()
    for _ in range(draw(st.integers(2, 5))):
        if not text.paragraphs:
            break
        change = draw(changes_to(text, count, near if draw(st.booleans()) else ""))
        done = applied(text, change, count)
        text, count = done.text, done.minted
        made.append(change)
    return Authored(base, minted, tuple(made), text)


def together(base: Text, changes: tuple[Change, ...], minted: int) -> Text:
    numbered = [Numbered(n, ("AUR",), change) for n, change in enumerate(changes, 1)]
    return merged(base, numbered, minted).text


def said(text: Text) -> list[str]:
    return [paragraph.words for _, paragraph in walk(text) if paragraph.words]


def is_exact(case: Authored) -> bool:
    """Whether the theory promises the words in their order."""
    base, text = Branches(case.base), Branches(case.text)
    added = [p for _, p in walk(case.text) if p.id not in base]
    if any(p.kind in (Kind.ROW, Kind.CELL) for p in added):
        return False
    if max(Counter(p.words for p in added).values(), default=0) > 1:
        return False
    kept = [id for _, id in base.subtree(None) if id in text]
    return not any(id in base.lineage(base.above[up]) and id != up
                   for id in kept for up in text.lineage(text.above[id]) if up in base)  # fmt: skip


def test_together_they_give_the_words_of_the_author_in_their_order() -> None:
    tried: Counter[str] = Counter()

    @settings(max_examples=400, deadline=None, database=None,
              phases=(Phase.generate, Phase.shrink),
              suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])  # fmt: skip
    @given(authored())
    def law(case: Authored) -> None:
        alone = as_amendments(case.changes, case.base, case.minted)
        known = set(paragraph_ids(case.base))
        for change in alone:
            named = {change.paragraph, change.under, change.after, change.other} - {None, ""}
            assert named <= known, change
            applied(case.base, change, case.minted)
        tried["all"] += 1
        if not is_exact(case):
            event("not exact")
            return
        assert said(together(case.base, alone, case.minted)) == said(case.text)
        tried["bites"] += len(alone) > 1 and case.text != case.base

    law()
    share = 100 * tried["bites"] // tried["all"]
    sys.stdout.write(f"as_amendments: {tried['all']} cases, {share} % exact with two or more\n")
    assert share >= FLOOR


def paragraph(id: str, words: str, *children: Paragraph) -> Paragraph:
    return Paragraph(id, Kind.OPERATIVE, words, children)


BASE = Text((paragraph("p1", "We share data.", paragraph("p2", "All of it.")),
             paragraph("p3", "We meet yearly.")))  # fmt: skip


def test_what_hangs_under_an_added_paragraph_is_added_after_it() -> None:
    changes = (
        Change(Act.ADD, "p4", "We pay.", Kind.OPERATIVE, under=None, after="p1"),
        Change(Act.ADD, "p5", "In gold.", Kind.SUBPARAGRAPH, under="p4"),
        Change(Act.MOVE, "p3", under="p4", after="p5"),
    )
    alone = as_amendments(changes, BASE)
    assert alone == (
        Change(Act.ADD, words="We pay.", kind=Kind.OPERATIVE, after="p1"),
        Change(Act.ADD, words="In gold.", kind=Kind.SUBPARAGRAPH, after="p1"),
    )
    assert said(together(BASE, alone, 3)) == said(applied_all(BASE, changes, 3).text)


def test_a_paragraph_that_is_only_cut_or_joined_is_split_or_merged() -> None:
    base = Text((paragraph("p1", "We share data. We meet."), paragraph("p2", "We pay.")))
    cut = (Change(Act.SPLIT, "p1", at=15),)
    assert as_amendments(cut, base) == cut
    joined = (Change(Act.MERGE, "p1", other="p2"),)
    assert as_amendments(joined, base) == joined


def test_what_an_author_saves_out_of_a_deleted_paragraph_is_its_own() -> None:
    changes = (Change(Act.MOVE, "p2", after="p3"), Change(Act.DELETE, "p1"))
    assert as_amendments(changes, BASE) == (
        Change(Act.ADD, words="All of it.", kind=Kind.OPERATIVE, after="p3"),
        Change(Act.DELETE, "p1"),
    )


def test_a_row_that_is_added_stands_as_one_paragraph_behind_its_table() -> None:
    cells = (Paragraph("p3", Kind.CELL, "Depth"), Paragraph("p4", Kind.CELL, "100 m"))
    base = Text((Paragraph("p1", Kind.TABLE, "Soundings",
                           (Paragraph("p2", Kind.ROW, "", cells),)),))  # fmt: skip
    changes = (
        Change(Act.ADD, "p5", "", Kind.ROW, under="p1", after="p2"),
        Change(Act.ADD, "p6", "Year", Kind.CELL, under="p5"),
        Change(Act.ADD, "p7", "2030", Kind.CELL, under="p5", after="p6"),
    )
    assert as_amendments(changes, base) == (
        Change(Act.ADD, words="Year | 2030", kind=Kind.NOTE, after="p1"),
    )
