import pytest

from placet.engine.errors import BadInput
from placet.engine.text import (
    Act,
    Anchor,
    Change,
    Event,
    Happened,
    Lost,
    Origin,
    Orphan,
    Text,
    Version,
    Why,
    anchored,
    applied,
    find,
    follow,
    lineage,
    provenance,
    three_way,
    walk,
)
from tests.text.strategies import operatives

BASE = operatives("The Parties shall report each year. The board meets in May.", "Two.", "Three.")
QUOTED = "shall report each year"


def anchor(quotation: str, text: Text = BASE, paragraph: str = "p1") -> Anchor:
    there = find(text, paragraph)
    assert there is not None
    return Anchor(paragraph, *anchored(there.words, quotation), quotation)


def reworded(words: str) -> Text:
    return applied(BASE, Change(Act.REPLACE, "p1", words), 3).text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Now all the Parties shall report each year. It meets.", (20, 42, False)),
        ("The Parties shall report each second year. The board.", (12, 41, True)),
        ("The Parties should report each year. The board.", (19, 35, True)),
        ("The Parties may convene. The board meets in May.", None),
    ],
)
def test_a_remark_follows_its_words_while_at_least_half_of_them_are_there(
    words: str, found: tuple[int, int, bool] | None
) -> None:
    here = follow(anchor(QUOTED), BASE, reworded(words))
    if found is None:
        assert here == Orphan(QUOTED, "p1", Lost.REWORDED)
    else:
        assert here == Anchor("p1", found[0], found[1], QUOTED, found[2])


def test_a_remark_follows_through_split_merger_and_move_and_is_orphaned_by_deletion() -> None:
    remark = anchor("board meets")
    split = applied(BASE, Change(Act.SPLIT, "p1", at=36), 3)
    assert follow(remark, BASE, split.text, split.origins) == Anchor("p4", 4, 15, "board meets")
    merged = applied(BASE, Change(Act.MERGE, "p2", other="p1"), 3)
    assert follow(remark, BASE, merged.text, merged.origins) == Anchor("p2", 45, 56, "board meets")
    moved = applied(BASE, Change(Act.MOVE, "p1", after="p3"), 3)
    assert follow(remark, BASE, moved.text) == remark
    gone = applied(BASE, Change(Act.DELETE, "p1"), 3)
    assert follow(remark, BASE, gone.text) == Orphan("board meets", "p1", Lost.GONE)


def test_a_quotation_is_found_as_it_is_read_and_by_its_occurrence() -> None:
    assert anchored("*Urges* the  Parties", "Urges the Parties") == (1, 20)
    assert anchored("the word of the law", "the", 2) == (12, 15)
    for quotation, occurrence in (("no such", 1), ("the", 3), (" ", 1)):
        with pytest.raises(BadInput) as refusal:
            anchored("the word of the law", quotation, occurrence)
        assert refusal.value.field == "quotation"
        assert refusal.value.advice


def versions() -> list[Version]:
    """Reworded by amendment 1, split by 2, the second part reworded by 3, then merged by 4."""
    found = [Version(1, BASE)]
    minted = 3
    for number, change in enumerate(
        (
            Change(Act.REPLACE, "p1", "The Parties will report each year. The board meets in May."),
            Change(Act.SPLIT, "p1", at=35),
            Change(Act.REPLACE, "p4", "The board meets in June."),
            Change(Act.MERGE, "p2", other="p4"),
            Change(Act.DELETE, "p1"),
        ),
        1,
    ):
        made = applied(found[-1].text, change, minted, number)
        minted = made.minted
        found.append(Version(number + 1, made.text, made.origins))
    return found


def test_the_descent_of_a_paragraph_is_told_through_split_and_merger() -> None:
    told = lineage(versions(), "p2")
    assert told.came == (
        Event(5, "p2", Happened.MERGED, ("p4",), amendment=4),
        Event(4, "p4", Happened.REWORDED, amendment=3),
        Event(3, "p4", Happened.SPLIT, ("p1",), amendment=2),
        Event(2, "p1", Happened.REWORDED, amendment=1),
        Event(1, "p2", Happened.BEGUN),
        Event(1, "p1", Happened.BEGUN),
    )
    assert lineage(versions(), "p1").became == (
        Event(2, "p1", Happened.REWORDED, amendment=1),
        Event(3, "p1", Happened.SPLIT, ("p4",), amendment=2),
        Event(4, "p4", Happened.REWORDED, amendment=3),
        Event(5, "p4", Happened.MERGED, ("p2",), amendment=4),
        Event(6, "p1", Happened.DELETED),
    )
    assert lineage(versions(), "p99").came == lineage(versions(), "p99").became == ()


def test_each_word_is_known_by_the_version_and_the_amendment_that_brought_it() -> None:
    assert provenance(versions(), "p2") == (
        ("Two. The board meets in ", 1, 0), ("June", 4, 3), (".", 1, 0),
    )  # fmt: skip
    assert provenance(versions(), "p1") == (
        ("The Parties ", 1, 0), ("will", 2, 1), (" report each year.", 1, 0),
    )  # fmt: skip
    came = [Version(1, BASE, {"p2": Origin(Act.MERGE, ("p7",), "other", 9)})]
    assert provenance(came, "p2") == (("Two.", 1, 9),)


def test_nobody_loses_work_when_two_change_one_version() -> None:
    mine = applied(BASE, Change(Act.REPLACE, "p2", "Two and a half."), 3).text
    theirs = applied(BASE, Change(Act.MOVE, "p1", after="p3"), 3).text
    both = three_way(BASE, mine, theirs, 3)
    assert [p.words for _, p in walk(both.text)] == [
        "Two and a half.", "Three.", BASE.paragraphs[0].words,
    ]  # fmt: skip
    assert both.conflicts == ()


def test_where_two_meet_both_stand_beside_each_other() -> None:
    mine = applied(BASE, Change(Act.REPLACE, "p2", "Zwei."), 3).text
    theirs = applied(BASE, Change(Act.REPLACE, "p2", "Deux."), 3).text
    both = three_way(BASE, mine, theirs, 3)
    assert both.text.paragraphs[1].words == "[Zwei / Deux]."
    named = three_way(BASE, mine, theirs, 3, ("A", "B"))
    assert named.text.paragraphs[1].words == "[A: Zwei / B: Deux]."
    (conflict,) = both.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ("Two.", "Zwei.", "Deux.")
    gone = applied(BASE, Change(Act.DELETE, "p2"), 3).text
    kept = three_way(BASE, gone, theirs, 3, ("A", "B"))
    assert kept.text.paragraphs[1].words == "[B: Deux. / A: delete]"
    assert [(c.paragraph, c.mine, c.why) for c in kept.conflicts] == [("p2", None, Why.DELETED)]


def test_what_was_taken_back_is_no_part_of_a_descent() -> None:
    gone = operatives("Parties share data.")
    both = operatives("Parties share data.", "They meet.")
    taken_back = [Version(1, both), Version(2, gone), Version(3, both)]
    assert [event.fate for event in lineage(taken_back, "p2").came] == [Happened.BEGUN]
    assert lineage(taken_back, "p2").became == ()
    assert provenance(taken_back, "p2") == (("They meet.", 1, 0),)
    added = [Version(1, gone), Version(2, both), Version(3, gone)]
    assert [event.fate for event in lineage(added, "p2").came] == [Happened.ADDED]
    assert provenance(added, "p2") == (("They meet.", 2, 0),)
