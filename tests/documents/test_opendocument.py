"""An OpenDocument text is read as the Word document of the same words is."""

from __future__ import annotations

from placet.engine.text import Found
from placet.engine.text.amending.applying import applied_all

from .open import STYLES, end, items, odt, p, region, start, was
from .seen import acts, by, lines, met, outline, read

HEAD = '<text:h text:outline-level="1">'


def test_headings_lists_and_marks_are_those_of_any_file() -> None:
    data = odt(
        p("On water", style="Title"),
        p("The organisations,"),
        p('<text:span text:style-name="T1">Recalling</text:span>\n   their work,'),
        f"{HEAD}Actions</text:h>",
        items(
            p("Agree:") + items(p("one;"), p("two<text:s text:c='2'/>more;") + p("of course")),
            p("Decide."),
        ),
        p("Between."),
        items(p("Invite."), more='text:continue-numbering="true"'),
        items(p("Anew."), p("Again.")),
    )
    found = read(data, "a.odt")
    assert outline(found.text) == [
        (0, "title", None, "On water"), (0, "note", None, "The organisations,"),
        (0, "preambular", "PP1", "*Recalling* their work,"), (0, "heading", None, "Actions"),
        (1, "operative", "1", "Agree:"), (2, "subparagraph", "(a)", "one;"),
        (2, "subparagraph", "(b)", "two  more;"), (3, "note", None, "of course"),
        (1, "operative", "2", "Decide."), (1, "note", None, "Between."),
        (1, "operative", "3", "Invite."), (1, "operative", "1", "Anew."),
        (1, "operative", "2", "Again."),
    ]  # fmt: skip
    assert found.report == ()


def test_tracked_changes_are_those_of_their_authors() -> None:
    data = odt(
        items(
            p("Share ", was("d1"), start("i1"), "their ", end("i1"), "data;"),
            p("be quick", start("i2")),
            p("and kind", end("i2"), "."),
            p(was("d2"), "Pay."),
            p("Meet", was("d3"), "often."),
        ),
        regions=(
            region("d1", "deletion", "USA", p("all ")),
            region("i1", "insertion", "FAO"),
            region("i2", "insertion", "FAO"),
            region("d2", "deletion", "USA", items(p("Wait."), p(""))),
            region("d3", "deletion", "WHO", items(p("<text:s/>here."), p("Not "))),
        ),
    )
    found = read(data, "a.odt")
    assert [(label, words) for _, _, label, words in outline(found.text)] == [
        ("1", "Share all data;"), ("2", "be quick."), ("3", "Wait."), ("4", "Pay."),
        ("5", "Meet here."), ("6", "Not often."),
    ]  # fmt: skip
    assert lines(by(found, "FAO").text)[:3] == ["Share all their data;", "be quick", "and kind."]
    assert acts(by(found, "USA")) == [("replace", "p1"), ("delete", "p3")]
    assert acts(by(found, "WHO")) == [("merge", "p5"), ("replace", "p5")]
    assert lines(found.final) == [
        "Share their data;", "be quick", "and kind.", "Pay.", "Meetoften.",
    ]  # fmt: skip
    for proposal in found.proposals:
        assert applied_all(found.text, proposal.changes, found.minted).text == proposal.text
    assert by(found, "USA").at is not None


def test_a_table_keeps_what_merged_cells_cover_empty() -> None:
    cell = "<table:table-cell{0}>{1}</table:table-cell>"
    rows = cell.format(' table:number-columns-spanned="2"', p("a") + p("b"))
    rows = f"<table:table-row>{rows}<table:covered-table-cell/></table:table-row>"
    rows += f"<table:table-row>{cell.format('', p('c'))}{cell.format('', '')}</table:table-row>"
    found = read(odt(f"<table:table>{rows}</table:table>"), "a.odt")
    assert outline(found.text) == [
        (0, "table", None, ""), (1, "row", None, ""), (2, "cell", None, "a\nb"),
        (2, "cell", None, ""), (1, "row", None, ""), (2, "cell", None, "c"), (2, "cell", None, ""),
    ]  # fmt: skip
    assert met(found) == [(Found.MERGED_CELLS, "1")]


def test_comments_and_footnotes_stand_at_their_words() -> None:
    remark = "<dc:creator>Ana (FAO)</dc:creator><dc:date>2026-11-02T09:30:00.5</dc:date>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    data = odt(
        p(
            'Share <office:annotation office:name="a">', remark, p("why?"), "</office:annotation>",
            'all<office:annotation-end office:name="a"/> data', note, p("Within the law."),
            "</text:note-body></text:note>.",
            f"<office:annotation>{remark}{p('here')}</office:annotation>",
        )
    )  # fmt: skip
    found = read(data, "a.odt")
    assert lines(found.text) == ["Share all data.", "Within the law."]
    assert [(n.author, n.quotation, n.start, n.body) for n in found.remarks] == [
        ("Ana (FAO)", "all", 6, "why?"), ("Ana (FAO)", "", 15, "here"),
    ]  # fmt: skip


def test_what_is_no_text_is_reported() -> None:
    styles = (
        "<office:document-styles xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
        f"<style:header>{p('Draft 3')}</style:header></office:document-styles>"
    )
    data = odt(
        p("See ", '<text:a xlink:href="http://x.org">here</text:a>', "<text:page-number>4",
          "</text:page-number>", '<draw:frame><draw:image xlink:href="http://x.org/a.png"/>',
          "</draw:frame>"),
        p(f"<draw:frame><draw:text-box>{p('in a box')}</draw:text-box></draw:frame>"),
        f"<text:table-of-content><text:index-body>{p('Contents')}</text:index-body>"
        "</text:table-of-content>",
        parts={"styles.xml": styles},
    )  # fmt: skip
    found = read(data, "a.odt")
    assert lines(found.text) == ["See here4"]
    assert met(found) == [
        (Found.HEADER, "Draft 3"), (Found.LINK_TARGET, "http://x.org"),
        (Found.FIELD, "page-number"), (Found.EXTERNAL, "http://x.org/a.png"), (Found.IMAGE, ""),
        (Found.TEXT_BOX, "in a box"), (Found.CONTENTS, "Contents"),
    ]  # fmt: skip
    assert STYLES
