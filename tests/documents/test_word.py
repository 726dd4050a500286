"""What a Word document holds without its tracked changes."""

import pytest

from placet.engine.text import Found, Kind, parse_markdown, walk

from .seen import lines, met, outline, read
from .words import (
    docx,
    footnote,
    gone,
    ins,
    note,
    p,
    r,
    scheme,
    tbl,
    tc,
    tr,
    use,
)

LISTS = (scheme(1, ("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")), use(1))


def test_a_word_file_and_a_markdown_file_of_the_same_words_are_the_same_tree() -> None:
    source = """# Early warning

The organisations,

*Recalling* their earlier work,

## Article 1

1. Agree to share:

(a) observations [and forecasts];

(b) **all** warnings:

(i) by radio;

2 bis. Decide to meet.
"""
    data = docx(
        p("Early warning", style="Titre1"),
        "The organisations,",
        p(r("Recalling", "i"), " their earlier work,"),
        p("Article 1", style="Titre2"),
        "1.\tAgree to share:",
        "(a) observations [and forecasts];",
        p("(b) ", r("all", "b"), " warnings:"),
        "(i) by radio;",
        "2 bis. Decide to meet.",
    )
    found = read(data)
    assert outline(found.text) == outline(parse_markdown(source).text)
    assert [p.label for _, p in walk(found.text)] == [
        p.label for _, p in walk(parse_markdown(source).text)
    ]
    assert (found.report, found.proposals, found.remarks) == ((), (), ())
    assert found.final == found.text


def test_numbers_that_word_prints_are_read_as_if_they_were_typed() -> None:
    data = docx(
        p("Agree:", num=(1, 0)), p("one;", num=(1, 1)), p("two:", num=(1, 1)),
        p("deep;", num=(1, 2)), p("", num=(1, 0)), p("Decide.", num=(1, 0)),
        numbering=LISTS,
    )  # fmt: skip
    found = read(data)
    assert outline(found.text) == [
        (0, "operative", "1", "Agree:"), (1, "subparagraph", "(a)", "one;"),
        (1, "subparagraph", "(b)", "two:"), (2, "subparagraph", "(i)", "deep;"),
        (0, "operative", "3", "Decide."),
    ]  # fmt: skip


