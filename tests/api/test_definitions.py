"""The interface to procedures: read, published once, and a running objective moved to one."""

from __future__ import annotations

import hashlib

import pytest

from tests.api.house import SYMBOL, House
from tests.builders import NAME, a_rule_file, a_workflow_file

SHORTER = ("period: 8 weeks", "period: 6 weeks")


def test_a_procedure_is_shown_with_its_words_and_its_table(house: House) -> None:
    listed = house.get("aur", "/workflows").json()["items"]
    (brief,) = [x for x in listed if (x["name"], x["version"]) == (NAME, 1)]
    assert brief["shipped"] is True
    assert brief["source"]
    shown = house.get("aur", f"/workflows/{NAME}/1").json()
    assert shown["versions"] == [1]
    assert hashlib.sha256(shown["text"].encode()).hexdigest() == shown["hash"] == brief["hash"]
    stage = next(x for x in shown["stages"] if x["name"] == "endorsement")
    assert stage["ballot"]["rule"]["parameters"] == {"share": "2/3", "minimum": 2}
    assert {"adopt", "revise"} <= {x["name"] for x in shown["steps"]}


def test_a_published_file_comes_back_byte_for_byte(house: House) -> None:
    words = a_workflow_file(2, SHORTER).replace("\n", "\r\n")
    done = house.post("ada", "/workflows", {"text": words, "note": "Shorter"})
    assert done.status_code == 201
    assert done.json()["object"] == NAME
    assert done.json()["version"] == 2
    answer = house.get("aur", f"/workflows/{NAME}/2.yaml")
    assert answer.headers["content-type"].startswith("application/yaml")
    assert answer.content == words.encode()
    shown = house.get("aur", f"/workflows/{NAME}/2").json()
    assert (shown["shipped"], shown["note"], shown["versions"]) == (False, "Shorter", [1, 2])


def test_the_same_key_or_the_same_words_publish_once(house: House) -> None:
    body, key = {"text": a_workflow_file(2)}, {"Idempotency-Key": "once"}
    first = house.post("ada", "/workflows", body, headers=key).json()
    for headers in (key, {}):
        again = house.post("ada", "/workflows", body, headers=headers).json()
        assert again == {**first, "repeated": True}
    other = {"text": a_workflow_file(3)}
    refused = house.post("ada", "/workflows", other, headers=key)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/key-reused")


def test_every_finding_is_told_with_its_place(house: House) -> None:
    words = a_workflow_file(
        2, ("period: 2 weeks", "period: 2 wekks"), ("by: [clock]", "by: [clok]")
    )
    refused = house.post("ada", "/workflows", {"text": words})
    problem = refused.json()
    assert (refused.status_code, problem["type"]) == (422, "/problems/bad-definition")
    lines = [int(finding.split(":")[1]) for finding in problem["findings"]]
    assert [words.splitlines()[line - 1].strip() for line in lines] == [
        "period: 2 wekks",
        "by: [clok]",
    ]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": 7},
        {"text": "x" * 200_001},
        {"text": "name: a", "version": 2},
        {"text": "name: \x00"},
        {"text": "- \u0007"},
    ],
)
def test_what_is_no_definition_is_refused(house: House, body: dict[str, object]) -> None:
    assert house.post("ada", "/workflows", body).status_code == 422


@pytest.mark.parametrize("who", ["aur", "bea", "eve"])
def test_delegates_read_and_do_not_publish(house: House, who: str) -> None:
    assert house.get(who, "/workflows").status_code == 200
    assert house.post(who, "/workflows", {"text": a_workflow_file(2)}).status_code == 403
    assert house.get(who, f"/workflows/{NAME}/2").status_code == 404
    assert house.get(None, "/workflows").status_code == 401


def test_rules_are_shown_published_and_given_byte_for_byte(house: House) -> None:
    shown = house.get("aur", "/rules/no_objection/1").json()
    assert shown["sentence"].startswith("Needed: no Object")
    effects = {p["name"]: p["effects"] for p in shown["positions"]}
    assert effects["object"] == ["negative", "blocking", "needs_reasons"]
    assert {p["name"]: p["default"] for p in shown["parameters"]}["minimum"] == 1
    words = a_rule_file().replace("\n", "\r\n")
    done = house.post("ada", "/rules", {"text": words})
    assert (done.status_code, done.json()["object"]) == (201, "house_majority")
    assert house.get("aur", "/rules/house_majority/1.yaml").content == words.encode()
    shown = house.get("aur", "/rules/house_majority/1").json()
    assert shown["unconfirmed"] == ["whether observers are counted"]
    assert shown["shipped"] is False
    listed = house.get("aur", "/rules").json()["items"]
    assert ("house_majority", 1) in {(x["name"], x["version"]) for x in listed}
    bad = house.post("ada", "/rules", {"text": a_rule_file(2, ("[neutral,", "[neutrl,"))})
    assert (bad.status_code, bad.json()["findings"][0].split(":")[:2]) == (422, ["rule.yaml", "10"])
    assert house.post("aur", "/rules", {"text": a_rule_file(2)}).status_code == 403


