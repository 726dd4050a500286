"""What is compiled can be read out again, exactly."""

import sys
from collections import Counter

import pytest
from hypothesis import given, settings

from placet.engine.errors import BadInput
from placet.engine.text import Kind, Paragraph, Text, walk
from placet.engine.text.compiling import (
    BASE,
    Compilation,
    as_text,
    base_of,
    bracketed,
    clashes_of,
    columns,
    compiled,
    read_back,
    reading_of,
    unescaped,
)
from tests.text.compiling.cases import NASTY, Case, cases
from tests.text.strategies import operatives


def one(base: str, **words: str) -> str:
    """The bracketed words of a text with one paragraph."""
    made = compiled(operatives(base), {name: operatives(said) for name, said in words.items()})
    return as_text(made).paragraphs[0].words


@settings(max_examples=400)
@given(cases())
def test_every_proposal_can_be_read_out_exactly(case: Case) -> None:
    made = compiled(case.base, case.proposals)
    for name, text in case.proposals.items():
        assert reading_of(made, name) == text


@given(cases(NASTY))
def test_hostile_words_are_read_out_exactly_too(case: Case) -> None:
    made = compiled(case.base, case.proposals)
    assert base_of(made) == case.base
    for name, text in case.proposals.items():
        assert reading_of(made, name) == text


@given(cases())
def test_without_the_proposals_it_is_the_base(case: Case) -> None:
    assert base_of(compiled(case.base, case.proposals)) == case.base


@settings(max_examples=400)
@given(cases() | cases(NASTY))
def test_printed_words_lead_back_to_what_each_wrote(case: Case) -> None:
    made = compiled(case.base, case.proposals)
    check_printed(made, keepers=True)
    check_printed(made, keepers=False)


def check_printed(made: Compilation, keepers: bool) -> None:
    for passage in made.passages:
        shown = bracketed(made, passage, keepers=keepers)
        for number, proposal in enumerate(made.proposals, 1):
            for name in proposal.names:
                said = made.words(passage, number) if number in passage.holders else ""
                assert read_back(shown, name, made.names) == said


@given(cases())
def test_equal_proposals_are_one_with_all_their_names(case: Case) -> None:
    made = compiled(case.base, case.proposals)
    assert len(made.proposals) == len(set(case.proposals.values()))
    for passage in made.passages:
        for variation in passage.variations():
            texts = [text for _, text in variation.readings]
            assert len(set(texts)) == len(texts)
    for proposal in made.proposals:
        assert {case.proposals[name] for name in proposal.names} == {
            reading_of(made, proposal.names[0])
        }


@given(cases())
def test_without_names_the_brackets_are_the_same(case: Case) -> None:
    made = compiled(case.base, case.proposals)
    named, bare = as_text(made), as_text(made, attributed=False)
    for (_, left), (_, right) in zip(walk(named), walk(bare), strict=True):
        assert (left.id, left.kind) == (right.id, right.kind)
        for char in ("[", "]"):
            assert left.words.count(char) == right.words.count(char)
        assert left.words.count(" / ") == right.words.count(" / ")


@given(cases())
def test_the_order_of_the_proposers_changes_no_reading(case: Case) -> None:
    made = compiled(case.base, dict(reversed(case.proposals.items())))
    for name, text in case.proposals.items():
        assert reading_of(made, name) == text


@given(cases())
def test_the_bracketed_text_is_a_text_with_the_ids_of_the_base(case: Case) -> None:
    made = as_text(compiled(case.base, case.proposals))
    ids = [p.id for _, p in walk(made)]
    assert len(ids) == len(set(ids))
    assert set(ids) >= {p.id for _, p in walk(case.base)}


def test_the_properties_meet_cases_that_bite() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=400, database=None, derandomize=True)
    @given(cases())
    def look(case: Case) -> None:
        made = compiled(case.base, case.proposals)
        seen["cases"] += 1
        variations = [v for p in made.passages for v in p.variations()]
        seen["words differ"] += bool(variations)
        seen["two differ in one paragraph"] += any(
            len({made.words(p, h) for h in p.holders if h != BASE}) > 1 for p in made.passages
        )
        fates = Counter(cell.fate for row in columns(made) for cell in row.cells)
        seen["equal proposals"] += len(made.proposals) < len(case.proposals)
        for fate in ("deleted", "added", "moved"):
            seen[fate] += bool(fates[fate])
        seen["clash"] += bool(clashes_of(made))
        shown = [bracketed(made, p) for p in made.passages]
        seen["printed with backslashes"] += any("\\" in words for words in shown)

    look()
    total = seen["cases"]
    for what, count in seen.most_common():
        sys.stdout.write(f"{what}: {count} of {total} ({100 * count // total} %)\n")
    for what, least in (
        ("words differ", 60), ("two differ in one paragraph", 50), ("equal proposals", 25),
        ("deleted", 35), ("added", 35), ("moved", 20), ("clash", 25),
    ):  # fmt: skip
        assert 100 * seen[what] >= least * total, what


