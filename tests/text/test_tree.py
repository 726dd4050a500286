import dataclasses
import hashlib
import unicodedata

import pytest
from hypothesis import given

from placet.engine.errors import BadInput
from placet.engine.text import (
    MOST_PARAGRAPHS,
    Edit,
    Kind,
    Paragraph,
    Text,
    direction,
    edited,
    find,
    from_data,
    labelled,
    names_of,
    paragraph_ids,
    text_hash,
    to_data,
    walk,
    word_count,
)
from placet.engine.text.labels import from_letters, from_roman, letters, roman
from placet.engine.text.tokens import is_word, tokens

from .strategies import characters, operatives, texts


def op(words: str = "shall act", **fields: object) -> Edit:
    start = Edit(None, Kind.OPERATIVE, 0, words)
    return dataclasses.replace(start, **fields)  # type: ignore[arg-type]


@given(texts())
def test_a_text_read_from_its_own_data_is_the_same_text(made: tuple[Text, int]) -> None:
    text, _ = made
    assert from_data(to_data(text)) == text
    assert text_hash(from_data(to_data(text))) == text_hash(text)


@given(texts())
def test_sending_a_text_back_unchanged_changes_nothing(made: tuple[Text, int]) -> None:
    text, minted = made
    rows = [Edit(p.id, p.kind, depth, p.words, p.label) for depth, p in walk(text)]
    assert edited(text, rows, minted) == (text, minted)


@given(texts())
def test_every_paragraph_is_found_by_its_id(made: tuple[Text, int]) -> None:
    text, minted = made
    assert paragraph_ids(text) == tuple(f"p{at}" for at in range(1, minted + 1))
    assert all(find(text, p.id) is p for _, p in walk(text))
    assert find(text, "p0") is None


@given(characters)
def test_tokens_joined_are_the_words(words: str) -> None:
    assert "".join(tokens(words)) == words


def test_words_are_cut_where_readers_of_their_script_would_cut_them() -> None:
    cut = [t for t in tokens("low-emission 1.5 °C, [shall][should] 世界 हिन्दी สวัสดี") if is_word(t)]
    assert cut == ["low-emission", "1.5", "C", "shall", "should", "世", "界", "हिन्दी", "สวัสดี"]
    assert word_count(operatives("one two", "[three]")) == 3


def test_the_hash_is_that_of_the_canonical_json_without_defaults() -> None:
    canonical = b'{"paragraphs":[{"id":"p1","kind":"operative","words":"shall act"}]}'
    assert text_hash(operatives("shall act")) == hashlib.sha256(canonical).hexdigest()
    french = b'{"language":"fr","paragraphs":[]}'
    assert text_hash(Text((), "fr")) == hashlib.sha256(french).hexdigest()


def test_labels_run_through_the_text_and_letters_start_again_under_each_paragraph() -> None:
    rows = [
        (Kind.TITLE, 0, None), (Kind.PREAMBULAR, 0, None), (Kind.PREAMBULAR, 0, "PP1 bis"),
        (Kind.PREAMBULAR, 0, None), (Kind.HEADING, 0, None), (Kind.OPERATIVE, 1, None),
        (Kind.SUBPARAGRAPH, 2, None), (Kind.SUBPARAGRAPH, 3, None), (Kind.SUBPARAGRAPH, 3, None),
        (Kind.SUBPARAGRAPH, 2, None), (Kind.NOTE, 2, None), (Kind.HEADING, 0, None),
        (Kind.OPERATIVE, 1, "7"), (Kind.OPERATIVE, 1, None), (Kind.SUBPARAGRAPH, 2, None),
    ]  # fmt: skip
    edits = [Edit(None, kind, level, "words", label) for kind, level, label in rows]
    text, _ = edited(Text(()), edits, 0)
    assert [row.label for row in labelled(text)] == [
        None, "PP1", "PP1 bis", "PP2", None, "1", "(a)", "(i)", "(ii)", "(b)", None, None,
        "7", "8", "(a)",
    ]  # fmt: skip


def test_letters_and_roman_numerals_count_and_are_read_back() -> None:
    assert [letters(n) for n in (1, 26, 27, 28, 703)] == ["a", "z", "aa", "ab", "aaa"]
    assert [roman(n) for n in (1, 4, 9, 14, 49, 90)] == ["i", "iv", "ix", "xiv", "xlix", "xc"]
    assert all(from_letters(letters(n)) == n for n in range(1, 800))
    assert all(from_roman(roman(n)) == n for n in range(1, 300))
    assert from_roman("iiii") is None
    assert from_letters("1") is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr")],
)
def test_direction_follows_language_and_script(language: str, expected: str) -> None:
    assert direction(Text((), language)) == expected


