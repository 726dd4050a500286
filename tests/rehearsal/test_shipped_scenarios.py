"""Every scenario that comes with Placet is lived to its end, and says what its schema says."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

from placet.api.rehearsal import Rehearsal, rehearse
from placet.api.rehearsal.shape import EVERY, KINDS, json_schema
from placet.engine.codec import instant
from placet.engine.messages import Kind
from placet.templates.rehearsal_labels import KINDS as NAMED_KINDS
from placet.templates.rehearsal_labels import MAILS, VERBS
from placet.workflows import scenario, shipped
from placet.workflows.scenario import acts

FOLDER = Path(str(files("placet.workflows"))) / "scenarios"
SCENARIOS = sorted(FOLDER.glob("*.yaml"))
SCHEMA = FOLDER.parent / "scenario.schema.json"


def by_name(path: Path) -> str:
    return path.stem


@cache
def lived(path: Path) -> Rehearsal:
    """The scenario under the newest version of the procedure that it names."""
    read = scenario.load(path)
    assert read.workflow, f"{path} does not name its procedure: add `workflow: ...`"
    versions = [version for name, version in shipped() if name == read.workflow]
    return rehearse(shipped()[read.workflow, max(versions)], read)


@pytest.mark.parametrize("path", SCENARIOS, ids=by_name)
def test_a_scenario_that_comes_with_placet_goes_as_it_says(path: Path) -> None:
    rehearsal = lived(path)
    assert [str(failure) for failure in rehearsal.failures] == []
    read = scenario.load(path)
    assert read.expect, f"{path} expects nothing: say how it ends"
    refusals = [e.what["refused"] for e in rehearsal.entries if e.kind == "refusal"]
    assert sorted(refusals) == sorted(act.refused for act in read.acts if act.refused)


@pytest.mark.parametrize("path", SCENARIOS, ids=by_name)
def test_a_list_is_what_its_schema_says(path: Path) -> None:
    data = lived(path).data()
    jsonschema_rs.validator_for(json_schema()).validate(json.loads(json.dumps(data)))
    for entry in data:
        known = KINDS.get(entry["kind"], {})
        needed = {name for name, (kind, _) in known.items() if not kind.endswith("?")}
        assert needed <= entry.keys(), entry
        assert EVERY.keys() <= entry.keys()
    assert [entry["at"] for entry in data] == sorted(entry["at"] for entry in data)


@pytest.mark.parametrize("path", SCENARIOS, ids=by_name)
def test_a_scenario_file_is_what_the_schema_for_editors_says(path: Path) -> None:
    content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema).validate(json.loads(json.dumps(content, default=str)))


def test_the_schema_for_editors_is_current() -> None:
    kept = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert kept == scenario.json_schema(), "run `placet workflow scenario-schema`"


def test_scenarios_are_found_by_their_names() -> None:
    assert scenario.shipped() == tuple(path.stem for path in SCENARIOS)


def test_the_first_scenario_walks_the_whole_default_procedure() -> None:
    rehearsal = lived(FOLDER / "joint-objective.yaml")
    stages = [e.what["stage"] for e in rehearsal.entries if e.kind == "stage"]
    assert stages == ["proposal", "comment", "revision", "endorsement", "adopted", "review"]
    kinds = {e.kind for e in rehearsal.entries}
    assert {"deadline", "extension", "position", "verdict", "decision", "outcome"} <= kinds
    assert {"comment", "answer", "text", "reminder", "mail", "refusal", "signature"} <= kinds
    assert instant(rehearsal.until) == "2027-11-02T22:59:00Z"


def test_every_kind_of_entry_mail_and_act_has_words() -> None:
    assert set(KINDS) == set(NAMED_KINDS)
    assert set(MAILS) == set(Kind)
    assert set(VERBS) == set(acts.VERBS)
