"""JSON as people give it: read strictly, and every fault with its line and column.

Whoever judges a value knows where it stands in the JSON (`positions.3.position`) but not in
the file.  The place is looked for only once there is a fault, so reading costs nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # missing in the stubs

from pydantic_core import from_json

from placet.engine.errors import N_, BadInput

_BOM = b"\xef\xbb\xbf"
_SPACE = re.compile(r"[ \t\r\n]*")
_PLACED = re.compile(r"(.*) at line (\d+) column (\d+)", re.S)
_VALUE = JSONDecoder(strict=False).raw_decode


@dataclass(frozen=True, slots=True)
class JsonText:
    """JSON in a file, of which it may be a single line; `line` is where it begins, from 1."""

    data: bytes
    file: str
    line: int = 1

    def value(self) -> object:
        """What it says; BadInput with the place where it is not JSON."""
        data = self.data.removeprefix(_BOM) if self.line == 1 else self.data
        try:
            return from_json(data, allow_inf_nan=False)
        except ValueError as error:
            why, line, column = _fault(data, str(error))
            raise BadInput(
                self._at(line, column),
                N_("this is not JSON ({why})."),
                N_("Correct it here or just before."),
                why=why,
            ) from None

    def located(self, bad: BadInput, content: object) -> BadInput:
        """The same error, led by file, line and column of what it is about."""
        text = self.data.removeprefix(_BOM).decode()
        offset = _offset(text, _steps(bad.field, content))
        line = text.count("\n", 0, offset) + 1
        column = offset - (text.rfind("\n", 0, offset) + 1) + 1
        place = self._at(line, column)
        values = {k: v for k, v in bad.values.items() if k not in ("field", "what")}
        field = f"{place}: {bad.field}" if bad.field else place
        return BadInput(field, bad.sentence, bad.advice, **values)

    def _at(self, line: int, column: int) -> str:
        return f"{self.file}:{self.line + line - 1}:{column}"


def _fault(data: bytes, said: str) -> tuple[str, int, int]:
    """Why it cannot be read, with line and column in characters."""
    found = _PLACED.fullmatch(said)
    if found is None:
        return said, 1, 1
    line = data.split(b"\n")[int(found[2]) - 1]
    column = len(line[: int(found[3])].decode(errors="ignore"))
    return found[1], int(found[2]), max(column, 1)


def _steps(field: str, content: object) -> Iterator[str | int]:
    """The keys and indexes that a dotted name means, as far as they are there."""
    parts = field.split(".") if field else []
    while parts:
        if isinstance(content, dict):
            names = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
            name = next((name for name in names if name in content), None)
            if name is None:
                return
            content = content[name]
            parts = parts[name.count(".") + 1 :]
            yield name
        elif isinstance(content, list) and parts[0].isdecimal() and int(parts[0]) < len(content):
            yield int(parts[0])
            content = content[int(parts.pop(0))]
        else:
            return


def _offset(text: str, steps: Iterator[str | int]) -> int:
    """Where the value begins to which these steps lead."""
    at = _after(text, 0)
    for step in steps:
        at = _item(text, at, step) if isinstance(step, int) else _member(text, at, step)
    return at


def _member(text: str, at: int, name: str) -> int:
    found, at = at, _after(text, at + 1)
    while text[at] == '"':
        key, at = scanstring(text, at + 1, False)
        at = _after(text, _after(text, at) + 1)
        if key == name:
            found = at  # of equal keys the last one is read
        at = _after(text, _VALUE(text, at)[1])
        if text[at] == ",":
            at = _after(text, at + 1)
    return found


def _item(text: str, at: int, index: int) -> int:
    at = _after(text, at + 1)
    for _ in range(index):
        at = _after(text, _after(text, _VALUE(text, at)[1]) + 1)
    return at


def _after(text: str, at: int) -> int:
    """Past white space."""
    space = _SPACE.match(text, at)
    return space.end() if space else at
