"""What is wrong with a workflow file is said whole, with its place, and nothing else is."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from placet.api import checking, cli
from placet.engine.errors import BadDefinition
from placet.workflows import check, load, shipped, source_of
from placet.workflows.completion import workflow_schema
from placet.workflows.reading import located
from placet.workflows.rules.completion import rule_schema

BROKEN = Path(__file__).with_name("broken")
FILES = sorted(path.name for path in BROKEN.glob("*.yaml"))
EXPECTED = (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()


def of(file: str) -> list[str]:
    """What the command is expected to say of a file."""
    return [line for line in EXPECTED if line.startswith(f"{file}:")]


def run(*arguments: str) -> int:
    """How a command ends."""
    with pytest.raises(SystemExit) as end:
        cli.main(list(arguments))
    return int(end.value.code or 0)


@pytest.fixture
def broken_folder(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(BROKEN)
    return BROKEN


@pytest.mark.parametrize("file", FILES)
def test_each_broken_file_gets_exactly_these_messages(
    file: str, broken_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = ": refused; " in of(file)[-1]
    status = run("workflow", "check", file)
    assert capsys.readouterr().out.splitlines() == of(file)
    assert status == (2 if refused else 0)


def test_every_expectation_is_of_a_file_and_ends_in_a_remedy() -> None:
    assert {line.split(":")[0] for line in EXPECTED} == set(FILES)
    assert len(FILES) >= 12
    for line in EXPECTED:
        words = line.split(": ", 2)[-1]
        assert any(mark in words for mark in ("; ", ". ", "?")) or words.startswith("sound")


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_refused_for_its_errors_and_not_for_its_warnings(file: str) -> None:
    errors = [line for line in of(file)[:-1] if ": warning: " not in line]
    if errors:
        with pytest.raises(BadDefinition) as refused:
            load(BROKEN / file)
        assert [p.removeprefix(f"{BROKEN}/") for p in refused.value.problems] == errors
    else:
        assert load(BROKEN / file).name == file.removesuffix(".yaml")


@pytest.mark.parametrize("key", shipped(), ids=lambda key: f"{key[0]}@{key[1]}")
def test_what_is_shipped_has_neither_errors_nor_warnings(key: tuple[str, int]) -> None:
    source = source_of(f"{key[0]}@{key[1]}")
    assert source is not None
    checked = check(*source)
    assert checked.problems == ()
    assert checked.proof is not None
    assert checked.proof.all_can_end
    assert checked.workflow == shipped()[key]


def test_the_sum_says_how_much_was_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    checking.check(["joint-objective"], as_json=False)
    said = capsys.readouterr().out
    assert said == "joint-objective.yaml: sound; 106 states reached, all can end\n"


def test_json_has_every_problem_with_its_place(
    broken_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        checking.check(["guards-that-never-hold.yaml", "joint-objective"], as_json=True)
    assert end.value.code == 2
    broken, whole = json.loads(capsys.readouterr().out)
    assert (broken["sound"], whole["sound"]) == (False, True)
    assert (len(broken["errors"]), len(broken["warnings"])) == (3, 2)
    told = [(p["line"], p["column"], p["path"]) for p in broken["errors"]]
    assert told[0] == (20, 13, "steps.0.guards")
    assert whole["proof"] == {"states": 106, "moves": 291, "all_can_end": True, "cannot_end": 0}
    assert (whole["name"], whole["version"], whole["errors"]) == ("joint-objective", 1, [])


def test_a_file_that_is_not_there_is_a_problem_like_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        checking.check(["nowhere.yaml", "joint-objective"], as_json=False)
    missing, whole = (x for x in capsys.readouterr().out.splitlines() if "refused" not in x)
    assert missing.startswith("nowhere.yaml:1:1: there is no such file")
    assert whole.startswith("joint-objective.yaml: sound")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"name: x\ntitle: \xff\n")
    with pytest.raises(SystemExit):
        checking.check([str(latin)], as_json=False)
    assert f"{latin}:2:1: this is not UTF-8" in capsys.readouterr().out


def test_the_list_names_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    run("workflow", "list", "--json")
    listed = json.loads(capsys.readouterr().out)
    assert [(w["name"], w["version"]) for w in listed] == list(shipped())
    assert all(set(w) == {"name", "version", "title", "source"} for w in listed)


def test_an_unsound_file_is_not_drawn(
    broken_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("workflow", "diagram", "no-way-out.yaml") == 2
    assert "no step leads out of drawer" in capsys.readouterr().err


def test_a_place_is_read_out_of_a_problem_as_it_was_written() -> None:
    from placet.workflows import problem_of

    for said in ("steps.0.by: no; add one", "a word without a path; correct it", "x: y: z; w"):
        whole = located("a:b.yaml", (3, 4), said)
        problem = problem_of("a:b.yaml", whole)
        assert (problem.line, problem.column, str(problem)) == (3, 4, whole)


def test_the_command_line_has_each_of_these_commands(capsys: pytest.CaptureFixture[Any]) -> None:
    for command in ("check", "diagram", "list", "schema"):
        assert run("workflow", command, "--help") == 0
        assert capsys.readouterr().out


@pytest.mark.parametrize("file", ["workflow", "rule"])
def test_the_schema_in_the_package_is_the_one_that_the_models_give(file: str) -> None:
    made = {"workflow": workflow_schema, "rule": rule_schema}[file]()
    shipped_one = resources.files("placet.workflows") / f"{file}.schema.json"
    assert shipped_one.read_text(encoding="utf-8") == made


def test_how_long_a_reviewer_has_is_not_counted_from_a_meeting() -> None:
    parts = json.loads(workflow_schema())["$defs"]
    assert "meeting" in parts["StagePart"]["properties"]["period"]["anyOf"][0]["pattern"]
    assert "meeting" not in parts["ReviewersPart"]["properties"]["period"]["pattern"]
