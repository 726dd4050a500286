"""The page about texts is true: its files are written, its commands run, their words compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from placet.api import cli
from placet.api.texts import schemas, told

FILE = Path(__file__).resolve().parents[2] / "docs" / "texts.md"
PAGE = FILE.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.S | re.M)


def asked(words: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with what is shown under it."""
    for part in words.removeprefix("$ ").split("\n$ "):
        command, _newline, shown = part.partition("\n")
        yield command.removeprefix("placet "), f"{shown.rstrip()}\n"


def test_what_the_page_shows_is_what_the_commands_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = 0
    for language, file, words in BLOCK.findall(PAGE):
        if file:
            (tmp_path / file).write_text(words, encoding="utf-8")
        for command, shown in asked(words) if language == "console" else ():
            status = 0
            try:
                cli.main(command.split())
            except SystemExit as end:
                status = int(end.code or 0)
            said = capfdbinary.readouterr()
            assert (status == 2) is bool(said.err), command
            assert f"{(said.out + said.err).decode().rstrip()}\n" == shown, command
            commands += 1
    assert commands >= 4


def test_the_page_has_every_key_of_the_answers_and_every_schema() -> None:
    shapes = (told.StatsTold, told.ComparedTold, told.CompiledTold, told.ParagraphCountsTold)
    keys = {name for shape in shapes for name in shape.model_fields}
    said = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert sorted(keys - said) == []
    for of in schemas.SHAPES:
        assert f"`placet text schema {of}`" in PAGE
        assert json.loads(schemas.text(of))["title"].endswith(f"{of} --json` answers")
