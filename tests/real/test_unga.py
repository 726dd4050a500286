"""All roll calls of the General Assembly, by the rules of the Charter, against a recount."""

import csv
import gzip
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest

from placet.engine.rules import Verdict, evaluate_case
from placet.workflows.rules import shipped_rules

Roll = list[dict[str, object]]


@pytest.fixture(scope="module")
def rolls(data: Path) -> dict[str, Roll]:
    """The positions of each roll call."""
    found: dict[str, Roll] = {}
    with gzip.open(data / "unga" / "votes.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            held = {"organisation": row["country"], "position": row["vote"]}
            found.setdefault(row["rcid"], []).append(dict(held))
    return found


def recount(roll: Roll) -> tuple[int, int]:
    """Who is for and who is against, counted without Placet."""
    votes = Counter(row["position"] for row in roll)
    return votes["yes"], votes["no"]


def test_the_data_are_whole(data: Path, rolls: dict[str, Roll]) -> None:
    with (data / "unga" / "roll_calls.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["rcid"] for row in csv.DictReader(file)}
    assert listed == set(rolls)
    assert len(rolls) == 6_203
    assert sum(len(roll) for roll in rolls.values()) == 870_109


@pytest.fixture(scope="module")
def verdicts(rolls: dict[str, Roll]) -> dict[str, dict[str, Verdict]]:
    """What each rule of the Charter says of each roll call."""
    found = {}
    for name in ("un_simple", "un_important"):
        rule = shipped_rules()[name, 1]
        start = perf_counter()
        found[name] = {r: evaluate_case(rule, {"positions": roll}) for r, roll in rolls.items()}
        sys.stdout.write(f"{name}: {perf_counter() - start:.2f} s\n")
    return found


def test_a_simple_majority_is_what_a_recount_says(
    rolls: dict[str, Roll], verdicts: dict[str, dict[str, Verdict]]
) -> None:
    passed = 0
    for rcid, roll in rolls.items():
        yes, no = recount(roll)
        verdict = verdicts["un_simple"][rcid]
        assert verdict.passes is (yes > no)
        assert [(f.numerator, f.denominator) for f in verdict.findings] == [(yes, yes + no)]
        assert not verdict.dropped
        passed += verdict.passes
    assert passed == 5_854


def test_two_thirds_are_what_a_recount_says(
    rolls: dict[str, Roll], verdicts: dict[str, dict[str, Verdict]]
) -> None:
    passed = exact = 0
    for rcid, roll in rolls.items():
        yes, no = recount(roll)
        verdict = verdicts["un_important"][rcid]
        assert verdict.passes is (yes + no > 0 and 3 * yes >= 2 * (yes + no))
        passed += verdict.passes
        exact += 3 * yes == 2 * (yes + no) > 0
    assert passed == 5_585
    assert exact == 8


def test_totals_of_the_roll_calls_give_the_same_verdicts(
    rolls: dict[str, Roll], verdicts: dict[str, dict[str, Verdict]]
) -> None:
    for name, found in verdicts.items():
        rule = shipped_rules()[name, 1]
        for rcid, roll in rolls.items():
            votes = Counter(str(row["position"]) for row in roll)
            tally = [{"position": kind, "count": count} for kind, count in votes.items()]
            totals = evaluate_case(rule, {"tally": tally})
            assert totals.findings == found[rcid].findings
            assert totals.passes is found[rcid].passes


def test_all_roll_calls_in_one_batch_are_what_a_recount_says(
    rolls: dict[str, Roll], tmp_path: Path
) -> None:
    batch = tmp_path / "unga.jsonl"
    with batch.open("w", encoding="utf-8") as file:
        for rcid, roll in rolls.items():
            for name in ("un_simple", "un_important"):
                case = {"id": f"{rcid}/{name}", "rule": name, "positions": roll}
                file.write(f"{json.dumps(case)}\n")
    command = [sys.executable, "-m", "placet.api.cli", "rules", "evaluate", "un_simple", str(batch)]
    start = perf_counter()
    done = subprocess.run([*command, "--json"], capture_output=True, check=False, cwd=tmp_path)  # noqa: S603
    sys.stdout.write(f"12,406 lines: {perf_counter() - start:.2f} s\n")
    assert (done.returncode, done.stderr) == (0, b"")
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(verdicts) == 2 * len(rolls) == 12_406
    told = iter(verdicts)
    for rcid, roll in rolls.items():
        yes, no = recount(roll)
        for name, op, threshold, passes in (
            ("un_simple", ">", "1/2", yes > no),
            ("un_important", ">=", "2/3", yes + no > 0 and 3 * yes >= 2 * (yes + no)),
        ):
            verdict = next(told)
            assert (verdict["id"], verdict["rule"]) == (f"{rcid}/{name}", f"{name}@1")
            assert verdict["passes"] is passes
            (finding,) = verdict["findings"]
            assert (finding["numerator"], finding["denominator"]) == (yes, yes + no)
            assert (finding["op"], finding["threshold"]) == (op, threshold)
            assert finding["met"] is passes
            assert verdict["dropped"] == []
            against = [p["organisation"] for p in roll if p["position"] == "no"]
            assert set(verdict["blockers"]) <= set(against)
            assert bool(verdict["needed"]) is not passes
