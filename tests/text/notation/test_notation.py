"""What brackets, options, placeholders and footnotes of real texts say."""

import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine.errors import BadInput
from placet.engine.text import Kind, Paragraph, Text, parse_markdown
from placet.engine.text.notation import (
    Meaning,
    Place,
    Whole,
    choices_of,
    clean,
    groups_of,
    marks_of,
    option_groups,
    placeholders_in,
    reading,
    settled,
    written,
)
from tests.text.strategies import characters, operatives, words

NAMES = ("A", "B", "UNEP", "G77+China")


@given(characters | words)
def test_groups_printed_are_the_characters_that_were_read(wording: str) -> None:
    for group in groups_of(wording):
        assert written(wording, group) == wording[group.start : group.end]


plain = st.lists(st.sampled_from("shall should not [may] act now".split()), min_size=1).map(
    " ".join
)
readings = st.lists(st.tuples(st.lists(st.sampled_from(NAMES), unique=True), plain), min_size=1)


@given(readings)
def test_readings_written_in_a_bracket_are_read_with_their_names(
    given_: list[tuple[list[str], str]],
) -> None:
    inside = " / ".join(f"{', '.join(names)}: {said}" if names else said for names, said in given_)
    words = f"They [{inside}] act."
    group = groups_of(words)[0]
    assert [(list(r.names), words[r.start : r.end]) for r in group.readings] == given_
    for number, (_, said) in enumerate(given_, 1):
        assert settled(words, 5, number) == f"They {said} act."


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("[shall]", Meaning.OPEN),
        ("[shall / should]", Meaning.ALTERNATIVES),
        ("[A, B: shall / C: should]", Meaning.ALTERNATIVES),
        ("[A: and freely]", Meaning.INSERTION),
        ("[the words / A: delete]", Meaning.DELETION),
        ("[A: delete]", Meaning.DELETION),
        ("[A: retain]", Meaning.RETENTION),
        ("[delete]", Meaning.OPEN),
        ("[shall", Meaning.UNCLOSED),
        *(
            (f"[{said}]", Meaning.PLACEHOLDER)
            for said in ("X", "x", "...", "\u2026", " ", "", "--")
        ),
        ("[*Placeholder* for the date]", Meaning.PLACEHOLDER),
    ],
)
def test_a_bracket_has_a_meaning(words: str, meaning: Meaning) -> None:
    assert groups_of(words)[0].meaning is meaning


def test_placeholders_stand_in_brackets_or_in_the_words() -> None:
    words = "Decision XX/CP.21 by 20XX, ### Parties, [X] or [ ], Annex [XX], EXXON."
    found = [words[start:end] for start, end in placeholders_in(words)]
    assert found == ["XX", "XX", "###", "[X]", "[ ]", "[XX]"]


def test_a_lone_deletion_says_what_it_is_about() -> None:
    for wording, about in (
        ("They act [freely] [A: delete] now", "[freely] [A: delete]"),
        ("They [act freely [A: delete]] now", "[act freely [A: delete]]"),
        ("They act. [A: delete]", "They act. [A: delete]"),
    ):
        found = marks_of(operatives(wording)).brackets[-1].about
        assert found is not None
        assert wording[found.start : found.end] == about


def test_unbalanced_brackets_are_flagged_with_their_partner_in_another_paragraph() -> None:
    found = marks_of(operatives("a [b", "c] d]")).unbalanced
    assert [(half.place, half.opens, half.partner) for half in found] == [
        (Place("p1", 2, 3), True, Place("p2", 1, 2)),
        (Place("p2", 1, 2), False, Place("p1", 2, 3)),
        (Place("p2", 4, 5), False, None),
    ]


def test_options_hold_the_paragraphs_that_stand_under_their_mark() -> None:
    source = (
        "## Purpose\n\n**Option 1:**\n\n1. One.\n\n2. Two.\n\n**Option 2:** No text\n\n"
        "3. **Option I:** Three.\n\n    Option (a): x\n\n    Option (b): y\n\n"
        "    [Option II: z]\n\n## Other\n\nAlt 1 One.\n\nAlt 2 Two.\n\nOptional words.\n"
    )
    text = parse_markdown(source).text
    groups = option_groups(text)
    assert [[option.mark for option in group.options] for group in groups] == [
        ["Option 1", "Option 2"], ["Option I", "Option II"], ["Option (a)", "Option (b)"],
        ["Alt 1", "Alt 2"],
    ]  # fmt: skip
    assert [option.paragraphs for option in groups[0].options] == [("p2", "p3", "p4"), ("p5",)]
    assert groups[1].options[0].paragraphs == ("p6", "p7", "p8")


def test_a_footnote_in_which_somebody_reserves_a_position_is_a_reservation() -> None:
    source = (
        "1. They act.[^1]\n\n2. More.[^2]\n\n[^1]: Norland and the AU reserve their position.\n"
        "[^2]: To be discussed.\n"
    )
    (found,) = marks_of(parse_markdown(source).text).reservations
    assert (found.paragraph, found.names) == ("p1", ("Norland", "the AU"))


