"""Procedures checked and rehearsed: seconds, and how much was looked at."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

import structlog

from bench.report import Report, median
from placet import workflows
from placet.api.rehearsal import rehearse
from placet.engine.workflow import Workflow
from placet.workflows import scenario

SECTION = "walks"
T = TypeVar("T")


def measure(report: Report) -> None:
    """Every shipped workflow, every shipped scenario."""
    times = 1 if report.quick else 5
    newest: dict[str, Workflow] = {}
    for (name, _version), workflow in sorted(workflows.shipped().items()):
        newest[name] = workflow
    report.say(f"{len(newest)} shipped procedures checked")
    spent, states = 0.0, 0
    for name in newest:
        seconds, found = _check(name, times)
        spent, states = spent + seconds, states + found
        report.add(SECTION, f"check {name}", seconds, "s", None, _states(found, seconds))
    report.add(SECTION, "check, all of them", spent, "s", None, _states(states, spent))
    report.say(f"{len(scenario.shipped())} shipped scenarios rehearsed")
    _quietly()
    spent, happened = 0.0, 0
    for name in scenario.shipped():
        script = scenario.load_shipped(name)
        workflow = newest[script.workflow or name]
        rehearse(workflow, script)  # what a process makes only once is made
        seconds, lived = _timed(lambda w=workflow, s=script: rehearse(w, s), times)  # type: ignore[misc]
        for failure in lived.failures:
            report.say(f"it goes otherwise than it says: {failure}")
        mails = sum(entry.kind == "mail" for entry in lived.entries)
        days = (lived.until - lived.starts).days
        spent, happened = spent + seconds, happened + len(lived.entries)
        note = f"{len(lived.entries)} entries, {mails} of them mails, {days:,} days"
        report.add(SECTION, f"rehearse {name}", seconds, "s", None, note)
    report.add(SECTION, "rehearse, all of them", spent, "s", None, f"{happened:,} entries")


def _check(name: str, times: int) -> tuple[float, int]:
    source = workflows.source_of(name)
    if source is None:
        raise RuntimeError(f"{name} is not shipped")
    seconds, checked = _timed(lambda: workflows.check(*source), times)
    if checked.workflow is None or checked.proof is None:
        raise RuntimeError(f"{name} is refused: {checked.errors[0]}")
    return seconds, checked.proof.states


def _states(states: int, seconds: float) -> str:
    return f"{states:,} states, {states / seconds:,.0f} a second"


def _timed(call: Callable[[], T], times: int) -> tuple[float, T]:
    """The median of its processor time, and what it answered last."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        answer = call()
        spent.append(time.process_time() - start)
    return median(spent), answer


def _quietly() -> None:
    """The worker's log has nothing that the list does not say."""
    logger = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=logger)
    logging.getLogger("placet").setLevel(logging.CRITICAL)
