"""`placet rules check`: what is wrong with rule files, where, and what to do about it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placet.api.opened_files import opened_file
from placet.api.ruling.verdicts import label
from placet.engine.errors import N_, BadDefinition, BadInput
from placet.engine.rules import Rule
from placet.workflows.rules import load_rule, parse_rule

_PLACED = re.compile(r":(\d+):(\d+): (.*)", re.S)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with its rule, or with all that is wrong with it."""

    file: str
    rule: Rule | None
    problems: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """The same as JSON data."""
        return {
            "file": self.file,
            "name": self.rule.name if self.rule else None,
            "version": self.rule.version if self.rule else None,
            "sound": self.rule is not None,
            "errors": [self._fault(problem) for problem in self.problems],
        }

    def words(self) -> str:
        """Whether it is sound, in a line."""
        if self.rule is not None:
            return f"{self.file}: {label(self.rule)} is sound"
        count = len(self.problems)
        return f"{self.file}: refused; {count} {'fault' if count == 1 else 'faults'}"

    def _fault(self, problem: str) -> dict[str, Any]:
        found = _PLACED.fullmatch(problem.removeprefix(self.file))
        if found is None:
            return {"line": 1, "column": 1, "message": problem}
        return {"line": int(found[1]), "column": int(found[2]), "message": found[3]}


def check(files: Sequence[str], as_json: bool) -> None:
    """Say of each file whether it is sound; every fault on standard error, and exit 2."""
    if not files:
        raise BadInput("FILE", N_("no file was named."), N_("Name at least one rule file."))
    checked = [_checked(file) for file in files]
    if as_json:
        said = json.dumps([one.data() for one in checked], indent=2, ensure_ascii=False)
        sys.stdout.write(f"{said}\n")
    for one in checked:
        if not as_json:
            sys.stdout.write(f"{one.words()}\n")
            sys.stdout.flush()
        for problem in one.problems:
            sys.stderr.write(f"{' '.join(problem.split())}\n")
    if any(one.rule is None for one in checked):
        sys.exit(2)


def _checked(file: str) -> Checked:
    name = "standard input" if file == "-" else file
    try:
        if file == "-":
            with opened_file(Path(file)) as source:
                return Checked(name, parse_rule(source.read().decode("utf-8-sig"), name))
        return Checked(name, load_rule(Path(file)))
    except BadDefinition as bad:
        return Checked(name, None, bad.problems)
    except UnicodeDecodeError:
        return Checked(name, None, (f"{name}:1:1: this is not UTF-8; save it as UTF-8",))
    except OSError as error:
        said = f"{name}:1:1: {error.strerror}; name a file that can be read"
        return Checked(name, None, (said,))
