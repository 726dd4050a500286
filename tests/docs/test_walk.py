"""The demonstration is served as `make run` does, and the walk of the documentation holds."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Served:
    """A demonstration that answers, and what it said when it began to."""

    address: str
    said: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("demonstration")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PLACET_")}
    port = free_port()
    placet = Path(sys.executable).with_name("placet")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - our own program
            [placet, "serve", "--demo", "--port", str(port)],
            cwd=folder,
            env=kept,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if "CITES" in line:
            break
    found = re.search(r"answers at (http://\S+)", said)
    try:
        assert found is not None, (folder / "log").read_text()
        yield Served(found[1], said)
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()


@pytest.mark.timeout(300)
def test_the_walk_goes_through_over_http(served: Served) -> None:
    walk = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, ROOT / "docs/walk.py", served.address],
        capture_output=True,
        text=True,
        check=False,
    )
    assert walk.returncode == 0, walk.stderr
    assert "adopted" in walk.stdout
    assert walk.stdout.rstrip().endswith("entries of the record verify")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_whoever_a_page_signs_in_as_is_in_the_demonstration(served: Served, page: str) -> None:
    named = set(re.findall(r"`(\w+@[\w.-]+\.example)`", (ROOT / page).read_text(encoding="utf-8")))
    assert named
    assert named <= set(re.findall(r"\S+@\S+", served.said))
