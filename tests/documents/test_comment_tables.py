"""Tables of comments: what is written is read back, and what people make of them is understood."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from placet.engine.documents.comment_tables import (
    FORMATS,
    REFUSALS,
    Column,
    Layout,
    SheetHeader,
    SheetRead,
    SheetRow,
    Status,
    Trouble,
    as_written,
    collated,
    named_apart,
    place,
    read,
    write,
)
from placet.engine.documents.comment_tables.headings import column_of, type_of
from placet.engine.documents.writing import About
from placet.engine.errors import BadInput
from placet.engine.model import CommentType
from placet.engine.text import Kind, Paragraph, Text
from placet.engine.text.cleaning import mended
from tests.documents.iso_table import HEADINGS, LONG, ODD, ROWS, in_excel, in_word
from tests.documents.words import docx, gone, ins, p, r, tbl, tc, tr, zipped

CODES = ("DE", "FR", "JP")
CLAUSES = ("1", "2", "2 (a)", "Annex A")
ALIVE = ("=HYPERLINK(1)", "+1", "-1", "@a", "\t=1", "'=1", "''+1", "\uff1d1", "_x0041_", "#N/A")

said = st.one_of(st.text(max_size=40), st.sampled_from((*ALIVE, "مرحبا (2)", "one\ntwo\r\nthree")))
numbers = st.tuples(st.sampled_from(("DE", "FAO", "UNESCO", "UN-WATER")), st.integers(1, 9999))


@st.composite
def rows(draw: st.DrawFn) -> SheetRow:
    """A row of any words, with a comment in it."""
    member, number = draw(numbers)
    return SheetRow(
        member, f"{member}-{number:03d}", draw(said), draw(said), draw(said),
        draw(st.sampled_from(CommentType)), "x" + draw(said) if draw(st.booleans()) else
        draw(st.sampled_from(ALIVE[:6])), draw(said), draw(said), draw(st.sampled_from(Status)),
    )  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    st.lists(rows(), max_size=6, unique_by=lambda row: row.id),
    st.sampled_from((Layout.ISO, Layout.CODEX)),
    st.sampled_from(FORMATS),
    st.tuples(said, said, said),
)
def test_what_is_written_is_read_back(
    made: list[SheetRow], layout: Layout, format: str, above: tuple[str, str, str]
) -> None:
    data = write(made, SheetHeader(*above), layout, format)
    found = read(data, f"a.{format}")
    wanted = tuple(as_written(row, layout) for row in made)
    if format == "csv":
        wanted = tuple(_plain(row) for row in wanted)
    else:
        assert found.header == SheetHeader(*(" ".join(_kept(x).split()) for x in above))
    assert (found.rows, found.bad, found.layout) == (wanted, (), layout)
    assert write(made, SheetHeader(*above), layout, format) == data


def _plain(row: SheetRow) -> SheetRow:
    return replace(row, status=Status.TO_DO)


def _kept(words: str) -> str:
    return mended(words)[0].strip()


@pytest.mark.parametrize("words", ALIVE)
def test_no_cell_that_is_written_is_a_formula(words: str) -> None:
    row = SheetRow("DE", "DE-001", comment=words, change=words, observations=words)
    book = load_workbook(BytesIO(write([row], SheetHeader(words), Layout.ISO, "xlsx")))
    kinds = {cell.data_type for page in book for line in page.iter_rows() for cell in line
             if cell.value is not None}  # fmt: skip
    assert kinds == {"s"}
    source = write([row], SheetHeader(), Layout.ISO, "csv").decode("utf-8-sig")
    cells = [cell for line in csv.reader(StringIO(source)) for cell in line]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\uff1d")]


def test_an_excel_file_keeps_its_headings_in_sight_and_filters_by_them() -> None:
    row = SheetRow("DE", "DE-001", comment="=1", observations="Noted", status=Status.NOTED)
    data = write([row], SheetHeader("2027-02-01"), Layout.ISO, "xlsx", About("OBJ/0042"))
    page = load_workbook(BytesIO(data)).active
    assert page is not None
    assert (page.title, page.freeze_panes, page.auto_filter.ref) == ("OBJ-0042", "A3", "A2:H3")
    assert page["F3"].value == "=1"
    assert page["F3"].quotePrefix
    assert page["H3"].fill.fgColor.rgb == "008DB4E2"
    assert page.column_dimensions["F"].width > 30


def test_a_word_file_is_a_table_on_landscape_pages_with_its_headings_on_each() -> None:
    made = [SheetRow("DE", "DE-001", clause="2", comment="a", status=Status.REJECTED)]
    document = Document(BytesIO(write(made, SheetHeader("d", "n", "p"), Layout.ISO, "docx")))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    above, table = document.tables
    assert [cell.text for cell in above.rows[0].cells] == ["Date: d", "Document: n", "Project: p"]
    xml = table.rows[0]._tr.xml
    assert "w:tblHeader" in xml
    assert 'w:fill="FF99CC"' in table.rows[1]._tr.xml


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_of_five_hundred_rows_the_twelve_odd_ones_are_named_and_the_rest_is_taken(
    format: str,
) -> None:
    made = (in_word if format == "docx" else in_excel)(CODES, CLAUSES)
    found = read(made.data, f"iso.{format}")
    first = 2 if format == "docx" else 4
    told = {(x.what.value, x.at.row - first) for x in (*found.bad, *found.noted)}
    # "stranger", "no_place", "too_long": only an objective can say so.  Excel has no shorter rows
    # and no tables in cells; what looks like a formula in Word is words.
    names = ["merged", "odd_id", "nothing_said", "odd_type", "same_id", "heading_again"]
    wanted = {(name, ODD[name]) for name in names}
    wanted |= (
        {("short", ODD["short"]), ("nested", ODD["nested"])}
        if format == "docx"
        else {("nothing_said", ODD["short"]), ("formula", ODD["formula"])}
    )
    assert told == wanted
    assert len(found.rows) + len(found.bad) == ROWS
    assert all(x.what in REFUSALS for x in found.bad)
    assert not any(x.what in REFUSALS for x in found.noted)
    assert found.header == SheetHeader("2027-02-01", "N 123", "SEA")
    assert found.columns == (
        Column.MEMBER, Column.LINE, Column.CLAUSE, Column.PARAGRAPH, Column.TYPE, Column.COMMENT,
        Column.CHANGE, Column.OBSERVATIONS,
    )  # fmt: skip
    rows = {row.at.row - first: row for row in found.rows}
    assert rows[ODD["odd_id"]].member == "DE"
    assert rows[ODD["odd_type"]].type is CommentType.GENERAL
    assert rows[ODD["too_long"]].comment == LONG.strip()
    assert rows[1].id == "FR-001"
    assert (rows[1].clause, rows[1].change) == ("2", "Say it in one way (1).")
    if format == "docx":
        assert "left\nright" in rows[ODD["nested"]].comment
        assert rows[ODD["formula"]].comment.startswith("=HYPERLINK")


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        *zip(HEADINGS, (Column.MEMBER, Column.LINE, Column.CLAUSE, Column.PARAGRAPH, Column.TYPE,
                        Column.COMMENT, Column.CHANGE, Column.OBSERVATIONS), strict=True),
        ("MB", Column.MEMBER), ("CM/\nCN1", Column.MEMBER), ("Comité membre", Column.MEMBER),
        ("N° de ligne", Column.LINE), ("Article/paragraphe", Column.CLAUSE),
        ("Alinéa/Figure/Tableau", Column.PARAGRAPH), ("Type de commentaire²", Column.TYPE),
        ("Commentaire (justification de la modification)", Column.COMMENT),
        ("Modification proposée", Column.CHANGE), ("Proposed change by the MB", Column.CHANGE),
        ("Comment (justification for change) by the MB", Column.COMMENT),
        ("Secretariat observations on each comment submitted", Column.OBSERVATIONS),
        ("Observations du secrétariat", Column.OBSERVATIONS), ("Comment ID", Column.ID),
        ("No.", Column.ID), ("N°", Column.ID), ("Country", Column.MEMBER),
        ("Member/Observer", Column.MEMBER), ("Category", Column.TYPE),
        ("Rationale", Column.COMMENT),
        ("Paragraph number", Column.PARAGRAPH), ("Suggested wording", Column.CHANGE),
        ("Response", Column.OBSERVATIONS), ("Colour", None), ("", None),
    ],
)  # fmt: skip
def test_headings_are_known_in_english_and_french_and_abbreviated(
    heading: str, column: Column | None
) -> None:
    assert column_of(heading) is column


@pytest.mark.parametrize(
    ("words", "type"),
    [
        ("ge", "general"), ("GE", "general"), ("General", "general"), ("Général", "general"),
        ("te", "technical"), ("te/ed", "technical"), ("Technical", "technical"),
        ("Technique", "technical"), ("ed.", "editorial"), ("Rédactionnel", "editorial"),
        ("Substantive", "substantive"), ("Translation", "translation"),
        ("traduction", "translation"), ("xx", None), ("teddy", None),
    ],
)  # fmt: skip
def test_types_are_known_written_out_and_abbreviated(words: str, type: str | None) -> None:
    assert type_of(words) == (CommentType(type) if type else None)


def table(*lines: tuple[str, ...]) -> bytes:
    return docx(tbl(*(tr(*line) for line in lines)))


def comments(found: SheetRead) -> list[tuple[str, str, str]]:
    return [(row.member, row.clause, row.comment) for row in found.rows]


def test_columns_may_be_missing_reordered_and_more_than_the_template_has() -> None:
    data = table(
        ("Comments", "Colour", "Clause", "MB"), ("Too vague", "red", "4.2", "DE-001"),
        ("", "", "", ""), ("Fine", "", "", "Germany"),
    )  # fmt: skip
    found = read(data, "a.docx")
    assert comments(found) == [("DE", "4.2", "Too vague"), ("Germany", "", "Fine")]
    assert (found.blank, found.bad, found.noted) == (1, (), ())


def test_several_tables_are_one_list_and_one_without_headings_goes_on() -> None:
    head = tr("MB", "Clause", "Comments")
    data = docx(
        tbl(tr("Agenda", "item")), p("Between"), tbl(head, tr("DE", "1", "a")),
        tbl(tr("FR", "2", "b")), tbl(tr("Comments", "MB"), tr("c", "JP")),
    )  # fmt: skip
    found = read(data, "a.docx")
    assert comments(found) == [("DE", "1", "a"), ("FR", "2", "b"), ("JP", "", "c")]
    assert [(x.what, x.at.table, x.words) for x in found.bad] == [(Trouble.NO_HEADING, 1, "Agenda")]
    assert [row.at.table for row in found.rows] == [2, 3, 4]


def test_a_cell_merged_downwards_says_the_same_in_every_row() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = docx(
        tbl(tr("MB", "Clause", "Comments"), tr(tc("DE", more=start), "1", "a"),
            tr(tc("", more=on), "2", "b"), tr("FR", "3", "c"))
    )  # fmt: skip
    assert comments(read(data, "a.docx")) == [
        ("DE", "1", "a"), ("DE", "2", "b"), ("FR", "3", "c"),
    ]  # fmt: skip
    book = Workbook()
    page = book.active
    assert page is not None
    for line in (("MB", "Clause", "Comments"), ("DE", 4.2, "a"), (None, 3, "b")):
        page.append(line)
    page.merge_cells("A2:A3")
    out = BytesIO()
    book.save(out)
    assert comments(read(out.getvalue(), "a.xlsx")) == [("DE", "4.2", "a"), ("DE", "3", "b")]


def test_only_what_a_reader_sees_is_taken_from_word() -> None:
    data = docx(
        tbl(tr("MB", "Clause", "Comments"),
            tr("DE", "1", tc(p(r("Say "), gone("Ana", "this"), ins("Ana", "that")), p("too")))),
    )  # fmt: skip
    assert comments(read(data, "a.docx")) == [("DE", "1", "Say that\ntoo")]


def test_a_number_that_became_a_date_is_named() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(("MB", "Clause", "Comments"))
    page.append(("DE", date(2027, 2, 4), "a"))
    out = BytesIO()
    book.save(out)
    found = read(out.getvalue(), "a.xlsx")
    assert comments(found) == [("DE", "2027-02-04", "a")]
    assert [x.what for x in found.noted] == [Trouble.DATED]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_csv_file_may_have_any_sign_between_its_cells(sign: str) -> None:
    lines = [("MB", "Clause", "Comments"), ("DE", "4", f'one "two"{sign}\nthree'), ("FR", "", "b")]
    out = StringIO()
    csv.writer(out, delimiter=sign).writerows(lines)
    found = read(out.getvalue().encode("utf-16" if sign == "\t" else "utf-8"), "a.csv")
    assert comments(found) == [("DE", "4", f'one "two"{sign}\nthree'), ("FR", "", "b")]
    assert [row.at.row for row in found.rows] == [2, 4]


def test_the_same_comment_in_two_files_is_taken_once() -> None:
    one = read(table(("MB", "Clause", "Comments"), ("DE-1", "4", "a"), ("FR", "1", "b")), "1.docx")
    two = read(table(("Comments", "MB", "Clause"), ("a", "DE", "4"), ("a", "FR", "4")), "2.docx")
    found, twice = collated((one, two))
    assert [(row.member, row.comment) for row in found] == [("DE", "a"), ("FR", "b"), ("FR", "a")]
    assert [(x.at.file, x.at.row, x.what, x.words) for x in twice] == [
        ("2.docx", 2, Trouble.SAID_TWICE, "1.docx:2")
    ]


TEXT = Text(
    (
        Paragraph("p1", Kind.PREAMBULAR, "Recalling,"),
        Paragraph("p2", Kind.OPERATIVE, "One."),
        Paragraph(
            "p3", Kind.OPERATIVE, "Two:",
            children=(
                Paragraph("p4", Kind.SUBPARAGRAPH, "first"),
                Paragraph("p5", Kind.SUBPARAGRAPH, "second"),
            ),
        ),
        Paragraph("p6", Kind.OPERATIVE, "Bis.", label="4.2"),
        Paragraph(
            "p7", Kind.ANNEX, "Figures",
            children=(Paragraph("p8", Kind.OPERATIVE, "In the annex."),),
        ),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "id"),
    [
        ("PP1", "p1"), ("pp 1", "p1"), ("2", "p3"), ("2.", "p3"), ("paragraph 2", "p3"),
        ("§ 2", "p3"), ("OP2", "p3"), ("2 (a)", "p4"), ("2(b)", "p5"), ("para 2 (b)", "p5"),
        ("2.b", "p5"), ("4.2", "p6"), ("Clause 4.2", "p6"), ("annex", "p7"), ("p6", "p6"),
        ("¶p8", "p8"), ("Annex 1", "p8"), ("9.9", None), ("", None), ("1", "p2"), ("p99", None),
    ],
)  # fmt: skip
def test_a_reference_means_the_paragraph_whose_label_it_says(
    reference: str, id: str | None
) -> None:
    assert place(reference, TEXT) == id


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(BadInput) as caught:
        read(data, name)
    assert caught.value.field == "file"
    assert caught.value.advice
    return caught.value.in_english()


def excel(part: str, words: str) -> bytes:
    """A usual Excel file with one part replaced or added."""
    row = SheetRow("DE", "DE-001", comment="a")
    with zipfile.ZipFile(BytesIO(write([row], SheetHeader(), Layout.ISO, "xlsx"))) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | {part: words})


SHEET = "xl/worksheets/sheet1.xml"
BOMB = '<!DOCTYPE a [<!ENTITY b "x">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", docx("No table."), "no table of comments"),
        ("a.docx", table(("Agenda", "Time"), ("1", "9:00")), "no table of comments"),
        ("a.csv", b"just words", "no table of comments"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"MB,Comments\nDE,caf\xe9\n", "Line 2 of the file is not UTF-8"),
        ("a.xlsx", table(("MB", "Comments"), ("DE", "a")), "another one than its name says"),
        ("a.docx", excel("x", "x"), "another one than its name says"),
        ("a.pdf", b"%PDF-1.7", "is a PDF file"),
        ("a.html", b"<!doctype html><p>x", "another one than its name says"),
        ("a.xlsm", excel("x", "x"), "contains macros"),
        ("a.xlsx", excel("xl/vbaProject.bin", "x"), "contains macros"),
        ("a.xlsx", excel(SHEET, BOMB), "document type"),
        ("a.xlsx", excel("xl/sharedStrings.xml", BOMB), "document type"),
        ("a.xlsx", excel(SHEET, "<worksheet>"), "not well-formed"),
        ("a.xlsx", excel("xl/workbook.xml", "<workbook/>"), "no table of comments"),
        ("a.xlsx", b"PK\3\4 cut off", "damaged"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        ("a.xlsx", zipped({"notes/a.txt": "x"}), "another one than its name says"),
        ("a.csv", b"MB,Comments\n" + b"DE,a\n" * 20_000, "unpacks to far more"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_is_refused_with_what_it_is(
    name: str, data: bytes, words: str
) -> None:
    assert words in refusal(data, name)


def test_a_sheet_that_says_it_is_endless_is_as_small_as_it_is() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>MB</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Comments</t></is></c></row>'
        '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>DE</t></is></c>'
        '<c r="B1048576" t="str"><v>a</v></c><c r="XFD1048576"><v>1</v></c></row>'
    )
    merged = '<mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells>'
    found = read(
        excel(SHEET, f"<worksheet><sheetData>{rows}</sheetData>{merged}</worksheet>"), "a.xlsx"
    )
    assert comments(found) == [("DE", "", "a")]
    assert found.rows[0].at.row == 1_048_576


def fields_of_refusals(data: bytes, name: str) -> set[object]:
    """About which fields the file is refused; none where it is read."""
    try:
        read(data, name)
    except BadInput as bad:
        return {bad.field}
    return set()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(("a.docx", "a.xlsx", "a.csv", "a", "")))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    assert fields_of_refusals(data, name) <= {"file"}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_file_with_a_few_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    format = data.draw(st.sampled_from(("docx", "xlsx")))
    row = SheetRow("DE", "DE-001", comment="a")
    with zipfile.ZipFile(BytesIO(write([row], SheetHeader(), Layout.ISO, format))) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(files)))
    source = files[name]
    changed = bytearray(source if isinstance(source, bytes) else source.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.sampled_from(b'0<>/"9aZ \xff'))
    assert fields_of_refusals(zipped(files | {name: bytes(changed)}), f"a.{format}") <= {"file"}


def test_two_files_of_one_name_are_told_apart() -> None:
    one = read(
        table(("MB", "Clause", "Comments"), ("DE", "4", "a"), ("", "", ""), ("F",)), "a.docx"
    )
    first, second = named_apart((one, one))
    assert first == one
    assert (second.name, second.rows[0].at.file, second.bad[0].at.file) == ("a.docx (2)",) * 3
