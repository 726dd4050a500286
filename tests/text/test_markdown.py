import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.text import (
    Found,
    Imported,
    Kind,
    Paragraph,
    Text,
    labelled,
    parse_markdown,
    parse_plain,
    to_markdown,
    walk,
)
from placet.engine.text.tokens import is_word, tokens

from .strategies import VOCABULARY, texts


def outline(text: Text) -> list[tuple[int, str, str | None, str]]:
    return [(row.depth, row.kind, row.label, row.paragraph.words) for row in labelled(text)]


def words_of(*parts: str) -> Counter[str]:
    return Counter(t for part in parts for t in tokens(part.replace("*", "")) if is_word(t))


def kept_and_reported(imported: Imported) -> Counter[str]:
    rows = [paragraph for _, paragraph in walk(imported.text)]
    return words_of(
        *(paragraph.words for paragraph in rows),
        *(paragraph.label or "" for paragraph in rows),
        *(remark.source for remark in imported.report),
    )


lines = st.lists(st.sampled_from(VOCABULARY), max_size=6).map(" ".join)
indented = st.builds(lambda indent, line: " " * indent + line, st.integers(0, 9), lines)
files = st.lists(indented, max_size=12).map("\n".join)


@given(texts())
def test_a_text_written_and_read_again_has_the_same_words_per_paragraph(
    made: tuple[Text, int],
) -> None:
    text, _ = made
    again = parse_markdown(to_markdown(text))
    assert [p.words for _, p in walk(again.text)] == [p.words for _, p in walk(text)]


@given(st.lists(st.text(alphabet="ab1.()[]*_\\#>-+=&;<!^:{} \n\t|`~/", min_size=1), max_size=4))
def test_no_character_is_lost_on_the_way_out_and_back(wordings: list[str]) -> None:
    kept = [wording.strip() for wording in wordings if wording.strip()]
    text = Text(tuple(Paragraph(f"p{i}", Kind.OPERATIVE, w) for i, w in enumerate(kept, 1)))
    again = parse_markdown(to_markdown(text))
    assert [p.words for _, p in walk(again.text)] == kept


@given(files)
def test_every_word_of_a_file_is_in_the_tree_or_in_the_report(source: str) -> None:
    plain = re.sub(r"&amp;|\\", " ", source)
    lost = words_of(plain) - kept_and_reported(parse_markdown(plain))
    assert not lost


@given(files)
def test_every_word_of_plain_text_is_in_the_tree(source: str) -> None:
    assert not words_of(source) - kept_and_reported(parse_plain(source))


@given(st.text(max_size=200))
def test_no_file_is_refused(source: str) -> None:
    for imported in (parse_markdown(source), parse_plain(source)):
        ids = [p.id for _, p in walk(imported.text)]
        assert ids == [f"p{at}" for at in range(1, imported.minted + 1)]


def test_a_resolution_becomes_a_tree_with_its_printed_labels() -> None:
    source = """# Early warning

The organisations,

*Recalling* their earlier work,

## Article 1

1. Agree to share:
   (a) observations [and forecasts];
   (b) warnings:
       (i) by radio;

2 bis. Decide to meet.
"""
    assert outline(parse_markdown(source).text) == [
        (0, "title", None, "Early warning"),
        (0, "note", None, "The organisations,"),
        (0, "preambular", "PP1", "*Recalling* their earlier work,"),
        (0, "heading", None, "Article 1"),
        (1, "operative", "1", "Agree to share:"),
        (2, "subparagraph", "(a)", "observations [and forecasts];"),
        (2, "subparagraph", "(b)", "warnings:"),
        (3, "subparagraph", "(i)", "by radio;"),
        (1, "operative", "2 bis", "Decide to meet."),
    ]


def test_letters_that_are_not_indented_stand_under_their_number() -> None:
    source = (
        "1. One\n\n1.1 Deeper\n\n(h) h\n\n(i) i\n\n(i) x\n\n(ii) y\n\n2. Two\n\n2.5 million stay"
    )
    found = [(depth, label) for depth, _, label, _ in outline(parse_plain(source).text)]
    assert found[:3] == [(0, "1"), (1, "1.1"), (2, "(h)")]
    assert found[3:] == [(2, "(i)"), (3, "(i)"), (3, "(ii)"), (0, "2"), (0, None)]


@pytest.mark.parametrize("source", ["[a][b]", "[shall](c)", "paragraph [x](a) above", "x [a] [b]"])
def test_brackets_side_by_side_are_no_link(source: str) -> None:
    imported = parse_markdown(source)
    assert [p.words for _, p in walk(imported.text)] == [source]
    assert imported.report == ()


