"""What Placet writes comes back through its own import as it was."""

from __future__ import annotations

from hypothesis import given

from placet.engine.documents.reading import read_document
from placet.engine.documents.writing import Labels, to_docx, to_docx_tracked
from placet.engine.text import Text, text_hash
from tests.documents.drafts import ABOUT, BASE, COMMENTS, READINGS, TRACKED
from tests.text.strategies import texts


def test_a_clean_document_comes_back_with_the_same_hash() -> None:
    back = read_document("draft.docx", to_docx(BASE, ABOUT, Labels()))
    assert back.text == BASE
    assert text_hash(back.text) == ABOUT.hash
    assert back.proposals == ()


@given(texts())
def test_every_text_comes_back_as_it_was(made: tuple[Text, int]) -> None:
    assert read_document("draft.docx", to_docx(made[0], ABOUT, Labels())).text == made[0]


def test_the_texts_of_three_organisations_come_back_with_their_comments() -> None:
    data = to_docx_tracked(BASE, TRACKED, COMMENTS, ABOUT, Labels())
    back = read_document("table.docx", data)
    assert back.text == BASE
    assert {proposal.author: proposal.text for proposal in back.proposals} == READINGS
    assert [(n.author, n.quotation, n.parent) for n in back.remarks] == [
        ("AUR", "thirty days", None),
        ("CYG", "thirty days", 0),
        ("BOR", "Requests the secretariat to report on progress every year;", None),
    ]
