"""Tracked changes: what is accepted and rejected is exactly what somebody proposed."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import event, given, settings
from hypothesis import strategies as st
from lxml import etree

from placet.engine.documents.writing import About, Labels, Tracked, to_docx, to_docx_tracked
from placet.engine.text import Text, paragraph_ids
from tests.documents.settling import expected, part, read, without_new_ids
from tests.documents.strategies import readings
from tests.text.strategies import texts

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
ABOUT = About("OBJ-0042", "Ocean data", 3, "abc", NOON)
NAMES = ("AUR", "BOR", "CYG", "DOR")


def tracked(base: Text, *readings: Text) -> bytes:
    proposals = [Tracked(n, NOON, t) for n, t in zip(NAMES, readings, strict=False)]
    return to_docx_tracked(base, proposals, (), ABOUT, Labels())


@given(texts())
def test_a_clean_document_has_every_paragraph_with_its_id_kind_depth_label_and_words(
    made: tuple[Text, int],
) -> None:
    assert read(to_docx(made[0], ABOUT, Labels())) == expected(made[0])


@settings(max_examples=300)
@given(readings())
def test_rejecting_everything_gives_the_base(case: tuple[Text, list[Text]]) -> None:
    base, proposed = case
    data = tracked(base, *proposed)
    event("something changes" if any(text != base for text in proposed) else "nothing changes")
    assert read(data, lambda names: False) == expected(base)


@settings(max_examples=300)
@given(readings(), st.data())
def test_accepting_what_bears_one_name_gives_what_that_organisation_proposes(
    case: tuple[Text, list[Text]], data: st.DataObject
) -> None:
    base, proposed = case
    place = data.draw(st.integers(0, len(proposed) - 1))
    document = tracked(base, *proposed)
    joint = b" + BOR" in etree.tostring(part(document, "word/document.xml"))
    event("several propose the same" if joint else "everybody proposes something else")
    known = set(paragraph_ids(base))
    found = read(document, lambda names: NAMES[place] in names)
    assert without_new_ids(found, known) == without_new_ids(expected(proposed[place]), known)
