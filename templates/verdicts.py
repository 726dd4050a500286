"""A verdict as JSON data, as the command line prints it: numbers, names, and sentences.

The shape is stable (docs: placet rules evaluate); sentences follow the language that is
spoken now, everything else is the same in all of them.
"""

from __future__ import annotations

from typing import Any

from placet.engine.rules import Dropped, Finding, Verdict
from placet.templates.needs import needed_sentence
from placet.templates.rulings import finding_sentence

Data = dict[str, Any]


def verdict_data(verdict: Verdict) -> Data:
    """The verdict: rule, passes, findings, dropped, blockers, needed, permitted.

    Thresholds are exact, as text ("2/3"); a plain count has no denominator; `group` and
    `option` stand in a finding that belongs to alternatives.  `returned` and `flagged` are
    there only where the rule hands positions back or tells of them.
    """
    data: Data = {
        "rule": f"{verdict.rule.name}@{verdict.rule.version}",
        "passes": verdict.passes,
        "findings": [_finding(finding) for finding in verdict.findings],
        "dropped": [_dropped(dropped) for dropped in verdict.dropped],
        "blockers": list(verdict.blockers),
        "needed": [needed_sentence((needed,)) for needed in verdict.needed],
        "permitted": list(verdict.permitted),
    }
    if verdict.returned:
        data["returned"] = [_dropped(dropped) for dropped in verdict.returned]
    if verdict.flagged:
        data["flagged"] = {kind: list(who) for kind, who in verdict.flagged.items()}
    return data


def _finding(finding: Finding) -> Data:
    data: Data = {
        "criterion": finding.criterion,
        "numerator": finding.numerator,
        "denominator": finding.denominator,
        "op": finding.op,
        "threshold": str(finding.threshold),
        "met": finding.met,
        "sentence": finding_sentence(finding),
    }
    return data | ({"group": finding.group, "option": finding.option} if finding.group else {})


def _dropped(dropped: Dropped) -> Data:
    data: Data = {
        "organisation": dropped.organisation,
        "position": dropped.kind,
        "reason": dropped.reason,
    }
    return data | ({} if dropped.organisation else {"count": dropped.count})