def test_a_list_of_procedures_comes_in_parts(house: House) -> None:
    for name in ("abc", "abd"):
        house.post("ada", "/workflows", {"text": a_workflow_file(10, name=name)})
    house.post("ada", "/workflows", {"text": a_workflow_file(11, name="abc")})
    first = house.get("aur", "/workflows?limit=2").json()
    assert [(x["name"], x["version"]) for x in first["items"]] == [("abc", 10), ("abc", 11)]
    second = house.get("aur", "/workflows", params={"after": first["next"]}).json()
    assert (second["items"][0]["name"], second["items"][0]["version"]) == ("abd", 10)


def test_an_objective_moves_to_a_version_that_fits(house: House) -> None:
    path = f"/objectives/{house.ref}/workflow"
    assert house.get("ada", path).json()["later"] == []
    house.post("ada", "/workflows", {"text": a_workflow_file(2, SHORTER)})
    house.post(
        "ada",
        "/workflows",
        {"text": a_workflow_file(3, ("carry_over: reconfirm", "carry_over: lapse"))},
    )
    fits, changes = house.get("ada", path).json()["later"]
    assert (fits["version"], fits["possible"], fits["obstacles"]) == (2, True, [])
    assert changes["possible"] is False
    assert "what becomes of positions when the text changes" in changes["obstacles"][0]
    refused = house.post("ada", path, {"version": 3, "reason": "New rules"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/obstructed")
    assert "carry_over" in refused.json()["obstacles"][0]
    done = house.post("ada", path, {"version": 2, "reason": "New rules"})
    assert done.status_code == 200
    shown = house.get("aur", f"/objectives/{house.ref}").json()
    assert shown["workflow_version"] == 2
    table = house.get("aur", f"/negotiations/{SYMBOL}").json()
    assert table["workflow_version"] == 1
    assert table["objectives"][0]["stage"] == "proposal"


def test_moving_is_for_the_secretariat_and_takes_a_reason(house: House) -> None:
    path = f"/objectives/{house.ref}/workflow"
    house.post("ada", "/workflows", {"text": a_workflow_file(2)})
    body = {"version": 2, "reason": "New rules"}
    for who, status in (("aur", 403), ("bea", 403), ("eve", 404)):
        assert house.get(who, path).status_code == status
        assert house.post(who, path, body).status_code == status
    assert house.post("ada", path, {"version": 2}).status_code == 422
    assert house.post("ada", path, {"version": 1, "reason": "Back"}).status_code == 422
    assert house.post("ada", path, {"version": 5, "reason": "On"}).status_code == 422


def test_a_later_version_may_know_another_stage(house: House) -> None:
    """The page of a table, the inbox and the objective follow each objective's own version."""
    words = a_workflow_file(
        2,
        ("  comment:\n    title: Comments", "  review_text:\n    title: Comments"),
    )
    words = words.replace("to: comment\n", "to: review_text\n").replace(
        "[comment]", "[review_text]"
    )
    words = words.replace("[proposal, comment, revision", "[proposal, review_text, revision")
    assert house.post("ada", "/workflows", {"text": words}).status_code == 201
    moved = house.post(
        "ada", f"/objectives/{house.ref}/workflow", {"version": 2, "reason": "New rules"}
    )
    assert moved.status_code == 200, moved.text
    ballot = house.get("ada", f"/objectives/{house.ref}").json()["ballot"]["number"]
    for who in ("aur", "bor", "cyg"):
        house.post(who, f"/objectives/{house.ref}/positions", house.ballot(ballot=ballot))
    still = house.root.still
    assert still is not None
    still.set(house.root.clock.now().replace(month=4))
    house.root.cases.tick()
    assert house.get("aur", f"/objectives/{house.ref}").json()["run"]["stage"] == "review_text"
    assert house.get("aur", f"/negotiations/{SYMBOL}").status_code == 200
    assert house.get("aur", "/inbox").status_code == 200
