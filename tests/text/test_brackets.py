import pytest
from hypothesis import given

from placet.engine.text import (
    Alternative,
    Bracket,
    Emphasis,
    Mark,
    Plain,
    Span,
    Stray,
    Strong,
    as_read,
    block_stats,
    flattened,
    parse_markdown,
    spans,
    standing_alone,
    stats,
)

from .strategies import characters, operatives, words


@given(characters | words)
def test_spans_joined_are_the_words_at_any_depth(wording: str) -> None:
    for deepest in (None, 0, 1, 12):
        assert flattened(spans(wording, deepest)) == wording


def test_nested_brackets_are_nested_spans() -> None:
    assert spans("a [b [c]] d") == (
        Plain("a "),
        Bracket((Plain("b "), Bracket((Plain("c"),)))),
        Plain(" d"),
    )


def test_unbalanced_brackets_are_kept_and_flagged() -> None:
    assert spans("a] [b") == (Plain("a"), Stray(), Plain(" "), Bracket((Plain("b"),), closed=False))


def test_alternatives_in_one_bracket_know_whose_they_are() -> None:
    assert spans("[A, B: shall / C: should]") == (
        Bracket(
            (
                Alternative((Plain("shall"),), ("A", "B"), "A, B: ", " / "),
                Alternative((Plain("should"),), ("C",), "C: "),
            )
        ),
    )


@pytest.mark.parametrize(
    ("wording", "names"),
    [
        ("[EU: delete]", ("EU",)),
        ("[G77+China: delete]", ("G77+China",)),
        ("[UN-Habitat, FAO: x [y]]", ("UN-Habitat", "FAO")),
    ],
)
def test_one_reading_may_be_attributed(wording: str, names: tuple[str, ...]) -> None:
    bracket = spans(wording)[0]
    assert isinstance(bracket, Bracket)
    assert isinstance(bracket.children[0], Alternative)
    assert bracket.children[0].attribution == names


@pytest.mark.parametrize("wording", ["[and/or]", "[Placeholder: x]", "[http://x]", "[of: x]", "[]"])
def test_what_only_looks_like_alternatives_is_left_alone(wording: str) -> None:
    bracket = spans(wording)[0]
    assert isinstance(bracket, Bracket)
    assert not any(isinstance(child, Alternative) for child in bracket.children)


def test_a_mark_that_crosses_a_bracket_loses_nothing() -> None:
    found = (Emphasis("Taking"), Mark("*"), Plain(" account"))
    assert spans("*[Taking* account]") == (Mark("*"), Bracket(found))


def test_strong_and_emphasised_words_carry_both() -> None:
    found = spans("**a *b***")
    assert [s for s in found if not isinstance(s, Mark)] == [Strong("a "), Strong("b", True)]


def test_an_asterisk_without_a_partner_is_an_asterisk() -> None:
    assert spans("NDMC* shall") == (Plain("NDMC* shall"),)
    assert as_read("*Recalling* 2 \\* 3 and NDMC*") == "Recalling 2 * 3 and NDMC*"


@pytest.mark.parametrize(
    "hostile",
    ["[" * 10_000, "]" * 10_000, "[" * 10_000 + "]" * 10_000, "*[" * 9_000,
     "[" + " / " * 9_000 + "]",
     "[" + "A, " * 9_000 + "]", " " * 20_000 + "[x /" + " " * 20_000],
)  # fmt: skip
def test_hostile_brackets_are_read_without_recursion(hostile: str) -> None:
    assert flattened(spans(hostile, None)) == hostile
    assert depth(spans(hostile)) <= 12


def depth(tree: tuple[Span, ...]) -> int:
    inner = [depth(s.children) + isinstance(s, Bracket) for s in tree if hasattr(s, "children")]
    return max(inner, default=0)


def test_statistics_read_depth_through_the_whole_text() -> None:
    found = stats(operatives("[a [b]", "c [d]] e]", "no brackets", "[x]"))
    assert (found.paragraphs, found.words) == (4, 8)
    assert (found.open_brackets, found.close_brackets, found.depth) == (4, 5, 2)
    assert found.unbalanced_paragraphs == ("p1", "p2")
    assert found.bracketed_paragraphs == 3


def test_blocks_and_alternatives_are_counted_in_the_text_as_read() -> None:
    source = (
        "## A [heading]\n\n1. [a][b] [c]\n2. x[^1]\n\n**Option 1:** [d]\n\n[link](http://x.org)\n"
    )
    found = block_stats(parse_markdown(source).blocks)
    assert (found.blocks, found.bracketed_paragraphs, found.unbalanced_paragraphs) == (4, 3, 0)
    assert (found.open_brackets, found.close_brackets, found.alternatives) == (5, 5, 2)


def test_brackets_that_are_a_whole_paragraph_and_long_stand_alone() -> None:
    long = "shall endeavour to share whatever they measure at sea with the others"
    assert [b.closed for b in standing_alone(spans(f"[{long}] [may]"))] == [True, True]
    for other in ("", "plain words", "[may]", f"[{long}", f"They [{long}]", f"[{long}] *now*"):
        assert standing_alone(spans(other)) == (), other
