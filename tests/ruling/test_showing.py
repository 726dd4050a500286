"""A rule is read in words, and as data that its file could have been written from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from placet.api.ruling.told_of_rules import RuleTold
from placet.engine.rules import Rule, Terms, evaluate_case, terms
from placet.engine.rules.helping import adding_an_objection_can_help
from placet.templates import PSEUDO, language
from placet.templates.i18n import untranslated_text
from placet.templates.rule_sheets import rule_sheet
from placet.workflows.rules import shipped_rules
from placet.workflows.rules.schema import RuleFile
from placet.workflows.rules.written import criterion, written
from tests.rules.random_rules import random_terms
from tests.ruling.said import Run, golden

RULES = list(shipped_rules().values())
HELPED = {
    "cabf", "codex_vote", "ieee_sa", "iso_review_confirm", "itu_question", "w3c_appeal",
}  # fmt: skip
"""Where an objection can help, as the rules stand: it makes a quorum, a return, a number."""


def by_name(rule: Rule) -> str:
    return rule.name


def test_all_rules_are_listed_with_their_sources(run: Run) -> None:
    listed = run("list", "--json").data
    assert len(listed) == len(RULES)
    assert all(set(one) == {"name", "version", "title", "source"} for one in listed)
    assert all(one["title"] and one["source"] for one in listed)
    said = run("list").out
    assert said.endswith(f"\n{len(RULES)} rules\n")
    for rule in RULES:
        assert f"{rule.name}@{rule.version}" in said
    assert said.count("Not confirmed: ") == sum(bool(rule.unconfirmed) for rule in RULES)


@pytest.mark.parametrize("name", ["iso_dis", "itu_question", "eu_qmv"])
def test_a_rule_in_words(run: Run, name: str, tmp_path: Path) -> None:
    assert run("show", name).out == golden(f"show_{name}.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_a_rule_as_data_has_everything_of_its_file(run: Run, rule: Rule) -> None:
    shown = run("show", f"{rule.name}@{rule.version}", "--json").data
    RuleTold.model_validate(shown)
    assert [one["name"] for one in shown["positions"]] == list(rule.kinds)
    for one in shown["positions"]:
        effects = rule.effects[one["name"]]
        assert all(getattr(effects, name) for name in one["effects"])
    assert {p["name"]: p["default"] for p in shown["parameters"]} == {
        p.name: p.default for p in rule.parameters
    }
    assert [c["name"] for c in shown["criteria"]] == [c.name for c in rule.criteria]
    for told, asked in zip(shown["criteria"], rule.criteria, strict=True):
        assert criterion(asked).items() <= told.items()
    assert shown["permits"]["fails"] == list(rule.permits.fails)


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_where_an_objection_can_help_is_said_and_shown(run: Run, rule: Rule) -> None:
    shown = run("show", rule.name, "--json").data
    helps = shown["adding_an_objection_can_help"]
    assert helps is (rule.name in HELPED)
    said = run("show", rule.name).out
    assert ("Adding an objection can help the text." in said) is helps
    if helps:
        witness = shown["objection_that_helps"]
        before = {"roster": witness["roster"], "positions": witness["positions"]}
        after = {**before, "positions": [*before["positions"], witness["objection"]]}
        assert not evaluate_case(rule, before).passes
        assert evaluate_case(rule, after).passes


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_a_rule_can_be_written_down_again(rule: Rule) -> None:
    assert RuleFile.model_validate(written(rule)).value() == rule


@given(random_terms)
def test_any_criterion_can_be_written_down_again(made: Terms) -> None:
    again = RuleFile.model_validate({**written(made.rule), "version": 1}).value()
    assert again.criteria == made.rule.criteria
    assert again.positions == made.rule.positions
    assert again.filter == made.rule.filter


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_the_words_about_a_rule_can_be_translated(rule: Rule) -> None:
    theirs = [
        "AA", "AB", "AC", "AD", "AE", rule.name, rule.title,
        rule.source, rule.source.rstrip("."), rule.unconfirmed,
        *(name for kind in rule.positions for name in (kind.name, *kind.also)),
        *(name for kind in rule.positions for name in (kind.name.replace("_", " "),)),
        *(n for c in rule.classes for n in (c.name, c.title, *c.also)),
        *(n for m in rule.marks for n in (m.name, m.title)),
        *(n for p in rule.parameters for n in (p.name, p.title, p.title.rstrip("."))),
        *(str(n) for p in rule.parameters for n in (p.default, *p.allowed)),
        *(c.name for c in rule.criteria),
        *(d.replace("_", " ") for d in (*rule.permits.passes, *rule.permits.fails)),
    ]  # fmt: skip
    with language(PSEUDO):
        sheet = rule_sheet(rule, adding_an_objection_can_help(terms(rule, {})))
    words = " ".join(sheet.split())
    data = [name for one in theirs for name in (one, one[:1].upper() + one[1:])]
    assert untranslated_text(words, data) == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("iesgg", "Did you mean iesg?"),
        ("nothing-like-it", "`placet rules list`"),
        ("iesg@7", "Use one of: iesg@1"),
        ("iesg@x", "Use one of: iesg@1"),
        ("none.yaml", "none.yaml: No such file"),
        (".", "there is no rule called"),
        ("./", "there is no rule called"),
    ],
)
def test_a_rule_that_does_not_exist_is_refused(run: Run, name: str, said: str) -> None:
    run("show", name).refused(said)