def test_a_real_link_loses_its_target_and_says_so() -> None:
    source = (
        "See [the [old] draft][src] and [this](https://example.org/a(b)).\n\n[src]: http://e.org"
    )
    imported = parse_markdown(source)
    assert [p.words for _, p in walk(imported.text)] == ["See the [old] draft and this."]
    assert [(r.line, r.found) for r in imported.report] == [
        (1, Found.LINK_TARGET), (1, Found.LINK_TARGET), (3, Found.LINK_DEFINITION),
    ]  # fmt: skip


def test_a_footnote_becomes_a_note_under_its_paragraph() -> None:
    source = "1. One[^a] two\n2. Three\n\n[^a]: Because\n    of this.\n\n[^b]: Unused"
    imported = parse_markdown(source)
    assert outline(imported.text) == [
        (0, "operative", "1", "One two"),
        (1, "note", "n. a", "Because\nof this."),
        (0, "operative", "2", "Three"),
        (0, "note", "n. b", "Unused"),
    ]
    assert [(r.line, r.found) for r in imported.report] == [
        (1, Found.FOOTNOTE_MARK), (7, Found.FOOTNOTE_UNUSED),
    ]  # fmt: skip


def test_what_is_not_text_is_reported_with_its_line() -> None:
    source = "---\ntitle: A draft\nedit: true\n---\n* TOC\n{:toc}\n\n"
    source += "## Part {:.x}\n\n***\n\n<b>x</b>\x07"
    imported = parse_markdown(source)
    assert outline(imported.text) == [
        (0, "title", None, "A draft"), (0, "heading", None, "Part"), (1, "operative", "1", "x"),
    ]  # fmt: skip
    assert [(r.line, r.found.value) for r in imported.report] == [
        (1, "front_matter"), (2, "front_matter"), (3, "front_matter"), (4, "front_matter"),
        (5, "contents"), (6, "attributes"), (8, "attributes"), (10, "rule"), (12, "characters"),
        (12, "tag"), (12, "tag"),
    ]  # fmt: skip


def test_a_file_that_numbers_nothing_is_numbered_here() -> None:
    source = "The organisations,\n\nRecalling their work,\n\nDecide to meet.\n\nInvite others."
    found = [(kind, label) for _, kind, label, _ in outline(parse_plain(source).text)]
    assert found == [("note", None), ("preambular", "PP1"), ("operative", "1"), ("operative", "2")]


def test_plain_text_is_not_read_as_markup() -> None:
    source = "# 1 is [a](http://x.org) &amp; <b>\nwrapped"
    assert [p.words for _, p in walk(parse_plain(source).text)] == source.split("\n")


def test_ids_go_on_from_the_counter() -> None:
    imported = parse_plain("a\n\nb", minted=41)
    assert ([p.id for _, p in walk(imported.text)], imported.minted) == (["p42", "p43"], 43)


def test_nesting_without_end_is_flattened_and_reported() -> None:
    source = "\n".join(" " * (2 * at) + f"1. x{at}" for at in range(40))
    imported = parse_markdown(source)
    assert max(depth for depth, _ in walk(imported.text)) == 20
    assert sum(r.found is Found.TOO_DEEP for r in imported.report) == 19


def test_more_than_a_form_takes_is_imported_and_reported() -> None:
    imported = parse_plain("x " * 6_000 + "\n\n" + "y\n\n" * 2_001)
    assert [r.found for r in imported.report] == [Found.TOO_LONG, Found.TOO_LONG]
    assert imported.minted == 2_002


@pytest.mark.parametrize(
    "hostile",
    ["[" * 50_000, "](" * 30_000, "<!--" * 20_000, "*" * 50_000, "_a" * 30_000, "[^" * 30_000,
     "# " + " " * 50_000 + "x", "- " * 30_000 + "x", "&" * 50_000, "{:" * 30_000, "[a](" * 20_000,
     "[" * 20_000 + "x][]" * 5_000 + "\n\n[x]: http://a.org", "--|" * 20_000 + "x", "1." * 30_000,
     "3.3" + " bis" * 20_000, "(a" + " bis" * 20_000 + "\x00", "![" * 20_000],
)  # fmt: skip
def test_hostile_files_are_read_in_little_time(hostile: str) -> None:
    assert parse_markdown(hostile).minted >= 0
    assert parse_markdown(to_markdown(parse_plain(hostile).text)).minted >= 0
