"""The command line: what it says, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from placet.api import cli
from placet.engine.clock import DEMONSTRATION
from placet.engine.store import Database
from placet.workflows.rules import shipped_rule_texts
from tests.api.house import SYMBOL, House
from tests.builders import NAME, a_rule_file, a_workflow_file

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> Run:
    monkeypatch.setenv("PLACET_DATABASE", sqlite_database.url)
    monkeypatch.setenv("PLACET_SECRET", "a secret of the tests that is long enough")

    def run(*arguments: str) -> tuple[int, str, str]:
        status = 0
        try:
            cli.main(list(arguments))
        except SystemExit as end:
            status = int(end.code or 0)
        said = capfdbinary.readouterr()
        return status, said.out.decode(), said.err.decode()

    return run


def test_help_is_quick_because_nothing_is_imported() -> None:
    heavy = "fastapi", "sqlalchemy", "pydantic", "alembic", "jinja2"
    program = (
        "import sys; from placet.api import cli\n"
        "try: cli.main(['--help'])\nexcept SystemExit: pass\n"
        f"sys.exit(bool(set({heavy!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert b"serve" in done.stdout


def test_a_fresh_database_is_made_and_found_well(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLACET_DATABASE", f"sqlite:///{tmp_path}/new/placet.sqlite")
    status, _, err = run("clock", "show")
    assert (status, "placet migrate" in err) == (2, True)
    assert run("migrate")[0] == 0
    status, out, _ = run("doctor", "--json")
    found = {f["what"]: f["well"] for f in json.loads(out)}
    assert (status, found["database"], found["mail"]) == (0, True, True)


def test_the_doctor_names_what_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACET_HOST", "0.0.0.0")  # noqa: S104
    status, out, _ = run("doctor")
    assert status == 2
    assert "PLACET_MAIL_TRANSPORT" in out


def test_serving_an_open_mailbox_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACET_BASE_URL", "https://placet.example.org")
    status, _, err = run("serve")
    assert status == 2
    assert err.startswith("placet: PLACET_MAIL_TRANSPORT")


def test_a_taken_port_is_named(run: Run) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        status, _, err = run("serve", "--port", str(taken.getsockname()[1]))
    assert status == 2
    assert "PLACET_PORT" in err


def test_the_first_person_is_registered_once(run: Run) -> None:
    status, out, _ = run("administrator", "ada@example.org", "--name", "Ada")
    assert (status, "ada@example.org" in out) == (0, True)
    assert run("administrator", "eve@example.org", "--name", "Eve")[0] == 2
    assert run("administrator", "nonsense", "--name", "Eve")[0] == 2


def test_the_clock_is_shown_and_moved(run: Run, house: House) -> None:
    assert run("clock", "show")[1] == "2027-03-01T09:00:00Z (stands still)\n"
    moved = json.loads(run("clock", "advance", "PT1H", "--json")[1])
    assert moved["now"] == "2027-03-01T10:00:00Z"
    assert run("clock", "set", "2027-03-02T09:00Z")[0] == 0
    for wrong in (("set", "2027-03-01T09:00Z"), ("set", "noon"), ("advance", "soon")):
        assert run("clock", *wrong)[0] == 2


def test_the_clock_of_an_ordinary_installation_stays(run: Run, sqlite_database: Database) -> None:
    with sqlite_database.reading() as store:
        assert store.setting(DEMONSTRATION) is None
    status, _, err = run("clock", "advance", "PT1H")
    assert (status, "no demonstration" in err) == (2, True)


def test_the_record_is_exported_and_verified(run: Run, house: House, tmp_path: Path) -> None:
    file = tmp_path / "sea.jsonl"
    assert run("ledger", "export", SYMBOL, "-o", str(file))[0] == 0
    status, out, _ = run("ledger", "verify", str(file), "--json")
    assert (status, json.loads(out)["verified"]) == (0, True)
    lines = file.read_bytes().splitlines(keepends=True)
    forged = tmp_path / "forged.jsonl"
    forged.write_bytes(b"".join([*lines[:3], lines[3].replace(b"Ocean", b"Lakes"), *lines[4:]]))
    for number, content in (
        (3, [*lines[:2], lines[2].replace(b'"seq":2', b'"seq":7'), *lines[3:]]),
        (2, [lines[0], b"{}\n", *lines[2:]]),
        (2, [lines[0], b"no json\n", *lines[2:]]),
        (1, [b"{}\n", *lines[1:]]),
        (len(lines) - 1, lines[:-1]),
    ):
        forged.write_bytes(b"".join(content))
        status, _, err = run("ledger", "verify", str(forged))
        assert (status, f"{forged}:{number}:" in err) == (2, True), err
    assert run("ledger", "export", "NOWHERE")[0] == 2
    assert run("ledger", "verify", str(tmp_path / "none"))[0] == 2


def test_a_record_may_come_from_standard_input(
    run: Run, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = run("ledger", "export", SYMBOL)[1].encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(record)))
    status, out, err = run("ledger", "verify", "-", "--json")
    assert (status, json.loads(out)["verified"]) == (0, True), err


def test_a_draft_is_written(run: Run, house: House, tmp_path: Path) -> None:
    status, out, _ = run("draft", house.ref)
    assert (status, "share what they know" in out) == (0, True)
    file = tmp_path / "draft.pdf"
    assert run("draft", house.ref, "--format", "pdf", "-o", str(file))[0] == 0
    assert file.read_bytes().startswith(b"%PDF-")
    assert run("draft", "OBJ-9999")[0] == 2
    assert run("draft", house.ref, "--as", "nobody@example.org")[0] == 2
    assert run("draft", house.ref, "-o", str(tmp_path / "no" / "where"))[0] == 2


def test_a_file_is_proposed(run: Run, house: House, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    file.write_text("# Title\n\n1. One <b>bold</b>.\n2. Two.\n", encoding="utf-8")
    given = ("--negotiation", SYMBOL, "--title", "From a file", "--as", "aur@example.org")
    status, out, err = run("import", "text", str(file), *given, "--json")
    assert status == 0, err
    made = json.loads(out)
    assert made["objective"] == "OBJ-0002"
    assert [r["line"] for r in made["remarks"]] == [3, 3]
    assert f"{file}:3: tag" in run("import", "text", str(file), *given)[1]
    file.write_bytes(b"one\n\xff\n")
    status, _, err = run("import", "text", str(file), *given)
    assert (status, f"{file}:2:" in err) == (2, True)
    file.write_text("")
    assert run("import", "text", str(file), *given)[0] == 2


def test_what_is_no_command_ends_with_two(run: Run) -> None:
    assert run("dance")[0] == 2
    assert run("serve", "--port", "x")[0] == 2
    assert run("--version")[1].startswith("placet ")


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_procedure_goes_out_as_it_came_in(
    run: Run, house: House, tmp_path: Path, eol: str, mark: str
) -> None:
    first, file, again = (tmp_path / name for name in ("one.yaml", "two.yaml", "three.yaml"))
    assert run("workflow", "export", NAME, "-o", str(first))[0] == 0
    words = first.read_bytes().decode().replace("\nversion: 1\n", "\nversion: 2\n")
    words = words.replace("period: 8 weeks", "period: 6 weeks  # caf\u00e9").replace("\n", eol)
    file.write_bytes((mark + words).encode())
    status, out, err = run("workflow", "publish", str(file), "--note", "Shorter", "--json")
    assert (status, err) == (0, "")
    said = json.loads(out)
    assert (said["name"], said["version"], said["already"]) == (NAME, 2, False)
    assert run("workflow", "export", NAME, "-o", str(again))[0] == 0
    assert again.read_bytes() == file.read_bytes()
    assert run("workflow", "export", NAME, "--version", "1", "-o", str(again))[0] == 0
    assert again.read_bytes() == first.read_bytes()
    status, out, _ = run("workflow", "publish", str(file))
    assert (status, "was published already" in out) == (0, True)


def test_what_is_worth_a_look_is_said_and_the_file_is_published(
    run: Run, house: House, tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(a_workflow_file(2, ("rounds: 3", "rounds: 1")))
    status, out, err = run("workflow", "publish", str(file))
    assert (status, "is published" in out) == (0, True)
    assert all(line.startswith(f"{file}:") for line in err.splitlines())
    assert "rounds_left never holds" in err


def test_a_rule_goes_out_as_it_came_in(run: Run, house: House, tmp_path: Path) -> None:
    file, again = tmp_path / "mine.yaml", tmp_path / "again.yaml"
    file.write_bytes(a_rule_file().replace("\n", "\r\n").encode())
    assert run("rules", "publish", str(file))[0] == 0
    assert run("rules", "export", "house_majority", "--output", str(again))[0] == 0
    assert again.read_bytes() == file.read_bytes()
    status, out, _ = run("rules", "export", "no_objection", "--version", "1")
    assert (status, "name: no_objection\n" in out) == (0, True)
    file.write_text(a_rule_file(2, ("reasons: required", "reasons: requred")))
    status, _, err = run("rules", "publish", str(file))
    assert (status, err.startswith(f"{file}:11:")) == (2, True)


def test_a_procedure_that_is_unsound_is_refused_line_by_line(
    run: Run, house: House, tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    words = a_workflow_file(
        2, ("period: 2 weeks", "period: 2 wekks"), ("by: [clock]", "by: [clok]")
    )
    file.write_text(words)
    status, out, err = run("workflow", "publish", str(file))
    assert (status, out) == (2, "")
    assert [line.split(": ")[0].rpartition(":")[0] for line in err.splitlines()] == [
        f"{file}:{words[: words.index(wrong)].count(chr(10)) + 1}"
        for wrong in ("2 wekks", "[clok]")
    ]
    file.write_text(a_workflow_file(1, ("period: 8 weeks", "period: 6 weeks")))
    status, _, err = run("workflow", "publish", str(file))
    assert (status, err.startswith(f"{file}:5:10: version: ")) == (2, True)
    file.write_bytes(b"name: a\n\xff\n")
    status, _, err = run("workflow", "publish", str(file))
    assert (status, f"{file}:2" in err) == (2, True)
    assert run("workflow", "export", NAME, "--version", "2")[0] == 2
    assert run("workflow", "export", "no-such")[0] == 2
    file.write_text(a_workflow_file(2))
    status, _, err = run("workflow", "publish", str(file), "--as", "aur@example.org")
    assert (status, "publish a procedure" in err) == (2, True)


def test_procedures_are_listed_with_and_without_an_installation(
    run: Run, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(a_workflow_file(3, name="house-rules"))
    assert run("workflow", "publish", str(file))[0] == 0
    listed = json.loads(run("workflow", "list", "--json")[1])
    assert all(set(one) == {"name", "version", "title", "source"} for one in listed)
    names = {(one["name"], one["version"]) for one in listed}
    assert {(NAME, 1), ("house-rules", 3)} <= names
    assert "published here on 2027-03-01" in run("workflow", "list")[1]
    monkeypatch.setenv("PLACET_DATABASE", f"sqlite:///{tmp_path}/none.sqlite")
    shipped = json.loads(run("workflow", "list", "--json")[1])
    assert {(one["name"], one["version"]) for one in shipped} == names - {("house-rules", 3)}
    assert run("workflow", "export", NAME)[1] == a_workflow_file(1)
    assert run("workflow", "export", "house-rules")[0] == 2
    assert not (tmp_path / "none.sqlite").exists()


def test_a_rule_that_was_published_here_is_tried_by_its_name(
    run: Run, house: House, tmp_path: Path
) -> None:
    words = shipped_rule_texts()["iso_dis", 1]
    file, case = tmp_path / "mine.yaml", tmp_path / "case.json"
    case.write_text('{"tally": [{"classes": ["P"], "position": "approve", "count": 3}]}')
    for version, share in ((1, "2/3"), (2, "5/8")):
        mine = words.replace("name: iso_dis", "name: mine").replace("2/3", share)
        file.write_text(mine.replace("\nversion: 1\n", f"\nversion: {version}\n"))
        status, _, err = run("rules", "publish", str(file))
        assert status == 0, err
    verdict = json.loads(run("rules", "evaluate", "mine", str(case), "--json")[1])
    assert (verdict["rule"], verdict["findings"][0]["threshold"]) == ("mine@2", "5/8")
    assert run("rules", "show", "mine@1")[1].startswith("mine@1: ISO enquiry")
    compared = json.loads(run("rules", "diff", "mine@1", "mine@2", "--json")[1])
    assert (compared["a"], compared["b"], compared["differ"]) == ("mine@1", "mine@2", True)
    assert "mine@2" in run("rules", "list")[1]
    assert "Use one of: mine@1, mine@2" in run("rules", "show", "mine@3")[2]
