"""Tables and annexes through the house: read, written, numbered, called, edited, matched."""

import pytest
from hypothesis import given

from placet.engine.errors import BadInput
from placet.engine.text import (
    Edit,
    Kind,
    Paragraph,
    Text,
    block_stats,
    compare,
    edited,
    labelled,
    listed,
    match_imported,
    names_of,
    paragraph_ids,
    parse_markdown,
    stats,
    to_markdown,
    walk,
)

from .strategies import tables, texts

SOURCE = """# Warnings

1. One:

   Table 2: Shares[^1]

   | Organisation | Share \\| part |
   | :--- | ---: |
   | FAO | [5 %] [6 %] |
   | WHO |  |

2. Two.

## Annex I: Duties

1. First.

2. Second.

## Annex II

1. Again.

| a |
|---|

[^1]: In thousands.
"""


def outline(text: Text) -> list[tuple[int, str, str | None, str]]:
    return [(row.depth, row.kind, row.label, row.paragraph.words) for row in labelled(text)]


def test_a_table_is_a_tree_of_rows_and_cells_and_annexes_hold_what_is_annexed() -> None:
    assert outline(parse_markdown(SOURCE).text) == [
        (0, "title", None, "Warnings"),
        (0, "operative", "1", "One:"),
        (1, "table", "Table 2", "Shares"),
        (2, "note", "n. 1", "In thousands."),
        (2, "row", None, ""),
        (3, "cell", None, "Organisation"),
        (3, "cell", None, "Share | part"),
        (2, "row", None, ""),
        (3, "cell", None, "FAO"),
        (3, "cell", None, "[5 %] [6 %]"),
        (2, "row", None, ""),
        (3, "cell", None, "WHO"),
        (3, "cell", None, ""),
        (0, "operative", "2", "Two."),
        (0, "annex", "Annex I", "Duties"),
        (1, "operative", "1", "First."),
        (1, "operative", "2", "Second."),
        (0, "annex", "Annex II", ""),
        (1, "operative", "1", "Again."),
        (1, "table", None, ""),
        (2, "row", None, ""),
        (3, "cell", None, "a"),
    ]


def test_written_and_read_again_it_is_the_same() -> None:
    text = parse_markdown(SOURCE).text
    assert outline(parse_markdown(to_markdown(text)).text) == outline(text)


@given(texts())
def test_parts_of_tables_and_annexes_come_back_as_what_they_were(made: tuple[Text, int]) -> None:
    text, _ = made
    again = parse_markdown(to_markdown(text)).text
    kinds = (Kind.ANNEX, Kind.TABLE, Kind.ROW, Kind.CELL)
    left, right = (
        [(p.kind, p.words) for _, p in walk(one) if p.kind in kinds] for one in (text, again)
    )
    assert left == right


def test_what_only_looks_like_a_table_or_an_annex_is_none() -> None:
    source = "## Annex I Parties\n\n1. a | b\n\nAnnexes\n\n| no | rule |\n\nTable: none"
    kinds = {kind for _, kind, _, _ in outline(parse_markdown(source).text)}
    assert kinds.isdisjoint((Kind.ANNEX, Kind.TABLE, Kind.ROW, Kind.CELL))


@pytest.mark.parametrize(
    ("heading", "label", "words"),
    [
        ("Annex", "Annex", ""),
        ("ANNEX IV", "ANNEX IV", ""),
        ("Annex 2. Forms", "Annex 2", "Forms"),
        ("Annexe I : Formulaires", "Annexe I", "Formulaires"),
        ("Anexo II \u2013 Plazos", "Anexo II", "Plazos"),
        ("\u041f\u0440\u0438\u043b\u043e\u0436\u0435\u043d\u0438\u0435 I",
         "\u041f\u0440\u0438\u043b\u043e\u0436\u0435\u043d\u0438\u0435 I", ""),
        ("\u9644\u4ef6\u4e00\uff1a\u8868\u683c", "\u9644\u4ef6\u4e00", "\u8868\u683c"),
        ("Appendix B: Lists", "Appendix B", "Lists"),
    ],
)  # fmt: skip
def test_annexes_are_known_in_the_languages_of_texts(heading: str, label: str, words: str) -> None:
    text = parse_markdown(f"1. One.\n\n## {heading}\n\n1. Two.").text
    assert outline(text)[1] == (0, "annex", label, words)


def test_a_title_stays_one_beside_annexes_of_the_first_level() -> None:
    text = parse_markdown("# T\n\n## Part\n\n1. x\n\n# Annex\n\n1. y").text
    assert outline(text) == [
        (0, "title", None, "T"),
        (0, "heading", None, "Part"),
        (1, "operative", "1", "x"),
        (0, "annex", "Annex", ""),
        (1, "operative", "1", "y"),
    ]


def annexed(language: str, *labels: str | None) -> list[str | None]:
    one = Paragraph("q", Kind.OPERATIVE, "x")
    paragraphs = [
        Paragraph(f"a{at}", Kind.ANNEX, "", (Paragraph(f"b{at}", one.kind, "x"),), label)
        for at, label in enumerate(labels)
    ]
    return [row.label for row in labelled(Text((one, *paragraphs), language))]


