"""Tables at which silence decides, by a small procedure and by variations of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from placet.engine import commands as c
from placet.engine.model import RuleRef
from placet.engine.workflow import Workflow
from placet.workflows import load

from .table import FIRST, HOUR, ORGANISATIONS, Table, a_table, reworded

SILENCE = load(Path(__file__).with_name("silence.yaml"))


def varied(n: int = 1, **changes: object) -> Workflow:
    """The procedure with another ballot: other fields, or a rule that bears n - 1 objections."""
    stage = SILENCE.stages["silence"]
    assert stage.ballot is not None
    rule = RuleRef("silence", 1, {"n": n} if n > 1 else {})
    ballot = replace(stage.ballot, rule=rule, **changes)  # type: ignore[arg-type]
    stages = {**SILENCE.stages, "silence": replace(stage, ballot=ballot)}
    return replace(SILENCE, stages=stages)


def consulting(workflow: Workflow = SILENCE, zone: str = "Europe/Paris") -> Table:
    """UNEP has circulated a text; nothing is asked yet."""
    command = c.Propose("Share observations", "Warn earlier", FIRST, len(FIRST.paragraphs))
    return a_table(*ORGANISATIONS, zone=zone, workflow=workflow).do("unep", command)


def silent(workflow: Workflow = SILENCE, zone: str = "Europe/Paris") -> Table:
    """The chair has just put the text under silence for 72 hours."""
    return consulting(workflow, zone).wait(HOUR).step("chair", "open_silence", "")


def partly_broken() -> Table:
    """WHO broke the silence on paragraph 2, and it was resumed on the rest an hour later."""
    table = silent().wait(HOUR).holds("WHO", "object", paragraphs=("p2",)).wait(HOUR)
    table.revises("unep", reworded(table.text, p2="Parties report when they can."))
    return table.wait(HOUR).step("chair", "open_silence", "")
