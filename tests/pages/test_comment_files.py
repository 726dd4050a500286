"""A table of comments on pages: reported on first, entered only then, and out again."""

from __future__ import annotations

import html as escape
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from placet.api.filing.comment_sheets import SHEETS
from placet.engine import commands as c
from placet.engine.documents.comment_tables import Layout, SheetHeader, SheetRow, read, write
from placet.engine.model import CommentType
from placet.templates import PSEUDO, untranslated
from tests.pages import journey as j
from tests.pages.house import House, settled
from tests.pages.test_files import bring, confirm, hidden, sound

A = SheetRow("AUR", "AUR-001", clause="1", comment="Too <long> & vague", change="Shorter",
             type=CommentType.TECHNICAL)  # fmt: skip
B = SheetRow("BOR", "BOR-001", comment="=HYPERLINK(1)")
LOST = SheetRow("CYG", clause="99", comment="Where?")
NOBODY = SheetRow("", comment="Whose is this?")
STRANGER = SheetRow("QQ", "QQ-001", comment="Hello")


def table(*rows: SheetRow, format: str = "xlsx") -> tuple[str, bytes]:
    return f"march.{format}", write(rows, SheetHeader(), Layout.ISO, format)


def entered(house: House, ref: str) -> list[tuple[str, str | None, str, str]]:
    comments = sorted(j.seen(house, ref).comments, key=lambda one: one.number)
    return [(x.organisation, x.paragraph, x.body, x.wording) for x in comments]


@pytest.mark.parametrize("format", ["docx", "xlsx", "csv"])
def test_a_table_is_reported_on_and_entered_when_the_secretariat_says_so(
    house: House, format: str
) -> None:
    ref = j.in_comment(house)
    path = f"/objectives/{ref}/comments/import"
    assert 'type="file"' in sound(house.get("ada", path).text)
    before = house.rows()
    report = bring(house, "ada", path, table(A, B, LOST, NOBODY, STRANGER, format=format))
    assert report.status_code == 200, report.text
    told = escape.unescape(sound(report.text))
    assert entered(house, ref) == []
    assert {t: n for t, n in house.rows().items() if t != "session"} == {
        t: n for t, n in before.items() if t != "session"
    }
    for words in ("To enter: 3", "not taken: 2", "QQ is not at this table.", "99 is no paragraph",
                  "It does not say whose comment it is.", "Too <long> & vague"):  # fmt: skip
        assert words in told
    made = confirm(house, "ada", path, report.text, do="enter")
    assert made.status_code == 303, made.text
    assert made.headers["location"] == f"/objectives/{ref}/comments?done=entered"
    assert entered(house, ref) == [
        ("AUR", "p2", "Too <long> & vague", "Shorter"),
        ("BOR", None, "=HYPERLINK(1)", ""),
        ("CYG", None, "[99] Where?", ""),
    ]
    shown = house.get("dora", f"/objectives/{ref}/comments").text
    assert shown.count("entered by the secretariat") == 3
    again = bring(house, "ada", path, table(A, B, LOST, NOBODY, STRANGER, format=format)).text
    assert "To enter: 0" in again
    assert "in Placet already: 3" in again
    assert 'value="enter"' not in again


def test_whose_a_row_is_that_does_not_say_can_be_chosen_in_the_report(house: House) -> None:
    ref = j.in_comment(house)
    path = f"/objectives/{ref}/comments/import"
    report = bring(house, "ada", path, table(NOBODY)).text
    again = confirm(house, "ada", path, report, do="report", organisation="CYG")
    assert "To enter: 1" in again.text
    done = confirm(house, "ada", path, again.text, do="enter")
    assert done.status_code == 303
    assert entered(house, ref) == [("CYG", None, "Whose is this?", "")]


def test_a_delegate_submits_their_own_rows_and_no_others(house: House) -> None:
    ref = j.in_comment(house)
    path = f"/objectives/{ref}/comments/import"
    report = bring(house, "dora", path, table(A, B, NOBODY)).text
    told = escape.unescape(sound(report))
    assert "It is a comment of AUR." in told
    done = confirm(house, "dora", path, report, do="enter", organisation="AUR")
    assert done.status_code == 303, done.text
    assert entered(house, ref) == [
        ("BOR", None, "=HYPERLINK(1)", ""), ("BOR", None, "Whose is this?", ""),
    ]  # fmt: skip
    assert house.get("olga", path).status_code == 403
    assert house.get("zoe", path).status_code == 404


def test_what_cannot_be_read_is_refused_beside_the_field(house: House) -> None:
    path = f"/objectives/{j.in_comment(house)}/comments/import"
    for file in (("a.xlsx", b"PK\3\4 cut off"), ("a.csv", b"no table"), ("a.docx", b"%PDF-1.7")):
        answer = bring(house, "ada", path, file)
        assert answer.status_code == 422
        assert 'id="file-error"' in sound(answer.text)
    report = bring(house, "ada", path, table(A)).text
    seal = hidden(report)["sealed"]
    for other in (seal[:-8] + "AAAA" + seal[-4:], "nothing", ""):
        answer = confirm(house, "ada", path, report, do="enter", sealed=other)
        assert answer.status_code == 422
        assert "Choose the file again." in answer.text
    assert confirm(house, "dora", path, report, do="enter").status_code == 422


