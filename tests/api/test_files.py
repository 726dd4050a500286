"""Files for programs and on the command line: out as documents, in with a report."""

from __future__ import annotations

import json
from pathlib import Path

from placet.api.filing.writing import DOCX, MEDIA_TYPES
from placet.engine.documents.reading import read_document
from placet.engine.text import paragraph_ids
from tests.api.house import SYMBOL, House
from tests.api.test_command_line import Run, run
from tests.documents.words import docx, gone, ins, p

__all__ = ["run"]

MARKED = docx(p("The chart is ", gone("Ana (BOR)", "dear"), ins("Ana (BOR)", "free"), "."))


def test_every_file_comes_with_its_type_and_a_safe_name(house: House) -> None:
    for name, kind in MEDIA_TYPES.items():
        answer = house.get("aur", f"/objectives/{house.ref}/files/{name}")
        assert answer.status_code == 200, (name, answer.text)
        assert answer.headers["content-type"] == kind
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-disposition"].startswith(
            f'attachment; filename="{SYMBOL}-{house.ref}-v1'
        )
    assert house.get("aur", f"/objectives/{house.ref}/files/other.docx").status_code == 404
    assert house.get("eve", f"/objectives/{house.ref}/files/clean.docx").status_code == 404


def test_a_document_is_checked_and_then_proposed(house: House) -> None:
    path = f"/negotiations/{SYMBOL}/objectives/import"
    asked = {"title": "From Word", "name": "draft.docx", "changes": "false"}
    sent = {"content": MARKED, "headers": {"Content-Type": DOCX}}
    only = house.ask("aur", "POST", path, params={**asked, "check": "true"}, **sent)
    assert only.status_code == 201, only.text
    report = only.json()
    assert (report["object"], report["paragraphs"], report["words"]) == ("", 1, 4)
    assert report["authors"] == [
        {"author": "Ana (BOR)", "organisation": "BOR", "changes": 1, "comments": 0}
    ]
    made = house.ask("aur", "POST", path, params=asked, **sent).json()
    assert made["object"] == "OBJ-0002", "checking proposed nothing"
    shown = house.get("aur", "/objectives/OBJ-0002").json()
    assert [x["words"] for x in shown["text"]["paragraphs"]] == ["The chart is dear."]
    wrong = house.ask("aur", "POST", path, params={**asked, "name": "draft.odt"}, **sent)
    assert wrong.status_code == 422


def test_a_document_replaces_the_text_it_was_written_on(house: House) -> None:
    first = house.get("aur", f"/objectives/{house.ref}")
    ids = [x["id"] for x in first.json()["text"]["paragraphs"]]
    file = house.get("aur", f"/objectives/{house.ref}/files/text.md").content
    path = f"/objectives/{house.ref}/revisions/file"
    sent = {"content": file + b"\n7. New words about boats.\n"}
    headers = {"Content-Type": "text/markdown"}
    unread = house.ask("aur", "POST", path, params={"base": 1}, headers=headers, **sent)
    assert unread.status_code == 428
    headers["If-Match"] = first.headers["etag"]
    made = house.ask("aur", "POST", path, params={"base": 1}, headers=headers, **sent)
    assert made.status_code == 201, made.text
    assert made.json()["matched"] == {"exact": len(ids), "alike": 0, "new": 1, "gone": 0}
    rows = house.get("aur", f"/objectives/{house.ref}").json()["text"]["paragraphs"]
    assert [x["id"] for x in rows][:-1] == ids


def test_a_text_is_taken_over_and_written_out_on_the_command_line(
    run: Run, house: House, tmp_path: Path
) -> None:
    old, new, out = (tmp_path / name for name in ("old.txt", "new.docx", "out.docx"))
    old.write_text("The chart is cheap.\n", encoding="utf-8")
    new.write_bytes(MARKED)
    given = ("--negotiation", SYMBOL, "--title", "Chart", "--as", "aur@example.org")
    more = ("--earlier", str(old), "--dated", "2026-05-01", "2026-11-03", "--changes", "left")
    status, said, err = run("import", "text", str(new), *given, *more, "--json")
    assert status == 0, err
    made = json.loads(said)
    assert [v["alike"] for v in made["versions"]] == [0, 1]
    ref = made["objective"]
    with house.root.database.reading() as store:
        heads = [version.head for version in store.text_versions(ref)]
    assert [(head.taken_over, head.dated) for head in heads] == [
        (True, "2026-05-01"), (True, "2026-11-03"),
    ]  # fmt: skip
    asked = ("export", ref, "--as", "aur@example.org", "--output", str(out))
    status, _, err = run(*asked, "--format", "tracked.docx")
    assert status == 0, err
    assert paragraph_ids(read_document("out.docx", out.read_bytes()).text) == ("p1",)
    status, said, _ = run("export", ref, "--as", "aur@example.org", "--format", "md")
    assert (status, said.strip()) == (0, "1. The chart is dear.")
    status, _, err = run("import", "text", str(new), *given, "--dated", "a", "b")
    assert (status, "more dates than files" in err) == (2, True)
