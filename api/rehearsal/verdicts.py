"""A verdict as the command line gives verdicts: numbers beside their sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from placet.engine.codec import encode
from placet.engine.decide.counting import breakers, counted
from placet.engine.model import Ballot
from placet.engine.rules import rule_of
from placet.templates import wording


def broken_by(ballot: Ballot, now: datetime) -> tuple[str, ...]:
    """Who broke the silence; nobody where it holds, or where silence is no agreement."""
    return breakers(ballot, now) if rule_of(ballot.rule).silence_counts else ()


def verdict_data(ballot: Ballot, now: datetime) -> dict[str, Any]:
    """Every finding with its numbers, what is still needed in words, who blocks, who is silent."""
    verdict = counted(ballot, now)
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