def test_a_table_that_comes_too_late_enters_nothing_and_says_why(house: House) -> None:
    ref = j.in_comment(house)
    path = f"/objectives/{ref}/comments/import"
    report = bring(house, "dora", path, table(B)).text
    j.later(house, days=60)
    late = confirm(house, "dora", path, report, do="enter")
    assert late.status_code in (403, 409)
    assert ("BOR", None, "=HYPERLINK(1)", "") not in entered(house, ref)


def test_every_word_of_the_report_goes_through_a_catalogue(
    sqlite_template: Path, tmp_path: Path
) -> None:
    shutil.copy(sqlite_template, tmp_path / "pseudo.db")
    house = settled(tmp_path / "pseudo.db", PSEUDO)
    path = f"/objectives/{house.ref}/comments/import"
    late = SheetRow("CYG", "CYG-001", clause="99", comment="CYG")
    file = table(late, late, STRANGER, NOBODY, SheetRow("**", comment="CYG"))
    report = bring(house, "ada", path, file).text
    html = re.sub(r"<option[^>]*>.*?</option>|[0-9a-f]{64}", "", report)
    ours = ["march.xlsx", "SHA-256", "Comments", "QQ", "CYG-001", "AUR", "BOR", "CYG"]
    known = [*ours, "Ocean data", "Share soundings", "SEA", house.ref, "Ada Lovell"]
    assert untranslated(html, known) == ()


def test_the_comments_page_offers_every_table(house: House) -> None:
    ref = j.in_revision(house)
    shown = house.get("dora", f"/objectives/{ref}/comments").text
    for name in SHEETS:
        link = f"/objectives/{ref}/files/{name}"
        assert f'href="{link}"' in shown
        found = read(house.get("dora", link).content, name)
        assert [(row.member, row.comment) for row in found.rows] == [("BOR", "Say how deep.")]


REASONS = {
    1: "Noted: For the\nnext round",
    2: "Not accepted",
    3: "Accepted in part, see 4",
    4: "Hm",
}


def answers(house: House, ref: str) -> dict[int, tuple[str | None, str]]:
    return {x.number: (x.disposition, x.response) for x in j.seen(house, ref, "ada").comments}


def filled(house: House, ref: str, name: str, said: dict[int, str]) -> tuple[str, bytes]:
    """The table as it was taken away, its observations filled in elsewhere."""
    data = house.get("ada", f"/objectives/{ref}/files/comments-{name}").content
    rows = [
        replace(row, observations=said.get(int(row.id[-3:]), row.observations))
        for row in read(data, name).rows
    ]
    layout = Layout.ISO if name.startswith("iso") else Layout.CODEX
    return f"back.{name[-4:]}", write(rows, SheetHeader(), layout, name[-4:])


@pytest.mark.parametrize("name", ["iso.docx", "iso.xlsx", "codex.docx", "codex.xlsx"])
def test_answers_that_come_back_in_the_table_become_drafts_of_answers(
    house: House, name: str
) -> None:
    ref = j.in_comment(house)
    for n in (1, 2, 3, 4):
        j.do(house, "dora", ref, c.MakeComment(CommentType.TECHNICAL, f"Say it {n}", "p2"))
    path = f"/objectives/{ref}/comments/import"
    early = bring(house, "ada", path, filled(house, ref, name, REASONS)).text
    assert 'value="answer"' not in early
    j.do(house, "ada", ref, c.TakeStep("close_comments", "Enough."))
    report = bring(house, "ada", path, filled(house, ref, name, REASONS)).text
    told = escape.unescape(sound(report))
    for words in ("in Placet already: 4", "answers in the observations: 2", "gives no reason",
                  "not taken as an answer"):  # fmt: skip
        assert words in told
    assert answers(house, ref) == dict.fromkeys((1, 2, 3, 4), (None, ""))
    done = confirm(house, "ada", path, report, do="answer")
    assert done.headers["location"] == f"/objectives/{ref}/dispositions?done=answers-saved"
    kept = {1: ("noted", "For the\nnext round"), 2: (None, ""),
            3: ("accepted_modified", "see 4"), 4: (None, "")}  # fmt: skip
    assert answers(house, ref) == kept
    assert {x.disposition for x in j.seen(house, ref, "dora").comments} == {None}
    again = bring(house, "ada", path, filled(house, ref, name, {})).text
    assert 'value="answer"' not in again
    j.do(house, "ada", ref, c.PublishDispositions(partial=True, reason="A part."))
    late = bring(house, "ada", path, filled(house, ref, name, {1: "Accepted"})).text
    assert "has a published answer" in sound(late)
    assert 'value="answer"' not in late
    delegate = bring(house, "dora", path, filled(house, ref, name, {2: "Accepted"}))
    assert delegate.status_code == 403
    assert answers(house, ref) == kept
