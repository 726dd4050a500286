"""How a mail leaves: to a relay, or into the local mailbox.

A transport hands over in two steps.  `send` talks to the outside while no transaction is
open; `keep` runs in the very transaction that marks the mail as sent.  A relay does all in
`send`, so a crash between the two can repeat one mail (with the same Message-ID and bytes,
RFC 1047).  The local mailbox does all in `keep`, so nothing can be repeated at all.

What a relay answers is sorted into three: wait and try again (4xx, no connection), give up
(5xx), or stop the whole queue, because nothing else would fare better (the relay refuses our
password or offers no encryption; there is no fall-back to plain text).
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Timer
from typing import Any, Literal, Protocol

from placet.engine.store import Store
from placet.notifications.headers import clean
from placet.notifications.mail import Envelope

Ready = Callable[[], str]
"""Asked just before the words leave; answers why they should not, or ""."""


class NotNow(Exception):
    """The relay cannot take it now; the text is what it said."""


class Never(Exception):
    """The relay will not take it."""


class Stopped(Exception):
    """The relay takes nothing at all until somebody looks at it."""


class Withheld(Exception):
    """The mail makes no sense any more, and did not leave."""


class Transport(Protocol):
    """A way out of the house."""

    def send(self, mail: Envelope, ready: Ready) -> str:
        """Hand over to the outside and tell what it answered."""
        ...

    def keep(self, store: Store, mail: Envelope, at: datetime) -> None:
        """Hand over inside the transaction that marks the mail as sent."""
        ...


class LocalTransport:
    """Into the mailbox that the application shows."""

    def send(self, mail: Envelope, ready: Ready) -> str:
        """Nothing leaves; only whether it should."""
        if why := ready():
            raise Withheld(why)
        return "delivered to the local mailbox"

    def keep(self, store: Store, mail: Envelope, at: datetime) -> None:
        """Put it into the mailbox; the same Message-ID only once."""
        store.deliver_local(mail.message_id, mail.recipient, mail.subject, mail.data, at)


@dataclass(frozen=True, slots=True)
class Relay:
    """The mail server that takes our mail, and how long it may take to answer.

    `timeout` bounds each answer, `longest` the whole conversation (seconds); `longest` must
    be well below the lease of the outbox.
    """

    host: str
    port: int = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""
    timeout: float = 20.0
    longest: float = 300.0
    certificates: str | None = None


class SmtpTransport:
    """To a relay, one conversation for each mail, one recipient in each conversation."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._tls: ssl.SSLContext | None = None
        if relay.tls != "none":  # reading the authorities takes longer than sending a mail
            self._tls = ssl.create_default_context(cafile=relay.certificates)

    def send(self, mail: Envelope, ready: Ready) -> str:
        """Hand the mail to the relay; `ready` is asked between RCPT and DATA."""
        with _sorted(), self._connected() as smtp:
            size = [f"size={len(mail.data)}"] if smtp.has_extn("size") else []
            _accepted(smtp.mail(mail.sender, size))
            _accepted(smtp.rcpt(mail.recipient))
            if why := ready():
                raise Withheld(why)
            return _accepted(smtp.data(mail.data))

    def keep(self, store: Store, mail: Envelope, at: datetime) -> None:
        """Nothing is kept: the relay has it."""

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        relay = self._relay
        context = self._tls
        smtp = _TlsTalk(relay, context) if relay.tls == "tls" and context else _Talk(relay)
        try:
            smtp.connect(relay.host, relay.port)
            smtp.ehlo_or_helo_if_needed()
            if relay.tls == "starttls":
                smtp.starttls(context=context)
                smtp.ehlo_or_helo_if_needed()
            if relay.user:
                smtp.login(relay.user, relay.password)
            yield smtp
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()
        finally:
            smtp.close()


class _Talk(smtplib.SMTP):
    """A conversation that a watchdog ends when it lasts too long."""

    def __init__(self, relay: Relay) -> None:
        self._begin(relay)
        super().__init__(timeout=relay.timeout)
        self._host = relay.host

    def _begin(self, relay: Relay) -> None:
        self._watchdog = Timer(relay.longest, _hang_up, (self,))
        self._watchdog.daemon = True

    def connect(
        self, host: str = "", port: int = 0, source_address: Any = None
    ) -> tuple[int, bytes]:
        """Connect; whatever is not a welcome is refused for the whole queue."""
        self._watchdog.start()
        code, words = super().connect(host, port, source_address)
        if code != 220:
            said = _words(code, words)
            raise Stopped(said) if code // 100 == 5 else NotNow(said)
        return code, words

    def close(self) -> None:
        """End the conversation."""
        self._watchdog.cancel()
        super().close()


class _TlsTalk(_Talk, smtplib.SMTP_SSL):
    """The same, encrypted from its first byte."""

    def __init__(self, relay: Relay, context: ssl.SSLContext) -> None:
        self._begin(relay)
        smtplib.SMTP_SSL.__init__(self, timeout=relay.timeout, context=context)
        self._host = relay.host


def _hang_up(smtp: smtplib.SMTP) -> None:
    """End a conversation in which the relay says one byte at a time."""
    with suppress(OSError, AttributeError):
        if smtp.sock is not None:
            smtp.sock.shutdown(socket.SHUT_RDWR)


_UNENTITLED = (530, 534, 535, 538)
"""What a relay answers when it does not accept who we are, whatever the mail."""


@contextmanager
def _sorted() -> Iterator[None]:
    """What can go wrong in a conversation, sorted into waiting, giving up and stopping."""
    try:
        yield
    except smtplib.SMTPNotSupportedError as stopped:
        raise Stopped(clean(str(stopped), 300)) from stopped
    except ssl.SSLError as stopped:
        raise Stopped(clean(f"encryption failed: {stopped}", 300)) from stopped
    except smtplib.SMTPResponseException as refused:
        raise _refusal(refused.smtp_code, refused.smtp_error) from refused
    except (smtplib.SMTPException, OSError) as broken:
        raise NotNow(clean(f"{type(broken).__name__}: {broken}", 300)) from broken


def _accepted(answer: tuple[int, bytes]) -> str:
    code, words = answer
    if code // 100 != 2:
        raise _refusal(code, words)
    return _words(code, words)


def _refusal(code: int, words: bytes | str) -> Exception:
    said = _words(code, words)
    if code in _UNENTITLED:
        return Stopped(said)
    return Never(said) if code // 100 == 5 else NotNow(said)


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return clean(f"{code} {text}", 300)
