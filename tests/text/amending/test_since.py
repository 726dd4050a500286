"""What paragraphs were made of over several versions, told as one step."""

from __future__ import annotations

from placet.engine.text import (
    Act,
    Change,
    Clash,
    Kind,
    Origin,
    Paragraph,
    Text,
    applied,
    clashes,
    clashes_among,
    origins_since,
    rebased,
)

TEXT = Text(
    (
        Paragraph("p1", Kind.OPERATIVE, "One two three four five six."),
        Paragraph("p2", Kind.OPERATIVE, "Seven eight nine."),
    )
)


def test_a_part_of_a_part_comes_from_the_whole() -> None:
    first = applied(TEXT, Change(Act.SPLIT, "p1", at=8), 2, 7)
    second = applied(first.text, Change(Act.SPLIT, "p3", at=11), first.minted, 8)
    assert origins_since([first.origins, second.origins]) == {
        "p3": Origin(Act.SPLIT, ("p1",), amendment=7),
        "p4": Origin(Act.SPLIT, ("p1",), amendment=8),
    }


def test_a_merged_part_leads_back_to_the_paragraphs_of_the_beginning() -> None:
    first = applied(TEXT, Change(Act.SPLIT, "p1", at=8), 2)
    second = applied(first.text, Change(Act.MERGE, "p2", other="p3"), first.minted)
    told = origins_since([first.origins, second.origins])
    assert told["p2"] == Origin(Act.MERGE, ("p2", "p1"))


def test_new_words_do_not_hide_where_a_paragraph_came_from() -> None:
    split = {"p3": Origin(Act.SPLIT, ("p1",))}
    reworded = {"p3": Origin(Act.REPLACE, ("p3",), amendment=4)}
    assert origins_since([split, reworded]) == split


def test_nothing_happened_in_versions_that_say_nothing() -> None:
    assert origins_since([]) == origins_since([{}, {}]) == {}


def test_a_paragraph_of_another_objective_is_of_none_of_these() -> None:
    came = {"p2": Origin(Act.ADD, ("p1",), "OBJ-0009")}
    assert origins_since([{"p1": Origin(Act.SPLIT, ("p2",))}, came])["p2"] == came["p2"]


def test_a_change_follows_its_words_through_two_versions() -> None:
    first = applied(TEXT, Change(Act.SPLIT, "p1", at=8), 2)
    words = Change(Act.REPLACE, "p2", "Seven eight ten.")
    second = applied(first.text, words, first.minted)
    change = Change(Act.REPLACE, "p1", "One two three four five seven.")
    told = origins_since([first.origins, second.origins])
    assert rebased(change, TEXT, second.text, told) == Change(
        Act.REPLACE, "p3", "three four five seven."
    )


def test_the_clashes_among_many_are_those_of_every_pair() -> None:
    changes = (
        Change(Act.REPLACE, "p1", "One two three four five nine."),
        Change(Act.REPLACE, "p2", "Seven eight ten."),
        Change(Act.DELETE, "p1"),
        Change(Act.REPLACE, "p1", "One two three four five ten."),
    )
    found: list[tuple[int, int, tuple[Clash, ...]]] = []
    for i, one in enumerate(changes):
        for j, other in enumerate(changes[i + 1 :], i + 1):
            if met := clashes(TEXT, one, other):
                found.append((i, j, met))
    assert clashes_among(TEXT, changes) == tuple(found)
    assert [(i, j) for i, j, _ in found] == [(0, 2), (0, 3), (2, 3)]
