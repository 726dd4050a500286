"""Verdicts, and what would change them, as JSON data: values beside their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from placet.engine.model import RuleRef
from placet.engine.rules import Rule, Verdict
from placet.engine.rules.pivot import Change, Move, Settled, SmallestChanges
from placet.templates.needs import needed_sentence
from placet.templates.verdicts import verdict_data
from placet.templates.what_ifs import changes_sentence, settled_sentence

Data = dict[str, Any]


def verdict_told(verdict: Verdict) -> Data:
    """A verdict as every part of Placet gives it, with one sentence about all of it."""
    return {**verdict_data(verdict), "sentence": needed_sentence(verdict)}


def label(rule: Rule | RuleRef) -> str:
    """A rule, or a reference to one, as NAME@VERSION."""
    return f"{rule.name}@{rule.version}"


def change_data(change: Change) -> Data:
    """An organisation that comes to hold a position, or none."""
    return {"organisation": change.organisation, **_kind(change.kind, change.marks)}


def changes_data(found: SmallestChanges) -> Data:
    """The fewest changes to an outcome."""
    return {
        "possible": found.changes is not None if found.exact or found.changes else None,
        "changes": [change_data(change) for change in found.changes or ()],
        "moves": [_move(move) for move in found.moves],
        "at_least": found.at_least,
        "exact": found.exact,
        "sentence": changes_sentence(found),
    }


def settled_data(found: Settled) -> Data:
    """Whether the outcome can still change."""
    return {
        "settled": not found.by_the_silent,
        "by_the_silent": found.by_the_silent,
        "by_anybody": found.by_anybody,
        "exact": found.exact,
        "sentence": settled_sentence(found),
    }


def _move(move: Move) -> Data:
    return {"among": move.among, "count": move.count, **_kind(move.kind, move.marks)}


def _kind(kind: str | None, marks: Sequence[str]) -> Data:
    return {"position": kind, "marks": marks} if marks else {"position": kind}
