"""The draft for people: HTML and PDF say the same words, and user words stay words."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib.resources import as_file, files
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

from placet.engine.draft import AgreementDraft
from placet.engine.model import BallotState, Organisation, RuleRef
from placet.engine.text import Kind, Text, parse_markdown, text_hash
from placet.templates import PSEUDO, PSEUDO_RTL, language, render, untranslated
from placet.templates.drafts import DraftFailed, draft_html, draft_page, draft_pdf, sheet
from tests.draft.tables import (
    BRACKETED,
    CLEAN,
    HELD,
    NAMES,
    adopted,
    ballot,
    draft,
    paragraph,
    position,
    put_forward,
)


class Words(HTMLParser):
    """The characters of a page that are shown or spoken, without white space."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = self.silent or tag in ("style", "title") or ("class", "p") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.silent = self.silent and tag not in ("style", "title", "i")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)

    @property
    def packed(self) -> str:
        return "".join("".join(self.found).split())


def printed(pdf: bytes, made: AgreementDraft) -> str:
    """The characters of a PDF without white space, running feet and the letters in marks."""
    words = sheet(made)
    feet = re.escape("".join(words["foot"].split())) + r"Page\d+of\d+"
    pages = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
    packed = "".join(re.sub(feet, "", page) for page in pages)
    for section in words["sections"]:
        for block in section["blocks"]:
            for row in block["rows"] if block["type"] == "positions" else ():
                label = "".join(row["label"].split())
                packed = packed.replace(
                    f"{row['letter']}{label}{row['count']}", f"{label}{row['count']}"
                )
    return packed


def packed(words: str) -> str:
    return "".join(words.split())


def operative(*words: str) -> Text:
    return Text(tuple(paragraph(f"p{i}", Kind.OPERATIVE, w) for i, w in enumerate(words, 1)))


