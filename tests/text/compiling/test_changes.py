"""Amendments become a compilation, by those who support them."""

from placet.engine.text import Act, Change, Kind
from placet.engine.text.amending import WhyUnfit
from placet.engine.text.compiling import as_text, compiled_changes
from tests.text.strategies import operatives

BASE = operatives("They will act.", "Two.", "Three stays.")


def test_who_supports_an_amendment_stands_in_its_bracket() -> None:
    found = compiled_changes(
        BASE,
        [
            (("A", "C"), Change(Act.REPLACE, "p1", words="They shall act.")),
            (("B",), Change(Act.REPLACE, "p1", words="They should act.")),
            (("B",), Change(Act.DELETE, "p2")),
            (("A",), Change(Act.ADD, words="New.", kind=Kind.OPERATIVE, after="p3")),
            (("B", "C"), Change(Act.ADD, words="New.", kind=Kind.OPERATIVE, after="p3")),
        ],
        3,
    )
    assert found.left_out == ()
    assert found.minted == 7
    assert [p.words for p in as_text(found.compilation).paragraphs] == [
        "They [will / A, C: shall / B: should] act.",
        "[A, C: Two. / B: delete]",
        "Three stays.",
        "[A, C, B: New.]",
    ]


def test_changes_of_one_supporter_are_made_together() -> None:
    found = compiled_changes(
        BASE,
        [
            (("A",), Change(Act.REPLACE, "p1", words="They shall act.")),
            (("A",), Change(Act.REPLACE, "p1", words="They will act now.")),
            (("A",), Change(Act.REPLACE, "p1", words="They may act.")),
            (("B",), Change(Act.RETAIN, "p1")),
        ],
        3,
    )
    shown = as_text(found.compilation).paragraphs[0].words
    assert shown == "They [B: will / A: shall] act [A: now]."
    (left,) = found.left_out
    assert (left.change, left.name, left.unfit.reason) == (2, "A", WhyUnfit.SAME_WORDS)


def test_a_paragraph_that_a_change_makes_has_one_id_whoever_supports_it() -> None:
    split = Change(Act.SPLIT, "p3", at=6)
    found = compiled_changes(BASE, [(("A",), split), (("B",), split)], 3)
    assert [proposal.names for proposal in found.compilation.proposals] == [("A", "B")]
