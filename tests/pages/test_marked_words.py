"""Stretches of words that are marked: the words stay, every stretch is whole, brackets nest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from placet.api.pages.marked_words import Marked, Stretch, marked
from placet.api.pages.redlines import redline
from placet.engine.text import Alternative, Bracket, Emphasis, Span, flattened, spans

WORDS = st.text(alphabet="ab *[]/:A \\", max_size=60)
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)


def stretches(places: list[tuple[int, int]], words: str) -> list[Stretch]:
    return [
        Stretch(start, min(end, len(words)), number)
        for number, (start, end) in enumerate(places, 1)
        if start < min(end, len(words))
    ]


def leaves(tree: tuple[Span, ...]) -> list[Span]:
    found: list[Span] = []
    for span in tree:
        inner = isinstance(span, Bracket | Alternative)
        found += leaves(span.children) if inner else [span]  # type: ignore[union-attr]
    return found


@given(WORDS, PLACES)
def test_marking_changes_no_character(words: str, places: list[tuple[int, int]]) -> None:
    assert flattened(marked(spans(words), stretches(places, words))) == words


@given(WORDS, PLACES)
def test_every_stretch_ends_once_where_it_is_drawn(
    words: str, places: list[tuple[int, int]]
) -> None:
    drawn = [leaf for leaf in leaves(marked(spans(words), stretches(places, words)))
             if isinstance(leaf, Marked)]  # fmt: skip
    ends = [number for leaf in drawn for number in leaf.ends]
    assert sorted(ends) == sorted({number for leaf in drawn for number in leaf.numbers})


@given(WORDS, PLACES)
def test_what_is_marked_are_the_words_of_the_stretch(
    words: str, places: list[tuple[int, int]]
) -> None:
    wanted = stretches(places, words)
    for leaf in leaves(marked(spans(words), wanted)):
        if isinstance(leaf, Marked):
            for number in leaf.numbers:
                (one,) = (s for s in wanted if s.number == number)
                assert leaf.text in words[one.start : one.end]


def test_a_stretch_may_begin_in_one_bracket_and_end_in_another() -> None:
    words = "We [shall share] and [*may* keep] them."
    start, end = words.index("share"), words.index("keep")
    drawn = [leaf for leaf in leaves(marked(spans(words), [Stretch(start, end, 7)]))
             if isinstance(leaf, Marked)]  # fmt: skip
    assert [leaf.text for leaf in drawn] == ["share", " and ", "may"]
    assert [leaf.ends for leaf in drawn] == [(), (), (7,)]


def test_stretches_that_overlap_are_all_told() -> None:
    drawn = marked(spans("one two three"), [Stretch(0, 7, 1), Stretch(4, 13, 2)])
    told = [(leaf.text, leaf.numbers, leaf.ends) for leaf in drawn if isinstance(leaf, Marked)]
    assert told == [("one ", (1,), ()), ("two", (1, 2), (1,)), (" three", (2,), (2,))]


@given(WORDS, WORDS)
def test_a_redline_has_the_characters_of_both_wordings(old: str, new: str) -> None:
    pieces = redline(old, new)
    for side, other in ((old, "insert"), (new, "delete")):
        kept = "".join(flattened(p.tree) for p in pieces if p.op != other)
        assert kept.split() == side.split()


def test_a_mark_that_begins_in_one_piece_of_a_redline_ends_in_another() -> None:
    pieces = redline("*In [furtherance][pursuit]* of it", "*In pursuit* of it")
    assert [s.text for p in pieces for s in p.tree if isinstance(s, Emphasis)]
    assert not any("*" in piece.words for piece in pieces)
