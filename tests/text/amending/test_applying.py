import pytest

from placet.engine.errors import BadInput
from placet.engine.text import (
    Act,
    Change,
    Kind,
    Origin,
    Paragraph,
    Text,
    applied,
    labelled,
    moot_after,
    ordered,
    walk,
)
from tests.text.strategies import operatives

THREE = operatives("One here.", "Two here.", "Three here.")
CELLS = tuple(Paragraph(f"p{at}", Kind.CELL, f"cell {at}") for at in (3, 4))
TABLE = Text(
    (
        Paragraph("p1", Kind.TABLE, "Caption", (Paragraph("p2", Kind.ROW, "", CELLS),)),
        Paragraph("p5", Kind.OPERATIVE, "Words."),
    )
)


def rows(text: Text) -> list[tuple[int, str, str]]:
    return [(depth, p.id, p.words) for depth, p in walk(text)]


def test_an_alternative_follows_those_its_paragraph_has_and_is_named_after_it() -> None:
    text, minted = THREE, 3
    for words in ("Two there.", "Two everywhere.", "Two nowhere."):
        made = applied(text, Change(Act.ALTERNATIVE, "p2", words), minted, 7)
        text, minted = made.text, made.minted
        assert made.origins == {f"p{minted}": Origin(Act.ALTERNATIVE, ("p2",), amendment=7)}
    assert [(row.label, row.paragraph.words) for row in labelled(text)] == [
        ("1", "One here."), ("2", "Two here."), ("2 alt", "Two there."),
        ("2 alt.1", "Two everywhere."), ("2 alt.2", "Two nowhere."), ("3", "Three here."),
    ]  # fmt: skip


def test_a_split_gives_the_second_part_what_stood_under_the_paragraph_and_a_merger_joins_it() -> (
    None
):
    child = Paragraph("p2", Kind.SUBPARAGRAPH, "below")
    text = Text((Paragraph("p1", Kind.OPERATIVE, "First half.  Second half.", (child,)),))
    made = applied(text, Change(Act.SPLIT, "p1", at=13), 2, 4)
    assert rows(made.text) == [(0, "p1", "First half."), (0, "p3", "Second half."),
                               (1, "p2", "below")]  # fmt: skip
    assert made.made == ("p3",)
    assert made.origins == {"p3": Origin(Act.SPLIT, ("p1",), amendment=4)}
    joined = applied(made.text, Change(Act.MERGE, "p1", other="p3"), 3)
    assert rows(joined.text) == [(0, "p1", "First half. Second half."), (1, "p2", "below")]
    assert joined.origins == {"p1": Origin(Act.MERGE, ("p1", "p3"))}


def test_to_retain_a_paragraph_changes_nothing() -> None:
    made = applied(THREE, Change(Act.RETAIN, "p1"), 3)
    assert (made.text, made.minted, made.made, made.origins) == (THREE, 3, (), {})


@pytest.mark.parametrize(
    ("text", "change", "field", "part"),
    [
        (THREE, Change(Act.REPLACE, "p9", "x"), "paragraph", "not in this text"),
        (THREE, Change(Act.REPLACE, "p1", "One here."), "words", "changes nothing"),
        (THREE, Change(Act.REPLACE, "p1", "  "), "words", "has no words"),
        (THREE, Change(Act.REPLACE, "p1", "a\x00b"), "words", "control character"),
        (THREE, Change(Act.REPLACE, "p1", "a\u202eb"), "words", "direction"),
        (THREE, Change(Act.REPLACE, "p1", "x" * 10_001), "words", "10001 characters"),
        (THREE, Change(Act.ADD, words="x"), "kind", "no kind"),
        (THREE, Change(Act.ADD, "p8", words="x", kind=Kind.NOTE), "paragraph", "no id yet"),
        (THREE, Change(Act.ADD, words="x", kind=Kind.NOTE, under="p1", after="p2"), "after",
         "does not stand under"),
        (THREE, Change(Act.MOVE, "p1", under="p1"), "under", "under itself"),
        (THREE, Change(Act.MOVE, "p1", after="p1"), "after", "follow itself"),
        (THREE, Change(Act.MOVE, "p2", after="p1"), "after", "changes nothing"),
        (THREE, Change(Act.SPLIT, "p1", at=0), "at", "one part has no words"),
        (THREE, Change(Act.SPLIT, "p1", at=9), "at", "one part has no words"),
        (THREE, Change(Act.SPLIT, "p1", at=2), "at", "inside"),
        (THREE, Change(Act.MERGE, "p1", other="p1"), "other", "merged into itself"),
        (TABLE, Change(Act.MERGE, "p3", other="p1"), "other", "into what stands under it"),
        (TABLE, Change(Act.MOVE, "p5", under="p1"), "paragraph", "break a table"),
        (TABLE, Change(Act.MOVE, "p3", under="p5"), "paragraph", "break a table"),
        (TABLE, Change(Act.SPLIT, "p3", at=5), "paragraph", "break a table"),
        (TABLE, Change(Act.REPLACE, "p2", "x"), "words", "row of a table"),
        (TABLE, Change(Act.ADD, words="x", kind=Kind.CELL), "paragraph", "break a table"),
    ],
)  # fmt: skip
def test_a_change_that_does_not_fit_is_refused_with_place_and_remedy_and_changes_nothing(
    text: Text, change: Change, field: str, part: str
) -> None:
    before = rows(text)
    with pytest.raises(BadInput) as refusal:
        applied(text, change, 9)
    assert refusal.value.field == field
    assert part in refusal.value.in_english()
    assert refusal.value.advice
    assert "(" + "name)" not in refusal.value.in_english()
    assert rows(text) == before


def test_a_cell_is_changed_like_any_paragraph_and_a_row_is_moved_out_whole() -> None:
    assert rows(applied(TABLE, Change(Act.REPLACE, "p3", "new"), 5).text)[2] == (2, "p3", "new")
    assert rows(applied(TABLE, Change(Act.DELETE, "p2"), 5).text) == [
        (0, "p1", "Caption"), (0, "p5", "Words."),
    ]  # fmt: skip


def test_the_furthest_removed_is_put_first() -> None:
    changes = (
        Change(Act.RETAIN, "p2"),
        Change(Act.REPLACE, "p2", "Two there."),
        Change(Act.DELETE, "p2"),
        Change(Act.REPLACE, "p2", "Something else altogether."),
        Change(Act.MOVE, "p2", after="p3"),
        Change(Act.ADD, words="New.", kind=Kind.OPERATIVE, after="p2"),
    )
    assert ordered(THREE, changes) == (2, 3, 1, 4, 5, 0)


def test_what_adoption_makes_moot_is_not_put() -> None:
    changes = (
        Change(Act.REPLACE, "p2", "Two there."),
        Change(Act.MOVE, "p2", after="p3"),
        Change(Act.REPLACE, "p1", "One there."),
    )
    assert moot_after(THREE, Change(Act.DELETE, "p2"), changes) == (0, 1)
    assert moot_after(THREE, Change(Act.RETAIN, "p2"), changes) == (0, 1)
    assert moot_after(THREE, Change(Act.REPLACE, "p2", "Two where?"), changes) == (0,)
