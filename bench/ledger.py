"""Entries of the record verified a second: by the engine, and by the verifier's one file."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import placet.engine.verifier
from bench.processes import PYTHON, folder, run
from bench.report import Report
from placet.engine.events import PositionRecorded
from placet.engine.ledger import (
    Checkpoint,
    Entry,
    LedgerItem,
    entries_after,
    export_lines,
    genesis,
    verify,
)
from placet.engine.model import Position

SECTION = "ledger"
START = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
CHAIN = "BENCH"
TARGET = 10_000.0
"""Entries a second: 100,000 in ten seconds."""


def measure(report: Report) -> None:
    """A chain of positions: made, exported, verified twice."""
    count = 2_000 if report.quick else 100_000
    report.say(f"a record of {count:,} entries")
    start = time.perf_counter()
    head, entries = _chain(count)
    _tell(report, "entries made and hashed", count, start, None)
    start = time.perf_counter()
    assert verify(entries, CHAIN).head == head
    _tell(report, "verified by placet.engine.ledger", count, start, TARGET)
    with folder() as place:
        file = place / "export.jsonl"
        start = time.perf_counter()
        with file.open("wb") as out:
            out.writelines(export_lines(head, entries))
        _tell(report, "exported", count, start, None)
        verifier = str(Path(placet.engine.verifier.__file__))
        start = time.perf_counter()
        run([PYTHON, verifier, str(file), "--checkpoint", str(head)])
        _tell(report, "verified by the one-file verifier, its start included", count, start, TARGET)


def _tell(report: Report, what: str, count: int, since: float, target: float | None) -> None:
    rate = count / (time.perf_counter() - since)
    note = "beside it: what is aimed at" if target else ""
    report.add(SECTION, what, rate, "entries/s", target, note)


def _chain(count: int) -> tuple[Checkpoint, list[Entry]]:
    head = Checkpoint(CHAIN, 0, genesis(CHAIN))
    entries: list[Entry] = []
    for number in range(1, count + 1):
        at = START + timedelta(seconds=number)
        code = f"IO-{number % 30 + 1:02d}"
        taken = Position(
            organisation=code, kind="support", by="d7afcad4413013709b1e65d6bf2b5181", at=at,
            number=number, reference=f"P-{number:08d}", reasons="It can be done by the summer.",
        )  # fmt: skip
        item = LedgerItem(
            PositionRecorded(1, taken), f"OBJ-0001/ballot/1/position/{code}", "", "0" * 64
        )
        made = entries_after(head, taken.by, "api:RecordPosition", at, [item])
        entries += made
        head = Checkpoint(CHAIN, made[-1].seq, made[-1].hash)
    return head, entries
