"""A verdict as the command line gives verdicts: numbers beside their sentences."""

from __future__ import annotations

from typing import Any

from placet.engine.codec import encode
from placet.engine.decide.counting import breakers, counted, silence_agrees
from placet.engine.model import Ballot
from placet.engine.workflow import Workflow
from placet.templates import wording


def broken_by(workflow: Workflow, ballot: Ballot) -> tuple[str, ...]:
    """Who broke the silence; nobody where it holds, or where silence is no agreement."""
    return breakers(workflow, ballot) if silence_agrees(workflow, ballot) else ()


def verdict_data(workflow: Workflow, ballot: Ballot) -> dict[str, Any]:
    """Every finding with its numbers, what is still needed in words, who blocks, who is silent."""
    verdict = counted(workflow, ballot)
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
