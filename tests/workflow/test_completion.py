"""The JSON Schemas that editors complete by: current, whole, and of one mind with the reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

from placet.api import cli
from placet.engine import definition as d
from placet.engine.guards import GUARDS
from placet.workflows import schema
from placet.workflows.completion import workflow_schema
from placet.workflows.keys import WORDS
from placet.workflows.rules.completion import rule_schema
from placet.workflows.shape import Part

FOLDER = Path(str(files("placet.workflows")))
BROKEN = Path(__file__).with_name("broken")
MADE = {"workflow": workflow_schema, "rule": rule_schema}
SHIPPED = [
    *(("workflow", path) for path in sorted(FOLDER.glob("*.yaml"))),
    *(("rule", path) for path in sorted(FOLDER.glob("rules/*.yaml"))),
]


def checker(kind: str) -> Any:
    return jsonschema_rs.validator_for(json.loads(MADE[kind]()))


CHECKERS = {kind: checker(kind) for kind in MADE}


def content(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", MADE)
def test_the_shipped_schema_is_the_one_that_the_reader_makes(kind: str) -> None:
    shipped = (FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert shipped == MADE[kind](), f"run `placet {kind}s schema` again (workflow: no s)"


@pytest.mark.parametrize(
    ("kind", "path"), SHIPPED, ids=lambda x: x if isinstance(x, str) else x.stem
)
def test_what_is_shipped_fits_the_schema(kind: str, path: Path) -> None:
    assert [e.message for e in CHECKERS[kind].iter_errors(content(path))] == []


@pytest.mark.parametrize(
    ("file", "places"),
    [
        ("wrong-shape.yaml", {"stages/draft/end", "stages/draft", "steps/0", "steps/0/from", ""}),
        ("misspelt.yaml", {"stages/draft/state", "steps/0/guards/0", "steps/0/by/0"}),
        ("times-that-contradict.yaml", {"stages/silence/restarts_on/0"}),
    ],
)
def test_an_editor_marks_what_the_reader_would_refuse(file: str, places: set[str]) -> None:
    errors = CHECKERS["workflow"].iter_errors(content(BROKEN / file))
    marked = {"/".join(map(str, e.instance_path)) for e in errors}
    assert places <= marked


def parts() -> Iterator[tuple[str, dict[str, Any]]]:
    made = json.loads(workflow_schema())
    yield "WorkflowFile", made
    yield from made["$defs"].items()


def test_every_key_says_what_it_is_for() -> None:
    keys = {(part, key) for part, made in parts() for key in made["properties"]}
    assert keys == set(WORDS)
    for _part, made in parts():
        assert made["additionalProperties"] is False
        assert all(field["description"].endswith(".") for field in made["properties"].values())


@pytest.mark.parametrize(
    ("part", "key", "names"),
    [
        ("StepPart", "by", d.ROLES),
        ("StepPart", "guards", GUARDS),
        ("StepPart", "effects", d.EFFECTS),
        ("BallotPart", "closes_when", d.CLOSES_WHEN),
        ("BallotPart", "carry_over", d.CARRY_OVER),
        ("StagePart", "state", d.STATES),
    ],
)
def test_an_editor_offers_the_names_that_may_stand_there(
    part: str, key: str, names: tuple[str, ...]
) -> None:
    field = dict(parts())[part]["properties"][key]
    assert field.get("items", field)["enum"] == list(names)


def test_the_models_and_the_schema_have_the_same_parts() -> None:
    models = {
        name
        for name, part in vars(schema).items()
        if isinstance(part, type) and issubclass(part, Part) and part is not Part
    }
    assert {name for name, _made in parts()} == models


@pytest.mark.parametrize("kind", MADE)
def test_the_command_writes_the_schema(kind: str, tmp_path: Path) -> None:
    written = tmp_path / "it.json"
    with pytest.raises(SystemExit) as end:
        cli.main([{"rule": "rules"}.get(kind, kind), "schema", "-o", str(written)])
    assert not end.value.code
    assert written.read_text(encoding="utf-8") == MADE[kind]()
