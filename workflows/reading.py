"""YAML as plain values, with the place of each of them.

YAML 1.2 by ruamel.yaml: `NO` is Norway, not false.  What could surprise is refused:
duplicate keys (the last would win), anchors and aliases (they can grow without bound),
explicit tags, a YAML version of the author's own, more than one document, great depth.
Every problem is led by file:line:column and ends in a remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    ScalarEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from placet.engine.errors import BadDefinition

Path = tuple[str | int, ...]
Place = tuple[int, int]
"""Line and column, from 1."""

Plain = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None

LONGEST = 1_000_000
"""Characters of a definition file; more is refused unread."""

DEEPEST = 20
"""Levels of nesting in a definition file."""

_LONGEST_NUMBER = 40
"""Digits of a number in a definition file."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What no line of words contains, though an escape can write it."""

_NO_CONTROL = "a control character stands here; remove it"

_PLACED = re.compile(r".*?:(\d+):(\d+): ")
_TAG = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Document:
    """A file as plain values; `values` and `keys` hold the place of each path."""

    file: str
    content: Plain = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def problem(self, path: Path, text: str, *, at_key: bool = False) -> str:
        """One problem, led by its place; of the nearest enclosing value where need be."""
        said = f"{'.'.join(map(str, path))}: {text}" if path else text
        if at_key and path in self.keys:
            return located(self.file, self.keys[path], said)
        return f"{self.place(path)}: {said}"

    def place(self, path: Path) -> str:
        """Where a value stands: file:line:column."""
        while path and path not in self.values:
            path = path[:-1]
        line, column = self.values.get(path, (1, 1))
        return f"{self.file}:{line}:{column}"


def located(file: str, place: Place, text: str) -> str:
    """A problem as file:line:column: text."""
    return f"{file}:{place[0]}:{place[1]}: {text}"


def in_order(problems: Iterable[str]) -> tuple[str, ...]:
    """Problems once each, in the order of their places in the file."""

    def place(problem: str) -> tuple[int, int]:
        found = _PLACED.match(problem)
        return (int(found[1]), int(found[2])) if found else (0, 0)

    return tuple(sorted(dict.fromkeys(problems), key=place))


def words_of(path: FilePath) -> str:
    """What a file says; BadDefinition with the place where it is not UTF-8, or OSError."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        said = located(str(path), (line, 1), "this is not UTF-8; save the file as UTF-8")
        raise BadDefinition(str(path), (said,)) from None


def read(text: str, file: str) -> Document:
    """Read a definition, or raise BadDefinition with every problem found."""
    if len(text) > LONGEST:
        raise BadDefinition(file, (f"{file}:1:1: the file is too long; split it",))
    document = Document(file)
    try:
        document.problems += _surprises(text, file)
        node = None if document.problems else YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        document.problems.append(_syntax(error, file))
    except (YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0]
        document.problems.append(f"{file}:1:1: this is not YAML ({reason}); correct it")
    else:
        if node is not None:
            document.content = _plain(node, (), document)
    if document.problems:
        raise BadDefinition(file, tuple(document.problems))
    return document


def _surprises(text: str, file: str) -> Iterator[str]:
    depth = documents = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        documents += isinstance(event, DocumentStartEvent)
        said = _surprise(event)
        if documents > 1:
            said = "a second document begins; put it into a file of its own"
        if depth > DEEPEST:
            said = f"nested more than {DEEPEST} levels deep; flatten it"
        if said:
            yield located(file, _place(event), said)
        if depth > DEEPEST or documents > 1:
            return


def _surprise(event: Event) -> str:
    if isinstance(event, AliasEvent):
        return f"the alias *{event.anchor} is refused; write the value out"
    if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
        return "a YAML directive is refused; remove the line that begins with %"
    if isinstance(event, ScalarEvent | CollectionStartEvent):
        if event.anchor:
            return f"the anchor &{event.anchor} is refused; remove it"
        if event.tag not in (None, "!"):
            return f"the tag {event.tag} is refused; remove it"
    return ""


def _plain(node: Node, path: Path, document: Document) -> Plain:
    document.values[path] = _place(node)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, i), document) for i, item in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return _mapping(node, path, document)
    try:
        return _scalar(str(node.tag), str(node.value))
    except ValueError as error:
        document.problems.append(located(document.file, _place(node), str(error)))
        return None


def _mapping(node: MappingNode, path: Path, document: Document) -> dict[str, Plain]:
    content: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        key, place = str(key_node.value), _place(key_node)
        if _CONTROL.search(key):
            document.problems.append(located(document.file, place, _NO_CONTROL))
        elif not isinstance(key_node, ScalarNode):
            document.problems.append(
                located(document.file, place, "a key must be a word; write one")
            )
        elif key in content:
            first = document.keys[*path, key][0]
            document.problems.append(
                located(
                    document.file,
                    place,
                    f"the key {key} stands here a second time (first on line {first}); "
                    "remove or rename one",
                )
            )
        else:
            document.keys[*path, key] = place
            content[key] = _plain(value_node, (*path, key), document)
    return content


def _scalar(tag: str, value: str) -> Plain:
    """What a word means; ValueError with the remedy where it cannot be kept."""
    if _CONTROL.search(value):
        raise ValueError(_NO_CONTROL)
    match tag.removeprefix(_TAG):
        case "null":
            return None
        case "bool":
            return value.lower() == "true"
        case "int" | "float" if len(value) > _LONGEST_NUMBER:
            raise ValueError("this number is too long; shorten it")
        case "int" if value.lstrip("+-").isdecimal():
            return int(value)
        case "float" if value.lstrip("+-").lower() not in (".inf", ".nan"):
            return float(value.replace("_", ""))
    return value


def _place(thing: Node | Event) -> Place:
    mark = thing.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _syntax(error: MarkedYAMLError, file: str) -> str:
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = error.problem or error.context or "this is not YAML"
    return located(file, place, f"{said}; correct the line (or the one before it)")
