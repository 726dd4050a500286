"""JSON, Markdown, print, and the command that turns one kind of file into another."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest
import rfc8785
from docx import Document
from hypothesis import given
from jsonschema_rs import Draft202012Validator
from pypdf import PdfReader

from placet.api.cli import main
from placet.api.texts.converting import convert_file, converted
from placet.engine.documents.writing import SCHEMA, About, to_docx_tracked, to_json
from placet.engine.documents.writing.columns import compilation_rows
from placet.engine.errors import BadInput
from placet.engine.text import Text, from_data, parse_markdown, text_hash, to_markdown, walk
from placet.engine.text.compiling import compiled
from placet.templates.column_pdf import column_sheet, columns_pdf
from placet.templates.document_words import column_names, document_words
from tests.documents.drafts import ABOUT, BASE, COMMENTS, READINGS, TRACKED
from tests.documents.settling import part, read
from tests.text.strategies import texts


def test_json_has_the_shape_of_its_schema_and_the_hash_of_its_text() -> None:
    told = json.loads(to_json(BASE, ABOUT))
    Draft202012Validator(SCHEMA).validate(told)
    assert told["hash"] == hashlib.sha256(rfc8785.dumps(told["text"])).hexdigest()
    assert told["labels"]["p3"] == "PP1 bis"
    assert (told["reference"], told["text_version"]) == ("OBJ-0042", 3)


@given(texts())
def test_json_comes_back_as_the_same_text(made: tuple[Text, int]) -> None:
    told = json.loads(to_json(made[0], About("X")))
    Draft202012Validator(SCHEMA).validate(told)
    assert from_data(told["text"]) == made[0]


def test_markdown_keeps_headings_annexes_and_tables() -> None:
    back = parse_markdown(to_markdown(BASE)).text
    assert [(p.kind, p.words) for _, p in walk(back)] == [(p.kind, p.words) for _, p in walk(BASE)]


def test_the_table_in_print_is_a_tagged_document_with_every_column() -> None:
    rows = compilation_rows(compiled(BASE, READINGS))
    columns = column_names(list(READINGS))
    data = columns_pdf(rows, columns, ABOUT)
    reader = PdfReader(BytesIO(data))
    assert "/MarkInfo" in reader.root_object
    words = " ".join(page.extract_text() for page in reader.pages)
    for name in ("Base text", "AUR", "BOR", "CYG", "sixty"):
        assert name in words
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    assert data == columns_pdf(rows, columns, ABOUT)


def test_a_cell_in_print_says_what_was_removed_and_in_which_direction_it_runs() -> None:
    sheet = column_sheet(compilation_rows(compiled(BASE, READINGS)), ("a",), ABOUT)
    [row] = [row for row in sheet["rows"] if row["label"] == "(b)"]
    assert row["cells"][2]["runs"][-1] == [" it applies to later versions too;", ["del"]]
    ways = [row["cells"][0]["dir"] for row in sheet["rows"] if row["cells"][0]["runs"]]
    assert ways.count("rtl") == 1


@pytest.mark.parametrize(("format", "begins"), [
    ("docx", b"PK"), ("md", b"# Ocean"), ("json", b"{"), ("akn", b"<?xml"),
])  # fmt: skip
def test_the_command_writes_each_format(format: str, begins: bytes, tmp_path: Path) -> None:
    source = tmp_path / "draft.md"
    source.write_text("# Ocean data\n\n1. Decides to [act];\n")
    ending = {"akn": "xml"}.get(format, format)
    with pytest.raises(SystemExit, match="0"):
        main(
            ["text", "convert", str(source), "--to", format, "-o", str(tmp_path / f"out.{ending}")]
        )
    assert (tmp_path / f"out.{ending}").read_bytes().startswith(begins)


def test_a_text_written_as_json_is_read_again_without_loss(tmp_path: Path) -> None:
    source = tmp_path / "objective.json"
    source.write_bytes(to_json(BASE, ABOUT))
    convert_file(source, None, tmp_path / "again.json", "made")
    assert json.loads((tmp_path / "again.json").read_bytes())["hash"] == text_hash(BASE)


def test_a_json_file_whose_text_was_changed_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "objective.json"
    source.write_bytes(to_json(BASE, ABOUT).replace(b"thirty", b"forty"))
    with pytest.raises(BadInput, match="does not have the hash"):
        convert_file(source, "md", Path("-"), "made")


def test_names_that_contradict_the_format_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "draft.md"
    source.write_text("1. Decides;\n")
    with pytest.raises(BadInput, match=r"ends in \.md is not docx. End its name in \.docx"):
        convert_file(source, "docx", tmp_path / "out.md", "made")
    with pytest.raises(BadInput, match="it is not said to what"):
        convert_file(source, None, Path("-"), "made")
    with pytest.raises(BadInput, match="kept in a Word document only"):
        convert_file(source, "md", Path("-"), "kept")
    assert not (tmp_path / "out.md").exists()


def test_tracked_changes_and_comments_of_three_organisations_come_out_again(tmp_path: Path) -> None:
    source = tmp_path / "table.docx"
    source.write_bytes(to_docx_tracked(BASE, TRACKED, COMMENTS, ABOUT, document_words()))
    convert_file(source, "docx", tmp_path / "again.docx", "kept")
    data = (tmp_path / "again.docx").read_bytes()
    names = {
        name
        for change in part(data, "word/document.xml").iter()
        for key, value in change.attrib.items()
        if str(key).endswith("}author")
        for name in str(value).split(" + ")
    }
    assert names == {"AUR", "BOR", "CYG"}
    assert len(list(Document(BytesIO(data)).comments)) == 3
    words = ["".join(text for text, _ in row.pieces) for row in read(data, lambda names: False)]
    assert "Noting with concern the decline of coral reefs in all regions," in words


def test_the_title_of_a_text_is_the_title_of_its_document() -> None:
    data = converted(BASE, "docx", "draft")
    assert Document(BytesIO(data)).core_properties.title == "Joint objective on ocean data sharing"
