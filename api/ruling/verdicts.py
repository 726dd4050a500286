"""A verdict as JSON data: the values, beside the sentences that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from placet.engine.rules import Dropped, Finding, Rule, Verdict
from placet.engine.rules.pivot import Change, Move, Settled, SmallestChanges
from placet.templates.needs import needed_sentence, needed_sentences
from placet.templates.rulings import finding_sentence
from placet.templates.verdict_sheets import dropped_sentence
from placet.templates.what_ifs import changes_sentence, settled_sentence

Data = dict[str, Any]


def verdict_data(verdict: Verdict) -> Data:
    """What `placet rules evaluate` answers on a case."""
    data: Data = {
        "rule": label(verdict.rule),
        "passes": verdict.passes,
        "findings": [_finding(finding) for finding in verdict.findings],
        "dropped": [_dropped(dropped) for dropped in verdict.dropped],
        "blockers": verdict.blockers,
        "needed": needed_sentences(verdict, names=True),
        "sentence": needed_sentence(verdict),
        "permitted": verdict.permitted,
    }
    if verdict.flagged:
        data["flagged"] = dict(verdict.flagged)
    return data


def label(rule: Rule | Any) -> str:
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


def _finding(finding: Finding) -> Data:
    data: Data = {
        "criterion": finding.criterion,
        "numerator": finding.numerator,
        "denominator": finding.denominator,
        "op": finding.op,
        "threshold": str(finding.threshold),
        "met": finding.met,
    }
    if finding.group:
        data |= {"group": finding.group, "option": finding.option}
    return data | {"sentence": finding_sentence(finding)}


def _dropped(dropped: Dropped) -> Data:
    return {
        "organisation": dropped.organisation or None,
        "position": dropped.kind,
        "reason": dropped.reason,
        "count": dropped.count,
        "sentence": dropped_sentence(dropped),
    }


def _move(move: Move) -> Data:
    return {"among": move.among, "count": move.count, **_kind(move.kind, move.marks)}


def _kind(kind: str | None, marks: Sequence[str]) -> Data:
    return {"position": kind, "marks": marks} if marks else {"position": kind}
