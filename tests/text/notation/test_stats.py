"""How bracketed each paragraph is, and how it goes over versions."""

from fractions import Fraction

from hypothesis import given

from placet.engine.text import Text, burn_down, paragraph_stats, stats, word_count
from tests.text.strategies import operatives, texts


@given(texts())
def test_the_counts_of_the_paragraphs_add_up_to_those_of_the_text(made: tuple[Text, int]) -> None:
    text, _ = made
    rows, whole = paragraph_stats(text), stats(text)
    assert len(rows) == whole.paragraphs
    assert sum(row.opened for row in rows) == whole.open_brackets
    assert sum(row.closed for row in rows) == whole.close_brackets
    assert sum(row.words for row in rows) == whole.words == word_count(text)
    assert tuple(row.id for row in rows if not row.balanced) == whole.unbalanced_paragraphs
    assert all(row.bracketed_words <= row.words for row in rows)
    (point,) = burn_down([(1, text)])
    assert (point.brackets, point.depth) == (whole.open_brackets, whole.depth)
    assert point.bracketed == whole.bracketed_paragraphs


def test_words_in_brackets_are_an_exact_share() -> None:
    row, bare = paragraph_stats(
        operatives("They [shall][should] act [[X] [A: or / B: and] not", "x")
    )
    assert (row.opened, row.closed, row.depth, row.balanced) == (5, 4, 2, False)
    assert (row.alternatives, row.placeholders) == (3, 1)
    assert (row.bracketed_words, row.words, row.share) == (8, 10, Fraction(4, 5))
    assert (bare.share, bare.balanced, bare.label) == (Fraction(0), True, "2")


def test_a_text_that_converges_burns_down() -> None:
    versions = [
        operatives("Option 1: a", "Option 2: b", "They [shall][should] [X] act [now]."),
        operatives("b", "They [shall][should] act now."),
        operatives("b", "They shall act now."),
    ]
    points = burn_down(enumerate(versions, 1))
    assert [(p.number, p.brackets, p.alternatives, p.placeholders) for p in points] == [
        (1, 4, 2, 1), (2, 2, 1, 0), (3, 0, 0, 0),
    ]  # fmt: skip
    assert [p.share for p in points] == [Fraction(4, 12), Fraction(2, 6), 0]
