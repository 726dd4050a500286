"""Tracked changes of several authors become what each of them proposes; comments become notes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine.documents.reading import organisation_in
from placet.engine.text import Act, Change, Found, Kind, as_read, walk
from placet.engine.text.amending.applying import applied_all

from .seen import acts, by, lines, met, outline, read
from .words import (
    comment,
    docx,
    footnote,
    gone,
    ins,
    moved_from,
    moved_to,
    note,
    on,
    p,
    r,
    scheme,
    tbl,
    tc,
    tr,
    use,
)

LISTS = (scheme(1, ("decimal", "%1."), ("lowerLetter", "(%2)")), use(1))
DRAFT = docx(
    p("On early warning", style="Titre"),
    p("The organisations,"),
    p(r("Recalling", "i"), " their ", gone("USA", "long "), "work,"),
    p("Actions", style="Titre1"),
    p(
        "Agree to share ", gone("USA", "all "), ins("FAO", "their "), "data", note(2), ":",
        num=(1, 0),
    ),
    p("at once", ins("WHO", " and free of charge"), ";", num=(1, 1)),
    p("with care", mark=ins("FAO"), num=(1, 1)),
    p(ins("FAO", "for everybody"), ";", num=(1, 1)),
    p(gone("USA", "Decide to meet every year."), mark=gone("USA"), num=(1, 0)),
    p("Decide to pay. ", mark=ins("WHO"), num=(1, 0)),
    p("Invite others.", num=(1, 0)),
    tbl(
        tr("who", "what"),
        tr(tc(p("FAO")), tc(p("food", ins("WHO", " and health")))),
        tr(tc(p(ins("WHO", "WHO"))), tc(p(ins("WHO", "health"))), mark=ins("WHO")),
    ),
    numbering=LISTS,
    notes=[footnote(2, "Within the ", ins("USA", "strict "), "law.")],
)  # fmt: skip


def test_the_text_is_what_it_was_before_anybody_changed_it() -> None:
    found = read(DRAFT)
    assert outline(found.text) == [
        (0, "title", None, "On early warning"),
        (0, "note", None, "The organisations,"),
        (0, "preambular", "PP1", "*Recalling* their long work,"),
        (0, "heading", None, "Actions"),
        (1, "operative", "1", "Agree to share all data:"),
        (2, "note", "n. 1", "Within the law."),
        (2, "subparagraph", "(a)", "at once;"),
        (2, "subparagraph", "(b)", "with care;"),
        (1, "operative", "2", "Decide to meet every year."),
        (1, "operative", "3", "Decide to pay. Invite others."),
        (1, "table", None, ""),
        (2, "row", None, ""), (3, "cell", None, "who"), (3, "cell", None, "what"),
        (2, "row", None, ""), (3, "cell", None, "FAO"), (3, "cell", None, "food"),
    ]  # fmt: skip
    assert found.minted == len(list(walk(found.text)))
    assert [p.author for p in found.proposals] == ["USA", "FAO", "WHO"]


def test_each_author_proposes_what_that_author_changed_and_nothing_else() -> None:
    found = read(DRAFT)
    usa, fao, who = (by(found, author) for author in ("USA", "FAO", "WHO"))
    assert [change for change in usa.changes] == [
        Change(Act.REPLACE, "p3", "*Recalling* their work,"),
        Change(Act.REPLACE, "p5", "Agree to share data:"),
        Change(Act.REPLACE, "p6", "Within the strict law."),
        Change(Act.DELETE, "p9"),
    ]
    assert list(fao.changes) == [
        Change(Act.REPLACE, "p5", "Agree to share all their data:"),
        Change(Act.SPLIT, "p8", at=9),
        Change(Act.REPLACE, "p18", "for everybody;"),
    ]
    assert list(who.changes) == [
        Change(Act.REPLACE, "p7", "at once and free of charge;"),
        Change(Act.SPLIT, "p10", at=15),
        Change(Act.REPLACE, "p17", "food and health"),
        Change(Act.ADD, "p19", "", Kind.ROW, under="p11", after="p15"),
        Change(Act.ADD, "p20", "WHO", Kind.CELL, under="p19"),
        Change(Act.ADD, "p21", "health", Kind.CELL, under="p19", after="p20"),
    ]
    assert usa.at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def test_the_changes_lead_from_the_text_to_the_reading_and_all_of_them_to_the_final_one() -> None:
    found = read(DRAFT)
    for proposal in found.proposals:
        assert applied_all(found.text, proposal.changes, found.minted).text == proposal.text
    assert lines(found.final)[2:10] == [
        "*Recalling* their work,", "Actions", "Agree to share their data:",
        "Within the strict law.", "at once and free of charge;", "with care", "for everybody;",
        "Decide to pay.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ([p("One."), p(ins("A", "Two."), mark=ins("A")), p("Three.")], [("add", "p3")]),
        ([p("One.", mark=ins("A")), p(ins("A", "Two.")), p("Three.")], [("add", "p3")]),
        ([p("One."), p(gone("A", "Two."), mark=gone("A")), p("Three.")], [("delete", "p2")]),
        ([p("One.", mark=gone("A")), p(gone("A", "Two.")), p("Three.")], [("delete", "p2")]),
        ([p("One.", mark=gone("A")), p("Two."), p("Three.")],
         [("merge", "p1"), ("replace", "p1")]),
        ([p("One. ", mark=gone("A")), p("Two."), p("Three.")], [("merge", "p1")]),
        ([p("One. ", mark=ins("A")), p("Two. ", mark=ins("A")), p("Three.")],
         [("split", "p1"), ("split", "p2")]),
        ([p(gone("A", "One."), ins("A", "Won.")), p("Two.")], [("replace", "p1")]),
        ([p(moved_from("A", "One of four words."), mark=gone("A")), p("Two."),
          p(moved_to("A", "One of four words."), mark=ins("A"))], [("move", "p1")]),
        ([p(gone("A", "Cut and pasted again here."), mark=gone("A")), p("Two."),
          p(ins("A", "Cut and pasted again here."), mark=ins("A"))], [("move", "p1")]),
        ([p("1. One", gone("A", "."), ins("A", ";")), p("2. Two.")], [("replace", "p1")]),
        ([p(gone("A", "1. "), ins("A", "1 bis. "), "One"), p("2. Two.")], [("replace", "p1")]),
        ([p("One"), p(ins("A", "  "), mark=ins("A"))], None),
    ],
)  # fmt: skip
def test_what_is_done_to_a_paragraph_is_said_as_one_change(
    body: list[str], changes: list[tuple[str, str]] | None
) -> None:
    found = read(docx(*body))
    if changes is None:
        assert found.proposals == ()
        return
    proposal = by(found, "A")
    assert acts(proposal) == changes
    assert applied_all(found.text, proposal.changes, found.minted).text == proposal.text


def test_a_paragraph_that_moves_keeps_its_id_and_the_words_changed_in_it() -> None:
    start = '<w:moveFromRangeStart w:id="8" w:author="A" w:name="move7"/>'
    found = read(
        docx(
            p(start, moved_from("A", "Agree to share data. "), mark=gone("A")),
            p("Decide to meet."),
            p(start.replace("From", "To"), moved_to("A", "Agree to share "), ins("A", "all "),
              moved_to("A", "data."), mark=ins("A")),
        )
    )  # fmt: skip
    assert [(p.id, p.words) for _, p in walk(by(found, "A").text)] == [
        ("p2", "Decide to meet."), ("p1", "Agree to share all data."),
    ]  # fmt: skip


def test_words_that_one_author_inserts_and_another_deletes_are_in_neither_text() -> None:
    found = read(docx(p("We ", ins("A", gone("B", "shall ")), "act.")))
    assert (lines(found.text), lines(found.final)) == (["We act."], ["We act."])
    assert lines(by(found, "A").text) == ["We shall act."]
    assert [one.author for one in found.proposals] == ["A"]


def test_a_heading_that_is_inserted_takes_no_paragraph_away_from_its_heading() -> None:
    found = read(
        docx(p("One", style="Titre1"), "1. a", p(ins("A", "Two"), style="Titre1", mark=ins("A")),
             "2. b", p("Three", style="Titre1"))
    )  # fmt: skip
    assert acts(by(found, "A")) == [("add", "p5")]
    assert [words for _, _, _, words in outline(by(found, "A").text)] == [
        "One", "a", "Two", "b", "Three",
    ]  # fmt: skip


def test_numbers_of_what_is_only_proposed_are_not_counted() -> None:
    found = read(
        docx(p("a", num=(1, 0)), p(ins("A", "new"), num=(1, 0), mark=ins("A")), p("b", num=(1, 0)),
             numbering=LISTS)
    )  # fmt: skip
    assert [label for _, _, label, _ in outline(found.text)] == ["1", "2"]
    assert [(label, words) for _, _, label, words in outline(by(found, "A").text)] == [
        ("1", "a"), ("2", "new"), ("3", "b"),
    ]  # fmt: skip


def test_a_change_by_several_authors_together_is_proposed_by_each() -> None:
    found = read(docx(p("Share ", gone("FAO + WHO", "all "), ins("FAO", "your "), "data.")))
    assert [(one.author, lines(one.text)) for one in found.proposals] == [
        ("FAO", ["Share your data."]), ("WHO", ["Share data."]),
    ]  # fmt: skip


def test_a_tracked_change_of_form_is_reported_and_proposes_nothing() -> None:
    change = '<w:rPr><w:b/><w:rPrChange w:author="A"><w:rPr/></w:rPrChange></w:rPr>'
    change = f"<w:r>{change}<w:t>x</w:t></w:r>"
    found = read(docx(p("1. a ", change)))
    assert (found.proposals, met(found)) == ((), [(Found.FORMATTING, "x")])


def test_comments_stand_at_their_words_with_the_answers_to_them() -> None:
    found = read(
        docx(
            p("1. Agree to ", on(0, on(2, r("share", "b"), gone("USA", " all"))), " data."),
            p(ins("FAO", "2. "), ins("FAO", on(1, "Decide.")), mark=ins("FAO")),
            tbl(tr(tc(p("a ", on(3, "cell"))))),
            comments=[
                comment(1, "Ana (FAO)", "ours"), comment(0, "Ana (FAO)", "why?\nreally"),
                comment(2, "Bo", "because", answers=0), comment(3, "Bo", "empty?"),
                comment(4, "Bo", "nowhere"),
            ],
        )
    )  # fmt: skip
    assert [
        (n.author, n.paragraph, n.start, n.end, n.quotation, n.body, n.parent)
        for n in found.remarks
    ] == [
        ("Bo", "p1", 0, 0, "", "nowhere", None),
        ("Ana (FAO)", "p1", 11, 22, "share** all", "why?\nreally", None),
        ("Bo", "p1", 11, 22, "share** all", "because", 1),
        ("Ana (FAO)", "p1", 28, 28, "", "ours", None),
        ("Bo", "p4", 2, 6, "cell", "empty?", None),
    ]
    assert found.remarks[1].at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    words = {p.id: p.words for _, p in walk(found.text)}
    assert all(words[n.paragraph][n.start : n.end] == n.quotation for n in found.remarks)
    assert [source for kind, source in met(found) if kind == Found.COMMENT_MOVED] == [
        "ours", "nowhere",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("author", "code"),
    [
        ("FAO", "FAO"), ("fao ", "FAO"), ("Ana Lima (FAO)", "FAO"), ("FAO - Ana Lima", "FAO"),
        ("Lima, Ana / FAO", "FAO"), ("[WHO] Bo", "WHO"), ("UN-Habitat", "UN-Habitat"),
        ("Ana Lima", None), ("Fao Ana", None), ("Ana (FAO, WHO)", None), ("", None),
        ("FAO and WHO", None), ("WHO: Bo", "WHO"),
    ],
)  # fmt: skip
def test_the_organisation_of_an_author_is_the_one_that_the_name_says(
    author: str, code: str | None
) -> None:
    assert organisation_in(author, ("FAO", "WHO", "UN-Habitat")) == code


AUTHORS = st.sampled_from(("USA", "FAO", "WHO"))
WORDS = st.lists(
    st.sampled_from("share data water at once; Recalling (a) 1. with [the] people, and *x".split()),
    min_size=1, max_size=4,
).map(lambda words: " ".join(words) + " ")  # fmt: skip


@st.composite
def runs(draw: st.DrawFn) -> str:
    words, author, other = draw(WORDS), draw(AUTHORS), draw(AUTHORS)
    made = (
        r(words), r(words), r(words, draw(st.sampled_from(("", "i", "b", "b i")))),
        ins(author, words), gone(author, words), ins(author, gone(other, words)),
        moved_from(author, words), moved_to(author, words),
    )  # fmt: skip
    return draw(st.sampled_from(made))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    author = draw(AUTHORS)
    return p(
        *draw(st.lists(runs(), max_size=4)),
        mark=draw(st.sampled_from(("", "", "", ins(author), gone(author)))),
        num=draw(st.sampled_from((None, None, (1, 0), (1, 1)))),
        style=draw(st.sampled_from(("", "", "", "Titre1", "Titre2", "Titre"))),
    )


@st.composite
def tables(draw: st.DrawFn) -> str:
    found = []
    for _ in range(draw(st.integers(1, 3))):
        cells = draw(st.lists(st.lists(paragraphs(), max_size=2), min_size=1, max_size=3))
        author = draw(AUTHORS)
        mark = draw(st.sampled_from(("", "", ins(author), gone(author))))
        found.append(tr(*(tc(*cell) for cell in cells), mark=mark))
    return tbl(*found)


BODIES = st.lists(st.one_of(paragraphs(), paragraphs(), paragraphs(), tables()), max_size=7)


@settings(max_examples=150)
@given(BODIES)
def test_whatever_was_tracked_the_changes_lead_to_the_reading(body: list[str]) -> None:
    found = read(docx(*body, numbering=LISTS))
    ids = [paragraph.id for _, paragraph in walk(found.text)]
    assert ids == [f"p{at}" for at in range(1, found.minted + 1)]
    for proposal in found.proposals:
        assert applied_all(found.text, proposal.changes, found.minted).text == proposal.text


@settings(max_examples=100)
@given(st.lists(st.one_of(paragraphs(), paragraphs(), tables()), max_size=7))
def test_every_word_that_anybody_wrote_is_in_some_reading(body: list[str]) -> None:
    """Words that one author inserted and another deleted are in the inserter's reading."""
    found = read(docx(*body, numbering=LISTS))
    texts = (found.text, *(one.text for one in found.proposals))
    said = {word for text in texts for line in lines(text) for word in as_read(line).split()}
    said |= {label.strip("().") for text in texts for _, _, label, _ in outline(text) if label}
    written = re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", "".join(body))
    own = re.findall(r'<w:ins [^>]*author="(\w+)"[^>]*><w:del [^>]*author="\1"', "".join(body))
    lost = {word for text in written for word in text.split()} - said
    assert not {word for word in lost if word not in ("(a)", "1.", "*x")} or own
