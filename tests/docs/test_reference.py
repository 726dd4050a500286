"""Nothing that a file may say or that Placet comes with is missing in the reference."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from placet.engine import definition as d
from placet.engine.guards import GUARDS
from placet.engine.ledger import REGISTRY
from placet.engine.messages import Kind
from placet.engine.model import Qualifier
from placet.engine.rules import Effects, terms
from placet.engine.rules.helping import adding_an_objection_can_help
from placet.templates.rule_words import EFFECTS, effects_in_words
from placet.workflows import scenario, shipped
from placet.workflows.checking import PARTS
from placet.workflows.completion import workflow_schema
from placet.workflows.keys import WORDS
from placet.workflows.rules import shipped_rules
from placet.workflows.rules.completion import rule_schema

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def cell(text: str) -> str:
    """Words as they stand in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def test_every_step_of_every_procedure_is_documented() -> None:
    for workflow in shipped().values():
        page = read(DOCS / f"reference/workflow-{workflow.name}.md")
        for stage in workflow.stages.values():
            assert f"(`{stage.name}`)\n" in page
        for step in workflow.steps:
            assert f"| {step.title} (`{step.name}`) |" in page
            assert " ".join(step.consequence.split()) in page


def test_every_procedure_is_listed_with_its_source_and_what_is_not_confirmed() -> None:
    page = read(DOCS / "reference/workflows.md")
    for workflow in shipped().values():
        assert f"[{workflow.title}](workflow-{workflow.name}.md)" in page
        section = page.partition(f"\n### {workflow.name}\n")[2].partition("\n### ")[0]
        assert workflow.source in section
        assert all(" ".join(said.split()) in section for said in workflow.unconfirmed)


def test_every_kind_of_mail_is_documented(generate: Any) -> None:
    page = read(DOCS / "reference/messages.md")
    assert set(generate.mails.MAILS) == set(Kind)
    for kind in Kind:
        assert f"| `{kind.value}` |" in page


def test_every_rule_position_and_parameter_is_documented() -> None:
    page = read(DOCS / "reference/rules.md")
    for rule in shipped_rules().values():
        assert f"[`{rule.name}`](#{rule.name}) | {cell(rule.source)} |" in page
        section = page.partition(f"\n## {rule.name}\n")[2].partition("\n## ")[0]
        assert rule.unconfirmed in section
        for kind in rule.positions:
            assert f"| `{kind.name}` | {effects_in_words(kind.effects) or 'no effect'}" in section
        for parameter in rule.parameters:
            assert parameter.title, rule.name
            assert f"| `{parameter.name}` | {cell(parameter.title)} |" in section
    assert set(EFFECTS) == {field.name for field in fields(Effects)}


def test_it_is_said_of_every_rule_whether_an_objection_can_help() -> None:
    page = read(DOCS / "reference/rules.md")
    listed = page.partition("These rules have one: ")[2].partition("\n")[0]
    for rule in shipped_rules().values():
        section = page.partition(f"\n## {rule.name}\n")[2].partition("\n## ")[0]
        helps = bool(adding_an_objection_can_help(terms(rule, {})))
        assert (f"(#{rule.name})" in listed) is helps
        assert ("Adding an objection can help" in section) is helps
        assert helps or "an objection never helps" in section.lower()


def test_every_key_of_a_workflow_file_is_documented(generate: Any) -> None:
    page = read(DOCS / "reference/language.md")
    parts = {part for part in PARTS if part.model_fields}
    assert parts == set(generate.language.PARTS)
    for part, title in generate.language.PARTS.items():
        section = page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
        for name, field in part.model_fields.items():
            key = field.alias or name
            assert f"| `{key}` | {cell(WORDS[part.__name__, key])} |" in section


def test_every_name_that_a_workflow_file_may_use_has_a_sentence(generate: Any) -> None:
    page = read(DOCS / "reference/language.md")
    told = {
        "Guards": GUARDS,
        "Effects": d.EFFECTS,
        "Roles": d.ROLES,
        "States": d.STATES,
        "Circulars": d.CIRCULARS,
        "Sub-states": d.SUB_STATES,
        "What becomes of positions": d.CARRY_OVER,
        "What closes a ballot early": d.CLOSES_WHEN,
        "Who sees positions": d.VISIBILITIES,
        "Who learns who broke it": d.BREAKERS,
        "What makes a period begin anew": d.RESTARTING,
        "What an agreement may carry": tuple(Qualifier),
    }
    assert set(told) == set(generate.language.LISTS)
    for title, names in told.items():
        section = page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
        listed = re.findall(r"^\| `(\w+)` \| \S.*[.] \|$", section, re.M)
        assert listed == [str(name) for name in names], title


def test_the_practice_that_a_key_is_for_is_a_procedure_that_has_it(generate: Any) -> None:
    keys = set(generate.language.PRACTICE)
    assert keys == set(WORDS)
    for (part, key), said in generate.language.PRACTICE.items():
        for name in re.findall(r"`([a-z0-9-]+)`", said):
            text = read(ROOT / "workflows" / f"{name}.yaml")
            assert re.search(rf"(^|[\s{{,]){key}:", text, re.M), (part, key, name)


def test_what_an_editor_completes_is_what_is_read() -> None:
    made = {
        "workflow": workflow_schema(),
        "rule": rule_schema(),
        "scenario": json.dumps(scenario.json_schema(), indent=2, ensure_ascii=False) + "\n",
    }
    for name, schema in made.items():
        assert read(ROOT / "workflows" / f"{name}.schema.json") == schema, name


def test_every_event_is_documented(generate: Any) -> None:
    page = read(DOCS / "reference/events.md")
    for kind in generate.record.event_kinds():
        assert f"## {kind.__name__}\n" in page
    assert f"export {REGISTRY} " in read(DOCS / "administrator.md")
