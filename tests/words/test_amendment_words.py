"""Amendments are said in words, with paragraphs called as people call them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.change_facts import LONGEST, change_facts, difference_facts, shortened
from placet.engine.text import Act, Change, Kind, Paragraph, Text
from placet.templates import PSEUDO, language
from placet.templates import wording as w
from placet.templates.amendment_words import edits_sentence
from placet.templates.i18n import untranslated_text

P = Paragraph
TEXT = Text(
    (
        P("t", Kind.TITLE, "Ocean data"),
        P("pp", Kind.PREAMBULAR, "Recalling earlier work,"),
        P("p1", Kind.OPERATIVE, "The Parties shall meet soon.", (P("s", Kind.SUBPARAGRAPH, "A"),)),
        P("p2", Kind.OPERATIVE, "The Parties report."),
        P(
            "h",
            Kind.HEADING,
            "Resources of the long and winding road to town",
            (P("p4", Kind.OPERATIVE, "They pay.", label="3 bis"),),
        ),
        P("tb", Kind.TABLE, "", (P("r", Kind.ROW, "", (P("c", Kind.CELL, "Total"),)),)),
    )
)

SAID = [
    (
        Change(Act.REPLACE, "p1", "The Parties should meet soon."),
        "Replace in paragraph 1: \u201cshall\u201d by \u201cshould\u201d",
    ),
    (
        Change(Act.REPLACE, "p1", "The Parties shall meet."),
        "Delete in paragraph 1: \u201csoon\u201d",
    ),
    (
        Change(Act.REPLACE, "p1", "The Parties shall meet very soon."),
        "Insert in paragraph 1 after \u201cParties shall meet\u201d: \u201cvery\u201d",
    ),
    (
        Change(Act.REPLACE, "p1", "All the Parties shall meet soon."),
        "Replace in paragraph 1: \u201cThe\u201d by \u201cAll the\u201d",
    ),
    (
        Change(Act.REPLACE, "p2", "Today The Parties report."),
        "Insert at the beginning of paragraph 2: \u201cToday\u201d",
    ),
    (
        Change(Act.REPLACE, "p1", "The States shall gather soon."),
        "Change in paragraph 1: replace \u201cParties\u201d by \u201cStates\u201d; "
        "replace \u201cmeet\u201d by \u201cgather\u201d",
    ),
    (
        Change(Act.REPLACE, "h", "Means of a long or winding path to them"),
        "Replace the words of the heading \u201cResources of the long and winding\u2026\u201d by: "
        "\u201cMeans of a long or winding path to them\u201d",
    ),
    (Change(Act.DELETE, "s"), "Delete paragraph 1 (a)"),
    (Change(Act.DELETE, "pp"), "Delete paragraph PP1"),
    (Change(Act.DELETE, "r"), "Delete the row \u201cTotal\u201d"),
    (Change(Act.RETAIN, "t"), "Keep the title as it is"),
    (Change(Act.MOVE, "p4", after="p2"), "Move paragraph 3 bis after paragraph 2"),
    (Change(Act.MOVE, "p2"), "Move paragraph 2 at the beginning"),
    (
        Change(Act.MOVE, "p2", under="h"),
        "Move paragraph 2 first under the heading "
        "\u201cResources of the long and winding\u2026\u201d",
    ),
    (
        Change(Act.SPLIT, "p1", at=12),
        "Split paragraph 1 before \u201cshall meet soon.\u201d",
    ),
    (Change(Act.MERGE, "p1", other="p2"), "Join paragraph 2 to paragraph 1"),
    (
        Change(Act.ALTERNATIVE, "p2", "They may report."),
        "Add beside paragraph 2 as an alternative: \u201cThey may report.\u201d",
    ),
    (
        Change(Act.ADD, words="They rest.", kind=Kind.OPERATIVE, after="p2"),
        "Add after paragraph 2: \u201cThey rest.\u201d",
    ),
    (
        Change(Act.ADD, words="They rest.", kind=Kind.OPERATIVE, label="2 bis", after="p2"),
        "Add after paragraph 2 (2 bis): \u201cThey rest.\u201d",
    ),
    (
        Change(Act.ADD, words="Ends", kind=Kind.HEADING, after="p2"),
        "Add after paragraph 2 (Heading): \u201cEnds\u201d",
    ),
    (Change(Act.ADD, kind=Kind.ROW, after="r"), "Add after the row \u201cTotal\u201d"),
    (Change(Act.DELETE, "p99"), "Delete paragraph p99"),
]


@pytest.mark.parametrize(("change", "said"), SAID)
def test_a_change_in_words(change: Change, said: str) -> None:
    assert w.change_sentence_of(change, TEXT) == said


def test_every_act_is_among_them() -> None:
    assert {change.act for change, _ in SAID} == set(Act)


def test_all_of_it_can_be_translated() -> None:
    words = [p for _, p in _all(TEXT.paragraphs)]
    for change, _ in SAID:
        with language(PSEUDO):
            said = w.change_sentence_of(change, TEXT)
        left = untranslated_text(said)
        own = " ".join([*words, change.words, change.label or ""]).split()
        assert not [x for x in left if not any(x in o for o in own)], said


def _all(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, str]]:
    return [
        y for p in paragraphs for y in [(p.id, f"{p.words} {p.label or ''}"), *_all(p.children)]
    ]


@given(st.text(alphabet="ab ,", max_size=900))
def test_what_is_quoted_is_never_longer_than_a_mail_can_bear(words: str) -> None:
    said = shortened(words)
    assert len(said) <= LONGEST + 1
    assert said == words or (said.endswith("\u2026") and words.startswith(said[:-1]))


def test_the_difference_of_two_wordings_is_a_handful_of_edits_or_is_not_told() -> None:
    assert difference_facts("They shall meet.", "They may meet again.") == [
        {"old": "shall", "new": "may", "after": ""},
        {"old": "", "new": "again", "after": "meet"},
    ]
    assert difference_facts("a b c d e f g h i j k", "a 1 c 2 e 3 g 4 i 5 k") == []
    edits = difference_facts("a b", "a c")
    assert edits_sentence(edits) == "replace \u201cb\u201d by \u201cc\u201d"


def test_a_change_is_said_by_facts_that_are_json() -> None:
    assert change_facts(Change(Act.DELETE, "s"), TEXT) == {
        "act": "delete",
        "paragraph": {"kind": "subparagraph", "label": "1 (a)", "words": ""},
    }


def test_marks_of_emphasis_are_not_said() -> None:
    """They would be read out as asterisks."""
    added = Change(Act.ADD, words="A *rumour* is **no** news.", under=None, after="p1")
    with language("en"):
        said = w.change_sentence_of(added, TEXT)
    assert "A rumour is no news." in said