TABLED = parse_markdown(
    "1. One.\n\n   Table 2: Shares of it\n\n   | Who | Part |\n   | --- | --- |\n   | FAO "
    "| [5 / 6] |\n   | WHO[^1] | |\n\n## Annex I: Duties\n\n1. Two.\n\n## Annex II\n\n1. Three.\n\n"
    "| Alone |\n|---|\n\n[^1]: From 2027."
).text
DRAFTS = {
    "in comments": draft(stage="comment"),
    "put forward": put_forward(),
    "failed": draft(call=ballot(BRACKETED, state=BallotState.CLOSED, passed=False)),
    "adopted": adopted(),
    "adopted provisionally": adopted(provisional=True),
    "on another text": draft(BRACKETED, "revision", ballot(CLEAN, text=3)),
    "with tables and annexes": draft(TABLED, "comment"),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_page_file_and_pdf_say_the_same_words_with_the_same_hash(name: str) -> None:
    made = DRAFTS[name]
    fragment = Words(draft_html(made)).packed
    assert Words(draft_page(made)).packed == fragment
    assert printed(draft_pdf(made), made) == fragment
    assert made.hash in fragment


def test_a_table_has_its_first_row_as_heads_of_columns_in_page_and_print() -> None:
    made = DRAFTS["with tables and annexes"]
    html = draft_html(made)
    assert [cell for cell in re.findall(r'<th scope="col" id="p\d+">(.*?)</th>', html)] == [
        "Who", "Part",
    ]  # fmt: skip
    assert "<caption><bdi>Table 2</bdi> Shares of it</caption>" in html
    assert "1 open bracket: paragraph Table 2, row 2, column 2." in html
    assert "<bdi>Annex I</bdi><br>Duties</h2>" in html


def test_the_draft_of_a_text_in_comments_has_no_positions() -> None:
    html = draft_html(draft(stage="comment"))
    assert "Draft, not adopted" in html
    assert "Open for comments" in html
    assert "Positions on this text" not in html
    assert "12 open brackets: paragraphs PP2, 1, 2(a), 3." in html


def test_an_open_call_says_until_when_positions_are_given() -> None:
    html = draft_html(put_forward())
    assert "As recorded by 11 Mar 2027, 10:02 UTC; positions can change until" in html
    assert "Silence does not count." in html
    assert "5 of 6 organisations have a position. Still missing: 1 Object to resolve." in html


def test_a_reservation_is_printed_in_full_and_a_reason_is_not() -> None:
    html = draft_html(put_forward())
    assert HELD[4].reservation in html
    assert "Persons could be identified." not in html
    assert "person-" not in html


def test_a_statement_is_printed_in_the_words_of_the_organisation() -> None:
    words = "ITU reads paragraph 1 as being about public data."
    held = (position("ITU", "interpret", reasons=words), position("UNHCR", "object", reasons="No."))
    call = ballot(BRACKETED, held, rule=RuleRef("silence", 1, {}), kinds=("object", "interpret"))
    html = draft_html(draft(call=call))
    assert words in html
    assert "Reservations and statements" in html


def test_the_draft_names_what_is_agreed_ad_referendum() -> None:
    html = draft_html(draft(agreed=(BRACKETED.paragraphs[-1].id,)))
    assert "Agreed ad referendum:" in html


def test_a_position_ad_referendum_says_until_when_it_is_to_be_confirmed() -> None:
    said = "WMO (World Meteorological Organization): Endorse, ad referendum; to be confirmed by"
    assert f"{said} Sunday 11 April 2027." in draft_html(put_forward())


def test_a_position_ad_referendum_that_was_never_confirmed_says_so() -> None:
    later = replace(put_forward(), rendered_at=datetime(2027, 5, 1, tzinfo=UTC))
    assert "; it was not confirmed by Sunday 11 April 2027." in draft_html(later)
    confirmed = replace(HELD[1], confirmed_at=datetime(2027, 3, 9, 9, tzinfo=UTC))
    made = draft(call=ballot(BRACKETED, (confirmed,)))
    assert "Endorse, ad referendum; confirmed on Tuesday 9 March 2027." in draft_html(made)


def test_an_adopted_text_says_who_is_not_bound_when_it_takes_effect_and_who_signed() -> None:
    html = draft_html(adopted())
    assert "UNHCR abstained and is not bound by this text." in html
    assert "Saturday 1 May 2027" in html
    assert "signed Saturday 20 March 2027 · focal point · Endorse, 3 Mar" in html
    assert "Nothing stands in square brackets." in html
    assert "Adopted</span>" in html


def test_positions_on_an_earlier_version_are_only_counted() -> None:
    html = draft_html(DRAFTS["on another text"])
    assert "5 positions were recorded on version 3; they do not apply to this text." in html
    assert "UNHCR (" not in html


def test_headings_have_no_gaps_and_paragraphs_their_ids() -> None:
    html = draft_html(put_forward())
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert 'id="p10"' in html


HOSTILE = (
    '#read("/etc/passwd")',
    "#panic() #let x = 1; $x^2$ `raw` <label> @cite \\u{41} // and /* more */ = Heading",
    "- item + item / term: ~ -- --- ... 'quoted' \"quoted\" https://example.org/#a",
    "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} &amp; &lt; </style>",
    "snake_case_ and 2 * 3 * 4 = 24",
    "x" * 400,
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_as_they_are(words: str) -> None:
    text = operative(words, f"[{words}]")
    organisations = {"UNEP": Organisation("UNEP", words)}
    held = (position("UNEP", "endorse"),)
    made = draft(text, call=ballot(text, held), organisations=organisations, title=words)
    pdf = draft_pdf(made)
    assert printed(pdf, made) == Words(draft_html(made)).packed
    assert printed(pdf, made).count(packed(words)) >= 2
    assert "root:" not in printed(pdf, made)


def test_marks_become_emphasis_and_an_escaped_asterisk_is_printed() -> None:
    made = draft(operative("*soft* **loud** \\* [**[*both*]**"))
    assert "soft loud * [[both]" in "".join(Words(draft_html(made)).found)
    assert "softloud*[[both]" in printed(draft_pdf(made), made)


def test_characters_that_no_typeface_has_are_printed_by_number_and_the_pdf_says_so() -> None:
    made = draft(operative("Agreed \U00013000 here"))
    found = printed(draft_pdf(made), made)
    assert "Agreed⟨U+13000⟩here" in found or "Agreed\U00013000here" in found
    if "⟨U+13000⟩" in found:
        assert "Thisfilehasnotypefaceforsomeofthecharacters" in found


def test_arabic_is_set_from_right_to_left_with_its_brackets() -> None:
    text = Text(operative("تتبادل المنظمات [البيانات] مجانا").paragraphs, "ar")
    made = draft(text)
    assert 'lang="ar" dir="rtl"' in draft_html(made)
    found = PdfReader(BytesIO(draft_pdf(made)))
    for page in found.pages:
        assert entries(entries(page["/Resources"])["/Font"])
    assert "Draft,notadopted" in printed(draft_pdf(made), made)


def test_brackets_can_nest_without_end() -> None:
    made = draft(operative("[" * 300 + "deep" + "]" * 300))
    assert printed(draft_pdf(made), made) == Words(draft_html(made)).packed


def entries(found: PdfObject | None) -> DictionaryObject:
    """A dictionary inside a PDF, also where only a reference to it stands."""
    at = found.get_object() if found else None
    assert isinstance(at, DictionaryObject)
    return at


def test_the_pdf_is_tagged_dated_and_names_its_language() -> None:
    pdf = PdfReader(BytesIO(draft_pdf(put_forward())))
    root = pdf.root_object
    assert entries(root["/MarkInfo"])["/Marked"]
    assert str(root["/Lang"]) == "en"
    assert entries(root["/ViewerPreferences"])["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"OBJ-0042 v4: {put_forward().title}"
    assert pdf.metadata.get("/CreationDate", "").startswith("D:20270311100200")
    assert pdf.xmp_metadata is not None
    assert "pdfuaid" in pdf.xmp_metadata.stream.get_data().decode()


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert draft_pdf(put_forward()) == draft_pdf(put_forward())


def test_every_page_has_a_running_foot() -> None:
    made = draft(operative(*("Words and more words. " * 40 for _ in range(20))))
    pages = PdfReader(BytesIO(draft_pdf(made))).pages
    for number, page in enumerate(pages, 1):
        foot = f"OBJ-0042v4·Draft,notadopted·{made.hash[:8]}Page{number}of{len(pages)}"
        assert packed(page.extract_text()).endswith(foot)


def test_a_pdf_that_takes_too_long_is_given_up_with_a_sentence() -> None:
    with pytest.raises(DraftFailed, match=r"was not ready after 0\.01 seconds\. Nothing else"):
        draft_pdf(put_forward(), seconds=0.01)


def test_a_renderer_that_dies_or_refuses_is_an_error_that_can_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(DraftFailed, match="could not be made"):
        draft_pdf(put_forward())


def test_memory_is_bounded() -> None:
    text = operative(*("word " * 2_000 for _ in range(50)))
    assert draft_pdf(draft(text)).startswith(b"%PDF")
    with pytest.raises(DraftFailed, match="needs more memory"):
        draft_pdf(draft(text), memory=24 * 1024 * 1024)


@pytest.mark.parametrize("code", [PSEUDO, PSEUDO_RTL])
@pytest.mark.parametrize("name", DRAFTS)
def test_every_word_around_the_text_can_be_translated(name: str, code: str) -> None:
    made = DRAFTS[name]
    texts = [line for _, line in ((0, p.words.replace("*", "")) for p in BRACKETED.paragraphs)]
    with language(code):
        words = sheet(made)
        words["lines"] = []
        html = render("draft/agreement.html.j2", sheet=words)
    data = [*NAMES, *NAMES.values(), *texts, made.title, made.table, made.symbol, made.ref]
    data += [HELD[4].reservation, "UTC", made.hash, "Nairobi"]
    data += ["Table", "row", "column"]  # the text calls its own parts, in its own language
    assert untranslated(html, data) == ()


def test_a_draft_in_another_language_is_rendered_in_it() -> None:
    with language(PSEUDO_RTL):
        assert 'dir="rtl"' in draft_html(put_forward())
        assert draft_pdf(put_forward()).startswith(b"%PDF")


def test_without_the_print_faces_the_compilers_own_are_used(tmp_path: Path) -> None:
    with as_file(files("placet.templates")) as folder:
        shutil.copy(folder / "pdf.py", tmp_path)
        shutil.copytree(folder / "draft", tmp_path / "draft")
    made = adopted()
    asked = {"sheet": sheet(made), "timestamp": 0, "memory": 2**29, "seconds": 60}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", tmp_path / "pdf.py"],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
    )
    assert b"Libertinus" in done.stdout
    assert printed(done.stdout, made) == Words(draft_html(made)).packed


def test_the_hash_of_the_draft_is_that_of_the_text() -> None:
    assert adopted().hash == text_hash(CLEAN)
