"""Verdicts: how many a second, what one more position costs, and a batch beside plain recounts.

The batch is every roll call of the General Assembly under two rules, with the name of every
state, from one file through the command line: it is read, judged, worded and written.  Beside
it stand recounts as somebody would write them who only wants the two numbers: in SQL, with a
`Counter` over the table, and with a `Counter` over the very same file.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import resource
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench.processes import PYTHON, folder, started
from bench.report import FOLDER, Report, median
from placet.engine.model import Seat
from placet.engine.rules import (
    Cell,
    Held,
    Judgement,
    Tally,
    Terms,
    evaluate_case,
    evaluate_names,
    judge,
    sieve,
    tally,
    terms,
)
from placet.workflows.rules import shipped_rules

SECTION = "rules"
SEATS = (30, 300, 3_000)
KINDS = ("approve", "approve", "approve", "disapprove", "abstain", None)
RULES = ("un_simple", "un_important")

Passed = Mapping[tuple[str, str], bool]
"""By roll call and rule."""


def measure(report: Report) -> None:
    """Verdicts, positions, and all roll calls."""
    report.say("verdicts over names and totals; one more position")
    _verdicts(report)
    _position(report)
    data = Path(os.environ.get("PLACET_DATA", FOLDER.parent / "shared" / "data")) / "unga"
    if not data.is_dir():
        report.add(SECTION, "the roll calls are not here (PLACET_DATA)", "left out", "")
        return
    report.say("all roll calls of the General Assembly")
    _batch(report, data / "votes.csv.gz")


def _used(report: Report, one: Callable[[], object], times: int) -> float:
    """Seconds of processor time that one call takes: the median of some batches."""
    one()
    found = []
    for _ in range(3 if report.quick else 9):
        start = time.process_time()
        for _ in range(times):
            one()
        found.append((time.process_time() - start) / times)
    return median(found)


def _room(seats: int) -> tuple[tuple[Seat, ...], tuple[Held, ...]]:
    roster = tuple(Seat(f"O{n}", ("P",) if n % 3 else ("O",)) for n in range(seats))
    kinds = ((seat.organisation, KINDS[n % 6]) for n, seat in enumerate(roster))
    return roster, tuple(Held(who, kind) for who, kind in kinds if kind)


def _verdicts(report: Report) -> None:
    rule = shipped_rules()["iso_dis", 1]
    made = terms(rule, {})
    for seats in SEATS:
        roster, held = _room(seats)
        counted = Counter((s.classes, KINDS[n % 6]) for n, s in enumerate(roster))
        rows = [{"classes": list(c), "position": k, "count": n} for (c, k), n in counted.items()]
        totals = {
            "tally": [row for row in rows if row["position"]],
            "eligible": [
                {"classes": [cls], "count": sum(cls in s.classes for s in roster)} for cls in "PO"
            ],
        }
        assert evaluate_case(rule, totals).findings == evaluate_names(made, roster, held).findings
        by_name = _used(report, partial(evaluate_names, made, roster, held), 6_000 // seats)
        by_total = _used(report, partial(evaluate_case, rule, totals), 200)
        report.add(SECTION, f"iso_dis over {seats:,} names", 1 / by_name, "verdicts/s",
                   note=f"{by_name / seats * 1e9:.0f} ns a seat")  # fmt: skip
        report.add(SECTION, f"iso_dis over the totals of {seats:,}", 1 / by_total, "verdicts/s")


def _position(report: Report) -> None:
    """One seat goes from silence to a position, and the rule is judged again."""
    made = terms(shipped_rules()["iso_dis", 1], {})
    silent = Cell(frozenset({"P"}))
    after = Cell(frozenset({"P"}), "approve")
    first = 0.0
    for seats in SEATS:
        roster, held = _room(seats)
        counted = sieve(made, roster, held)
        sums = tally((counted.cells[s.organisation], s.weight) for s in counted.seats)
        spent = _used(report, partial(_moved, made, sums, silent, after), 2_000)
        first = first or spent
        report.add(SECTION, f"one position and the verdict, {seats:,} seats", spent * 1e6, "us",
                   first * 1e6, "beside it: with 30 seats")  # fmt: skip


def _moved(made: Terms, sums: Tally, before: Cell, after: Cell) -> Judgement:
    return judge(made, sums.moved(before, after))


def _batch(report: Report, votes: Path) -> None:
    with folder() as place:
        batch = place / "unga.jsonl"
        lines, positions = _written(votes, batch, 300 if report.quick else None)
        runs = 1 if report.quick else 3
        ours = [_ours(batch) for _ in range(runs)]
        recounts: dict[str, Callable[[], Passed]] = {
            "in SQL (SQLite, from the table)": lambda: _by_sql(votes),
            "with a Counter (from the table)": lambda: _by_counter(votes),
            "with a Counter (from the same file)": lambda: _by_lines(batch),
        }
        seconds = median([wall for wall, _used_, _passed in ours])
        spent = median([used for _wall, used, _passed in ours])
        what = f"{lines:,} lines, {positions:,} positions"
        report.add(SECTION, f"{what}: waiting", seconds, "s")
        for name, recount in recounts.items():
            found = []
            for _ in range(runs):
                start = time.process_time()
                passed = recount()
                found.append(time.process_time() - start)
            told = ours[0][2]
            assert all(passed[key] is told[key] for key in told), name
            report.add(SECTION, f"{what}: processor time", spent, "s", median(found),
                       f"beside it: recount {name}")  # fmt: skip


def _written(votes: Path, batch: Path, most: int | None) -> tuple[int, int]:
    """The roll calls as cases, one a line, under each rule; how many lines and positions."""
    rolls: dict[str, list[dict[str, str]]] = {}
    for row in _table(votes):
        held = {"organisation": row["country"], "position": row["vote"]}
        rolls.setdefault(row["rcid"], []).append(held)
    kept = dict(list(rolls.items())[:most])
    with batch.open("w", encoding="utf-8") as file:
        for rcid, roll in kept.items():
            for rule in RULES:
                case = {"id": f"{rcid}/{rule}", "rule": rule, "positions": roll}
                file.write(f"{json.dumps(case)}\n")
    return len(kept) * len(RULES), sum(map(len, kept.values())) * len(RULES)


def _table(votes: Path) -> list[dict[str, str]]:
    with gzip.open(votes, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _ours(batch: Path) -> tuple[float, float, Passed]:
    """Seconds, processor time, and what passed."""
    command = [PYTHON, "-m", "placet.api.cli", "rules", "evaluate", RULES[0], str(batch), "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    none = {"PLACET_DATABASE": f"sqlite:///{batch.with_suffix('.none')}"}
    process = started(command, none, stdout=subprocess.PIPE)
    out, _err = process.communicate()
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    verdicts = map(json.loads, out.splitlines())
    return seconds, spent, {_key(v["id"]): v["passes"] for v in verdicts}


def _key(id_: str) -> tuple[str, str]:
    rcid, _slash, rule = id_.partition("/")
    return rcid, rule


def _decided(yes: int, no: int) -> dict[str, bool]:
    return {"un_simple": yes > no, "un_important": yes + no > 0 and 3 * yes >= 2 * (yes + no)}


def _by_sql(votes: Path) -> Passed:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE votes (rcid TEXT, vote TEXT)")
    with gzip.open(votes, "rt", encoding="utf-8", newline="") as file:
        rows = ((row["rcid"], row["vote"]) for row in csv.DictReader(file))
        database.executemany("INSERT INTO votes VALUES (?, ?)", rows)
    found = database.execute(
        "SELECT rcid, sum(vote = 'yes'), sum(vote = 'no') FROM votes GROUP BY rcid"
    )
    return {(rcid, r): p for rcid, yes, no in found for r, p in _decided(yes, no).items()}


def _by_counter(votes: Path) -> Passed:
    counts: dict[str, Counter[str]] = {}
    with gzip.open(votes, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counts.setdefault(row["rcid"], Counter())[row["vote"]] += 1
    decided = {rcid: _decided(count["yes"], count["no"]) for rcid, count in counts.items()}
    return {(rcid, rule): passed for rcid, d in decided.items() for rule, passed in d.items()}


def _by_lines(batch: Path) -> Passed:
    passed = {}
    with batch.open(encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            count = Counter(row["position"] for row in case["positions"])
            decided = _decided(count["yes"], count["no"])
            passed[_key(case["id"])] = decided[case["rule"]]
    return passed
