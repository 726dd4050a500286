"""Collects everything that can be translated: `python -m placet.templates.extract > placet.pot`.

A new language is `pybabel init -i placet.pot -l fr -o templates/locale/fr.po`; an old one is
brought up to date with `pybabel update`.  Besides what Babel knows (templates, `_()` and
`N_()` in Python), two kinds of sentences stand elsewhere: the docstrings of error classes,
which are what people read, and titles and consequences in workflow files.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from ruamel.yaml import YAML

from placet.templates import environment, i18n

FOLDERS = ("api", "engine", "notifications", "templates", "workflows")

KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "NC_": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

SCENARIOS = "workflows/scenarios/"
"""What is invented there is told as it is."""

READ_FROM_FILES = ("title", "consequence")
"""Keys of workflow files whose values people read."""


@dataclass(frozen=True, slots=True)
class Found:
    """A message, with its plural and context where it has them, and where it stands."""

    singular: str
    plural: str | None
    context: str | None
    file: str
    line: int


def catalogue(said: Iterable[Found] | None = None) -> Catalog:
    """Everything that can be translated (or only these messages)."""
    made = Catalog(project="Placet", charset="utf-8")
    for found in messages() if said is None else said:
        id = (found.singular, found.plural) if found.plural else found.singular
        made.add(id, context=found.context, locations=[(found.file, found.line)])
    return made


def messages() -> Iterator[Found]:
    """Every message in every source file, in the order of the files."""
    for folder in FOLDERS:
        for file, name in _walk(files(f"placet.{folder}"), folder):
            if name.endswith(".py"):
                source = file.read_bytes()
                yield from _python(source, name)
                yield from _errors(source, name)
            elif name.endswith((".j2", ".html")):
                yield from _template(file.read_text("utf-8"), name)
            elif name.endswith(".yaml") and not name.startswith(SCENARIOS):
                yield from _workflow(file.read_text("utf-8"), name)


def untold(code: str, said: Iterable[Found] | None = None) -> tuple[str, ...]:
    """Messages (of these) for which the catalogue of a language has no words."""
    with (i18n.LOCALES / f"{code}.po").open("rb") as source:
        have = read_po(source)
    known = {(m.id, m.context) for m in have if m.id and all(_forms(m.string))}
    return tuple(str(m.id) for m in catalogue(said) if m.id and (m.id, m.context) not in known)


def _forms(string: Any) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


def _walk(folder: Traversable, path: str) -> Iterator[tuple[Traversable, str]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name not in ("__pycache__", "static", "migrations"):
            yield from _walk(entry, name)
        elif entry.is_file():
            yield entry, name


def _python(source: bytes, name: str) -> Iterator[Found]:
    for line, function, said, _comments in extract_python(BytesIO(source), KEYWORDS, (), {}):
        yield from _called(str(function), said, name, line)


def _called(function: str, said: Any, name: str, line: int) -> Iterator[Found]:
    parts = said if isinstance(said, tuple) else (said,)
    if not all(isinstance(p, str) and p for p in parts[: _arguments(function)]):
        return
    match function:
        case "ngettext":
            yield Found(parts[0], parts[1], None, name, line)
        case "pgettext" | "NC_":
            yield Found(parts[1], None, parts[0], name, line)
        case "npgettext":
            yield Found(parts[1], parts[2], parts[0], name, line)
        case "N_":
            yield Found(" ".join(parts[0].split()), None, None, name, line)
        case _:
            yield Found(parts[0], None, None, name, line)


def _arguments(function: str) -> int:
    return {"ngettext": 2, "pgettext": 2, "NC_": 2, "npgettext": 3}.get(function, 1)


def _errors(source: bytes, name: str) -> Iterator[Found]:
    """The docstrings of error classes: each is the sentence of its error."""
    if b"PlacetError" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and "PlacetError" in map(_name, node.bases):
            sentence = ast.get_docstring(node)
            if sentence and "{field}: {what}" not in sentence:
                yield Found(" ".join(sentence.split()), None, None, name, node.lineno)


def _name(base: ast.expr) -> str:
    return base.id if isinstance(base, ast.Name) else getattr(base, "attr", "")


def _template(source: str, name: str) -> Iterator[Found]:
    for line, function, said in environment().extract_translations(source):  # type: ignore[attr-defined]
        yield from _called(function, said, name, line)


def _workflow(source: str, name: str) -> Iterator[Found]:
    yield from _values(YAML(typ="rt").load(source), name)


def _values(node: Any, name: str) -> Iterator[Found]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in READ_FROM_FILES and isinstance(value, str):
                line = node.lc.key(key)[0] + 1  # type: ignore[attr-defined]
                yield Found(" ".join(value.split()), None, None, name, line)
            yield from _values(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value, name)


def main() -> None:
    """Write the template of all catalogues to standard output."""
    write_po(sys.stdout.buffer, catalogue(), width=98, sort_by_file=True, omit_header=False)


if __name__ == "__main__":
    main()
