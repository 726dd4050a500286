"""Talking to a relay: what it answers is waiting, giving up or stopping (F-09 to F-15)."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from placet.notifications.mail import Envelope
from placet.notifications.transports import (
    Never,
    NotNow,
    Relay,
    SmtpTransport,
    Stopped,
    Withheld,
)
from tests.notifications.relays import (
    DRIP,
    DROP,
    HANG,
    Inbox,
    free_port,
    nobody_gets_in,
    scripted,
    taking,
)

MAIL = Envelope(
    key=1,
    message_id="<m.1@mail.example.org>",
    sender="notify@mail.example.org",
    recipient="ann@unep.example.org",
    subject="Hello",
    data=b"Subject: Hello\r\n\r\n.leading dot\r\nlast line\r\n",
)

WELCOME = ("220 here", "250 relay")


def yes() -> str:
    return ""


def send(port: int, **changes: object) -> str:
    values: dict[str, object] = {"tls": "none", "timeout": 5.0, **changes}
    return SmtpTransport(Relay("127.0.0.1", port, **values)).send(MAIL, yes)  # type: ignore[arg-type]


def test_a_mail_is_taken_for_one_recipient() -> None:
    inbox = Inbox()
    with taking(inbox) as port:
        assert send(port) == "250 taken as 1"
    (mail,) = inbox.mails
    assert (mail.sender, mail.recipients) == (MAIL.sender, (MAIL.recipient,))
    assert mail.data == MAIL.data


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("answer", ["421 busy", "450 later", "451 greylisted", "452 full"])
def test_a_temporary_answer_means_to_wait(command: str, answer: str) -> None:
    inbox = Inbox({command: answer})
    with taking(inbox) as port, pytest.raises(NotNow, match=answer):
        send(port)
    assert inbox.mails == []


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("answer", ["550 no such person", "552 too large", "554 no"])
def test_a_permanent_answer_means_to_give_up(command: str, answer: str) -> None:
    with taking(Inbox({command: answer})) as port, pytest.raises(Never, match=answer):
        send(port)


@pytest.mark.parametrize(
    ("answers", "meaning"),
    [
        (("421 too many of you",), NotNow),
        (("554 no service for you",), Stopped),
        ((*WELCOME, "530 authentication required"), Stopped),
        ((*WELCOME, "535 who are you"), Stopped),
        ((*WELCOME, "250 ok", "250 ok", "451 not now"), NotNow),
        ((*WELCOME, "250 ok", "250 ok", "554 no data"), Never),
        ((*WELCOME, "250 ok", "250 ok", "354 go on", "451 disk"), NotNow),
        ((*WELCOME, "250 ok", "250 ok", "354 go on", "554 spam"), Never),
        ((*WELCOME, "nonsense"), NotNow),
        ((DROP,), NotNow),
        (("220 here", DROP), NotNow),
        ((*WELCOME, DROP), NotNow),
        ((*WELCOME, "250 ok", DROP), NotNow),
        ((*WELCOME, "250 ok", "250 ok", DROP), NotNow),
        ((*WELCOME, "250 ok", "250 ok", "354 go on", DROP), NotNow),
    ],
)
def test_a_relay_that_follows_a_script(answers: tuple[str, ...], meaning: type[Exception]) -> None:
    with scripted(answers) as port, pytest.raises(meaning):
        send(port)


@pytest.mark.parametrize("said", range(6))
def test_a_relay_that_falls_silent_is_left(said: int) -> None:
    answers = ("220 here", "250 relay", "250 ok", "250 ok", "354 go on")[:said]
    with scripted((*answers, HANG)) as port, pytest.raises(NotNow):
        send(port, timeout=0.2)


def test_a_relay_that_says_one_byte_at_a_time_is_left() -> None:
    with scripted((*WELCOME, DRIP)) as port, pytest.raises(NotNow):
        send(port, timeout=2, longest=0.3)


def test_a_relay_that_says_goodbye_badly_has_the_mail() -> None:
    answers = (*WELCOME, "250 ok", "250 ok", "354 go on", "250 taken", DROP)
    with scripted(answers) as port:
        assert send(port) == "250 taken"


def test_nobody_there_and_no_such_name_mean_to_wait() -> None:
    with pytest.raises(NotNow):
        send(free_port())
    with pytest.raises(NotNow):
        SmtpTransport(Relay("relay.invalid", 25, tls="none")).send(MAIL, yes)


def test_whatever_changed_meanwhile_is_asked_before_the_words_leave() -> None:
    inbox = Inbox()
    with taking(inbox) as port, pytest.raises(Withheld, match="acted"):
        SmtpTransport(Relay("127.0.0.1", port, tls="none")).send(MAIL, lambda: "acted")
    assert inbox.mails == []


def test_there_is_no_fall_back_to_plain_text() -> None:
    inbox = Inbox()
    with taking(inbox) as port, pytest.raises(Stopped, match="STARTTLS"):
        send(port, tls="starttls")
    with taking(inbox) as port, pytest.raises((Stopped, NotNow)):
        send(port, tls="tls")
    assert inbox.mails == []


def test_a_certificate_is_checked(certificate: Path) -> None:
    inbox = Inbox()
    with taking(inbox, _server(certificate)) as port:
        with pytest.raises(Stopped, match="encryption failed"):
            send(port, tls="starttls")
        assert inbox.mails == []
        assert send(port, tls="starttls", certificates=str(certificate)) == "250 taken as 1"


def test_a_relay_may_be_encrypted_from_the_first_byte(certificate: Path) -> None:
    inbox = Inbox()
    with taking(inbox, ssl_context=_server(certificate)) as port:
        assert send(port, tls="tls", certificates=str(certificate)) == "250 taken as 1"
    with taking(Inbox(), ssl_context=_server(certificate)) as port, pytest.raises(Stopped):
        send(port, tls="tls")


def test_a_wrong_password_stops_the_queue(certificate: Path) -> None:
    options = {"authenticator": nobody_gets_in, "auth_required": True, "auth_require_tls": True}
    with (
        taking(Inbox(), _server(certificate), **options) as port,
        pytest.raises(Stopped, match="535"),
    ):
        send(port, tls="starttls", certificates=str(certificate), user="placet", password="x")  # noqa: S106


def _server(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
