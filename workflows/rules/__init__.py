"""Rule files: YAML in, a sound `Rule` out, or every problem with its line.

Rules are written in the engine's language and handed to it, as a plain mapping: the engine
never reads this package.  A file that is unsound in any way is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from placet.engine.errors import BadDefinition
from placet.engine.rules import Rule
from placet.engine.rules.flaws import rule_flaws
from placet.workflows import reading
from placet.workflows.rules.forms import form_flaws
from placet.workflows.rules.schema import PARTS, RuleFile
from placet.workflows.shape import shaped

__all__ = ["kept_rule", "load_rule", "parse_rule", "shipped_rule_texts", "shipped_rules"]


def shipped_rules() -> Mapping[tuple[str, int], Rule]:
    """The rules that come with Placet, by name and version, in the order of their names."""
    return _shipped()[0]


def shipped_rule_texts() -> Mapping[tuple[str, int], str]:
    """The words of their files, byte for byte, by the same names and versions."""
    return _shipped()[1]


@cache
def _shipped() -> tuple[Mapping[tuple[str, int], Rule], Mapping[tuple[str, int], str]]:
    found: dict[tuple[str, int], Rule] = {}
    texts: dict[tuple[str, int], str] = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            text = entry.read_bytes().decode()
            rule = parse_rule(text, entry.name)
            key = (rule.name, rule.version)
            if key in found:
                again = f"{entry.name}:1:1: {rule.name} {rule.version} exists; raise version"
                raise BadDefinition(entry.name, (again,))
            found[key], texts[key] = rule, text
    return MappingProxyType(dict(sorted(found.items()))), MappingProxyType(texts)


def load_rule(path: Path) -> Rule:
    """The rule in a file; BadDefinition with every problem, or OSError."""
    return parse_rule(reading.words_of(path), str(path))


def kept_rule(text: str, file: str = "rule.yaml") -> Rule:
    """The rule that a text defines which was published: its shape is read, no more judged."""
    return shaped(reading.read(text, file), RuleFile, PARTS).value()


def parse_rule(text: str, file: str = "rule.yaml") -> Rule:
    """The rule that a text defines; BadDefinition with every problem otherwise."""
    document = reading.read(text, file)
    read = shaped(document, RuleFile, PARTS)
    flaws = tuple(form_flaws(read))
    if not flaws:
        rule = read.value()
        flaws = rule_flaws(rule)
    if flaws:
        said = (document.problem(flaw.path, flaw.text) for flaw in flaws)
        raise BadDefinition(file, tuple(dict.fromkeys(said)))
    return rule
