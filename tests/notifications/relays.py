"""Mail servers for tests: one that takes mail, and one that does as its script says."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass
class Taken:
    """A mail that a server took."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes


@dataclass
class Inbox:
    """Takes mail; answers may be set for a command ("MAIL", "RCPT", "DATA")."""

    answers: dict[str, str] = field(default_factory=dict)
    mails: list[Taken] = field(default_factory=list)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(Taken(envelope.mail_from or "", tuple(envelope.rcpt_tos), content))
        return "250 taken as 1"


@contextmanager
def taking(inbox: Inbox, tls: ssl.SSLContext | None = None, **options: Any) -> Iterator[int]:
    """A server that takes mail; yields its port."""
    if tls is not None:
        options["tls_context"] = tls
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=free_port(),
        **options,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def nobody_gets_in(*_args: object) -> AuthResult:
    return AuthResult(success=False, handled=False)


DROP = "drop"
HANG = "hang"
DRIP = "drip"


@contextmanager
def scripted(answers: Sequence[str]) -> Iterator[int]:
    """A server that gives one answer for each line it is sent (the first is its welcome).

    An answer may be DROP (close), HANG (say nothing) or DRIP (one byte now and then).  After
    an answer that begins with 354 it reads up to the final dot.
    """
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        thread = Thread(target=_play, args=(server, tuple(answers), over), daemon=True)
        thread.start()
        try:
            yield int(server.getsockname()[1])
        finally:
            over.set()
            thread.join(10)


def _play(server: socket.socket, answers: tuple[str, ...], over: Event) -> None:
    try:
        connection, _ = server.accept()
    except OSError:
        return
    with connection:
        connection.settimeout(10)
        lines = connection.makefile("rb")
        for number, answer in enumerate(answers):
            if number and not _heard(lines, answers[number - 1]):
                return
            if answer == DROP:
                return
            if answer == HANG:
                over.wait(10)
                return
            if answer == DRIP:
                while not over.wait(0.05):
                    try:
                        connection.sendall(b"2")
                    except OSError:
                        return
                return
            try:
                connection.sendall(answer.encode() + b"\r\n")
            except OSError:
                return


def _heard(lines: Any, before: str) -> bool:
    while line := lines.readline():
        if not before.startswith("354") or line == b".\r\n":
            return True
    return False
