"""Out of Word, through Placet and back: nothing that anybody proposed or remarked is lost."""

from __future__ import annotations

from datetime import UTC, datetime

from placet.engine import commands as c
from placet.engine.documents.reading import Document, read_document
from placet.engine.documents.writing import About, CommentOut, Tracked, to_docx_tracked
from placet.engine.text import Kind, Text, find, paragraph_ids, text_hash, walk
from placet.engine.text.compiling import reading_of
from placet.templates.document_words import document_words
from tests.documents.drafts import AUR, BASE, BOR, COMMENTS, CYG
from tests.documents.test_writing_akn import valid
from tests.pages import journey as j
from tests.pages.house import TABLE, House
from tests.pages.test_files import bring, confirm, hidden, sound

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
NAMES = {"Ana Lima (AUR)": AUR, "BOR": BOR, "Chen / CYG": CYG}


def from_word() -> bytes:
    """A file with the changes of three organisations, and comments of two."""
    tracked = [Tracked(name, AT, text) for name, text in NAMES.items()]
    own = {"AUR": "Ana Lima (AUR)", "CYG": "Chen / CYG"}
    remarks = [
        CommentOut(own.get(r.author, r.author), AT, r.paragraph, r.body, r.start, r.end)
        for r in COMMENTS
    ]
    about = About("ELSEWHERE-1", "Ocean data", 1, text_hash(BASE), AT)
    return to_docx_tracked(BASE, tracked, remarks, about, document_words())


def proposed(house: House) -> str:
    """The objective that the file becomes on the page, tracked changes left out."""
    path = f"/negotiations/{TABLE}/propose/import"
    report = bring(house, "fay", path, ("draft.docx", from_word()), title="Ocean data")
    assert report.status_code == 200, report.text
    assert hidden(sound(report.text))["text"] == "left"
    made = confirm(house, "fay", path, report.text, title="Ocean data", purpose="Why", text="left")
    assert made.status_code == 200, made.text
    assert "is not entered yet" in made.text
    return max(o.ref for o in house.root.cases.negotiation(house.actor("ada"), TABLE).objectives)


def entered(house: House, ref: str) -> None:
    """The secretariat brings the same file to the objective and says whose is what."""
    path = f"/objectives/{ref}/import"
    report = bring(house, "ada", path, ("draft.docx", from_word()))
    assert report.status_code == 200, report.text
    html = sound(report.text)
    assert "Without tracked changes this is version 1, the present text." in html
    chosen = hidden(html)
    assert [chosen[f"author.{n}"] for n in range(3)] == ["AUR", "BOR", "CYG"]
    done = confirm(house, "ada", path, html)
    assert done.status_code == 303, done.text


def exported(house: House, ref: str) -> Document:
    answer = house.get("dora", f"/objectives/{ref}/files/tracked.docx")
    assert answer.status_code == 200, answer.text
    return read_document("tracked.docx", answer.content)


def said(text: Text) -> list[str]:
    return [p.words for _, p in walk(text) if p.words]


def test_what_three_organisations_wrote_in_word_goes_in_and_comes_out_again(house: House) -> None:
    ref = proposed(house)
    view = j.seen(house, ref)
    assert said(view.text) == said(BASE)
    entered(house, ref)
    view = j.seen(house, ref)
    sponsors = [a.sponsor for a in view.objective.amendments.values()]
    assert set(sponsors) == {"AUR", "BOR", "CYG"}
    assert [(x.organisation, x.anchor.quotation if x.anchor else "") for x in view.comments] == [
        ("AUR", "thirty days"), ("BOR", ""),
    ]  # fmt: skip

    compilation = house.root.cases.compilation(house.actor("dora"), ref)
    assert set(compilation.proposals) == {"AUR", "BOR", "CYG"}
    assert not compilation.unfit

    back = exported(house, ref)
    assert back.text.paragraphs == view.text.paragraphs, "the same base, ids included"
    assert {p.author for p in back.proposals} == {"AUR", "BOR", "CYG"}
    for proposal in back.proposals:
        reading = reading_of(compilation.compilation, proposal.author)
        assert said(proposal.text) == said(reading)
    assert [(n.author, n.body, n.quotation) for n in back.remarks] == [
        (x.organisation, x.body, x.anchor.quotation if x.anchor else n.quotation)
        for x, n in zip(view.comments, back.remarks, strict=True)
    ]

    again = bring(house, "ada", f"/objectives/{ref}/import", ("tracked.docx", house.get(
        "dora", f"/objectives/{ref}/files/tracked.docx").content))  # fmt: skip
    assert "As chosen above: 0 to enter as amendments, 0 as comments." in again.text

    merged(house, ref)
    after = j.seen(house, ref)
    assert after.objective.text.number == 2
    back = exported(house, ref)
    assert back.text.paragraphs == after.text.paragraphs
    assert set(paragraph_ids(back.text)) == set(back.own)
    left = house.root.cases.compilation(house.actor("dora"), ref).compilation
    other = {name for name in left.names if reading_of(left, name) != after.text}
    assert {p.author for p in back.proposals} == other
    assert other, "somebody still proposes something"


def merged(house: House, ref: str) -> None:
    """Every second amendment is taken into the text."""
    numbers = [*j.seen(house, ref).objective.amendments][::2]
    j.do(house, "fay", ref, c.MergeAmendments(1, tuple(numbers), note="As agreed."))


def test_the_redline_in_akoma_ntoso_is_valid(house: House) -> None:
    ref = proposed(house)
    entered(house, ref)
    merged(house, ref)
    for query in ("", "?version=1", "?since=1"):
        answer = house.get("dora", f"/objectives/{ref}/files/text.xml{query}")
        assert answer.status_code == 200
        valid(answer.content)


def test_a_table_and_an_annex_keep_their_shape_on_the_way(house: House) -> None:
    ref = proposed(house)
    text = j.seen(house, ref).text
    kinds = [p.kind for _, p in walk(text)]
    assert kinds.count(Kind.CELL) == sum(p.kind is Kind.CELL for _, p in walk(BASE))
    assert Kind.ANNEX in kinds
    fifth = next(p for _, p in walk(text) if p.words.startswith("**Decides**"))
    assert find(text, fifth.id) is not None
