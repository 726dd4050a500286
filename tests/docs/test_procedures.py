"""The page on writing procedures is lived through: its files, its commands, its answers."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from placet.api import cli
from placet.workflows import check, reading

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "procedures.md").read_text(encoding="utf-8")
EXPECTED = (ROOT / "tests/workflow/broken/expected.txt").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
FILE = re.compile(r"# ([\w.-]+\.yaml)\n")
REST = "\N{HORIZONTAL ELLIPSIS}"


def blocks(page: str) -> Iterator[tuple[str, str]]:
    """What stands between fences, with its language, in the order of the page."""
    yield from BLOCK.findall(page)


def files() -> dict[str, str]:
    """The files that the page writes, as it leaves them."""
    found = {}
    for kind, words in blocks(PAGE):
        named = FILE.match(words)
        if kind == "yaml" and named:
            found[named[1]] = words
    return found


def fragments() -> list[str]:
    return [words for kind, words in blocks(PAGE) if kind == "yaml" and not FILE.match(words)]


def run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Everything that a line of a shell says."""
    words = shlex.split(line)
    if words[0] != "placet":
        done = subprocess.run(line, shell=True, check=True, capture_output=True, text=True)  # noqa: S602
        return done.stdout + done.stderr
    with pytest.raises(SystemExit):
        cli.main(words[1:])
    said = capsys.readouterr()
    return said.out + said.err


def as_told(said: str) -> re.Pattern[str]:
    """What a page shows of an answer; dots stand for what it leaves out."""
    return re.compile(re.escape(said.strip()).replace(re.escape(REST), ".*"), re.DOTALL)


def test_the_example_goes_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("PLACET_")]:
        monkeypatch.delenv(name)
    said = ""
    answers = 0
    for kind, words in blocks(PAGE):
        named = FILE.match(words)
        if kind == "yaml" and named:
            Path(named[1]).write_text(words, encoding="utf-8")
        elif kind == "sh":
            said = "\n".join(run(line, capsys) for line in words.splitlines())
        elif kind == "text" and not words.startswith("#"):
            assert as_told(words).search(said), said
            answers += 1
    assert answers == 6
    assert Path("first.yaml").read_bytes() == Path("written-decision.yaml").read_bytes()
    assert Path("written-decision.svg").read_text(encoding="utf-8").startswith("<svg")


def merged(whole: Any, part: Any) -> Any:
    """Keys of the part in the whole, lists one after the other."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return {**whole, **{k: merged(whole[k], v) if k in whole else v for k, v in part.items()}}
    if isinstance(whole, list) and isinstance(part, list) and whole and isinstance(whole[0], dict):
        return [*whole, *part]
    return part


@pytest.mark.parametrize("fragment", fragments(), ids=lambda words: words.split(":")[1].strip())
def test_what_is_to_be_merged_into_the_example_is_sound_there(fragment: str) -> None:
    whole = reading.read(files()["written-decision.yaml"], "written-decision.yaml").content
    changed = merged(whole, reading.read(fragment, "fragment.yaml").content)
    checked = check(json.dumps(changed), "changed.yaml")
    assert [str(problem) for problem in checked.problems] == []
    assert checked.proof is not None
    assert checked.proof.all_can_end


def test_a_message_that_the_page_explains_is_one_that_the_check_gives() -> None:
    section = PAGE.partition("### What its messages mean")[2].partition("\n## ")[0]
    explained = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    assert len(explained) > 10
    for words in explained:
        assert words in EXPECTED, words


def test_names_in_the_tables_stand_in_the_file_that_is_named() -> None:
    rows = re.findall(r"^\|[^|]+\|([^|]+)\| \[`([a-z0-9-]+)`\]", PAGE, re.MULTILINE)
    assert len(rows) > 25
    for written, name in rows:
        text = (ROOT / "workflows" / f"{name}.yaml").read_text(encoding="utf-8")
        for word in re.findall(r"`([a-z_]+)", written):
            assert re.search(rf"\b{word}\b", text), (name, word)
