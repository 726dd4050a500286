"""Whether the end of a rehearsal is as its scenario expects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from placet.api.rehearsal.entries import Entry, Failure
from placet.engine.codec import instant
from placet.workflows.scenario import Expectation, Scenario, times


def disappointments(scenario: Scenario, entries: Sequence[Entry]) -> tuple[Failure, ...]:
    """What was expected and is otherwise, in the order of the file."""
    return tuple(
        Failure(expected.place, said)
        for expected in scenario.expect
        for said in _otherwise(expected, entries, ZoneInfo(scenario.zone))
    )


def _otherwise(expected: Expectation, entries: Sequence[Entry], zone: ZoneInfo) -> Iterator[str]:
    what = expected.what
    if what.stage:
        yield from _stage(expected, entries)
    if what.outcome:
        outcomes = [e.what["outcome"] for e in entries if e.kind == "outcome"]
        found = outcomes[-1] if outcomes else "none"
        if found != what.outcome:
            yield f"the outcome {what.outcome} is expected; it is {found}"
    for kind, count in what.mails.items():
        sent = sum(_is_mail(e, kind, what.to) for e in entries)
        if sent != count:
            to = f" to {what.to}" if what.to else ""
            yield f"{count} mails {kind}{to} are expected; {sent} went out"
    if what.entry:
        yield from _entry(expected, entries, zone)


def _stage(expected: Expectation, entries: Sequence[Entry]) -> Iterator[str]:
    stages = [e for e in entries if e.kind == "stage"]
    wanted = expected.what.stage
    if expected.at is None:
        found = stages[-1].what["stage"] if stages else "none"
        if found != wanted:
            yield f"the stage {wanted} is expected at the end; it is {found}"
        return
    began = [instant(e.at) for e in stages if e.what["stage"] == wanted]
    if instant(expected.at) not in began:
        when = f"it began at {', '.join(began)}" if began else "it never began"
        yield f"the stage {wanted} is expected to begin at {instant(expected.at)}; {when}"


def _is_mail(entry: Entry, kind: str, to: str) -> bool:
    what = entry.what
    addressed = not to or to in (what.get("to"), what.get("organisation"), what.get("part"))
    return entry.kind == "mail" and what["mail"] == kind and addressed


def _entry(expected: Expectation, entries: Sequence[Entry], zone: ZoneInfo) -> Iterator[str]:
    wanted, times_ = expected.what.entry, expected.what.times
    at = None if expected.at is None else instant(expected.at)
    found = sum(
        all(_same(value, entry.data().get(name), zone) for name, value in wanted.items())
        for entry in entries
        if at is None or instant(entry.at) == at
    )
    if found == times_ or (times_ is None and found):
        return
    count = "at least one" if times_ is None else str(times_)
    said = ", ".join(f"{name}: {value}" for name, value in wanted.items())
    when = f" at {at}" if at else ""
    yield f"{count} entry with {said}{when} is expected; there are {found}"


def _same(wanted: Any, found: Any, zone: ZoneInfo) -> bool:
    """Equal; or an instant that is written as a local time."""
    if wanted == found or not (isinstance(wanted, str) and isinstance(found, str)):
        return bool(wanted == found)
    try:
        return instant(times.last_minute(wanted, zone)) == found
    except times.Unclear:
        return False
