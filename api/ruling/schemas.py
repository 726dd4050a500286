"""The JSON Schemas of what goes in and comes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from placet.api.opened_files import written_file
from placet.api.ruling import told_of_rules
from placet.api.ruling.given import CaseGiven
from placet.api.ruling.told import AnswerTold
from placet.workflows.json_schema import DIALECT
from placet.workflows.rules.completion import rule_schema

Schema = dict[str, Any]


def _of(shape: Any, title: str) -> Callable[[], Schema]:
    def made() -> Schema:
        found = TypeAdapter(shape).json_schema(by_alias=True, mode="validation")
        return {"$schema": DIALECT, **found, "title": title}

    return made


_MADE: Mapping[str, Callable[[], Schema]] = {
    "case": _of(CaseGiven, "A case for a decision rule of Placet"),
    "verdict": _of(AnswerTold, "What `placet rules evaluate --json` answers on a case"),
    "list": _of(list[told_of_rules.ListedTold], "What `placet rules list --json` answers"),
    "show": _of(told_of_rules.RuleTold, "What `placet rules show --json` answers"),
    "diff": _of(told_of_rules.ComparisonTold, "What `placet rules diff --json` answers"),
    "check": _of(list[told_of_rules.CheckedTold], "What `placet rules check --json` answers"),
}


SCHEMAS = ("rule", *_MADE)
"""Their names; `rule` and `case` go in, the others come out."""


def text(of: str) -> str:
    """The schema as the text of a file."""
    if of == "rule":
        return rule_schema()
    return json.dumps(_MADE[of](), indent=2, ensure_ascii=False) + "\n"


def write(of: str, output: Path) -> None:
    """Write a schema."""
    with written_file(output) as out:
        out.write(text(of).encode())
