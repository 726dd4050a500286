"""One case a line, one verdict a line: in order, whatever stands on the others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from placet.api.ruling.told import AnswerTold
from tests.ruling.said import Run, Write, an_iesg_ballot, dis_29500


def roll(yes: int, no: int) -> list[dict[str, str]]:
    kinds = ["yes"] * yes + ["no"] * no
    return [{"organisation": f"O{n}", "position": kind} for n, kind in enumerate(kinds)]


def lines(cases: Iterable[Any]) -> str:
    return "".join(f"{json.dumps(case)}\n" for case in cases)


BATCH = [
    {"id": "first", "positions": roll(3, 2)},
    {"positions": roll(3, 2), "rule": "un_important"},
    {"id": 3, "tally": [{"position": "yes", "count": 4}, {"position": "no", "count": 2}]},
    {"id": None, "positions": roll(2, 2)},
    {"id": {"roll": 5}, "rule": "iso_dis@1", **dis_29500()},
]


def test_verdicts_come_in_order_with_their_ids(run: Run, write: Write) -> None:
    said = run("evaluate", "un_simple", write("rolls.jsonl", lines(BATCH)), "--json")
    assert (said.status, said.err) == (0, "")
    for one in said.lines:
        AnswerTold.model_validate(one)
    assert [one.get("id", "none") for one in said.lines] == ["first", "none", 3, None, {"roll": 5}]
    assert [one["rule"] for one in said.lines] == [
        "un_simple@1", "un_important@1", "un_simple@1", "un_simple@1", "iso_dis@1",
    ]  # fmt: skip
    assert [one["passes"] for one in said.lines] == [True, False, True, False, False]


def test_a_line_says_what_the_case_alone_would(run: Run, write: Write) -> None:
    case = {"id": "x", **an_iesg_ballot()}
    batch = write("batch.jsonl", lines([case]))
    asked = ("--changes", "--what-if", "AD09=yes")
    (line,) = run("evaluate", "iesg", batch, *asked).lines
    alone = run("evaluate", "iesg", write("case.json", case), *asked, "--json").data
    assert line == alone


def test_without_json_the_sum_is_told_beside_the_verdicts(run: Run, write: Write) -> None:
    said = run("evaluate", "un_simple", write("rolls.jsonl", lines(BATCH)))
    assert len(said.lines) == len(BATCH)
    assert said.err == "5 cases: 2 pass, 3 do not\n"


def test_a_bad_line_is_reported_and_the_rest_is_judged(run: Run, write: Write) -> None:
    rest = [lines([case]) for case in BATCH]
    bad = ['{"positons": []}\n', "\n", '{"id": "x", "rule": "un_simpel"}\n', "no json\n"]
    whole = "".join([rest[0], bad[0], rest[1], bad[1], bad[2], rest[2], bad[3], rest[3]])
    said = run("evaluate", "un_simple", write("rolls.jsonl", whole), "--json")
    assert said.status == 2
    assert [one["passes"] for one in said.lines] == [True, False, True, False]
    told = said.err.splitlines()
    assert [line.split(": ")[1] for line in told] == [
        "rolls.jsonl:2:14", "rolls.jsonl:5:21", "rolls.jsonl:7:2", "rolls.jsonl",
    ]  # fmt: skip
    assert "Did you mean positions?" in told[0]
    assert "Did you mean un_simple?" in told[1]
    assert "3 of 7 cases could not be read" in told[3]


def test_lines_are_known_by_the_name_of_the_file_or_by_the_option(run: Run, write: Write) -> None:
    named = write("rolls.jsonl", lines(BATCH))
    other = write("rolls.txt", lines(BATCH))
    assert (
        run("evaluate", "un_simple", other, "--lines").out
        == run("evaluate", "un_simple", named).out
    )
    run("evaluate", "un_simple", other).refused("rolls.txt:2:1: this is not JSON")


@pytest.mark.parametrize("before", [b"", b"\n\n"])
def test_lines_come_by_standard_input_as_well(run: Run, write: Write, before: bytes) -> None:
    whole = lines(BATCH)
    expected = run("evaluate", "un_simple", write("rolls.jsonl", whole)).out
    assert run("evaluate", "un_simple", "-", given=before + whole.encode()).out == expected
    one = lines(BATCH[:1]).encode()
    assert run("evaluate", "un_simple", "-", "--json", given=before + one).data["id"] == "first"
    assert run("evaluate", "un_simple", "-", "--lines", given=one).lines[0]["id"] == "first"


def test_no_lines_are_no_verdicts(run: Run, write: Write) -> None:
    said = run("evaluate", "un_simple", write("none.jsonl", "\n"), "--json")
    assert (said.status, said.out, said.err) == (0, "", "")
