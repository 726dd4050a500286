"""Files that are not what they say, or that would do harm, are refused clearly; none crashes."""

from __future__ import annotations

import random
import re
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine.documents.reading import LARGEST_DOCUMENT, read_document
from placet.engine.documents.reading.package import LARGEST_UNZIPPED, MOST_ENTRIES
from placet.engine.errors import BadInput

from .open import MIME, odt
from .open import p as odt_p
from .seen import lines, read
from .test_changes import DRAFT
from .words import NAMES, docx, p, r, zipped

ODT = odt(odt_p("Agreed."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        read_document(name, data)
    assert caught.value.field == "file"
    assert caught.value.advice
    return caught.value.in_english()


def with_part(name: str, part: str | bytes) -> bytes:
    """The usual document with one part replaced or added."""
    with zipfile.ZipFile(BytesIO(docx("Agreed."))) as archive:
        files: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    return zipped(files | {name: part})


def body(inner: str, before: str = "") -> bytes:
    return with_part(
        "word/document.xml", f"{before}<w:document {NAMES}><w:body>{inner}</w:body></w:document>"
    )


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"%PDF-1.7\n1 0 obj", "is a PDF file"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj", "is a PDF file"),
        ("a.docx", b"{\\rtf1 words}", "Rich Text"),
        ("a.rtf", b"{\\rtf1 words}", "save it as .docx"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.docx", ODT, "ends in .docx, but it is an OpenDocument text (.odt)"),
        ("a.odt", docx("x"), "ends in .odt, but it is a Word document (.docx)"),
        ("a.docx", b"plain words", "ends in .docx, but it is plain text"),
        ("a.docx", b"<!doctype html><p>x", "but it is a page of HTML"),
        ("a.txt", docx("x"), "ends in .txt, but it is a Word document"),
        ("a.html", docx("x"), "ends in .html, but it is a Word document"),
        ("a.docm", docx("x"), "contains macros"),
        ("a.dotm", docx("x"), "contains macros"),
        ("a.docx", with_part("word/vbaProject.bin", "x"), "contains macros"),
        ("a.docx", with_part("word/VbaProject.BIN", "x"), "contains macros"),
        ("a.docx", with_part("[Content_Types].xml", "application/x.macroEnabled.main+xml"),
         "contains macros"),
        ("a.odt", odt(odt_p("x"), parts={"Basic/Standard/Module1.xml": "x"}), "contains macros"),
        ("a.docx", zipped({"xl/workbook.xml": "x", "[Content_Types].xml": ""}), "a spreadsheet"),
        ("a.odt", zipped({"mimetype": MIME[:-4] + "spreadsheet"}), "a spreadsheet"),
        ("a.docx", zipped({"notes/a.txt": "x"}), "a zipped folder"),
        ("a.docx", zipped({}), "damaged"),
        ("a.docx", b"", "empty"),
        ("a.txt", b" \n\0", "empty"),
        ("a.exe", b"MZ\0\0", "a program"),
        ("a.xyz", b"words", "that end in .xyz are not read"),
        ("a.md", b"\x89PNG\r\n", "a picture"),
        ("a.txt", b"a\0b", "no text"),
        ("a.txt", b"one\ntwo\ncaf\xe9", "Line 3 of the file is not UTF-8"),
        ("a.md", b"\xff\xfea\0\0", "Line 1 of the file is not UTF-16"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_is_refused_with_what_it_is(
    name: str, data: bytes, said: str
) -> None:
    assert said in refusal(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("A.DOCX", docx("Agreed.")), ("agreed", docx("Agreed.")), ("a.odt", ODT),
        ("a.txt", b"Agreed."),
        ("a.md", b"\xef\xbb\xbfAgreed."), ("a.txt", "Agreed.".encode("utf-16")),
        ("a.htm", b"Agreed."), ("a.html", b"<p>Agreed.</p>"), ("", b"Agreed."),
        ("../../etc/pass.wd.txt", b"Agreed."),
    ],
)  # fmt: skip
def test_what_a_file_is_called_need_not_be_more_than_its_end(name: str, data: bytes) -> None:
    assert lines(read_document(name, data).text) == ["Agreed."]


def test_ten_megabytes_are_the_most() -> None:
    assert "more than 10 megabytes" in refusal("a.txt", b"a" * (LARGEST_DOCUMENT + 1))


def test_a_file_that_unpacks_without_end_is_refused_while_it_is_unpacked() -> None:
    bomb = with_part("word/document.xml", b"<" + b" " * 60_000_000)
    assert len(bomb) < 100_000
    assert "unpacks to far more" in refusal("a.docx", bomb)
    parts = {f"word/media/{at}.bin": bytes(LARGEST_UNZIPPED // 4) for at in range(5)}
    assert "unpacks to far more" in refusal("a.docx", docx("x", parts=parts))


def test_a_size_that_lies_is_not_believed() -> None:
    data = bytearray(with_part("word/document.xml", b"<" + b" " * 5_000_000))
    true = (5_000_001).to_bytes(4, "little")
    assert data.count(true) == 2
    refusal("a.docx", bytes(data).replace(true, (1_000).to_bytes(4, "little")))


def test_too_many_parts_and_two_of_one_name_are_refused() -> None:
    many = {f"word/{at}.xml": "" for at in range(MOST_ENTRIES)}
    assert "at most 2000" in refusal("a.docx", docx("x", parts=many))
    out = BytesIO(docx("Agreed."))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMES}/>")
    assert "two files of the same name" in refusal("a.docx", out.getvalue())


def test_a_part_that_is_packed_with_a_password_is_refused() -> None:
    data = docx("Agreed.")
    first = data.index(b"PK\1\2")
    locked = data[: first + 8] + b"\x01\x00" + data[first + 10 :]
    assert "password" in refusal("a.docx", locked)
    manifest = "<manifest:encryption-data/>"
    assert "password" in refusal(
        "a.odt", odt(odt_p("x"), parts={"META-INF/manifest.xml": manifest})
    )


def test_names_that_lead_out_of_the_file_lead_nowhere() -> None:
    parts: dict[str, str | bytes] = {"../../../etc/passwd": "x", "/x": "x", "C:\\x": "x"}
    found = read(docx("Agreed.", parts=parts, relations=[
        ("rId8", "header", "../../../../etc/passwd", False),
        ("rId9", "comments", "file:///etc/passwd", False),
    ]))  # fmt: skip
    assert lines(found.text) == ["Agreed."]


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "_rels/.rels"]
)
@pytest.mark.parametrize("before", [ENTITIES, OUTSIDE, "<!DOCTYPE x SYSTEM 'http://x.org/x.dtd'>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_is_refused_in_every_part(part: str, before: str, encoding: str) -> None:
    source = f"{before}<x>&d;&a;</x>".encode(encoding)
    assert "declares a document type" in refusal("a.docx", with_part(part, source))


def test_entities_that_nobody_declared_and_other_encodings_are_not_well_formed() -> None:
    assert "not well-formed" in refusal("a.docx", body(p("a").replace("a</w:t>", "&a;</w:t>")))
    other = "<?xml version='1.0' encoding='utf-7'?>"
    assert "not well-formed" in refusal("a.docx", body(p("x"), other))


def test_elements_within_elements_without_end_are_refused() -> None:
    deep = "<w:smartTag>" * 5_000 + r("x") + "</w:smartTag>" * 5_000
    assert "not well-formed" in refusal("a.docx", body(f"<w:p>{deep}</w:p>"))
    nested = "<w:tbl><w:tr><w:tc>" * 60 + p("x") + "</w:tc></w:tr></w:tbl>" * 60
    assert lines(read(body(nested)).text)[0].strip() == "x"
    assert "more than 250 deep" in refusal("a.html", b"<div>" * 5_000 + b"x")
    assert "far more" in refusal("a.docx", body("<w:p/>" * 3_000_001))


@pytest.mark.parametrize(
    "inner",
    [
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>',
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="-5"/></w:trPr><w:tc/></w:tr></w:tbl>',
        p("x", more='<w:outlineLvl w:val="x"/>', num=(9, 99)),
        '<w:p><w:r><w:sym w:char="zz"/><w:sym w:char="110000"/></w:r></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar/><w:instrText/></w:r></w:p>',
        '<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del w:date="never" w:author="b"/></w:p>',
        '<w:p><w:commentRangeEnd w:id="4"/><w:r><w:footnoteReference w:id="x"/></w:r></w:p>',
    ],
)  # fmt: skip
def test_values_that_make_no_sense_do_no_harm(inner: str) -> None:
    assert read(body(inner)).minted < 1_000


def test_styles_that_stand_on_each_other_in_a_circle_end() -> None:
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/>'
        "</w:style>" for a, b in (("A", "B"), ("B", "A"))
    )  # fmt: skip
    data = with_part("word/styles.xml", f"<w:styles {NAMES}>{circle}</w:styles>")
    assert lines(read(data).text) == ["Agreed."]


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_a_file_that_is_cut_off_anywhere_is_refused(name: str) -> None:
    data = DRAFT if name == "a.docx" else ODT
    for at in range(4, len(data), 97):
        refusal(name, data[:at])


def mutated(data: bytes, seed: int) -> bytes:
    """Some bytes changed, taken out, put in or repeated."""
    chance = random.Random(seed)
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(found) + 1)
        act = chance.randrange(4)
        if act == 0 and at < len(found):
            found[at] = chance.randrange(256)
        elif act == 1:
            del found[at : at + chance.randrange(1, 40)]
        elif act == 2:
            found[at:at] = chance.randbytes(chance.randrange(1, 8))
        else:
            begin = chance.randrange(len(found) + 1)
            found[at:at] = found[begin : begin + chance.randrange(200)]
    return bytes(found)


def repacked(data: bytes, seed: int) -> bytes:
    """One XML part with its tags exchanged, repeated and given other values."""
    chance = random.Random(seed)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in files if name.endswith((".xml", ".rels"))])
    tags = re.split(rb"(<[^>]*>)", bytes(files[name]))  # type: ignore[arg-type]
    for _ in range(chance.choice((1, 1, 3))):
        one, other = chance.randrange(len(tags)), chance.randrange(len(tags))
        act = chance.randrange(3)
        if act == 0:
            tags[one], tags[other] = tags[other], tags[one]
        elif act == 1:
            value = chance.choice((b'"x"', b'"-1"', b'"99999999999999"', b'""', b'"0"'))
            tags[one] = re.sub(rb'"[^"]*"', value, tags[one])
        else:
            tags[one:one] = tags[min(one, other) : max(one, other)][:40]
    files[name] = b"".join(tags)
    return zipped(files)


