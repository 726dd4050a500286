"""Procedures checked and rehearsed: seconds, and how much was looked at."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import structlog

from bench.report import Report, median
from placet import workflows
from placet.api.rehearsal import Rehearsal, rehearse
from placet.engine.workflow import Workflow
from placet.workflows import Checked, scenario

SECTION = "walks"
T = TypeVar("T")


def measure(report: Report) -> None:
    """Every shipped workflow, every shipped scenario."""
    times = 1 if report.quick else 5
    newest = {name: flow for (name, _version), flow in sorted(workflows.shipped().items())}
    report.say(f"{len(newest)} shipped procedures checked")
    _checks(report, list(newest), times)
    report.say(f"{len(scenario.shipped())} shipped scenarios rehearsed")
    _quietly()
    _lived(newest, scenario.shipped()[0])  # makes what a process makes only once
    _rehearsals(report, newest, times)


def _checks(report: Report, names: list[str], times: int) -> None:
    spent, states = 0.0, 0
    for name in names:
        seconds, checked = _timed(partial(_checked, name), times)
        found = checked.proof.states if checked.proof else 0
        spent, states = spent + seconds, states + found
        report.add(SECTION, f"check {name}", seconds, "s", None, _states(found, seconds))
    report.add(SECTION, "check, all of them", spent, "s", None, _states(states, spent))


def _checked(name: str) -> Checked:
    source = workflows.source_of(name)
    if source is None:
        raise RuntimeError(f"{name} is not shipped")
    checked = workflows.check(*source)
    if checked.workflow is None:
        raise RuntimeError(f"{name} is refused: {checked.errors[0]}")
    return checked


def _states(states: int, seconds: float) -> str:
    return f"{states:,} states, {states / seconds:,.0f} a second"


def _rehearsals(report: Report, newest: Mapping[str, Workflow], times: int) -> None:
    spent, happened = 0.0, 0
    for name in scenario.shipped():
        seconds, lived = _timed(partial(_lived, newest, name), times)
        for failure in lived.failures:
            report.say(f"it goes otherwise than it says: {failure}")
        mails = sum(entry.kind == "mail" for entry in lived.entries)
        days = (lived.until - lived.starts).days
        spent, happened = spent + seconds, happened + len(lived.entries)
        note = f"{len(lived.entries)} entries, {mails} of them mails, {days:,} days"
        report.add(SECTION, f"rehearse {name}", seconds, "s", None, note)
    report.add(SECTION, "rehearse, all of them", spent, "s", None, f"{happened:,} entries")


def _lived(newest: Mapping[str, Workflow], name: str) -> Rehearsal:
    script = scenario.load_shipped(name)
    return rehearse(newest[script.workflow or name], script)


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
