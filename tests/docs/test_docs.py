"""What is written is true: made pages are current, nothing is missing, links lead somewhere."""

from __future__ import annotations

import importlib.util
import json
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from placet.api.problems import TABLE
from placet.api.settings import documented
from placet.engine import definition as d
from placet.engine.errors import PlacetError
from placet.engine.guards import GUARDS
from placet.engine.ledger import REGISTRY
from placet.engine.messages import Kind
from placet.engine.model import Qualifier
from placet.engine.rules import Effects, terms
from placet.engine.rules.helping import adding_an_objection_can_help
from placet.engine.workflow import mermaid
from placet.templates.rule_words import EFFECTS, effects_in_words
from placet.workflows import scenario, shipped
from placet.workflows.checking import PARTS
from placet.workflows.completion import workflow_schema
from placet.workflows.keys import WORDS
from placet.workflows.rules import shipped_rules
from placet.workflows.rules.completion import rule_schema

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
OWN = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def written() -> list[Path]:
    return [*(ROOT / name for name in OWN), *sorted(DOCS.rglob("*.md"))]


def cell(text: str) -> str:
    """Words as they stand in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def generate() -> Iterator[Any]:
    """The program that makes the reference, as a module."""
    spec = importlib.util.spec_from_file_location("placet_docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_the_pages_made_from_the_code_are_current(generate: Any) -> None:
    stale = [str(path.relative_to(ROOT)) for path in generate.stale()]
    assert stale == [], "run `make docs`"


def test_the_reference_holds_nothing_but_made_pages(generate: Any) -> None:
    made = {path for path in generate.pages() if path.parent.name == "reference"}
    assert set((DOCS / "reference").iterdir()) == made


def test_the_diagram_in_the_readme_is_the_table() -> None:
    drawn = re.search(r"```mermaid\n(.*?)\n```", read(README), re.S)
    assert drawn is not None
    assert drawn[1] == mermaid(shipped()["joint-objective", 1])


@pytest.mark.parametrize("path", written(), ids=by_name)
def test_a_page_that_says_how_many_procedures_or_rules_there_are_is_right(path: Path) -> None:
    said = " ".join(read(path).split())
    known = {"procedures": len(shipped()), "rules": len(shipped_rules())}
    for count, what in re.findall(r"(?:^|[^\w-])(\d+) (procedures|rules)\b", said):
        assert int(count) == known[what]


def test_every_setting_is_documented() -> None:
    page = read(DOCS / "settings.md")
    for name, default, meaning in documented():
        assert f"| `{name}` | {default} | {meaning} |" in page


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    known = {name for name, _, _ in documented()} | {"PLACET_DATA"}
    for path in written():
        assert set(re.findall(r"PLACET_[A-Z_]+[A-Z]", read(path))) <= known, path


def subclasses(kind: type[PlacetError]) -> Iterator[type[PlacetError]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("placet."):
            yield below
            yield from subclasses(below)


def test_every_error_has_a_status_and_is_documented() -> None:
    page = read(DOCS / "reference/errors.md")
    assert set(subclasses(PlacetError)) == set(TABLE)
    for kind, (status, name) in TABLE.items():
        assert f"| `{kind.__name__}` | {status} | `/problems/{name}` |" in page


def test_every_command_is_documented() -> None:
    from placet.api.cli import app

    page = read(DOCS / "reference/commands.md")
    for name in app:
        if not name.startswith("-"):
            assert re.search(rf"^## placet (--)?{name}$", page, re.M), name


def commands_in(text: str) -> set[str]:
    """Commands of Placet that a page tells people to run."""
    fenced = re.findall(r"```sh\n(.*?)```", text, re.S)
    spoken = re.findall(r"`((?:\.venv/bin/)?placet [a-z][^`]*)`", text)
    lines = [line for block in fenced for line in block.splitlines()] + spoken
    found = (re.search(r"(?:^|/|\s)placet ([a-z]+(?: [a-z-]+)?)", line) for line in lines)
    return {hit[1] for hit in found if hit is not None}


@pytest.mark.parametrize("path", written(), ids=by_name)
def test_commands_that_a_page_names_exist(path: Path) -> None:
    page = read(DOCS / "reference/commands.md")
    for command in commands_in(read(path)):
        first = command.split()[0]
        assert f"placet {first}\n" in page, command
        if first in ("ledger", "clock", "import", "rules", "workflow"):
            assert f"placet {command}\n" in page, command


def test_targets_of_make_that_a_page_names_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.M))
    for path in written():
        named = re.findall(r"(?:^|`)make ([a-z]+)", read(path), re.M)
        assert set(named) <= targets, path


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


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("path", written(), ids=by_name)
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    for one, other in LINK.findall(read(path)):
        link = one or other
        if re.match(r"https?:|mailto:", link):
            continue
        name, _, anchor = link.partition("#")
        goal = (path.parent / name).resolve() if name else path
        assert goal.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", read(goal), re.M)
            assert anchor in {slug(heading) for heading in headings}, link


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    todo = [README]
    while todo:
        path = todo.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        for one, _ in LINK.findall(read(path)):
            goal = (path.parent / one.partition("#")[0]).resolve()
            if goal.is_file():
                todo.append(goal)
    pages = {page for page in DOCS.rglob("*.md") if page.parent.name != "adr"}
    assert pages <= seen, "link the page from README or from a page that README links"


def test_pictures_are_small_and_as_wide_as_a_screen() -> None:
    for picture in (DOCS / "pictures").iterdir():
        data = picture.read_bytes()
        assert len(data) < 200_000, picture.name
        assert data.startswith(b"<svg " if picture.suffix == ".svg" else b"\x89PNG")
    width = struct.unpack(">I", (DOCS / "pictures/objective.png").read_bytes()[16:20])[0]
    assert width == 1366