def is_read_or_refused(name: str, data: bytes) -> None:
    try:
        read_document(name, data)
    except BadInput as error:
        str(error)


@settings(max_examples=200)
@given(st.sampled_from(("docx", "odt")), st.integers(0, 2**32))
def test_a_file_that_was_damaged_is_read_or_refused(kind: str, seed: int) -> None:
    data = DRAFT if kind == "docx" else ODT
    is_read_or_refused(f"a.{kind}", mutated(data, seed))
    is_read_or_refused(f"a.{kind}", repacked(data, seed))


@settings(max_examples=200)
@given(st.sampled_from(("", ".docx", ".odt", ".html", ".md", ".txt", ".pdf")), st.binary())
def test_any_bytes_are_read_or_refused(ending: str, data: bytes) -> None:
    is_read_or_refused(f"a{ending}", data)
    is_read_or_refused(f"a{ending}", b"PK\3\4" + data)
    is_read_or_refused(f"a{ending}", b"<!doctype html>" + data)


@settings(max_examples=100)
@given(st.text(alphabet="<>/pdivtableroliub \"='&;x!-\n", max_size=300))
def test_any_page_is_read(source: str) -> None:
    is_read_or_refused("a.html", source.encode())


def test_a_part_that_is_damaged_inside_is_refused() -> None:
    data = docx("Agreed.")
    at = data.index(b"word/document.xml") + 40
    assert zlib.crc32(data[at : at + 9]) != zlib.crc32(b"\xff" * 9)
    refusal("a.docx", data[:at] + b"\xff" * 9 + data[at + 9 :])
