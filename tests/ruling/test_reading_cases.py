"""What the schema of a case says is what is read; whatever is refused has its place."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st

from placet.api.ruling import schemas
from placet.api.ruling.json_text import JsonText
from placet.engine.errors import BadInput
from placet.engine.rules import evaluate_case
from placet.workflows.rules import shipped_rules

SCHEMA = jsonschema_rs.validator_for(json.loads(schemas.text("case")))
odd: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 2.5, "", "DE", "yes", [], ["P"], [1], {}, "2/3", 3]
)
number = st.integers(0, 3) | odd
row = st.fixed_dictionaries(
    {},
    optional={
        "organisation": st.sampled_from(["DE", "FR", "UK"]) | odd,
        "position": st.sampled_from(["yes", "discuss"]) | odd,
        "count": number,
        "weight": number,
        "classes": st.just(["P"]) | odd,
        "reasons": st.just("Because.") | odd,
        "note": odd,
    },
)
cases = st.fixed_dictionaries(
    {},
    optional={
        "roster": st.lists(row, max_size=2) | odd,
        "positions": st.lists(row, max_size=2) | odd,
        "tally": st.lists(row, max_size=2) | odd,
        "eligible": st.lists(row, max_size=2) | odd,
        "parameters": st.dictionaries(st.sampled_from(["n", "class"]), odd) | odd,
        "id": odd,
        "colour": odd,
    },
)
FURTHER = (
    "on the roster twice", "positions of", "nobody weighs", "is neither true", "no such key",
    "is not a whole number of 1 or more", "is not text", "silence would decide",
)  # fmt: skip
"""What no schema says: how entries go together, and what a rule's own parameters may be."""


@given(cases)
def test_the_schema_of_a_case_says_what_is_read(case: dict[str, Any]) -> None:
    rule = shipped_rules()["silence", 1]
    try:
        evaluate_case(rule, case)
    except BadInput as bad:
        said = bad.in_english()
        assert not SCHEMA.is_valid(case) or any(words in said for words in FURTHER), said
    else:
        assert SCHEMA.is_valid(case)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values, st.sampled_from([None, 0, 2]), st.data())
def test_a_place_in_json_is_found_by_its_path(
    content: object, indent: int | None, data: st.DataObject
) -> None:
    whole = {"x": content}
    words = json.dumps(whole, indent=indent, ensure_ascii=data.draw(st.booleans()))
    steps, here = ["x"], whole["x"]
    while isinstance(here, dict | list) and here and data.draw(st.booleans()):
        if isinstance(here, list):
            n = data.draw(st.integers(0, len(here) - 1))
            steps.append(str(n))
            here = here[n]
        else:
            key = data.draw(st.sampled_from(sorted(here)))
            if "." in key or not key:
                return
            steps.append(key)
            here = here[key]
    bad = JsonText(words.encode(), "f").located(BadInput(".".join(steps), "wrong"), whole)
    _file, line, column = bad.field.split(":")[:3]
    rest = "\n".join(words.split("\n")[int(line) - 1 :])[int(column) - 1 :]
    assert json.JSONDecoder().raw_decode(rest)[0] == here


@given(st.binary(max_size=60))
def test_whatever_is_no_json_is_refused_with_its_place(data: bytes) -> None:
    try:
        JsonText(data, "f", 3).value()
    except BadInput as bad:
        file, line, column = bad.field.split(":")
        assert file == "f"
        assert 3 <= int(line) <= 3 + data.count(b"\n")
        assert int(column) >= 1
