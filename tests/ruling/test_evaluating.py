"""A case is answered with every number, and refused with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from placet.api.ruling.told import AnswerTold
from tests.ruling.said import Run, Write, an_iesg_ballot, dis_29500, golden


def test_a_verdict_over_totals(run: Run, write: Write) -> None:
    case = write("case.json", dis_29500())
    assert run("evaluate", "iso_dis", case).out == golden("evaluate_iso_dis.txt")
    said = run("evaluate", "iso_dis", case, "--json")
    assert said.out == golden("evaluate_iso_dis.json")
    assert said.data["passes"] is False
    assert [(f["numerator"], f["denominator"], f["threshold"]) for f in said.data["findings"]] == [
        (17, 32, "2/3"),
        (18, 69, "1/4"),
    ]


def test_a_verdict_over_names_and_what_would_turn_it(run: Run, write: Write) -> None:
    case = write("case.json", an_iesg_ballot())
    asked = ("--changes", "--what-if", "AD09=No Objection", "--what-if", "AD12=yes")
    assert run("evaluate", "iesg", case, *asked).out == golden("evaluate_iesg.txt")
    data = run("evaluate", "iesg", case, *asked, "--json").data
    AnswerTold.model_validate(data)
    assert (data["passes"], data["blockers"]) == (False, ["AD09"])
    assert data["what_if"]["passes"] is True
    assert data["what_if"]["changes"] == [
        {"organisation": "AD09", "position": "no_objection"},
        {"organisation": "AD12", "position": "yes"},
    ]
    to_pass = data["changes"]["to_pass"]
    assert (to_pass["possible"], to_pass["exact"], len(to_pass["changes"])) == (True, True, 2)
    assert data["changes"]["to_fail"]["changes"] == []
    assert data["settled"]["settled"]
    assert data["settled"]["by_anybody"]


def test_the_changes_that_are_named_turn_the_verdict(run: Run, write: Write) -> None:
    case = write("case.json", an_iesg_ballot())
    found = run("evaluate", "iesg", case, "--changes", "--json").data["changes"]["to_pass"]
    moved = [f"--what-if={c['organisation']}={c['position'] or ''}" for c in found["changes"]]
    assert run("evaluate", "iesg", case, *moved, "--json").data["what_if"]["passes"]


def test_somebody_may_be_supposed_to_say_nothing_or_to_name_an_expert(
    run: Run, write: Write
) -> None:
    roster = [{"organisation": f"P{n}", "classes": ["P"]} for n in range(6)]
    held: list[dict[str, Any]] = [
        {"organisation": f"P{n}", "position": "approve", "expert": n < 3} for n in range(6)
    ]
    case = write("np.json", {"roster": roster, "positions": held})
    assert not run("evaluate", "iso_np", case, "--json").data["passes"]
    supposed = run("evaluate", "iso_np", case, "--what-if", "P5=approve,expert", "--json").data
    assert supposed["what_if"]["passes"]
    assert supposed["what_if"]["changes"] == [
        {"organisation": "P5", "position": "approve", "marks": ["expert"]}
    ]
    silent = run("evaluate", "iso_np", case, "--what-if", "P0=", "--json").data["what_if"]
    assert silent["findings"][1]["numerator"] == 2
    assert silent["changes"] == [{"organisation": "P0", "position": None}]
    assert "P0 held no position" in run("evaluate", "iso_np", case, "--what-if", "P0=").out


def test_what_is_plainly_meant_is_understood(run: Run, write: Write) -> None:
    case = {
        "roster": [
            {"organisation": "DE", "classes": ["p-member"], "name": "Germany"},
            {"organisation": "FR", "classes": ["P Member"], "weight": None},
            {"organisation": "UK", "classes": ["P"], "weight": 1.0},
        ],
        "positions": [
            {"organisation": "DE", "position": " Approval "},
            {"organisation": "FR", "position": "APPROVE", "on": "2027-03-01"},
            {"organisation": "UK", "position": "no", "reasons": None},
            {"organisation": "ES", "position": "approve"},
        ],
        "parameters": None,
        "id": 7,
    }
    data = run("evaluate", "iso_dis", write("case.json", case), "--json").data
    assert data["id"] == 7
    assert data["findings"][0]["numerator"] == data["findings"][0]["denominator"] == 2
    assert [(d["organisation"], d["reason"]) for d in data["dropped"]] == [
        ("ES", "no_seat"),
        ("UK", "no_reasons"),
    ]


def test_a_case_may_name_another_rule_and_come_by_standard_input(run: Run) -> None:
    case = {"rule": "un_important@1", "positions": [{"organisation": "DE", "position": "yes"}]}
    said = run("evaluate", "un_simple", "-", "--json", given=json.dumps(case, indent=2).encode())
    assert said.data["rule"] == "un_important@1"
    bom = b"\xef\xbb\xbf" + json.dumps(case).encode()
    assert run("evaluate", "un_simple", "-", "--json", given=bom).data == said.data


BAD: list[tuple[str, str, str]] = [
    ("iesg", '{"positons": []}', ":1:14: positons: there is no such key. Did you mean positions?"),
    ("iesg", '{"xyz": []}', ":1:9: xyz: there is no such key. Use roster, positions"),
    ("iesg", "[]", ":1:1: a case is an object"),
    ("iesg", "", ":1:1: this is not JSON"),
    ("iesg", "{", ":1:1: this is not JSON"),
    ("iesg", '{"positions": [\n  {"organisation": "É", "position": }]}', ":2:37: this is not JSON"),
    ("iesg", '{"id": "\\ud800"}', ": this is not JSON"),
    ("iesg", "[" * 500, ": this is not JSON (recursion limit"),
    ("iesg", '{"weight": ' + "9" * 5000 + "}", ": this is not JSON"),
    ("iesg", '{"id": NaN}', ": this is not JSON"),
    ("iesg", '{"positions": {"DE": "yes"}}', ":1:15: positions: a list of objects"),
    ("iesg", '{"positions": ["DE"]}', ":1:16: positions.0: an object belongs here"),
    ("iesg", '{"positions": [{"position": "yes"}]}', "organisation: this key is missing. Add it"),
    ("iesg", '{"positions": [{"organization": "DE", "position": "yes"}]}',
     "positions.0.organization: there is no such key. Did you mean organisation?"),
    ("iesg", '{"positions": [{"organisation": "DE",\n"position": 5}]}',
     ":2:13: positions.0.position: 5 is not a name"),
    ("iesg", '{"positions": [{"organisation": "DE", "position": "discuss", "reason": "x"}]}',
     "positions.0.reason: there is no such key. Did you mean reasons?"),
    ("iesg", '{"positions": [{"organisation": "DE", "position": "discuss", "reasons": 3}]}',
     "positions.0.reasons: 3 is neither text nor true or false"),
    ("iesg", '{"roster": [{"organisation": "DE"}, {"organisation": "DE"}]}',
     ":1:54: roster.1.organisation: DE is on the roster twice. Remove one."),
    ("iesg", '{"roster": [{"organisation": "DE", "class": "P"}]}', "Did you mean classes?"),
    ("iesg", '{"roster": [{"organisation": "DE", "classes": "P"}]}', ":1:47: roster.0.classes"),
    ("iesg", '{"roster": [{"organisation": "DE", "weight": -1}]}', ":1:46: roster.0.weight: -1"),
    ("iesg", '{"roster": [{"organisation": "DE", "weight": true}]}', "true is not a whole number"),
    ("iesg", '{"tally": [{"position": "yes"}]}', ":1:12: tally.0.count: this key is missing"),
    ("iesg", '{"tally": [{"position": "yes", "count": -3}]}', ":1:41: tally.0.count: -3"),
    ("iesg", '{"tally": [{"position": "yes", "count": "3"}]}', '"3" is not a whole number'),
    ("iesg", '{"tally": [{"position": "yes", "count": 0, "weight": 2}]}', "nobody weighs so much"),
    ("iesg", '{"tally": [{"position": "yes", "count": 3}], "eligible": [{"count": 2}]}',
     ":1:58: eligible: 3 positions of 2 seats"),
    ("iso_dis", '{"tally": [{"position": "yes", "count": 3, "classes": ["P"]}], '
     '"eligible": [{"count": 9}]}', "eligible: 3 positions of 0 seats, 3 of 0 by weight (P)"),
    ("eu_qmv", '{"tally": [{"position": "yes", "count": 3, "weight": 9}], '
     '"eligible": [{"count": 5, "weight": 8}]}', "eligible: 3 positions of 5 seats, 9 of 8"),
    ("iesg", '{"tally": [], "roster": []}', "roster: names and totals do not go together"),
    ("majority", '{"parameters": {"share": 0.5}}', ":1:26: parameters.share: 0.5 is neither"),
    ("majority", '{"parameters": {"share": [1]}}', "parameters.share: [1] is neither"),
    ("majority", '{"parameters": {"share": "half"}}', "parameters.share: 'half' is not a share"),
    ("majority", '{"parameters": {"shares": "1/2"}}', "no parameter called shares. Use share"),
    ("majority", '{"parameters": {"minimum": 99999999999999999999}}', "parameters.minimum: 9999"),
    ("majority", '{"parameters": [1]}', ":1:16: parameters: keys and values belong here"),
    ("iesg", '{"rule": "iesgg"}', ":1:10: rule: there is no rule called iesgg. Did you mean iesg?"),
    ("iesg", '{"rule": 5}', ":1:10: rule: this is no name"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "words", "said"), BAD, ids=lambda v: str(v)[:40])
def test_a_case_that_cannot_be_judged_is_refused_with_its_place(
    run: Run, write: Write, rule: str, words: str, said: str
) -> None:
    run("evaluate", rule, write("case.json", words)).refused("placet: case.json:", said)


def test_words_in_another_encoding_are_refused(run: Run) -> None:
    run("evaluate", "iesg", "-", given=b'{"id":\n "\xe9"}').refused("standard input:2:", "not JSON")
    run("evaluate", "iesg", "-", given='{"id": 1}'.encode("utf-16")).refused("not JSON")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("AD99=yes", "AD99 has no seat. Did you mean AD09?"),
        ("Zambia=yes", "Zambia has no seat. Use one of: AD01"),
        ("AD01=yess", "yess is no position of this rule. Did you mean yes?"),
        ("AD01", "AD01 does not say who would hold what. Write ORGANISATION=POSITION"),
        ("=yes", "does not say who"),
        ("AD01=yes,expert", "this rule asks for no expert"),
    ],
)
def test_a_supposition_that_cannot_be_is_refused(
    run: Run, write: Write, asked: str, said: str
) -> None:
    case = write("case.json", an_iesg_ballot())
    run("evaluate", "iesg", case, "--what-if", asked).refused("placet: --what-if: ", said)


def test_nobody_is_supposed_to_hold_two_positions(run: Run, write: Write) -> None:
    case = write("case.json", an_iesg_ballot())
    twice = ("--what-if", "AD01=yes", "--what-if", "AD01=")
    run("evaluate", "iesg", case, *twice).refused("AD01 is named twice. Remove one.")


@pytest.mark.parametrize("option", ["--changes", "--what-if=DE=yes"])
def test_totals_name_nobody_who_could_change(run: Run, write: Write, option: str) -> None:
    case = write("case.json", dis_29500())
    run("evaluate", "iso_dis", case, option).refused("totals name nobody who could change")


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Any) -> None:
    run("evaluate", "iesg", "none.json").refused("none.json: No such file or directory")
    run("evaluate", "iesg", str(tmp_path)).refused("Is a directory")
    run("evaluate", "iesgg", "none.json").refused("there is no rule called iesgg")
