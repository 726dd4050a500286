"""`placet text`: what the commands answer on files, in words and as JSON."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings

from placet.api import cli
from placet.api.texts import schemas
from placet.api.texts.lines import as_file, marks_in
from placet.engine.text import Text, parse_markdown, to_markdown, walk
from tests.text.compiling.cases import Case, cases

Run = Callable[..., tuple[int, str, str]]

OLD = """# Agreement on data

## Purpose

1. The Parties will share their observations.

2. The Parties shall publish them:

   (a) every year;

   (b) free of charge.

PP3 bis. Some recital.

- first of a list
- second of a list

3. This goes.
"""
NEW = """# Agreement on data

## Purpose

PP3 bis. Some recital.

1. The Parties shall share all their observations.

2. This is new and long enough.

3. The Parties shall publish them:

   (a) every month;

   (b) free of charge.

- first of a list
- second of the list
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")

    def run(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
        if given is not None:
            stdin = io.TextIOWrapper(io.BytesIO(given.encode()))
            monkeypatch.setattr(sys, "stdin", stdin)
        status = 0
        try:
            cli.main(["text", *arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        said = capfdbinary.readouterr()
        return status, said.out.decode(), said.err.decode()

    return run


def answer(of: str, said: tuple[int, str, str]) -> Any:
    """The answer as data, which is of its schema."""
    status, out, err = said
    assert (status, err) == (0, "")
    told = json.loads(out)
    jsonschema_rs.validator_for(json.loads(schemas.text(of))).validate(told)
    return told


def same(left: str, right: str) -> bool:
    return left.split() == right.split()


def test_the_counts_of_a_text(run: Run) -> None:
    source = "1. a [b][c] [d\n\n2. e] [link](http://x.org) [^1]\n\n[^1]: X reserves its position\n"
    found = answer("stats", run("stats", "-", "--json", "--paragraphs", given=source))
    expected = {
        "blocks": 3, "paragraphs": 3, "bracketed_paragraphs": 2, "unbalanced_paragraphs": 2,
        "open_brackets": 3, "close_brackets": 3, "depth": 1, "alternatives": 1,
        "bracketed_share": 2 / 3,
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected
    assert found["source"] == {"open_brackets": 6, "close_brackets": 6}
    assert [half["partner"] for half in found["unbalanced"]] == ["p2", "p1"]
    assert found["reservations"][0]["names"] == ["X"]
    assert [row["depth"] for row in found["by_paragraph"]] == [1, 0, 0]


def test_a_comparison_holds_both_texts_with_their_numbers(run: Run) -> None:
    found = answer("compare", run("compare", "old.md", "new.md", "--json"))
    operations = found["operations"]
    for source, ops in ((OLD, ("equal", "delete")), (NEW, ("equal", "insert"))):
        assert same("".join(o["text"] for o in operations if o["op"] in ops), source)
    assert found["paragraphs"] == {
        "changed": 3, "added": 1, "removed": 1, "moved": 1, "renumbered": 1,
    }  # fmt: skip
    moved = [o["op"] for o in operations if o.get("moved") and not o.get("mark")]
    assert sorted(moved) == ["delete", "insert"]
    words = {op: 0 for op in ("equal", "insert", "delete")}
    for o in operations:
        if not o.get("mark") and not o.get("moved"):
            words[o["op"]] += len([w for w in o["text"].split() if any(map(str.isalnum, w))])
    assert (words["insert"], words["delete"]) == (
        found["words_inserted"],
        found["words_deleted"],
    )


def test_a_compilation_holds_every_file(run: Run) -> None:
    Path("b.md").write_text(OLD.replace("will", "should"), encoding="utf-8")
    Path("c.md").write_text(NEW, encoding="utf-8")
    files = ("A=new.md", "UNEP=b.md", "C=c.md")
    found = answer("compile", run("compile", "old.md", *files, "--json"))
    assert same(found["readings"]["A"], NEW)
    assert same(found["readings"]["UNEP"], OLD.replace("will", "should"))
    assert found["readings"]["C"] == found["readings"]["A"]
    assert "The Parties [will / A, C: shall / UNEP: should] share [A, C: all]" in found["text"]
    (clash,) = found["clashes"]
    assert (clash["base"], len(clash["readings"])) == ("will", 2)
    assert [cell["names"] for cell in found["rows"][0]["proposals"]] == [["A", "C"], ["UNEP"]]


def test_what_people_read_says_the_same(run: Run) -> None:
    status, out, _ = run("compile", "old.md", "A=new.md", "B=old.md", "--no-names")
    assert status == 0
    assert "The Parties [will / shall] share [all] their observations." in out
    status, out, _ = run("compare", "old.md", "new.md")
    assert "The Parties [-will-]{+shall+} share {+all +}their observations." in out
    assert "Paragraph 1: \u201cwill\u201d replaced by \u201cshall\u201d." in out
    assert "The two texts are the same." in run("compare", "old.md", "old.md")[1]
    assert "opens a bracket that never closes" in run("stats", "-", given="a [b")[1]
    assert "[c]" not in run("stats", "-", "--paragraphs", given="a [b] [c]")[1]


def test_documents_are_read_too(run: Run) -> None:
    document = Document()
    document.add_paragraph("The Parties [shall] act.")
    document.save("x.docx")
    assert answer("stats", run("stats", "x.docx", "--json"))["open_brackets"] == 1
    Path("x.txt").write_text("The Parties shall act.\n", encoding="utf-8")
    found = answer("compile", run("compile", "x.txt", "A=x.docx", "B=x.txt", "--json"))
    assert found["text"] == "The Parties [B: shall / A: [shall]] act."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("stats", "none.md"), "none.md: No such file or directory. Name a file"),
        (("stats", "bad.md"), "bad.md:2: this is not UTF-8. Save the file as UTF-8."),
        (("stats", "nul.md"), "nul.md:2: this is no text"),
        (("stats", "empty.md"), "empty.md:1: there is no text in it."),
        (("stats", "x.pdf"), "x.pdf: "),
        (("compare", "-", "-"), "standard input is named twice"),
        (("compile", "old.md"), "no proposal was named"),
        (("compile", "old.md", "new.md"), "new.md: this does not say whose file it is"),
        (("compile", "old.md", "A=new.md", "A=old.md"), "A is named twice"),
        (("compile", "old.md", "a:b=new.md"), "cannot stand before a colon"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_file_and_the_remedy(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    Path("bad.md").write_bytes(b"a\n\xff\n")
    Path("nul.md").write_bytes(b"a\n\0\n")
    Path("empty.md").write_bytes(b"\n\n")
    Path("x.pdf").write_bytes(b"%PDF-1.7")
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("placet: ")
    assert said in err


def test_a_schema_may_go_into_a_file(run: Run) -> None:
    assert run("schema", "compile", "-o", "compile.schema.json")[0] == 0
    assert json.loads(Path("compile.schema.json").read_text())["title"].startswith("What")
    assert run("schema", "nonsense")[0] == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
def test_whatever_is_compiled_each_reading_is_the_file(run: Run, case: Case) -> None:
    files = {"base": case.base, **case.proposals}
    sources = {name: to_markdown(text) for name, text in files.items()}
    arguments = []
    for at, (name, source) in enumerate(sources.items()):
        Path(f"f{at}.md").write_text(source, encoding="utf-8")
        arguments.append(f"{name}=f{at}.md")
    if not all(walked(text) for text in files.values()):
        return
    found = answer("compile", run("compile", "f0.md", *arguments[1:], "--json"))
    for name in case.proposals:
        read = parse_markdown(sources[name]).text
        assert same(found["readings"][name], as_file(read, marks_in(read, sources[name])))


def walked(text: Text) -> bool:
    return any(paragraph.words for _, paragraph in walk(text))
