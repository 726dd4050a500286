"""Amendments out as tracked changes and in again; what LibreOffice changes on the way is undone."""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter
from io import BytesIO

from hypothesis import HealthCheck, given, settings

from placet.engine.documents.reading import Document, read_document
from placet.engine.documents.writing import About, Labels, Tracked, to_docx_tracked
from placet.engine.text import Change, Kind, Numbered, Text, as_amendments, merged, walk
from tests.documents.drafts import ABOUT, BASE, COMMENTS, READINGS, TRACKED, on
from tests.documents.strategies import readings

TAKEN = to_docx_tracked(BASE, TRACKED, COMMENTS, ABOUT, Labels())


def said(text: Text) -> list[str]:
    return [p.words for _, p in walk(text) if p.words]


def together(base: Text, changes: tuple[Change, ...], name: str, minted: int) -> Text:
    numbered = [Numbered(n, (name,), change) for n, change in enumerate(changes, 1)]
    return merged(base, numbered, minted).text


def test_what_three_organisations_propose_comes_back_as_amendments_with_their_words() -> None:
    document = read_document("draft.docx", TAKEN)
    assert document.text == BASE
    for proposal in document.proposals:
        alone = as_amendments(proposal.changes, document.text, document.minted)
        made = together(document.text, alone, proposal.author, document.minted)
        if proposal.author != "CYG":  # adds a row, which stands behind its table as one paragraph
            assert said(made) == said(READINGS[proposal.author])
        else:
            words = " ".join(said(made))
            assert "Salinity | g/kg | IOC" in words
        again = to_docx_tracked(
            document.text, [Tracked(proposal.author, on(1), made)], (), ABOUT, Labels()
        )
        back = read_document("again.docx", again)
        assert back.text == BASE
        assert as_amendments(back.proposals[0].changes, back.text, back.minted) == alone


def test_amendments_are_the_same_after_a_second_journey() -> None:
    tried: Counter[str] = Counter()

    @settings(
        max_examples=80, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(readings(1))
    def law(made: tuple[Text, list[Text]]) -> None:
        base, (text,) = made
        tried["all"] += 1
        first = _sent(base, text)
        if not first.proposals or any(p.kind in (Kind.ROW, Kind.CELL) for _, p in walk(text)):
            return
        alone = as_amendments(first.proposals[0].changes, first.text, first.minted)
        proposed = together(first.text, alone, "AUR", first.minted)
        second = _sent(first.text, proposed)
        assert second.text == first.text
        if second.proposals:
            changes = as_amendments(second.proposals[0].changes, second.text, second.minted)
            again = together(second.text, changes, "AUR", second.minted)
            assert said(again) == said(proposed)
            tried["bites"] += 1

    law()
    share = 100 * tried["bites"] // tried["all"]
    sys.stdout.write(f"second journey: {tried['all']} cases, {share} % with proposals\n")
    assert share >= 20


def _sent(base: Text, text: Text) -> Document:
    about = About("OBJ-1", "A title", 1)
    tracked = [Tracked("AUR", on(1), text)]
    return read_document("x.docx", to_docx_tracked(base, tracked, (), about, Labels()))


def as_libreoffice_saves_it(data: bytes) -> bytes:
    """The file with what LibreOffice 7.4 was seen to do: a style exchanged, a row filled up."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name).decode()
            if name == "docProps/app.xml":
                part = re.sub("<Application>.*?</Application>", "<Application>LibreOffice/7.4"
                              "</Application>", part)  # fmt: skip
            elif name == "word/document.xml":
                at = part.index("_placet_p4_")
                begin = part.rindex("<w:p>", 0, at)
                style = re.search(r'<w:pStyle w:val="[^"]+"/>', part[begin:at])
                assert style is not None
                exchanged = part[begin:at].replace(style[0], '<w:pStyle w:val="PlacetPreambular"/>')
                part = part[:begin] + exchanged + part[at:]
                last = part.index("</w:tr>", part.index("_placet_p29_"))
                filler = "<w:tc><w:tcPr/><w:p/></w:tc>"
                part = part[:last] + filler + part[last:]
            target.writestr(name, part)
    return out.getvalue()


def test_a_document_that_libreoffice_saved_again_reads_as_it_was() -> None:
    before = read_document("draft.docx", TAKEN)
    after = read_document("draft.docx", as_libreoffice_saves_it(TAKEN))
    assert after.text == before.text
    assert [(p.author, p.text) for p in after.proposals] == [
        (p.author, p.text) for p in before.proposals
    ]
    assert after.remarks == before.remarks


def test_the_headers_that_placet_printed_are_no_remark() -> None:
    assert read_document("draft.docx", TAKEN).report == ()
