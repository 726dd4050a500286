"""The interface to rehearsals: a scenario in, the list out, nothing kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ruamel.yaml import YAML
from starlette.applications import Starlette

from placet.api.rehearsal import Bounds, rehearse
from placet.api.rehearsal.places import Places
from placet.engine import commands as c
from placet.engine.published import DefinitionKind
from placet.workflows import scenario
from tests.api.house import House
from tests.builders import NAME, a_scenario, a_workflow_file

PATH = f"/workflows/{NAME}/1/rehearsals"


def lived(house: House, given: Any, who: str | None = "ada") -> Any:
    return house.post(who, PATH, {"scenario": given})


def as_object(text: str) -> Any:
    return json.loads(json.dumps(YAML(typ="safe").load(text), default=str))


def app_of(house: House) -> Starlette:
    app = house.client.app
    assert isinstance(app, Starlette)
    return app


def test_the_list_is_that_of_the_command_line(house: House) -> None:
    answer = lived(house, a_scenario())
    assert answer.status_code == 200
    shown = answer.json()
    workflow = house.root.catalogue.shipped.workflows[NAME, 1]
    assert shown["entries"] == rehearse(workflow, scenario.parse(a_scenario())).data()
    assert (shown["workflow"], shown["version"], shown["stage"]) == (NAME, 1, "comment")
    assert shown["zone"] == "Europe/Brussels"
    assert shown["starts"] == "2027-03-22T09:00:00Z"
    assert shown["failures"] == []


def test_a_scenario_may_be_given_as_an_object(house: House) -> None:
    text = a_scenario()
    assert lived(house, as_object(text)).json()["entries"] == lived(house, text).json()["entries"]


def test_what_goes_otherwise_is_told_with_its_place(house: House) -> None:
    text = a_scenario(("{stage: comment}", "{stage: adopted}"))
    shown = lived(house, text).json()
    line = text[: text.index("{stage: adopted}")].count("\n") + 1
    said = "the stage adopted is expected at the end; it is comment"
    assert shown["failures"] == [{"line": line, "column": 5, "said": said}]


def test_every_finding_is_told_with_its_place(house: House) -> None:
    text = a_scenario(("do: propose", "do: propos"), ("kind: support", "kid: support"))
    refused = lived(house, text)
    problem = refused.json()
    assert (refused.status_code, problem["type"]) == (422, "/problems/bad-definition")
    assert [finding.split(":")[:2] for finding in problem["findings"]] == [
        ["scenario.yaml", "8"],
        ["scenario.yaml", "9"],
        ["scenario.yaml", "9"],
    ]


@pytest.mark.parametrize(
    "given",
    [
        "", "x" * 120_001, "a: \x00", "a: \ud800", {"a": "\ud800\x00"}, {}, {"a": {"b": [1.5]}},
        "[" * 1_000, "&a [*a]", "- 1\n" * 20_000, {"acts": [{"do": "propose"}] * 3_000},
        {"participants": [f"O{n}" for n in range(10_000)]}, 7, None, ["a"], True,
    ],
)  # fmt: skip
def test_what_is_no_scenario_is_refused(house: House, given: Any) -> None:
    content = json.dumps({"scenario": given})
    headers = {"Content-Type": "application/json"}
    answer = house.ask("ada", "POST", PATH, content=content, headers=headers)
    assert answer.status_code == 422, answer.text
    assert len(answer.content) < 100_000


def test_what_takes_too_much_is_ended_with_a_problem(house: House) -> None:
    app_of(house).state.rehearsals = Places(Bounds(entries=5))
    problem = lived(house, a_scenario()).json()
    assert (problem["status"], problem["type"]) == (422, "/problems/too-much")
    assert "more than 5 things happened" in problem["detail"]
    assert "placet workflow simulate" in problem["remedy"]


def test_who_finds_no_place_is_told_when_to_come_again(house: House) -> None:
    app_of(house).state.rehearsals = Places(at_once=0, patience=0)
    answer = lived(house, a_scenario())
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/busy")
    assert answer.headers["retry-after"] == "30"


def test_only_those_who_serve_rehearse(house: House) -> None:
    for who, status in (("ada", 200), ("bea", 200), ("aur", 403), ("eve", 403), (None, 401)):
        assert lived(house, a_scenario(), who).status_code == status


def test_a_version_that_was_published_here_is_rehearsed_with_its_own_terms(house: House) -> None:
    words = a_workflow_file(2, ("period: 2 weeks", "period: 5 weeks"))
    house.give("ada", c.PublishDefinition(DefinitionKind.WORKFLOW, words, ""))
    text = a_scenario(
        (", deadline: 72 hours", ""), (", refused: too_late", ""), ("comment", "proposal")
    )
    shown = house.post("ada", f"/workflows/{NAME}/2/rehearsals", {"scenario": text}).json()
    assert shown["failures"] == []
    deadline = next(e for e in shown["entries"] if e["kind"] == "deadline")
    assert deadline["deadline"] == "2027-04-26T21:59:00Z"
    assert (
        house.post("ada", f"/workflows/{NAME}/3/rehearsals", {"scenario": text}).status_code == 404
    )
