"""A page of HTML is read as the Markdown file of the same words is."""

from __future__ import annotations

import pytest

from placet.engine.text import Found, parse_markdown

from .seen import acts, lines, met, outline, read

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>
<h1>Early warning</h1>
<p>The organisations,
<p><em>Recalling</em> their   earlier work,
<h2>Article 1</h2>
<div><p>1. Agree to share:</p><p>(a) observations [and forecasts];</p>
(b) <b>all</b> warnings;<br>even small ones</div>
<blockquote>2 bis. Decide to meet.</blockquote>
</body></html>"""


def test_a_page_and_a_markdown_file_of_the_same_words_are_the_same_tree() -> None:
    source = (
        "# Early warning\n\nThe organisations,\n\n*Recalling* their earlier work,\n\n"
        "## Article 1\n\n1. Agree to share:\n\n(a) observations [and forecasts];\n\n"
        "(b) **all** warnings;\\\neven small ones\n\n2 bis. Decide to meet.\n"
    )
    assert outline(read(PAGE.encode(), "a.html").text) == outline(parse_markdown(source).text)


def test_lists_are_numbered_as_a_browser_shows_them() -> None:
    page = """<ol><li>Agree:<ol type="a"><li>one;<li value=3>three;<p>of course</ol>
    <li><p>Decide:</p><ul><li>point</ul></ol><ol start="7"><li>Seven</ol>"""
    assert outline(read(page.encode(), "a.html").text) == [
        (0, "operative", "1", "Agree:"), (1, "subparagraph", "a", "one;"),
        (1, "subparagraph", "c", "three;"), (2, "note", None, "of course"),
        (0, "operative", "2", "Decide:"), (1, "note", None, "point"),
        (0, "operative", "7", "Seven"),
    ]  # fmt: skip


def test_a_table_is_a_grid() -> None:
    page = """<table><caption>Who does <b>what</b></caption><thead><tr><th rowspan=2>who
    <th colspan=2>what</thead><tr><td>a<td>b<table><tr><td>x<td>y</table></table>"""
    found = read(page.encode(), "a.html")
    assert outline(found.text) == [
        (0, "table", None, "Who does what"), (1, "row", None, ""), (2, "cell", None, "who"),
        (2, "cell", None, "what"), (2, "cell", None, ""), (1, "row", None, ""),
        (2, "cell", None, ""), (2, "cell", None, "a"), (2, "cell", None, "b\nx\ty"),
    ]  # fmt: skip
    assert {found for found, _ in met(found)} == {Found.MERGED_CELLS, Found.NESTED_TABLE}


def test_insertions_and_deletions_are_those_of_an_author_without_a_name() -> None:
    page = """<p>We <del>shall</del> <ins datetime="2026-11-02">may</ins> act.</p>
    <ins><p>New.</p><p>Newer.</p></ins><del><p>Gone.</p></del><p>End.</p>"""
    found = read(page.encode(), "a.html")
    assert lines(found.text) == ["We shall  act.", "Gone.", "End."]
    (proposal,) = found.proposals
    assert proposal.author == ""
    assert lines(proposal.text) == ["We  may act.", "New.", "Newer.", "End."]
    assert acts(proposal) == [("replace", "p1"), ("add", "p4"), ("add", "p5"), ("delete", "p2")]


def test_what_a_browser_needs_is_left_out_and_reported() -> None:
    page = """<p>a<script>x()</script><img alt="map"><span hidden>no</span>
    <span style="DISPLAY : none">nor</span><a href="http://x.org">b</a><a href="#c">c</a></p>
    <style>p {}</style><!-- note --><iframe src="http://x.org/i"></iframe><input value="v">"""
    found = read(page.encode(), "a.html")
    assert lines(found.text) == ["a bc"]
    assert met(found) == [
        (Found.SCRIPT, "x()"), (Found.IMAGE, "map"), (Found.HIDDEN, "no"), (Found.HIDDEN, "nor"),
        (Found.LINK_TARGET, "http://x.org"), (Found.SCRIPT, "p {}"), (Found.TAG, "<!-- note -->"),
        (Found.EMBEDDED, "http://x.org/i"), (Found.FIELD, "v"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        "<p>café</p>".encode(),
        b"<meta charset=iso-8859-1><p>caf\xe9</p>",
        b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>caf\xe9</p>",
        "<p>café</p>".encode("utf-16"),
        b"<?xml version='1.0' encoding='utf-8'?><html><p>caf&eacute;</p></html>",
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(data: bytes) -> None:
    assert lines(read(data, "a.html").text) == ["café"]