def test_only_numbers_that_placet_would_not_compute_are_pinned() -> None:
    data = docx(
        p("one", num=(1, 0)), p("two", num=(1, 0)), p("four", num=(2, 0)), p("five", num=(2, 0)),
        p("A", num=(3, 0)),
        numbering=[
            *LISTS, scheme(3, ("upperLetter", "%1)")), use(3),
            use(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'),
        ],
    )  # fmt: skip
    labels = [(paragraph.label, paragraph.words) for _, paragraph in walk(read(data).text)]
    assert labels == [(None, "one"), (None, "two"), ("4", "four"), (None, "five"), ("A)", "A")]


@pytest.mark.parametrize(
    ("format", "pattern", "numbers"),
    [
        ("decimal", "%1", ["1", "2", "28"]), ("decimalZero", "%1", ["01", "02", "28"]),
        ("lowerLetter", "%1)", ["a)", "b)", "bb)"]),
        ("upperLetter", "(%1)", ["(A)", "(B)", "(BB)"]),
        ("upperRoman", "%1)", ["I)", "II)", "XXVIII)"]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(xxviii)"]),
        ("decimal", "Rule %1", ["Rule 1", "Rule 2", "Rule 28"]),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(
    format: str, pattern: str, numbers: list[str]
) -> None:
    data = docx(
        *(p("x", num=(9, 0)) for _ in range(28)), numbering=[scheme(9, (format, pattern)), use(9)]
    )
    shown = [label for _, _, label, _ in outline(read(data).text)]
    assert [shown[0], shown[1], shown[27]] == numbers


def test_levels_are_told_apart_by_their_whole_number() -> None:
    data = docx(
        p("Part", num=(4, 0)), p("Rule", num=(4, 1)), p("Rule", num=(4, 1)), p("Part", num=(4, 0)),
        p("Rule", num=(4, 1)),
        numbering=[scheme(4, ("decimal", "%1."), ("decimal", "%1.%2")), use(4)],
    )  # fmt: skip
    assert [label for _, _, label, _ in outline(read(data).text)] == [
        "1", "1.1", "1.2", "2", "2.1",
    ]  # fmt: skip


def test_a_heading_has_its_number_before_its_words() -> None:
    data = docx(
        p("Purpose", style="Titre1", num=(5, 0)), p("Scope", style="Mine"), "We agree.",
        numbering=[scheme(5, ("decimal", "Article %1")), use(5)],
    )  # fmt: skip
    assert outline(read(data).text)[:2] == [
        (0, "title", None, "Article 1 Purpose"), (0, "heading", None, "Scope"),
    ]  # fmt: skip


def test_a_title_by_its_style_stands_above_every_heading() -> None:
    data = docx(p("On water", style="Titre"), p("One", style="Titre1"), p("Two", style="Titre1"))
    assert [(kind, words) for _, kind, _, words in outline(read(data).text)] == [
        ("title", "On water"), ("heading", "One"), ("heading", "Two"),
    ]  # fmt: skip


def test_a_paragraph_that_goes_on_with_an_item_stands_under_it() -> None:
    number = '<w:ind w:left="720" w:hanging="360"/>'
    data = docx(
        p("Agree:", num=(1, 0), more=number), p("of course.", more='<w:ind w:left="720"/>'), "End.",
        numbering=LISTS,
    )  # fmt: skip
    assert [(depth, words) for depth, _, _, words in outline(read(data).text)] == [
        (0, "Agree:"), (1, "of course."), (0, "End."),
    ]  # fmt: skip


def test_a_table_is_a_grid_and_merged_cells_keep_their_words_once() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = docx(
        tbl(
            tr(tc("who", more=restart), tc("what", "and why", more='<w:gridSpan w:val="2"/>')),
            tr(tc("", more=goes_on), "a", tc("b", tbl(tr("x", "y"), tr("z", "")))),
        )
    )
    found = read(data)
    assert outline(found.text) == [
        (0, "table", None, ""),
        (1, "row", None, ""), (2, "cell", None, "who"), (2, "cell", None, "what\nand why"),
        (2, "cell", None, ""),
        (1, "row", None, ""), (2, "cell", None, ""), (2, "cell", None, "a"),
        (2, "cell", None, "b\nx\ty\nz"),
    ]  # fmt: skip
    assert {found for found, _ in met(found)} == {Found.MERGED_CELLS, Found.NESTED_TABLE}


def test_footnotes_are_notes_under_the_paragraph_that_refers_to_them() -> None:
    data = docx(
        p("1. One", note(7), " and", note(3)), "2. Two",
        notes=[footnote(3, "second"), footnote(7, "first")],
    )  # fmt: skip
    assert outline(read(data).text) == [
        (0, "operative", "1", "One and"), (1, "note", "n. 1", "first"),
        (1, "note", "n. 2", "second"), (0, "operative", "2", "Two"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ([r("Recalling", "i"), r(" their "), r("own", "b"), r(" work")],
         "*Recalling* their **own** work"),
        ([r("all ", "b"), r("of it", "b i")], "**all *of it***"),
        ([r("[Taking", "i"), r(" account]")], "*[Taking* account]"),
        ([r("one ", "i"), r(" "), r("two", "i")], "*one  two*"),
        ([r("5 * 3 *", "i")], "*5 \\* 3 \\**"),
        ([r("a*b*c")], "a\\*b\\*c"),
        ([r("* by the way")], "* by the way"),
        (['<w:r><w:rPr><w:rStyle w:val="Fort"/></w:rPr><w:t>strong</w:t></w:r>'], "**strong**"),
        (['<w:r><w:rPr><w:rStyle w:val="Fort"/><w:b w:val="0"/></w:rPr><w:t>not</w:t></w:r>'],
         "not"),
    ],
)  # fmt: skip
def test_bold_and_italic_are_marks(runs: list[str], words: str) -> None:
    assert lines(read(docx(p("x ", *runs))).text) == [f"x {words}"]


def test_characters_of_every_kind_are_words() -> None:
    inside = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:br/><w:t>d</w:t></w:r>'
    )
    held = (
        f"<w:smartTag><w:smartTagPr/><w:sdt><w:sdtPr/><w:sdtContent>{r('in control')}"
        "</w:sdtContent></w:sdt></w:smartTag>"
    )
    assert lines(read(docx(p(inside), p(held, "<w:new>" + r(" and new") + "</w:new>"))).text) == [
        "a\tb\u2011c\u2713\nd", "in control and new",
    ]  # fmt: skip


def test_what_is_no_text_is_left_out_and_reported_with_its_place() -> None:
    box = "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    box += f"<w:txbxContent>{p('in a box')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    box += (
        f"<mc:Fallback><w:pict>{p('in a box')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    picture = '<w:r><w:drawing><wp:docPr id="1" name="x" descr="A map"/><a:blip/></w:drawing></w:r>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Article 2")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    data = docx(
        p("See ", field, box, picture, r("secret", "vanish"), r(" old", "strike")),
        p("<m:oMath><m:r><m:t>E=m</m:t></m:r></m:oMath>", '<w:hyperlink r:id="rId9">'
          + r("Here") + "</w:hyperlink>"),
        p("Contents 1", style="TM1"),
        parts={"word/h.xml": f"<w:hdr xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/"
                             f"2006/main'>{p('Draft 3')}</w:hdr>"},
        relations=[("rId8", "header", "h.xml", False), ("rId9", "hyperlink", "http://x.org", True),
                   ("rId7", "image", "http://x.org/spy.png", True)],
    )  # fmt: skip
    found = read(data)
    assert lines(found.text) == ["See Article 2 old", "Here"]
    assert [(remark.line, remark.found.value, remark.source) for remark in found.report] == [
        (1, "external", "http://x.org/spy.png"), (1, "header", "Draft 3"), (1, "field", "REF _a"),
        (1, "text_box", "in a box"), (1, "image", "A map"), (1, "hidden", "secret"),
        (1, "struck", " old"), (2, "equation", "E=m"), (2, "link_target", "http://x.org"),
        (3, "contents", "Contents 1"),
    ]  # fmt: skip


def test_a_table_of_contents_is_left_out_as_a_field_over_several_paragraphs() -> None:
    data = docx(
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
          "<w:r><w:instrText>TOC \\o</w:instrText></w:r>",
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "One 1"),
        p("Two 2", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        "1. Agree.",
    )  # fmt: skip
    found = read(data)
    assert lines(found.text) == ["Agree."]
    assert met(found) == [(Found.CONTENTS, "TOC \\oOne 1Two 2")]


def test_a_field_that_never_ends_loses_no_words_silently() -> None:
    data = docx(p("1. One"), p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "swallowed"))
    assert (Found.FIELD, "swallowed") in met(read(data))


def test_the_strict_form_of_the_format_is_read_too() -> None:
    from .words import W, zipped

    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{p("Agreed.")}</w:body></w:document>'
    assert W not in body
    assert lines(read(zipped({"word/document.xml": body, "[Content_Types].xml": ""})).text) == [
        "Agreed."
    ]


def test_words_are_in_normal_form_and_a_reversed_word_is_reported() -> None:
    found = read(docx(p("cafe", r("\u0301", "b")), p("a \u202eb")))
    assert lines(found.text)[0] in ("caf\u00e9", "cafe**\u0301**")
    assert lines(found.text)[1] == "a b"
    assert met(found) == [(Found.CHARACTERS, "\u202e")]


def test_ten_thousand_brackets_deep_is_no_limit() -> None:
    deep = "[" * 10_000 + "]" * 10_000
    found = read(docx(deep))
    assert lines(found.text) == [deep]
    assert found.text.paragraphs[0].kind is Kind.OPERATIVE


def test_the_text_is_what_nobody_changed() -> None:
    data = docx(
        p("We ", ins("USA", "may "), gone("FAO", "shall "), "act."),
        p(ins("USA", "New."), mark=ins("USA")),
    )
    assert lines(read(data).text) == ["We shall act."]
    assert lines(read(data).final) == ["We may act.", "New."]
