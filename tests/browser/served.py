"""The application behind a real server, in a thread of the test."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from placet.api.app import create_app
from placet.api.main import Root
from placet.api.serving import schedule_of
from placet.notifications.schedule import Schedule


@dataclass(frozen=True)
class Served:
    """An installation that answers at an address; its worker works when it is told to."""

    root: Root
    base: str
    worker: Schedule

    def work(self) -> None:
        """Let the worker do all that is due."""
        while self.worker.run_once():
            pass


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(root: Root) -> Iterator[Served]:
    """Serve the installation at the address of its settings until the end of the block."""
    app = create_app(root)
    listening = socket.create_server(("127.0.0.1", root.settings.port))
    config = uvicorn.Config(
        app,
        timeout_graceful_shutdown=2,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        ws="none",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield Served(root, root.settings.base_url, schedule_of(root))
    finally:
        app.state.live.close_soon()
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
