"""What Placet wrote comes back as it was: ids, kinds, labels, words, and each one's proposal."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import assume, given, settings

from placet.engine.documents.writing import (
    About,
    CommentOut,
    Labels,
    Reply,
    Tracked,
    to_docx,
    to_docx_tracked,
)
from placet.engine.text import Edit, Kind, Text, edited, parse_markdown, text_hash, walk
from placet.engine.text.amending.applying import applied_all
from tests.text.strategies import texts

from .seen import acts, by, read

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
ABOUT, WORDS = About("OBJ-1", "Data"), Labels()
BASE = parse_markdown(
    "# On *water*\n\nThe ministers,\n\n*Recalling* 5 \\* 3,\n\n## Actions\n\n"
    "1. Agree to share [all] data:\n\n(a) at once;\n\n(b) **with** care;\n\n2 bis. Decide to meet."
)


@settings(max_examples=60)
@given(texts())
def test_a_clean_document_comes_back_as_it_was(made: tuple[Text, int]) -> None:
    text, _ = made
    assume(not any(p.kind is Kind.ROW and (p.words or p.label) for _, p in walk(text)))
    assert text_hash(read(to_docx(text, ABOUT, WORDS)).text) == text_hash(text)


def revised(*changes: tuple[str, str], new: str = "") -> Text:
    """The base with other words for some paragraphs, without some, and with one more."""
    told = dict(changes)
    rows = [
        Edit(p.id, p.kind, depth, told.get(p.id, p.words), p.label)
        for depth, p in walk(BASE.text)
        if told.get(p.id, p.words)
    ]
    if new:
        rows.append(Edit(None, Kind.OPERATIVE, 1, new))
    return edited(BASE.text, rows, BASE.minted)[0]


def test_what_three_organisations_propose_comes_back_as_it_was() -> None:
    fao = revised(("p5", "Agree to share [their] data:"), new="Invite others.")
    usa = revised(("p5", "Agree to share [their] data:"), ("p8", ""))
    who = revised(("p6", "at once *and* free of charge;"))
    given_ = [Tracked("FAO", AT, fao), Tracked("USA", AT, usa), Tracked("WHO", AT, who)]
    remark = CommentOut("FAO", AT, "p5", "why?", 9, 14, (Reply("USA", AT, "because"),))
    found = read(to_docx_tracked(BASE.text, given_, [remark], ABOUT, WORDS))
    assert text_hash(found.text) == text_hash(BASE.text)
    for one in given_:
        proposal = by(found, one.author)
        assert text_hash(proposal.text) == text_hash(one.text)
        assert applied_all(found.text, proposal.changes, found.minted).text == one.text
        assert proposal.at == AT
    assert acts(by(found, "USA")) == [("replace", "p5"), ("delete", "p8")]
    assert acts(by(found, "FAO")) == [("replace", "p5"), ("add", "p9")]
    assert [(n.author, n.paragraph, n.quotation, n.body, n.parent) for n in found.remarks] == [
        ("FAO", "p5", "share", "why?", None), ("USA", "p5", "share", "because", 0),
    ]  # fmt: skip
