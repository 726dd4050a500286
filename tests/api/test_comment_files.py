"""Tables of comments for programs and on the command line: in with a report, and out again."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from placet.api.filing.comment_sheets import SHEETS
from placet.api.filing.writing import SHEET_TYPES
from placet.engine import commands as c
from placet.engine.documents.comment_tables import Layout, SheetHeader, SheetRow, read, write
from placet.engine.model import Comment, CommentType, Disposition
from tests.api.house import CODES, House
from tests.api.test_command_line import Run, run
from tests.documents.iso_table import ROWS, in_excel, in_word

__all__ = ["run"]


def commenting(house: House) -> str:
    """The objective once it collects comments."""
    for code in CODES:
        house.post(code.lower(), f"/objectives/{house.ref}/positions", house.ballot())
    later(house, 15)
    assert house.get("ada", f"/objectives/{house.ref}").json()["run"]["stage"] == "comment"
    return house.ref


def later(house: House, days: int) -> None:
    assert house.root.still is not None
    house.root.still.advance(timedelta(days=days))
    house.root.cases.tick()


def made(house: House) -> list[Comment]:
    with house.root.database.reading() as store:
        actor = house.root.cases.actor(store.person(house.people["ada"]))
    view = house.root.cases.objective(actor, house.ref)
    return sorted(view.comments, key=lambda one: one.number)


def sent(house: House, who: str, format: str, data: bytes, **asked: Any) -> Any:
    return house.ask(
        who, "POST", f"/objectives/{house.ref}/comments/file", params=asked, content=data,
        headers={"Content-Type": SHEET_TYPES[format]},
    )  # fmt: skip


def sheet(*rows: SheetRow, format: str = "xlsx", layout: Layout = Layout.ISO) -> bytes:
    return write(rows, SheetHeader(), layout, format)


A = SheetRow("AUR", "AUR-001", clause="1", type=CommentType.EDITORIAL, comment="Too long",
             change="Shorter")  # fmt: skip
B = SheetRow("BOR", "BOR-001", paragraph="OP 2", comment="=1+1")
LOST = SheetRow("Organisation CYG", clause="9.9", comment="What of this?")
NOBODY = SheetRow("", comment="Hm")
STRANGER = SheetRow("QQ", "QQ-001", comment="Hello")


def test_the_secretariat_enters_a_table_on_behalf_of_those_whom_its_rows_name(
    house: House,
) -> None:
    commenting(house)
    data = sheet(A, B, LOST, NOBODY, STRANGER)
    only = sent(house, "ada", "xlsx", data, name="march.xlsx", check="true")
    assert only.status_code == 201, only.text
    assert (only.json()["entered"], made(house)) == (0, [])
    done = sent(house, "ada", "xlsx", data, name="march.xlsx").json()
    assert (done["object"], done["entered"], done["layout"]) == (house.ref, 3, "iso")
    assert done["organisations"] == {"AUR": 1, "BOR": 1, "CYG": 1}
    assert [(x["row"], x["trouble"]) for x in done["not_taken"]] == [
        (5, "no_member"), (6, "stranger"),
    ]  # fmt: skip
    assert [(x["row"], x["trouble"]) for x in done["noted"]] == [(4, "no_place")]
    evidence = f"march.xlsx (SHA-256 {done['sha256']})"
    assert [
        (x.organisation, x.type.value, x.paragraph, x.body, x.wording, x.evidence)
        for x in made(house)
    ] == [
        ("AUR", "editorial", "p1", "Too long", "Shorter", evidence),
        ("BOR", "general", "p2", "=1+1", "", evidence),
        ("CYG", "general", None, "[9.9] What of this?", "", evidence),
    ]
    again = sent(house, "ada", "xlsx", data, name="march.xlsx").json()
    assert (again["object"], again["entered"], len(again["known"])) == ("", 0, 3)
    assert len(made(house)) == 3


def test_who_says_nothing_is_whom_the_request_names(house: House) -> None:
    commenting(house)
    done = sent(house, "ada", "csv", sheet(NOBODY, A, format="csv"), organisation="CYG").json()
    assert done["organisations"] == {"AUR": 1, "CYG": 1}


def test_a_delegate_submits_the_comments_of_their_own_organisation_only(house: House) -> None:
    commenting(house)
    done = sent(house, "bor", "docx", sheet(A, B, format="docx"))
    assert done.status_code == 201, done.text
    assert done.json()["organisations"] == {"BOR": 1}
    assert [x["trouble"] for x in done.json()["not_taken"]] == ["others"]
    assert [(x.organisation, x.body, x.evidence) for x in made(house)] == [("BOR", "=1+1", "")]


@pytest.mark.parametrize(
    ("who", "kind", "data", "status"),
    [
        (None, "text/csv", b"MB,Comments\nAUR,a\n", 401),
        ("eve", "text/csv", b"MB,Comments\nAUR,a\n", 404),
        ("bea", "text/csv", b"MB,Comments\nAUR,a\n", 403),
        ("ada", "text/plain", b"MB,Comments\nAUR,a\n", 415),
        ("ada", "text/csv", b"no table", 422),
        ("ada", "text/csv", b"", 422),
    ],
)
def test_what_cannot_be_entered_is_refused_and_nothing_is(
    house: House, who: str | None, kind: str, data: bytes, status: int
) -> None:
    commenting(house)
    path = f"/objectives/{house.ref}/comments/file"
    answer = house.ask(who, "POST", path, content=data, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text
    assert made(house) == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_table_that_went_out_comes_back_and_says_nothing_new(house: House, name: str) -> None:
    commenting(house)
    sent(house, "ada", "xlsx", sheet(A, B, LOST))
    on_words = c.MakeComment(CommentType.TECHNICAL, "Which?", "p2", quotation="organisations")
    house.give("aur", on_words, objective=house.ref)
    house.give("cyg", c.MakeComment(CommentType.GENERAL, "Never mind"), objective=house.ref)
    taken = max(one.number for one in made(house))
    house.give("cyg", c.WithdrawComment(taken, "Said twice"), objective=house.ref)
    house.give("ada", c.TakeStep("close_comments"), objective=house.ref)
    answer = c.AnswerComment(1, Disposition.NOT_ACCEPTED, "It is short enough.")
    house.give("ada", answer, objective=house.ref)
    draft = house.get("bor", f"/objectives/{house.ref}/files/{name}")
    assert [row.observations for row in read(draft.content, name).rows] == [""] * 4
    publish = c.PublishDispositions(partial=True, reason="A part.")
    house.give("ada", publish, objective=house.ref)
    file = house.get("bor", f"/objectives/{house.ref}/files/{name}")
    assert file.status_code == 200, file.text
    found = read(file.content, name)
    assert [row.id for row in found.rows] == ["AUR-001", "BOR-002", "CYG-003", "AUR-004"]
    assert (found.rows[0].reference, found.rows[0].change) == ("1", "Shorter")
    assert found.rows[0].observations == "Not accepted: It is short enough."
    assert found.rows[3].comment == "“organisations” Which?"
    before = made(house)
    format = name.rpartition(".")[2]
    done = sent(house, "ada", format, file.content).json()
    assert (done["entered"], len(done["known"]), done["not_taken"]) == (0, 4, [])
    assert made(house) == before


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_five_hundred_rows_come_in_and_go_out_and_the_counts_agree(
    house: House, run: Run, tmp_path: Path, format: str
) -> None:
    commenting(house)
    data = (in_word if format == "docx" else in_excel)(CODES, ("1", "2")).data
    file = tmp_path / f"iso.{format}"
    file.write_bytes(data)
    asked = ("import", "comments", str(file), "--objective", house.ref)
    status, out, err = run(*asked, "--dry-run", "--json")
    assert (status, err, made(house)) == (0, "", [])
    report = json.loads(out)
    assert report["to_enter"] + len(report["not_taken"]) == ROWS
    told = Counter(x["trouble"] for x in (*report["not_taken"], *report["noted"]))
    wanted = {"merged", "odd_id", "stranger", "nothing_said", "odd_type", "no_place", "same_id",
              "too_long", "heading_again"}  # fmt: skip
    wanted |= {"short", "nested"} if format == "docx" else {"formula"}
    assert set(told) == wanted
    # The twelfth is no trouble: in Word "=HYPERLINK(" is words, in Excel no table is in a cell.
    assert sum(told.values()) == 11
    status, out, err = run(*asked)
    assert (status, err) == (0, "")
    assert f"{house.ref}: {report['to_enter']} comments entered" in out
    count = report["to_enter"]
    assert len(made(house)) == count
    for layout in ("iso", "codex"):
        target = tmp_path / f"out-{layout}"
        status, out, _ = run(
            "export", "comments", "--objective", house.ref, "--format", "docx,xlsx,csv",
            "--columns", layout, "-o", str(target),
        )  # fmt: skip
        assert status == 0
        for path in out.split():
            found = read(Path(path).read_bytes(), Path(path).name)
            assert (len(found.rows), found.bad, found.noted) == (count, (), ())
            assert [row.comment for row in found.rows] == [one.body for one in made(house)]
    assert run(*asked)[1].splitlines()[-1] == f"{house.ref}: 0 comments entered"
    assert len(made(house)) == count


def test_several_files_are_collated_and_each_comment_entered_once(
    house: House, run: Run, tmp_path: Path
) -> None:
    commenting(house)
    for name, rows in {"a.xlsx": (A, B), "b.xlsx": (LOST, A)}.items():
        (tmp_path / name).write_bytes(sheet(*rows))
    files = [str(tmp_path / name) for name in ("a.xlsx", "b.xlsx")]
    status, out, _ = run("import", "comments", *files, "--objective", house.ref)
    assert status == 0
    assert "said twice: 1\n  b.xlsx, sheet Comments, row 3: " in out
    assert [(x.organisation, x.evidence[:6]) for x in made(house)] == [
        ("AUR", "a.xlsx"), ("BOR", "a.xlsx"), ("CYG", "b.xlsx"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "comments", "{tmp}/none.xlsx", "--objective", "{ref}"), "none.xlsx"),
        (("import", "comments", "{tmp}/bad.xlsx", "--objective", "{ref}"), "bad.xlsx: "),
        (("import", "comments", "--objective", "{ref}"), "Name a file of comments"),
        (("import", "comments", "{tmp}/a.csv", "--objective", "OBJ-9999"), "OBJ-9999"),
        (("import", "comments", "{tmp}/a.csv", "--objective", "{ref}", "--organisation", "QQ"),
         "QQ is not at this table"),
        (("export", "comments", "--objective", "{ref}", "--format", "pdf"), "docx, xlsx or csv"),
        (("export", "comments", "--objective", "{ref}", "--format", "docx,csv", "-o", "-"),
         "standard output"),
    ],
)  # fmt: skip
def test_a_command_that_cannot_be_done_says_what_where_and_the_remedy(
    house: House, run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    commenting(house)
    (tmp_path / "bad.xlsx").write_bytes(b"PK\3\4 cut off")
    (tmp_path / "a.csv").write_bytes(b"MB,Comments\nAUR,a\n")
    status, out, err = run(*(one.format(tmp=tmp_path, ref=house.ref) for one in arguments))
    assert (status, out) == (2, "")
    assert said in err
    assert made(house) == []