@pytest.mark.parametrize(
    ("words", "place", "number", "result"),
    [
        ("They [shall / should] act.", 5, 2, "They should act."),
        ("They [shall][should] act.", 5, 2, "They should act."),
        ("They [shall][should] act.", 12, 1, "They shall act."),
        ("They [shall][should] act.", 5, Whole.KEEP, "They shall [should] act."),
        ("low-[carbon][emission] path", 4, 2, "low-emission path"),
        ("They [A: must] act.", 5, Whole.KEEP, "They must act."),
        ("They [A: must] act.", 5, Whole.DELETE, "They act."),
        ("They act [A: now].", 9, Whole.DELETE, "They act."),
        ("They [act / A: delete], too", 5, 2, "They, too"),
        ("They [a [b] c] d", 8, Whole.KEEP, "They [a b c] d"),
        ("They [act", 5, Whole.KEEP, "They act"),
        ("They act]", 8, Whole.KEEP, "They act"),
        ("[Here] they act", 0, Whole.DELETE, "they act"),
        ("a  b [c] d", 5, Whole.KEEP, "a  b c d"),
    ],
)
def test_one_bracket_is_settled(words: str, place: int, number: int | Whole, result: str) -> None:
    assert settled(words, place, number) == result


@pytest.mark.parametrize(
    ("words", "place", "number", "said"),
    [
        ("They [shall] act", 4, 1, "There is no bracket at character 5"),
        ("They [shall] act", 5, 2, "no reading 2; it has 1"),
        ("They [shall] act", 5, 0, "no reading 0|cannot"),
        ("They [a / b] act", 5, Whole.KEEP, "holds 2 readings"),
        ("They [shall act", 5, 1, "never ends"),
        ("They act", 0, Whole.KEEP, "There is no bracket"),
    ],
)
def test_what_cannot_be_settled_is_refused(
    words: str, place: int, number: int | Whole, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        settled(words, place, number)


@given(characters | words)
def test_a_clean_text_has_no_brackets(wording: str) -> None:
    for paragraph in clean(operatives(wording)).paragraphs:
        assert "[" not in paragraph.words
        assert "]" not in paragraph.words


def test_a_clean_text_takes_the_reading_that_is_chosen() -> None:
    text = operatives("They [shall / B: should] [act][move].", "[A: New.]", "[Old. / A: delete]")
    assert [p.words for p in clean(text).paragraphs] == ["They shall act.", "New.", "Old."]
    last = clean(text, lambda _, choice: len(choice.readings))
    assert [p.words for p in last.paragraphs] == ["They should move.", "New."]
    with pytest.raises(BadInput):
        clean(text, lambda _, choice: 0)


def test_an_organisation_reads_its_own_words_and_else_the_base() -> None:
    text = operatives(
        "They [will / A: shall / B: should] [freely] act [A: now] [C: delete].",
        "[A: New.]",
        "[Old. / A: delete]",
    )
    said = {name: [p.words for p in reading(text, name).paragraphs] for name in "ABCD"}
    assert said["A"] == ["They shall [freely] act now.", "New."]
    assert said["B"] == ["They should [freely] act.", "Old."]
    assert said["D"] == ["They will [freely] act.", "Old."]
    assert said["C"][-1] == "Old."


def test_what_hung_on_a_paragraph_that_went_stays() -> None:
    child = Paragraph("p2", Kind.SUBPARAGRAPH, "stays")
    text = Text((Paragraph("p1", Kind.OPERATIVE, "[A: all]", (child,)),))
    assert [p.id for p in reading(text, "B").paragraphs] == ["p2"]


@pytest.mark.parametrize("hostile", ["[" * 10_000, "]" * 10_000, "[" * 10_000 + "]" * 10_000])
def test_ten_thousand_brackets_have_places_and_can_be_settled(hostile: str) -> None:
    groups = groups_of(hostile)
    assert len(groups) == hostile.count("[")
    assert settled(hostile, 9_999, Whole.KEEP) != hostile
    assert len(marks_of(operatives(hostile)).unbalanced) == abs(
        hostile.count("[") - hostile.count("]")
    )


def test_the_properties_meet_brackets_that_nest_and_differ() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=300, database=None, derandomize=True)
    @given(words)
    def look(wording: str) -> None:
        groups = groups_of(wording)
        seen["wordings"] += 1
        seen["brackets"] += bool(groups)
        seen["choices"] += bool(choices_of(wording, groups))
        seen["unclosed"] += any(not group.closed for group in groups)

    look()
    for what, count in seen.most_common():
        sys.stdout.write(f"{what}: {count} of {seen['wordings']}\n")
    for what in ("brackets", "choices", "unclosed"):
        assert seen[what] * 8 >= seen["wordings"], what
