"""The page about rehearsals says what the code does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from placet.api.rehearsal import rehearse
from placet.api.rehearsal.shape import EVERY, KINDS
from placet.workflows import scenario, shipped
from placet.workflows.scenario import acts, schema
from placet.workflows.scenario.parts import Refusal

PAGE = (Path(__file__).parents[2] / "docs" / "rehearsal.md").read_text(encoding="utf-8")


def between(name: str) -> str:
    found = re.search(rf"<!-- {name}: begin -->\n(.*?)\n?<!-- {name}: end -->", PAGE, re.DOTALL)
    assert found is not None
    return found[1].strip()


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def row(*cells: str) -> str:
    return f"| {' | '.join(map(cell, cells))} |"


def needed(field: FieldInfo) -> str:
    return " (needed)" if field.is_required() else ""


def keys_of(
    title: str, model: type[BaseModel], without: frozenset[str] = frozenset()
) -> Iterator[str]:
    yield from ("", title, "", row("Key", "Says"), row("---", "---"))
    for name, field in model.model_fields.items():
        if name not in without:
            assert field.description, f"{model.__name__}.{name} has no description"
            yield row(f"`{field.alias or name}`{needed(field)}", field.description)


def scenario_tables() -> str:
    lines = [*keys_of("The file:", schema.ScenarioFile)]
    lines += keys_of("An organisation among `participants` (or only its code):", schema.Party)
    lines += keys_of("A person (or only the name):", schema.Human)
    lines += keys_of("The `objective`:", schema.Aim)
    lines += keys_of("What is expected:", schema.Expected)
    lines += keys_of("Every act:", acts.Act)
    lines += ["", "The verbs, with their arguments beside those of every act:", ""]
    lines += [row("`do`", "Does", "Arguments"), row("---", "---", "---")]
    for verb, model in acts.VERBS.items():
        own = {
            n: f for n, f in model.model_fields.items() if n not in {*acts.Act.model_fields, "do"}
        }
        told = "; ".join(
            f"`{n}`{needed(f)}: {str(f.description).rstrip('.')}" for n, f in own.items()
        )
        lines.append(row(f"`{verb}`", str(model.__doc__), told or "none"))
    return "\n".join(lines).strip()


def entry_table() -> str:
    lines = [
        row("`kind`", "Holds, beside " + ", ".join(f"`{n}`" for n in EVERY)),
        row("---", "---"),
    ]
    for kind, held in KINDS.items():
        told = "; ".join(
            f"`{name}`{'?' if of.endswith('?') else ''}: {said.rstrip('.')}"
            for name, (of, said) in held.items()
            if name != "by"
        )
        lines.append(row(f"`{kind}`", told or "only `by`"))
    return "\n".join(lines)


def test_the_keys_of_a_scenario_are_those_of_its_schema() -> None:
    assert between("scenario") == scenario_tables()


def test_the_entries_are_those_of_the_list() -> None:
    assert between("entries") == entry_table()


def test_every_way_to_be_refused_is_named() -> None:
    for name in get_args(Refusal):
        assert f"`{name}`" in PAGE or f"refused: {name}" in PAGE


@pytest.mark.parametrize("source", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_the_scenario_of_the_page_goes_as_it_says(source: str) -> None:
    rehearsal = rehearse(shipped()["joint-objective", 1], scenario.parse(source, "page.yaml"))
    assert [str(failure) for failure in rehearsal.failures] == []