@pytest.mark.parametrize(
    ("base", "words", "shown"),
    [
        ("They will act.", {"A": "They shall act.", "B": "They should act."},
         "They [will / A: shall / B: should] act."),
        ("They shall act.", {"A": "They shall act.", "B": "They should act."},
         "They [A: shall / B: should] act."),
        ("They act.", {"A": "They act now.", "B": "They act."}, "They act [A: now]."),
        ("They all act.", {"A": "They act.", "B": "They all act."},
         "They [B: all / A: delete] act."),
        ("They all act.", {"A": "They act.", "B": "They act."}, "They [all / A, B: delete] act."),
        ("They [shall][should] act.", {"A": "They shall act.", "B": "They [shall][should] act."},
         "They [B: [shall][should] / A: shall] act."),
        ("They [will] act.", {"A": "They will act.", "B": "They [will] not act."},
         "They [B: [will] / A: will] [B: not] act."),
        ("Keep [A: x].", {"A": "Keep [A: x].", "B": "Keep [A: x] now."},
         "Keep \\[A\\: x\\] [B: now]."),
        ("Do act.", {"A": "Do delete act.", "B": "Do act."}, "Do [A: \\delete] act."),
        ("They  act.", {"A": "They never  act.", "B": "They  act."}, "They [A: never]  act."),
    ],
)  # fmt: skip
def test_only_what_differs_is_bracketed(base: str, words: dict[str, str], shown: str) -> None:
    assert one(base, **words) == shown
    for name, said in words.items():
        assert read_back(shown, name, tuple(words)) == said


def text(**words: str) -> Text:
    return Text(tuple(Paragraph(id, Kind.OPERATIVE, said) for id, said in words.items()))


def test_paragraphs_that_not_everybody_has_are_bracketed_whole() -> None:
    base = text(p1="One stays.", p2="Two goes.", p3="Three moves.", p4="Four.")
    made = compiled(
        base,
        {
            "A": text(p1="One stays.", p3="Three moves.", p4="Four.", p5="New."),
            "B": text(p3="Three moves.", p1="One stays.", p2="Two changes.", p4="Four."),
        },
    )
    assert [p.words for p in as_text(made).paragraphs] == [
        "[B: Three moves.]",
        "One stays.",
        "[B: Two [goes / B: changes]. / A: delete]",
        "[A: Three moves. / B: delete]",
        "Four.",
        "[A: New.]",
    ]
    assert [p.id for p in as_text(made).paragraphs] == ["p6", "p1", "p2", "p3", "p4", "p5"]
    fates = [tuple(cell.fate for cell in row.cells) for row in columns(made)]
    assert fates == [
        ("absent", "moved"), ("same", "same"), ("deleted", "changed"), ("same", "moved_away"),
        ("same", "same"), ("added", "absent"),
    ]  # fmt: skip


def test_what_two_want_to_change_differently_is_a_clash_and_what_one_changes_is_none() -> None:
    base = text(p1="They will act soon.", p2="Two goes.")
    made = compiled(
        base,
        {
            "A": text(p1="They shall act soon.", p2="Two goes."),
            "B": text(p1="They should act now.", p2="Two stays."),
            "C": text(p1="They should act soon."),
        },
    )
    words, paragraph = clashes_of(made)
    assert (words.paragraph, words.words) == ("p1", "will")
    assert words.readings == ((("A",), "shall"), (("B", "C"), "should"))
    assert (paragraph.paragraph, paragraph.words) == ("p2", "Two goes.")
    assert paragraph.readings == ((("B",), "Two stays."), (("C",), None))


def test_names_that_could_not_be_read_back_are_refused() -> None:
    for name in ("", "A:B", "A, B", "A/B", "[A]", " A", "A\n"):
        with pytest.raises(BadInput):
            compiled(operatives("x"), {name: operatives("y")})
    with pytest.raises(BadInput, match="C proposes nothing"):
        reading_of(compiled(operatives("x"), {"A": operatives("y")}), "C")
    twice = Text((Paragraph("p1", Kind.NOTE, "x"), Paragraph("p1", Kind.NOTE, "y")))
    with pytest.raises(BadInput, match="p1"):
        compiled(twice, {})


def test_ten_thousand_brackets_are_compiled_and_read_back() -> None:
    deep = "[" * 10_000 + "x" + "]" * 10_000
    made = compiled(
        operatives(f"They {deep} act."),
        {"A": operatives(f"They {deep} must act."), "B": operatives(f"They {deep} act.")},
    )
    shown = as_text(made).paragraphs[0].words
    assert shown == f"They {deep} [A: must] act."
    assert read_back(shown, "A", ("A", "B")) == f"They {deep} must act."


def test_those_who_keep_the_words_need_not_be_named() -> None:
    base = text(p1="They will act.", p2="Two goes.")
    made = compiled(
        base,
        {
            "A": base,
            "B": text(p1="They shall act.", p2="Two goes."),
            "C": text(p1="They will act now."),
        },
    )
    assert [p.words for p in as_text(made, keepers=False).paragraphs] == [
        "They [will / B: shall] act [C: now].",
        "[Two goes. / C: delete]",
    ]


@pytest.mark.parametrize("words", ["delete", "see [X", "either / or", "A: this"])
def test_printed_words_are_shown_to_people_without_the_marks_of_reading_back(words: str) -> None:
    made = compiled(operatives("They say nothing."), {"A": operatives(f"They say {words}.")})
    (paragraph,) = as_text(made).paragraphs
    assert "\\" not in unescaped(paragraph.words)
    assert words in unescaped(paragraph.words)
