"""Files in and out on pages: what is read is reported first, what is written is for whoever may."""

from __future__ import annotations

import html as escape
import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from httpx2 import Response

from placet.api.filing.writing import DOCX, MEDIA_TYPES
from placet.api.signing import csrf_of
from placet.engine import commands as c
from placet.engine.amendments import Treating
from placet.engine.documents.reading import read_document
from placet.engine.text import Paragraph, Text, walk
from tests.documents.words import docx, gone, ins, p, r
from tests.pages import journey as j
from tests.pages.checks import (
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
    look_for_landmarks,
)
from tests.pages.house import TABLE, House

PLAIN = b"Recalling the sea,\n\n1. The chart is free.\n\n2. It is renewed [yearly].\n"


def bring(
    house: House, name: str, path: str, file: tuple[str, bytes], **fields: object
) -> Response:
    """What comes of this person sending a form with a file."""
    csrf = csrf_of(house.root, house.cookie(name))
    data = {"csrf": csrf, "key": "key-f", "do": "read", **{k: str(v) for k, v in fields.items()}}
    return house.browser(name).post(path, data=data, files={"file": file})


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of the first form with a sealed file, and what is chosen in it."""
    form = next(f for f in re.findall(r"<form.*?</form>", html, re.S) if 'name="sealed"' in f)
    found = {
        name: escape.unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    }
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    for name, value in re.findall(
        r'type="radio" name="([^"]+)" value="([^"]+)"[^>]* checked', form
    ):
        found[name] = value
    found.pop("csrf")
    found.pop("key")
    return found


def confirm(house: House, name: str, path: str, html: str, **fields: object) -> Response:
    """What comes of pressing the button of a report, with other answers where given."""
    values = {**hidden(html), "do": "save", **{k: str(v) for k, v in fields.items()}}
    csrf = csrf_of(house.root, house.cookie(name))
    data = {"csrf": csrf, "key": f"key-{len(str(fields))}-{path}", **values}
    return house.browser(name).post(path, data=data)


def sound(html: str) -> str:
    look_for_landmarks(html)
    look_for_anything_inline(html)
    look_at_tables_forms_and_ids(html)
    return html


def test_a_file_is_proposed_after_a_report_and_nothing_is_stored_before(house: House) -> None:
    path = f"/negotiations/{TABLE}/propose/import"
    before = house.rows()
    report = bring(house, "fay", path, ("chart.md", PLAIN), title="Chart", purpose="Why & how.")
    assert report.status_code == 200, report.text
    sound(report.text)
    assert "chart.md" in report.text
    assert "3 paragraphs" in report.text
    assert {t: n for t, n in house.rows().items() if t != "session"} == {
        t: n for t, n in before.items() if t != "session"
    }
    made = confirm(house, "fay", path, report.text, title="Chart", purpose="Why & how.")
    assert made.status_code == 303, made.text
    ref = made.headers["location"].split("/")[-1].split("?")[0]
    view = j.seen(house, ref)
    assert view.objective.title == "Chart"
    assert view.objective.purpose == "Why & how."
    assert [x.words for x in view.text.paragraphs] == [
        "Recalling the sea,", "The chart is free.", "It is renewed [yearly].",
    ]  # fmt: skip


HOSTILE = {
    "a PDF with another name": ("x.docx", b"%PDF-1.7 hello"),
    "an old Word file": ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "a damaged package": ("x.docx", b"PK\x03\x04 nothing behind it"),
    "an empty file": ("x.txt", b"   "),
    "more than ten megabytes": ("x.txt", b"word " * 2_000_100),
    "other characters": ("x.txt", b"caf\xe9 \xff"),
}


@pytest.mark.parametrize("file", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_place_and_what_was_typed_stays(
    house: House, file: tuple[str, bytes]
) -> None:
    typed = {"title": "A title & more", "purpose": "A purpose", "words.0": "One & one.",
             "at.0": "|", "kind.0": "operative", "level.0": "0"}  # fmt: skip
    answer = bring(house, "fay", f"/negotiations/{TABLE}/propose/import", file, **typed)
    assert answer.status_code == 422, answer.text
    assert 'id="file-error"' in answer.text
    for words in ("A title & more", "A purpose", "One & one."):
        assert words in escape.unescape(answer.text)
    ref = j.in_revision(house)
    typed = {k: v for k, v in typed.items() if "." in k} | {"base": "1"}
    again = bring(house, "fay", f"/objectives/{ref}/import", file, **typed)
    assert again.status_code == 422
    assert 'id="file-error"' in sound(again.text)
    assert "One & one." in escape.unescape(again.text)


def test_a_file_above_every_limit_is_refused_before_it_is_read(house: House) -> None:
    path = f"/negotiations/{TABLE}/propose/import"
    answer = bring(house, "fay", path, ("x.txt", b"word " * 3_400_000))
    assert answer.status_code == 413


def test_what_was_read_comes_back_sealed_or_not_at_all(house: House) -> None:
    path = f"/objectives/{j.in_revision(house)}/import"
    report = bring(house, "ada", path, ("chart.md", PLAIN)).text
    seal = hidden(report)["sealed"]
    for other in (seal[:-8] + "AAAA" + seal[-4:], "nothing", ""):
        answer = confirm(house, "ada", path, report, sealed=other)
        assert answer.status_code == 422
        assert "Choose the file again." in answer.text
    stranger = confirm(house, "fay", path, report)
    assert stranger.status_code == 422


def test_a_revision_is_matched_to_the_ids_that_are_here(house: House) -> None:
    ref = j.in_revision(house)
    path = f"/objectives/{ref}/import"
    words = "\n\n".join(
        ("*Recalling* that the sea is deep,", "1. " + j.FIRST.replace("soundings", "charts"),
         "2. We pay for it.", "3. " + j.SECOND)
    )  # fmt: skip
    report = sound(bring(house, "ada", path, ("new.md", words.encode())).text)
    assert "Same words: 2 · alike: 1 · new: 1 · gone: 1" in report
    unsaid = confirm(house, "ada", path, report, text="made")
    assert unsaid.status_code == 422
    assert "editorial or substantive" in unsaid.text
    done = confirm(house, "ada", path, report, text="made", editorial="no", note="From a file.")
    assert done.status_code == 303, done.text
    assert [x.id for x in j.seen(house, ref).text.paragraphs] == ["p1", "p2", "p5", "p3"]
    late = confirm(house, "ada", path, report, text="made", editorial="no", note="Again.")
    assert late.status_code == 409


MARKED = docx(
    p(r("Recalling", "i"), " that the sea is deep,"),
    p("The chart is ", gone("Ana (AUR)", "dear"), ins("Ana (AUR)", "free"), "."),
    p("It is renewed ", gone("Bo / BOR", "yearly"), ins("Bo / BOR", "monthly"), "."),
    p("We meet ", ins("Nemo", "often"), "."),
)  # fmt: skip


def amendable(house: House) -> str:
    """An objective under revision whose text is that of the marked document."""
    ref = j.in_revision(house, "The chart is dear.", "It is renewed yearly.", "We meet .")
    return ref


def test_the_secretariat_enters_what_organisations_wrote_with_its_evidence(house: House) -> None:
    ref = amendable(house)
    path = f"/objectives/{ref}/import"
    report = sound(bring(house, "ada", path, ("marked.docx", MARKED)).text)
    fields = hidden(report)
    assert [fields[f"author.{n}"] for n in range(3)] == ["AUR", "BOR", ""]
    assert "nobody: leave out" in report
    done = confirm(house, "ada", path, report, **{"author.2": "CYG"})
    assert done.status_code == 303, done.text
    found = j.seen(house, ref).objective.amendments.values()
    assert [a.sponsor for a in found] == ["AUR", "BOR", "CYG"]
    assert all(a.evidence.startswith("marked.docx (SHA-256 ") for a in found)
    assert j.seen(house, ref).objective.text.number == 1
    again = bring(house, "ada", path, ("marked.docx", MARKED)).text
    assert "2 stand here already" in again


def test_a_delegate_takes_only_what_its_own_organisation_wrote(house: House) -> None:
    ref = amendable(house)
    path = f"/objectives/{ref}/import"
    report = bring(house, "dora", path, ("marked.docx", MARKED)).text
    assert "What others wrote is left out" in report
    done = confirm(house, "dora", path, report, **{"author.0": "AUR", "author.2": "CYG"})
    assert done.status_code == 303, done.text
    (only,) = j.seen(house, ref).objective.amendments.values()
    assert (only.sponsor, only.evidence) == ("BOR", "")
    assert only.change.words == "It is renewed monthly."
    assert house.get("olga", path).status_code == 403


def test_every_file_is_what_its_name_says_and_is_kept_by_nobody(house: House) -> None:
    ref = j.amended(house)
    for name, kind in MEDIA_TYPES.items():
        answer = house.get("dora", f"/objectives/{ref}/files/{name}?version=1")
        assert answer.status_code == 200, (name, answer.text)
        assert answer.headers["content-type"] == kind
        stem = "" if name.split(".")[0] in ("clean", "text") else f"-{name.split('.')[0]}"
        told = f'attachment; filename="SEA-{ref}-v1{stem}.{name.split(".")[1]}"'
        assert answer.headers["content-disposition"] == told
        assert answer.headers["cache-control"] == "no-store"
        assert "cookie" in answer.headers["vary"].lower()
        start = {"pdf": b"%PDF", "xml": b"<?xml", "json": b"{", "md": b"PP1. *Rec",
                 "csv": b"\xef\xbb\xbf"}  # fmt: skip
        assert answer.content.startswith(start.get(name.split(".")[1], b"PK")), name
        if kind == DOCX:
            assert zipfile.ZipFile(BytesIO(answer.content)).testzip() is None


def test_only_who_may_see_an_objective_gets_its_files_and_getting_writes_nothing(
    house: House,
) -> None:
    ref = j.amended(house)
    for name in ("dora", "zoe", "ada"):
        house.browser(name)
    before = house.rows()
    assert house.get("zoe", f"/objectives/{ref}/files/clean.docx").status_code == 404
    assert house.visitor().get(f"/objectives/{ref}/files/clean.docx").status_code == 303
    assert house.get("dora", f"/objectives/{ref}/files/secret.docx").status_code == 404
    for name in MEDIA_TYPES:
        house.get("dora", f"/objectives/{ref}/files/{name}")
    house.get("dora", f"/objectives/{ref}/columns")
    assert house.rows() == before


def test_an_older_version_comes_clean_and_what_is_proposed_is_of_the_newest(house: House) -> None:
    ref = j.amended(house)
    view = j.seen(house, ref)
    new = tuple(Paragraph(x.id, x.kind, x.words + " Soon.") for x in view.text.paragraphs)
    j.do(house, "ada", ref, c.ReviseText(1, Text(new), 4))
    old = house.get("ada", f"/objectives/{ref}/files/clean.docx?version=1").content
    assert "Soon" not in str(read_document("x.docx", old).text)
    late = house.get("ada", f"/objectives/{ref}/files/tracked.docx?version=1")
    assert late.status_code == 422
    redline = house.get("ada", f"/objectives/{ref}/files/text.xml?since=1").text
    assert "<ins" in redline


def test_the_columns_show_base_proposals_and_the_bracketed_text(house: House) -> None:
    ref = j.amended(house)
    html = sound(house.get("dora", f"/objectives/{ref}/columns").text)
    assert '<th scope="col"><bdi>AUR</bdi></th><th scope="col"><bdi>BOR</bdi></th>' in html
    assert "may (BOR)" in read_aloud(html)
    one = sound(house.get("dora", f"/objectives/{ref}/columns?organisation=AUR").text)
    assert '<th scope="col"><bdi>BOR</bdi></th>' not in one
    off = house.get("dora", f"/objectives/{ref}/columns?attribution=off").text
    assert "may" in read_aloud(off)
    assert "may (BOR)" not in read_aloud(off)
    page = house.get("dora", f"/objectives/{ref}").text
    assert f'href="/objectives/{ref}/columns"' in page
    assert f"/objectives/{ref}/files/tracked.docx?version=1" in page


def test_a_negotiation_is_taken_over_with_its_versions_in_their_order(house: House) -> None:
    path = f"/negotiations/{TABLE}/take-over"
    sound(house.get("fay", path).text)
    second = b"1. The chart is free of charge.\n\n2. We pay.\n"
    page = bring(house, "fay", path, ("second.md", second), do="add", title="Chart",
                 dated="2026-11-03")  # fmt: skip
    assert page.status_code == 200, page.text
    first = b"1. The chart is free.\n"
    page = bring(house, "fay", path, ("first.txt", first), **taken(page.text), do="add",
                 title="Chart", dated="the spring session", version_note="Rome")  # fmt: skip
    html = sound(page.text)
    assert html.index("second.md") < html.index("first.txt")
    moved = house.post("fay", path, **taken(html), do="up.1", title="Chart")
    html = sound(moved.text)
    assert html.index("first.txt") < html.index("second.md")
    assert "same words 0 · alike 1 · new 1 · gone 0" in html
    refused = bring(house, "fay", path, ("x.pdf", b"%PDF-1.4"), **taken(html), do="add")
    assert refused.status_code == 422
    assert "first.txt" in sound(refused.text)
    done = house.post("fay", path, **taken(html), do="save", title="Chart", purpose="Why")
    assert done.status_code == 303, done.text
    ref = done.headers["location"].split("/")[-1].split("?")[0]
    view = j.seen(house, ref)
    assert [(h.number, h.dated, h.note) for h in sorted(view.heads, key=lambda h: h.number)] == [
        (1, "the spring session", "Rome"), (2, "2026-11-03", ""),
    ]  # fmt: skip
    assert [x.id for x in view.text.paragraphs] == ["p1", "p2"]
    page_of_it = house.get("dora", f"/objectives/{ref}").text
    assert "from before Placet, dated the spring session" in page_of_it
    assert "from before Placet, dated 3 November 2026" in page_of_it
    assert "(from before Placet, dated" in house.get("dora", f"/objectives/{ref}/compare/1..2").text
    assert house.get("olga", path).status_code == 403


def read_aloud(html: str) -> str:
    """The words of the table, without what is only heard."""
    shown = re.sub(r'<span class="vh">.*?</span>', "", html[html.index("<tbody") :], flags=re.S)
    return " ".join(escape.unescape(re.sub(r"<[^>]+>", "", shown)).split())


def taken(html: str) -> dict[str, Any]:
    """The files that a page of taking over carries."""
    found = re.findall(
        r'<input [^>]*name="((?:sealed|dated|note)\.\d+)"[^>]*?value="([^"]*)"', html
    )
    return {name: escape.unescape(value) for name, value in found}


def test_the_compromise_is_the_text_with_the_treatments_that_are_proposed(house: House) -> None:
    ref = j.amended(house)
    assert "Compromise" in sound(house.get("dora", f"/objectives/{ref}/columns").text)
    middle = house.root.cases.compilation(house.actor("dora"), ref).compromise
    assert middle is not None
    before = [paragraph.words for _, paragraph in walk(j.seen(house, ref).text)]
    after = [paragraph.words for _, paragraph in walk(middle)]
    assert [words for words in after if words not in before] == ["The chart is free of charge."]
    refused = c.ProposeTreatment(3, Treating.REFUSE, "Said already.")
    j.do(house, "ada", ref, refused)
    assert "Compromise" not in house.get("dora", f"/objectives/{ref}/columns").text
    j.do(house, "ada", ref, c.ProposeTreatment(1, Treating.ACCEPT))
    word = house.get("dora", f"/objectives/{ref}/files/columns.docx?version=1").content
    told = " ".join(paragraph.words for _, paragraph in walk(read_document("x.docx", word).text))
    assert "Compromise" in told
