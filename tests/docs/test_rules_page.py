"""The page about rules is true: its files are written, its commands run, their words compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from placet.api import cli
from placet.api.ruling import schemas
from placet.api.ruling.told import AnswerTold
from placet.engine.rules.rule import BASES, BOUNDS, EFFECTS, EMPTIES, SILENCES, TYPES
from placet.workflows.rules import schema, shipped_rule_texts
from placet.workflows.shape import Part

FILE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
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
    monkeypatch.setenv("PLACET_DATABASE", f"sqlite:///{tmp_path}/none.sqlite")
    monkeypatch.chdir(tmp_path)
    amended = shipped_rule_texts()["iso_dis", 1].replace("at_least: 2/3", "at_least: 5/8")
    (tmp_path / "amended.yaml").write_text(amended, encoding="utf-8")
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
            told = f"{(said.out + said.err).decode().rstrip()}\n"
            if shown.startswith("...\n"):
                assert told.endswith(shown.removeprefix("...\n")), command
            else:
                assert told == shown, command
            commands += 1
    assert commands >= 12


@pytest.mark.parametrize(
    "names",
    [EFFECTS, TYPES, tuple(BOUNDS), BASES, EMPTIES, SILENCES, schemas.SCHEMAS],
    ids=["effects", "types", "bounds", "seats", "empty", "silence", "schemas"],
)
def test_the_page_has_every_word_of_the_language(names: tuple[str, ...]) -> None:
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_the_page_has_every_key_of_a_rule_file_and_of_a_verdict() -> None:
    parts: tuple[type[Part], ...] = (schema.RuleFile, schema.DependsPart, *schema.PARTS)
    keys = {field.alias or name for part in parts for name, field in part.model_fields.items()}
    keys |= set(AnswerTold.model_fields)
    said = set(re.findall(r"`([a-z_]+)(?::[^`]*)?`", PAGE))
    assert sorted(keys - said - {"criterion"}) == []
