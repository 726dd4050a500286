"""The server as a process: it answers, and it ends though pages are still open."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pydantic import SecretStr

from placet.api.main import build
from placet.api.settings import Settings
from placet.api.signing import begin_sign_in, finish_sign_in
from placet.engine.codes import signin_code
from tests.api.house import House

SECRET = "a secret of the tests that is long enough"  # noqa: S105


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    open: list[http.client.HTTPConnection] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.open.append(connection)
        connection.request("GET", path, headers=headers)
        return connection.getresponse()


@pytest.fixture
def served(house: House, tmp_path: Path) -> Iterator[Served]:
    """`placet serve` on the database of the house."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PLACET_")},
        "PLACET_DATABASE": house.root.settings.database,
        "PLACET_SECRET": SECRET,
    }
    command = [sys.executable, "-m", "placet.api.cli", "serve", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert b"Placet answers at" in process.stdout.readline()
        running = Served(process, port)
        yield running
        for connection in running.open:
            connection.close()
        if process.poll() is None:
            process.kill()


def test_a_server_ends_soon_though_a_page_is_open(served: Served, house: House) -> None:
    assert served.get("/api/v1/clock").status == 200
    settings = Settings(
        database=house.root.settings.database, secret=SecretStr(SECRET), clock="still"
    )
    root = build(settings)
    signin = begin_sign_in(root, "aur@example.org")
    value = finish_sign_in(root, signin, signin_code(root.secret, signin)).value
    root.close()
    page = served.get(f"/live/{house.ref}", Cookie=f"placet={value}", Accept="text/event-stream")
    assert page.status == 200
    assert b"event: version" in page.readline() + page.readline()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) in (0, -signal.SIGTERM)
    page.close()


def test_a_second_signal_is_not_needed_without_anybody(served: Served) -> None:
    assert served.get("/signin").status == 200
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) in (0, 130, -signal.SIGINT)
