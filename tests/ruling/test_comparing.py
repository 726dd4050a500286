"""Two rules are compared by what they decide; files are checked with line and remedy."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema_rs
import pytest

from placet.api.ruling import schemas
from placet.api.ruling.told_of_rules import CheckedTold, ComparisonTold, RuleTold
from placet.engine.rules import evaluate_case
from placet.workflows.rules import parse_rule, shipped_rule_texts, shipped_rules
from tests.ruling.said import Run, Write, an_iesg_ballot, golden

ISO_DIS = shipped_rule_texts()["iso_dis", 1]
AMENDED = ISO_DIS.replace("at_least: 2/3", "at_least: 5/8")


def test_the_smallest_case_on_which_an_amended_rule_differs(run: Run, write: Write) -> None:
    file = write("iso_dis_amended.yaml", AMENDED)
    assert run("diff", "iso_dis", file).out == golden("diff_iso_dis.txt")
    data = run("diff", "iso_dis", file, "--json").data
    ComparisonTold.model_validate(data)
    assert (data["differ"], data["exact"], data["weights"]) == (True, True, None)
    case = {key: data["difference"][key] for key in ("roster", "positions")}
    assert len(case["roster"]) == len(case["positions"]) == 12
    assert not evaluate_case(shipped_rules()["iso_dis", 1], case).passes
    assert evaluate_case(parse_rule(AMENDED), case).passes
    assert not data["difference"]["a"]["passes"]
    assert data["difference"]["b"]["passes"]


def test_rules_that_decide_alike_say_so_and_up_to_where(run: Run, write: Write) -> None:
    file = write("amended.yaml", AMENDED)
    data = run("diff", "iso_dis", file, "--up-to", "11", "--json").data
    assert (data["differ"], data["exact"], data["up_to"]) == (False, True, 11)
    assert data["difference"] is None
    assert (
        "say the same of every case with up to 11 seats."
        in run("diff", "iso_dis", file, "--up-to", "11").out
    )
    weighed = run("diff", "eu_qmv", "eu_qmv@1", "--json").data
    assert weighed["weights"] == [1, 1000]
    assert "of weights from 1 to 1,000" in weighed["sentence"]


def test_what_differs_without_deciding_is_named(run: Run, write: Write) -> None:
    file = write("other.yaml", ISO_DIS.replace("passes: [publish, fdis]", "passes: [publish]"))
    assert run("diff", "iso_dis", file, "--json").data["otherwise"] == ["permits"]
    assert "They also differ in permits." in run("diff", "iso_dis", file).out


def test_reasons_stand_in_a_case_where_a_rule_needs_them(run: Run, write: Write) -> None:
    file = write("kept.yaml", ISO_DIS.replace("    without_reasons: drop\n", ""))
    found = run("diff", "iso_dis", file, "--json").data["difference"]
    assert {"organisation": "A", "position": "disapprove", "reasons": False} in [
        {**one, "organisation": "A"} for one in found["positions"]
    ]
    assert "(without reasons)" in run("diff", "iso_dis", file).out


@pytest.mark.parametrize("up_to", ["0", "-1", "100000"])
def test_a_comparison_is_among_so_many_seats(run: Run, up_to: str) -> None:
    run("diff", "iesg", "iesg_alt", f"--up-to={up_to}").refused("--up-to: ", "from 1 to 1000")


def test_files_are_judged_and_a_case_may_name_the_rule_of_the_file(run: Run, write: Write) -> None:
    file = write("mine.yaml", AMENDED.replace("name: iso_dis", "name: mine"))
    positions = [{"organisation": f"O{n}", "position": "approve"} for n in range(2)]
    roster = [{"organisation": f"O{n}", "classes": ["P"]} for n in range(2)]
    case = write("case.json", {"rule": "mine", "roster": roster, "positions": positions})
    assert run("evaluate", file, case, "--json").data["rule"] == "mine@1"
    RuleTold.model_validate(run("show", file, "--json").data)
    run("evaluate", "iesg", case).refused("there is no rule called mine")
    write("iesg", "not a rule")
    assert run("evaluate", "iesg", write("c.json", an_iesg_ballot()), "--json").data["blockers"]


def test_a_sound_file_is_sound(run: Run, write: Write) -> None:
    file = write("mine.yaml", ISO_DIS)
    assert run("check", file).out == "mine.yaml: iso_dis@1 is sound\n"
    (told,) = run("check", file, "--json").data
    assert (told["sound"], told["name"], told["version"], told["errors"]) == (
        True,
        "iso_dis",
        1,
        [],
    )
    assert run("check", "-", given=ISO_DIS.encode()).out == "standard input: iso_dis@1 is sound\n"


def test_every_fault_is_told_with_its_place_and_a_remedy(run: Run, write: Write) -> None:
    broken = ISO_DIS.replace("at_most: 1/4", "at_mots: 1/4")
    bad, good = write("bad.yaml", broken), write("good.yaml", ISO_DIS)
    said = run("check", bad, good, "none.yaml")
    assert said.status == 2
    assert said.out.splitlines() == [
        "bad.yaml: refused; 1 fault",
        "good.yaml: iso_dis@1 is sound",
        "none.yaml: refused; 1 fault",
    ]
    line = broken[: broken.index("at_mots")].count("\n") + 1
    assert said.err.splitlines() == [
        f"bad.yaml:{line}:5: criteria.1.at_mots: there is no such key; did you mean at_most?",
        "none.yaml:1:1: No such file or directory; name a file that can be read",
    ]
    told = json.loads(run("check", bad, good, "none.yaml", "--json").out)
    for one in told:
        CheckedTold.model_validate(one)
    assert [one["sound"] for one in told] == [False, True, False]
    assert (told[0]["errors"][0]["line"], told[0]["errors"][0]["column"]) == (line, 5)
    run("check").refused("no file was named")


def test_a_broken_rule_is_refused_by_every_command(run: Run, write: Write) -> None:
    bad = write("bad.yaml", ISO_DIS.replace("at_most: 1/4", "at_mots: 1/4"))
    case = write("case.json", {})
    for command in (("show", bad), ("evaluate", bad, case), ("diff", "iesg", bad)):
        said = run(*command)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith("bad.yaml:")
        assert "did you mean at_most?" in said.err


def test_a_file_that_is_not_utf8_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"name: a\n\xff\n")
    assert "bad.yaml:2:1: this is not UTF-8" in run("check", "bad.yaml").err
    assert "not UTF-8" in run("check", "-", given=b"\xff").err


@pytest.mark.parametrize("name", ["case", "verdict", "rule"])
def test_the_schemas_in_the_project_are_current(run: Run, name: str) -> None:
    kept = (files("placet.workflows") / f"{name}.schema.json").read_text(encoding="utf-8")
    arguments = () if name == "rule" else (name,)
    assert run("schema", *arguments).out == kept, f"placet rules schema {name} -o ..."


def test_every_answer_is_of_its_schema(run: Run, write: Write) -> None:
    case = write("case.json", an_iesg_ballot())
    supposed = ("--changes", "--what-if", "AD09=")
    answers = {
        "list": run("list", "--json"),
        "show": run("show", "itu_question", "--json"),
        "verdict": run("evaluate", "iesg", case, *supposed, "--json"),
        "diff": run("diff", "iesg", "iesg_alt", "--json"),
        "check": run("check", write("mine.yaml", ISO_DIS), "--json"),
    }
    assert set(answers) == set(schemas.SCHEMAS) - {"rule", "case"}
    for name, said in answers.items():
        schema = json.loads(run("schema", name).out)
        jsonschema_rs.validator_for(schema).validate(said.data)


def test_a_schema_may_go_into_a_file(run: Run, tmp_path: Path) -> None:
    assert run("schema", "case", "-o", "case.schema.json").status == 0
    assert json.loads((tmp_path / "case.schema.json").read_text())["title"].startswith("A case")
    run("schema", "case", "-o", "no/where.json").refused("no/where.json: No such file")
    assert run("schema", "nonsense").status == 2
