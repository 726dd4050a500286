"""Word documents: what is in them besides the words, and that other readers agree with ours."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx_revisions import RevisionDocument
from hypothesis import given

from placet.engine.documents import marks
from placet.engine.documents.writing import (
    About,
    CommentOut,
    Labels,
    Tracked,
    to_docx,
    to_docx_bracketed,
    to_docx_columns,
    to_docx_tracked,
)
from placet.engine.documents.writing.bracketed import look
from placet.engine.documents.writing.columns import Run, compilation_rows, drawn
from placet.engine.documents.writing.glyphs import ADDED, REMOVED, directed, pieced
from placet.engine.text import Kind, Paragraph, Text, as_read, walk
from placet.engine.text.compiling import as_text, compiled
from tests.documents.drafts import ABOUT, BASE, COMMENTS, READINGS, TRACKED, on
from tests.documents.settling import W, expected, part, read
from tests.text.strategies import operatives, revisions

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
WORDS = Labels()


def said(data: bytes, accept: bool) -> list[str]:
    """The words of all paragraphs after a foreign library accepted or rejected everything."""
    document = RevisionDocument(BytesIO(data))
    (document.accept_all if accept else document.reject_all)()
    return [p.text.split("\t")[-1] for p in document.all_paragraphs if p.text.strip()]


def wordings(text: Text) -> list[str]:
    return [as_read(p.words).replace("\\", "") for _, p in walk(text) if p.words]


@pytest.mark.parametrize("name", READINGS)
def test_a_foreign_library_accepts_to_the_proposal_and_rejects_to_the_base(name: str) -> None:
    """By their words: that library keeps the ends of paragraphs and reads tables last."""
    data = to_docx_tracked(BASE, [Tracked(name, on(1), READINGS[name])], (), ABOUT, WORDS)
    for accept, text in ((True, READINGS[name]), (False, BASE)):
        assert sorted(" ".join(said(data, accept)).split()) == sorted(
            " ".join(wordings(text)).split()
        )


def test_of_flat_texts_a_foreign_library_reads_both_versions() -> None:
    old = operatives("We *shall* act now.", "Nothing changes.", "This one goes away.")
    new = Text((*operatives("We **should** act soon.", "Nothing changes.").paragraphs,
                Paragraph("p9", Kind.OPERATIVE, "This one is new.")))  # fmt: skip
    data = to_docx_tracked(old, [Tracked("AUR", on(1), new)], (), ABOUT, WORDS)
    assert said(data, True) == wordings(new)
    assert said(data, False) == wordings(old)


def test_the_same_input_gives_the_same_bytes() -> None:
    made = [to_docx_tracked(BASE, TRACKED, COMMENTS, ABOUT, WORDS) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(BytesIO(made[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_changes_bear_the_name_and_the_date_of_their_organisation() -> None:
    body = part(to_docx_tracked(BASE, TRACKED, (), ABOUT, WORDS), "word/document.xml")
    changes = list(body.iter(f"{W}ins", f"{W}del"))
    dates = {(c.get(f"{W}author"), c.get(f"{W}date")) for c in changes}
    assert ("AUR", "2027-03-01T09:00:00Z") in dates
    assert ("BOR", "2027-03-02T09:00:00Z") in dates
    assert ("BOR + CYG", "2027-03-02T09:00:00Z") in dates
    numbers = [c.get(f"{W}id") for c in changes]
    assert len(set(numbers)) == len(numbers)


def test_a_split_paragraph_keeps_its_words_and_only_its_end_is_new() -> None:
    old = operatives("First we meet. Then we act.")
    new = Text((Paragraph("p1", Kind.OPERATIVE, "First we meet."),
                Paragraph("p2", Kind.OPERATIVE, "Then we act.")))  # fmt: skip
    data = to_docx_tracked(old, [Tracked("AUR", on(1), new)], (), ABOUT, WORDS)
    body = part(data, "word/document.xml")
    assert ["".join(e.itertext()) for e in body.iter(f"{W}del")] == [" "]
    assert read(data) == expected(new)
    back = to_docx_tracked(new, [Tracked("AUR", on(1), old)], (), ABOUT, WORDS)
    assert ["".join(e.itertext()) for e in part(back, "word/document.xml").iter(f"{W}del")] == [
        "",
        "2",
    ]
    assert [row.pieces for row in read(back)] == [row.pieces for row in expected(old)]


def test_what_is_removed_is_read_before_what_replaces_it() -> None:
    old = operatives("This stays.", "This paragraph is quite an old one.")
    new = Text((old.paragraphs[0], Paragraph("p9", Kind.OPERATIVE, "Here is something new.")))
    data = to_docx_tracked(old, [Tracked("AUR", on(1), new)], (), ABOUT, WORDS)
    kinds = [e.tag for e in part(data, "word/document.xml").iter(f"{W}delText", f"{W}t")]
    assert kinds.index(f"{W}delText") < len(kinds) - 1
    assert kinds[-1] == f"{W}t"


def test_comments_stand_at_their_words_with_their_answers() -> None:
    data = to_docx_tracked(BASE, TRACKED, COMMENTS, ABOUT, WORDS)
    comments = list(Document(BytesIO(data)).comments)
    assert [(c.author, c.text) for c in comments] == [
        ("AUR", "Thirty days is too long.\nTen would do."),
        ("CYG", "Not for ships at sea."),
        ("BOR", "Who pays for the report?"),
    ]
    extended = part(data, "word/commentsExtended.xml")
    parents = [row.get(f"{W15}paraIdParent") for row in extended]
    assert parents == [None, extended[0].get(f"{W15}paraId"), None]
    body = part(data, "word/document.xml")
    begun, words = False, ""
    for element in body.iter():
        if element.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
            if element.get(f"{W}id") == "0":
                begun = element.tag == f"{W}commentRangeStart"
        elif begun and element.tag in (f"{W}t", f"{W}delText"):
            words += element.text or ""
    assert words == "thirtytensixty days"


def test_a_comment_on_an_unknown_paragraph_stands_at_the_first_one() -> None:
    comment = CommentOut("AUR", on(1), "p999", "Where is it?", 3, 7)
    data = to_docx_tracked(BASE, (), [comment], ABOUT, WORDS)
    assert [c.text for c in Document(BytesIO(data)).comments] == ["Where is it?"]
    first = next(part(data, "word/document.xml").iter(f"{W}p"))
    assert first.find(f"{W}commentRangeStart") is not None


def test_a_file_says_of_which_version_it_is() -> None:
    data = to_docx(BASE, ABOUT, WORDS)
    said = Document(BytesIO(data)).core_properties
    assert (said.title, said.identifier, said.language) == (ABOUT.title, "OBJ-0042", "en")
    custom = part(data, "docProps/custom.xml")
    found = {row.get("name"): row[0].text for row in custom}
    assert found == {
        marks.REFERENCE: "OBJ-0042",
        marks.VERSION: "3",
        marks.HASH: ABOUT.hash,
    }
    header = "".join(part(data, "word/header1.xml").itertext())
    assert "OBJ-0042" in header
    assert "version 3" in header
    assert ABOUT.hash[:12] in header


def test_a_text_from_right_to_left_is_laid_out_so() -> None:
    text = Text((Paragraph("p1", Kind.OPERATIVE, "تقرر [A: نشر] UNESCO 30."),), "ar")
    body = part(to_docx(text, About("X"), WORDS), "word/document.xml")
    assert body.find(f".//{W}pPr/{W}bidi") is not None
    assert body.find(f".//{W}sectPr/{W}bidi") is not None
    runs = {
        "".join(run.itertext()): run.find(f"{W}rPr/{W}rtl") is not None
        for run in body.iter(f"{W}r")
    }
    assert runs["UNESCO"] is False
    assert all(right for text, right in runs.items() if "نشر" in text)


def test_header_and_footer_run_as_the_words_of_placet_do() -> None:
    text = Text((Paragraph("p1", Kind.OPERATIVE, "تقرر"),), "ar")
    ways = {}
    for language in ("en", "ar"):
        footer = part(to_docx(text, ABOUT, Labels(language=language)), "word/footer1.xml")
        bidi = footer.find(f".//{W}bidi")
        assert bidi is not None
        ways[language] = bidi.get(f"{W}val")
    assert ways == {"en": "0", "ar": "1"}


def test_words_are_cut_where_their_direction_changes() -> None:
    assert directed("abc", False) == [("abc", False)]
    assert directed("نشر UNESCO (A) 30", True) == [
        ("نشر ", True),
        ("UNESCO", False),
        (" (", True),
        ("A", False),
        (") 30", True),
    ]


def test_bookmarks_name_paragraph_depth_kind_and_copy() -> None:
    for mark in (marks.Mark("p12", 1, Kind.OPERATIVE), marks.Mark("p_3", 20, Kind.CELL, 2)):
        name = marks.bookmark(mark)
        assert name is not None
        assert marks.marked(name) == mark
        assert marks.marked(f"{name}_Copy_1") == mark
    assert marks.bookmark(marks.Mark("no words", 1, Kind.NOTE)) is None
    assert marks.bookmark(marks.Mark("p" * 40, 1, Kind.NOTE)) is None
    assert marks.marked("_Toc123") is None


def test_characters_that_no_file_may_hold_are_replaced() -> None:
    text = Text((Paragraph("p1", Kind.OPERATIVE, "a\x01b\nc\td"),))
    assert read(to_docx(text, ABOUT, WORDS))[0].pieces == (("a\ufffdb\nc\td", 0),)


def test_in_a_compilation_what_goes_is_struck_and_what_comes_is_underlined() -> None:
    base = operatives("We shall act [now] together.")
    compilation = compiled(
        base,
        {"A": operatives("We should act [now] together."), "B": operatives("We shall act [now].")},
    )
    [passage] = compilation.passages
    words = as_text(compilation).paragraphs[0].words
    faces = look(words, passage, compilation.names)
    struck = "".join(c for c, face in zip(words, faces, strict=True) if face & REMOVED)
    added = "".join(c for c, face in zip(words, faces, strict=True) if face & ADDED)
    assert (struck, added) == ("shalltogether", "should")
    data = to_docx_bracketed(compilation, ABOUT, WORDS)
    assert "".join(text for text, _ in read(data)[0].pieces) == words


@given(revisions())
def test_every_compilation_is_drawn_with_all_its_characters(case: tuple[Text, Text]) -> None:
    old, new = case
    compilation = compiled(old, {"AUR": new})
    data = to_docx_bracketed(compilation, ABOUT, WORDS)
    drawn = ["".join(text for text, _ in row.pieces) for row in read(data)]
    shown = ["".join(t for t, _ in pieced(p.words)) for _, p in walk(as_text(compilation))]
    assert drawn == shown


def test_columns_say_what_each_proposal_changes() -> None:
    compilation = compiled(BASE, READINGS)
    rows = compilation_rows(compilation, READINGS["AUR"])
    [row] = [row for row in rows if row.id == "p8"]
    assert row.label == "(b)"
    assert [run.state for run in row.cells[2].runs] == ["equal", "delete"]
    assert drawn(row.cells[2])[-1] == (" it applies to later versions too;", REMOVED)
    moved = [row for row in rows if row.id == "p12" or row.label == "4 ter"]
    assert [bool(row.cells[-1].runs) for row in moved] == [False, True]
    names = ("Base", *READINGS, "Compromise")
    document = Document(BytesIO(to_docx_columns(rows, names, ABOUT, WORDS)))
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Paragraph", *names]
    assert len(table.rows) == len(rows) + 1
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


@given(revisions())
def test_in_every_column_what_is_not_inserted_is_the_base(case: tuple[Text, Text]) -> None:
    old, new = case
    for row in compilation_rows(compiled(old, {"AUR": new})):
        base, proposed = row.cells
        assert _joined(proposed.runs, "insert") == _joined(base.runs, "insert")


def _joined(runs: tuple[Run, ...], without: str) -> str:
    return "".join(run.text for run in runs if run.state != without)


def test_a_document_with_nothing_is_a_document() -> None:
    assert read(to_docx(Text(()), replace(ABOUT, at=None), WORDS)) == []