def test_known_ids_stay_new_ones_are_minted_and_what_is_not_sent_is_deleted() -> None:
    old = operatives("one", "two", "three")
    rows = [op("three", id="p3"), op("new"), op("ONE", id="p1", level=1)]
    text, minted = edited(old, rows, 3)
    assert [(d, p.id, p.words) for d, p in walk(text)] == [
        (0, "p3", "three"), (0, "p4", "new"), (1, "p1", "ONE"),
    ]  # fmt: skip
    assert minted == 4


def test_a_deleted_id_is_never_given_again() -> None:
    text, minted = edited(operatives("one", "two"), [op("one", id="p1")], 2)
    assert paragraph_ids(edited(text, [op()], minted)[0]) == ("p3",)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([op(id="p9")], "p9"),
        ([op(id="p1"), op(id="p1")], "Paragraph 2"),
        ([op(), op(level=2)], "level 2 jumps"),
        ([op(level=1)], "level 1 jumps"),
        ([op(level=-1)], "level -1"),
        ([op(" \n ")], "no words"),
        ([op("x" * 10_001)], "10001"),
        ([op("a\x00b")], "U+0000"),
        ([op("a\x9bb")], "U+009B"),
        ([op("a\ud800")], "U+D800"),
        ([op("a \u202e b")], "U+202E"),
        ([op("a \u2067 b \u202c")], "U+2067"),
        ([op(label="x" * 41)], "label"),
        ([op()] * (MOST_PARAGRAPHS + 1), "2001"),
        ([op("x" * 9_999)] * 101, "1009899"),
    ],
)
def test_a_form_that_is_no_text_is_refused_with_the_place_named(
    rows: list[Edit], named: str
) -> None:
    with pytest.raises(BadInput) as caught:
        edited(operatives("one"), rows, 1)
    assert named in caught.value.in_english()


def test_words_are_kept_in_normal_form_with_line_feeds() -> None:
    raw = unicodedata.normalize("NFD", " café\r\nau\rlait \u2067א\u2069 ")
    text, _ = edited(Text(()), [op(raw)], 0)
    assert text.paragraphs[0].words == "café\nau\nlait \u2067א\u2069"


def test_braces_in_words_do_not_disturb_the_message() -> None:
    with pytest.raises(BadInput, match="no words"):
        edited(Text(()), [op("", label="{x}")], 0)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"paragraphs": {}},
        {"paragraphs": [], "colour": "red"},
        {"paragraphs": ["x"]},
        {"paragraphs": [{"id": "p1", "kind": "poem", "words": "x"}]},
        {"paragraphs": [{"id": "p1", "kind": "note", "words": 3}]},
        {"paragraphs": [{"id": "p1", "words": "x"}]},
        {"paragraphs": [{"id": "p1", "kind": "note", "words": "x", "children": "y"}]},
    ],
)
def test_data_of_another_shape_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        from_data(data)


def test_data_nested_without_end_are_refused_not_followed() -> None:
    row: dict[str, object] = {"id": "p", "kind": "note", "words": "x"}
    for _ in range(5000):
        row = {"id": "p", "kind": "note", "words": "x", "children": [row]}
    with pytest.raises(BadInput, match="200 deep"):
        from_data({"paragraphs": [row]})


def test_children_stand_under_their_paragraph() -> None:
    text, _ = edited(Text(()), [op("a"), op("b", level=1), op("c", level=2), op("d")], 0)
    child = Paragraph("p3", Kind.OPERATIVE, "c")
    assert text.paragraphs[0].children[0].children == (child,)
    assert [p.words for p in text.paragraphs] == ["a", "d"]


def test_a_paragraph_without_a_label_is_called_by_its_first_words() -> None:
    words = "The organisations that met in Rome,"
    text = Text((Paragraph("p1", Kind.NOTE, words), Paragraph("p2", Kind.OPERATIVE, "Agree.")))
    assert names_of(text, ("p1", "p2")) == (
        "\u201cThe organisations that met in...\u201d",
        "1",
    )
    short = Text((Paragraph("p1", Kind.HEADING, "Preamble"),))
    assert names_of(short, ("p1",)) == ("\u201cPreamble\u201d",)
