"""A verdict as the command line gives verdicts: numbers beside their sentences."""

from __future__ import annotations

from typing import Any

from placet.engine.codec import encode
from placet.engine.rules import Verdict
from placet.templates import wording


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """Every finding with its numbers, what is still needed in words, who blocks, who is silent."""
    findings = [
        {**encode(finding), "sentence": wording.finding_sentence(finding)}
        for finding in verdict.findings
    ]
    return {
        "rule": f"{verdict.rule.name}@{verdict.rule.version}",
        "findings": findings,
        "needed": list(wording.needed_sentences(verdict)),
        "blockers": list(verdict.blockers),
        "dropped": encode(verdict.dropped),
        "holding": encode(verdict.holding),
        "silent": list(verdict.silent),
    }