def test_annexes_are_numbered_where_there_are_several_and_begin_to_count_anew() -> None:
    assert annexed("en", None) == ["1", "Annex", "1"]
    assert annexed("en", None, None) == ["1", "Annex I", "1", "Annex II", "1"]
    assert annexed("en", "Annex V", None) == ["1", "Annex V", "1", "Annex VI", "1"]
    assert annexed("fr-CH", None, None) == ["1", "Annexe I", "1", "Annexe II", "1"]
    assert annexed("tlh", None) == ["1", "Annex", "1"]


def test_people_call_a_cell_by_where_it_stands() -> None:
    text = parse_markdown(SOURCE).text
    names = dict(zip(paragraph_ids(text), names_of(text, paragraph_ids(text)), strict=True))
    called = {p.words: names[p.id] for _, p in walk(text) if p.words}
    assert called["Shares"] == "Table 2"
    assert called["[5 %] [6 %]"] == "Table 2, row 2, column 2"
    assert called["Second."] == "Annex I, 2"
    assert called["a"] == "Table 3, row 1, column 1"
    french = Text(text.paragraphs, "fr")
    assert names_of(french, paragraph_ids(text)[-1:]) == ("Tableau 3, ligne 1, colonne 1",)


def test_the_tree_counts_cells_and_the_blocks_of_a_file_do_not() -> None:
    imported = parse_markdown("1. One.\n\n| [a] | [b] |\n| --- | --- |\n| c] | d |\n")
    found = block_stats(imported.blocks)
    assert (found.blocks, found.bracketed_paragraphs, found.unbalanced_paragraphs) == (2, 1, 1)
    assert (found.alternatives, found.open_brackets, found.close_brackets) == (0, 2, 3)
    assert stats(imported.text).paragraphs == 8
    assert stats(imported.text).bracketed_paragraphs == 3


@pytest.mark.parametrize(
    ("place", "rows", "what"),
    [
        (1, [(Kind.ROW, 0, "")], "is a row of a table, but stands in no table"),
        (2, [(Kind.TABLE, 0, ""), (Kind.CELL, 1, "")], "is a cell of a table, but stands in no"),
        (2, [(Kind.TABLE, 0, ""), (Kind.OPERATIVE, 1, "x")], "is neither row nor cell"),
        (3, [(Kind.TABLE, 0, ""), (Kind.ROW, 1, ""), (Kind.ROW, 2, "")], "stands in no table"),
        (1, [(Kind.HEADING, 0, " ")], "has no words"),
    ],
)
def test_a_form_that_makes_no_table_is_refused_with_its_place(
    place: int, rows: list[tuple[Kind, int, str]], what: str
) -> None:
    edits = [Edit(None, kind, level, words) for kind, level, words in rows]
    with pytest.raises(BadInput, match=what) as refused:
        edited(Text(()), edits, 0)
    assert refused.value.field.startswith(f"paragraphs[{place}].")


@given(tables())
def test_a_table_needs_no_words(edits: list[Edit]) -> None:
    text, minted = edited(Text(()), edits, 0)
    assert [p.kind for _, p in walk(text)] == [edit.kind for edit in edits]
    assert minted == len(edits)


def test_a_cell_keeps_its_id_where_its_row_is_known() -> None:
    old = parse_markdown("| A | B |\n|--|--|\n| FAO | 1,000 |\n| WHO | 900 |").text
    new = parse_markdown("| A | B |\n|--|--|\n| ITU | 5 |\n| FAO | 2,000 |\n| WHO | 900 |").text
    found, _, report = match_imported(old, new, 20)
    assert report.fresh == ("p21", "p22", "p23")
    assert report.gone == ()
    assert [(said.name, said.old, said.new) for said in listed(compare(old, found))] == [
        ("Table 1, row 2", "", "ITU | 5"),
        ("Table 1, row 3, column 2", "1,000", "2,000"),
    ]


def test_a_cell_is_not_taken_for_a_paragraph_of_the_same_words() -> None:
    old = parse_markdown("1. FAO\n\n| FAO |\n|--|\n| x |").text
    new = parse_markdown("| FAO |\n|--|\n| x |\n\n1. FAO").text
    found, _, _ = match_imported(old, new, 20)
    kinds = {p.id: p.kind for _, p in walk(old)}
    assert all(kinds.get(p.id, p.kind) is p.kind for _, p in walk(found))


@pytest.mark.parametrize(
    "hostile",
    ["|" * 50_000, "a | b\n" + "--|" * 30_000, "|\\" * 30_000 + "\n|-|", " " * 50_000 + "|-x",
     "| a |\n|--|\n" + "| b |\n" * 20_000, "# Annex" + " i" * 30_000, "Table " + "1" * 50_000,
     "a|b\n" + "-" * 60_000 + "|" + " " * 50_000 + "x"],
)  # fmt: skip
def test_hostile_tables_are_read_in_little_time(hostile: str) -> None:
    text = parse_markdown(hostile).text
    assert parse_markdown(to_markdown(text)).minted >= 0
