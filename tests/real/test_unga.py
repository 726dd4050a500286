"""All roll calls of the General Assembly, by the rules of the Charter, against a recount."""

import csv
import gzip
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
