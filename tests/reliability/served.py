"""`placet serve --demo` as a process that can be killed and started again, and a client that
does not mind.

The client behaves as the documentation of the interface advises: every change carries an
idempotency key, and a request whose answer was lost is sent again with the same one.
"""

from __future__ import annotations

import importlib.util
import os
import random
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPException
from pathlib import Path
from threading import Timer
from types import ModuleType
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 0.06
"""Seconds after which a kill strikes at the latest: a request takes about so long."""


def the_walk() -> ModuleType:
    """The walk of the documentation, as a module."""
    spec = importlib.util.spec_from_file_location("walk", ROOT / "docs" / "walk.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Served:
    """The process, its folder and its port; the same ones after every start."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    @property
    def database(self) -> str:
        """The address of the database that it serves."""
        return f"sqlite:///{self.folder}/var/placet.sqlite"

    def start(self) -> None:
        """Start it and read on until it says that it answers."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PLACET_")}
        placet = Path(sys.executable).with_name("placet")
        log: BinaryIO
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [placet, "serve", "--demo", "--port", str(self.port)],
                cwd=self.folder,
                env=kept,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if re.search(rb"answers at http", line):
                self.starts += 1
                return
        raise AssertionError((self.folder / "log").read_text())

    def revive(self) -> None:
        """Start it again if it is dead."""
        assert self.process is not None
        self._wait()
        self.start()

    def stop(self) -> None:
        """End it properly."""
        if self.process is not None:
            self.process.terminate()
            self._wait()

    def _wait(self) -> None:
        assert self.process is not None
        self.process.wait(60)
        if self.process.stdout is not None:
            self.process.stdout.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """End it at once, wherever it is."""
    process.send_signal(signal.SIGKILL)


class Struck:
    """Which requests are struck by a kill: drawn by lot, the same for the same seed.

    A kill falls before the next request goes out, so that each finds a living process.
    """

    def __init__(self, served: Served, kills: int, requests: int, seed: int) -> None:
        self._lot = random.Random(seed)
        apart = requests // kills
        self._at = {apart * (n + 1) + self._lot.randrange(apart - 1) for n in range(kills)}
        self._served, self._count = served, 0
        self._kill: Timer | None = None
        self.struck = 0

    def next(self) -> None:
        """One more request goes out; perhaps a kill follows it."""
        if self._kill is not None:
            self._kill.join()
            self._kill = None
        self._count += 1
        if self._count in self._at:
            self.struck += 1
            self._kill = Timer(self._lot.uniform(0, LONGEST), kill, [self._served.process])
            self._kill.start()


def stubborn(walk: ModuleType, served: Served, struck: Struck, acknowledged: list[Any]) -> Any:
    """The walk's client, which sends again what was lost."""

    class Stubborn(walk.Api):  # type: ignore[misc, name-defined]  # a module read by its path
        """Sends again under the same key until an answer comes."""

        _keys = 0

        def post(self, path: str, body: dict[str, Any], **headers: str) -> Any:
            keyed = path not in ("/sign-in", "/tokens", "/clock")
            if keyed and "Idempotency_Key" not in headers:
                Stubborn._keys += 1
                headers["Idempotency_Key"] = f"stubborn-{Stubborn._keys}"
            answer = super().post(path, body, **headers)
            if keyed:
                acknowledged.append((path, answer))
            return answer

        def send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
            struck.next()
            for _ in range(20):
                try:
                    return super().send(method, path, body, headers)
                except (OSError, HTTPException):
                    served.revive()
            raise AssertionError(f"no answer to {method} {path}")

    _sign_in_again(walk)
    return Stubborn


def _sign_in_again(walk: Any) -> None:
    """A code works once: where the answer to it was lost, people ask for another one."""
    once = walk.signed_in

    def signed_in(house: Any, email: str) -> Any:
        for _ in range(5):
            try:
                return once(house, email)
            except walk.Refused:
                continue
        return once(house, email)

    walk.signed_in = signed_in
