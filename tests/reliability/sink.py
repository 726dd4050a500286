"""A mail server for tests: whatever arrives is a file in a folder.

    python sink.py FOLDER

It says its port on standard output and ends with its standard input.
"""

from __future__ import annotations

import socket
import sys
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Writes each mail down before it says that it has it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the bytes as they came."""
        content = envelope.original_content or b""
        (self._folder / f"{next(self._numbers):06}.eml").write_bytes(content)
        return "250 kept"


def main(folder: str) -> None:
    """Serve until nobody is there any more."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    controller = Controller(Sink(Path(folder)), hostname="127.0.0.1", port=port)
    controller.start()
    print(port, flush=True)  # noqa: T201 - its answer
    sys.stdin.read()
    controller.stop()


if __name__ == "__main__":
    main(sys.argv[1])
