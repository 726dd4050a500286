"""The command line on a machine without an installation: the rules that come with Placet."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from placet.api import cli
from tests.ruling.said import Said


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> Callable[..., Said]:
    """Run `placet rules` with these arguments, in an empty folder; `given` is standard input."""
    monkeypatch.setenv("PLACET_DATABASE", f"sqlite:///{tmp_path}/none.sqlite")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, given: bytes = b"") -> Said:
        status = 0
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            cli.main(["rules", *arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        said = capfdbinary.readouterr()
        return Said(status, said.out.decode(), said.err.decode())

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Any], str]:
    """Write a file of that name: words as they are, anything else as JSON."""

    def write(name: str, content: Any) -> str:
        words = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / name).write_text(words, encoding="utf-8")
        return name

    return write
