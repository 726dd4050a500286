"""Procedures and rules on the command line: listed, published, exported byte for byte.

What comes with Placet can be listed and exported where there is no installation at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from placet.api.files import actor_of
from placet.api.installed import installation
from placet.api.main import catalogue
from placet.api.opened_files import opened_file, written_file
from placet.api.tending import opened, say
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.errors import N_, BadDefinition, BadInput, NotFound
from placet.engine.published import LONGEST, DefinitionKind
from placet.engine.views import DefinitionView
from placet.templates.rule_sheets import unconfirmed_sentence
from placet.templates.sheets import columns

Of = Literal["workflow", "rule"]
HERE = Actor("command-line", administrator=True, channel="command-line")


def list_definitions(of: Of, as_json: bool) -> None:
    """Every definition of a kind, by name and version."""
    kind = DefinitionKind(of)
    root = installation()
    found = _shipped(kind) if root is None else root.cases.definitions(HERE, kind)
    if root is not None:
        root.close()
    if as_json:
        names = ("name", "version", "title", "source")
        rows = [{name: getattr(one, name) for name in names} for one in found]
        say(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for line in columns([row for one in found for row in _told(one)], indent=0):
        say(line)
    noun = {"workflow": "procedure", "rule": "rule"}[of]
    say(f"{len(found)} {noun}{'' if len(found) == 1 else 's'}")


def _told(one: DefinitionView) -> Iterator[tuple[str, str]]:
    """What the list says of a definition: its title, its source, what is not confirmed."""
    yield f"{one.name}@{one.version}", one.title
    if (at := one.published.published_at) is not None:
        yield "", f"(published here on {at:%Y-%m-%d})"
    yield "", one.source
    for line in one.unconfirmed:
        yield "", unconfirmed_sentence(line)


def publish(of: Of, file: Path, note: str, who: str | None, as_json: bool) -> None:
    """Publish a file; BadDefinition names it with every finding."""
    kind, text = DefinitionKind(of), _words(file)
    root = opened()
    actor = actor_of(root, who)
    try:
        remarks = root.cases.check(actor, kind, text).remarks
        answer = root.cases.handle(actor, c.PublishDefinition(kind, text, note))
    except BadDefinition as bad:
        raise BadDefinition(
            str(file), tuple(said.replace(bad.file, str(file), 1) for said in bad.problems)
        ) from None
    finally:
        root.close()
    for remark in remarks:
        sys.stderr.write(f"{remark.replace(f'{kind.value}.yaml', str(file), 1)}\n")
    if as_json:
        said = {"name": answer.object, "version": answer.version, "hash": answer.reference}
        say(json.dumps({**said, "already": answer.repeated}, indent=2))
        return
    done = "was published already" if answer.repeated else "is published"
    say(f"{answer.object} {answer.version} {done} (SHA-256 {answer.reference})")


def export(of: Of, name: str, version: int | None, output: Path) -> None:
    """Write the file of a definition, byte for byte; the newest unless a version is named."""
    kind = DefinitionKind(of)
    root = installation()
    if root is None:
        mine = [
            one for one in _shipped(kind) if one.name == name and version in (None, one.version)
        ]
        if not mine:
            raise NotFound(kind.value, name if version is None else f"{name} {version}")
        found = mine[-1]
    else:
        try:
            found = root.cases.definition(HERE, kind, name, version).definition
        finally:
            root.close()
    with written_file(output) as out:
        out.write(found.published.text.encode())


def _shipped(kind: DefinitionKind) -> tuple[DefinitionView, ...]:
    shipped = catalogue().shipped
    keys = sorted(key for key in shipped.keys() if key[0] is kind)
    return tuple(found for key in keys if (found := shipped.definition(key)) is not None)


def _words(file: Path) -> str:
    """The words of a file as they are; BadInput with the place where it is not UTF-8."""
    with opened_file(file) as source:
        data = source.read(4 * LONGEST + 1)
    try:
        return data.decode()
    except UnicodeDecodeError as bad:
        line = data[: bad.start].count(b"\n") + 1
        raise BadInput(
            f"{file}:{line}", N_("This line is not UTF-8."), N_("Save the file as UTF-8.")
        ) from None
