"""Small rules in the language itself, and rooms to try them on."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.rules import Rule, Terms, Verdict, evaluate_case, terms
from placet.workflows.rules import parse_rule

HEAD = """
schema_version: 1
name: tried
version: 1
title: A rule to try
source: No body
"""
POSITIONS = """
positions:
  yes: {effects: [affirmative, strong], also: ["+1"]}
  no_objection: {effects: [affirmative]}
  no: {effects: [negative]}
  discuss: {effects: [blocking, negative], reasons: required}
  abstain: {effects: [neutral]}
  recuse: {effects: [neutral, leaves_denominator]}
  absent: {effects: [neutral, no_quorum]}
"""
CLASSES = """
classes:
  P: {title: permanent member, also: [permanent]}
  O: {}
marks:
  expert: {title: names an expert}
"""


def a_rule(criteria: str, more: str = "", positions: str = POSITIONS) -> Rule:
    """A rule with these criteria; `more` are further parts of the file."""
    return parse_rule(f"{HEAD}{CLASSES}{positions}{more}\ncriteria:\n{criteria}", "tried.yaml")


def asked(criteria: str, more: str = "", **parameters: int | str) -> Terms:
    return terms(a_rule(criteria, more), parameters)


def seats(**counts: int) -> list[dict[str, object]]:
    """So many seats that hold a kind, named after it; `yes_P` is one of the class P."""
    rows: list[dict[str, object]] = []
    for name, count in counts.items():
        kind, _sep, cls = name.rpartition("_") if name[-2:] in ("_P", "_O") else (name, "", "")
        for n in range(count):
            row = {"organisation": f"{name}{n}", "classes": [cls] if cls else []}
            rows.append({**row, "position": kind})
    return rows


def verdict(rule: Rule, *rows: list[dict[str, object]], **parameters: int | str) -> Verdict:
    """The verdict on rows that are seats and positions in one; `silent` holds none."""
    both = [row for part in rows for row in part]
    roster = [_only(row, "organisation", "classes", "weight") for row in both]
    keys = ("organisation", "position", "reasons", "expert")
    positions = [_only(row, *keys) for row in both if row["position"] != "silent"]
    case = {"roster": roster, "positions": positions, "parameters": parameters}
    return evaluate_case(rule, case)


def _only(row: Mapping[str, object], *keys: str) -> dict[str, object]:
    return {key: row[key] for key in keys if key in row}
