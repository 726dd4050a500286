"""Headers: nothing that people type can add, end or change one (C5, R-13, R-14)."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.notifications import headers as h
from placet.notifications.mail import compose, envelope
from placet.notifications.transports import Relay, SmtpTransport
from tests.notifications.reading import read
from tests.notifications.relays import Inbox, taking
from tests.notifications.samples import ANN, HOUSE, a_message, stored

CORPUS = (
    "=?utf-8?q?A=0ABcc:_evil@x.org?=",
    "=?utf-8?q?A=0AReply-To:_evil@x.org?=",
    "=?utf-8?q?A=0D=0A=0D=0A<h1>forged</h1>?=",
    "=?utf-8?b?QQpCY2M6IGV2aWxAeC5vcmc=?=",
    "=\x00?utf-8?q?A=0ABcc:_evil@x.org?=",
    "= ?utf-8?q?A=0ABcc:_evil@x.org?= =?utf-8?q?B?=",
    "plain\r\nBcc: evil@x.org",
    "plain\nBcc: evil@x.org",
    "plain\rBcc: evil@x.org",
    "plain\x0bBcc: evil@x.org\x0c",
    "nul\x00byte",
    "next\u0085line",
    "line\u2028separator\u2029paragraph",
    "\u202egro.x@live\u202c",
    "tab\tand\x1b[31mescape\x9b31m",
    '"quoted" <evil@x.org>, other',
    "\u0645\u0631\u062d\u0628\u0627 \u4f60\u597d e\u0301 \U0001f600 " * 8,
    "lone \ud800 surrogate",
    "x" * 5000,
    "",
    " ",
    "=?=?=?",
    "?==?utf-8?q?=0A?=",
)
NASTY = pytest.mark.parametrize("nasty", CORPUS)

EXPECTED = (
    "From To Reply-To Subject Date Message-ID In-Reply-To References List-Id Auto-Submitted "
    "X-Auto-Response-Suppress X-Placet-Kind X-Placet-Objective X-Placet-Organisation "
    "X-Placet-Reason Content-Language MIME-Version Content-Type"
).split()


def poisoned(nasty: str) -> bytes:
    """A mail with the words everywhere where people's words go."""
    message = a_message("position_requested")
    facts = {**message.facts, "symbol": nasty, "title": nasty, "negotiation": nasty, "ref": nasty}
    facts["organisation"] = nasty
    reader = replace(ANN, name=nasty)
    told = replace(message, facts=facts, objective=nasty or "x", organisation=nasty or "x")
    return compose(stored(told), reader, HOUSE)


@NASTY
def test_a_mail_has_exactly_the_headers_that_were_meant(nasty: str) -> None:
    nasty = nasty.encode("utf-8", "replace").decode()
    data = poisoned(nasty)
    mail = read(data)
    assert mail.parsed.keys() == EXPECTED
    head = data.partition(b"\r\n\r\n")[0]
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert parseaddr(str(mail.parsed["To"]))[1] == ANN.email
    for name, value in mail.parsed.items():
        assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in str(value)), name
    assert "evil" not in str(mail.parsed["From"].addresses[0].addr_spec)
    assert len(mail.parsed["To"].addresses) == 1
    assert "forged" not in mail.html.split("<body")[0].split("<title")[0]


@NASTY
def test_a_relay_receives_exactly_those_headers_and_one_body(nasty: str) -> None:
    nasty = nasty.encode("utf-8", "replace").decode()
    inbox = Inbox()
    message = a_message("reminder")
    told = replace(message, facts={**message.facts, "title": nasty, "symbol": nasty})
    row = stored(told)
    row = replace(row, bytes=compose(row, ANN, HOUSE))
    with taking(inbox) as port:
        relay = Relay("127.0.0.1", port, tls="none", timeout=5)
        SmtpTransport(relay).send(envelope(row, ANN, HOUSE), lambda: "")
    (mail,) = inbox.mails
    assert mail.recipients == (ANN.email,)
    assert read(mail.data).parsed.keys() == EXPECTED
    assert mail.data.replace(b"\r\n", b"\n") == (row.bytes or b"").replace(b"\r\n", b"\n")


@given(st.text())
def test_what_is_clean_is_one_harmless_line(text: str) -> None:
    said = h.clean(text)
    assert "=?" not in said
    assert len(said) <= h.CAP
    assert said == said.strip()
    assert all(c == " " or unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in said)
    assert h.clean(said) == said


@given(st.text(min_size=1))
def test_a_cleaned_line_is_read_back_as_it_was(text: str) -> None:
    said = h.clean(text)
    written = h.written([("Subject", h.unstructured(said))])
    assert written.isascii()
    assert all(len(line) <= 78 or b" " not in line.strip() for line in written.split(b"\r\n"))
    h.verify(written + b"\r\nbody", [("Subject", h.unstructured(said))])
    value = written.decode().partition(":")[2]
    assert " ".join(h.decoded(value).split()) == " ".join(said.split())


@given(st.text())
def test_a_name_never_becomes_an_address(name: str) -> None:
    line = h.written([("To", h.mailbox(name, "ann@example.org"))]).decode()
    assert parseaddr(" ".join(line.partition(":")[2].split()))[1] == "ann@example.org"


@pytest.mark.parametrize(
    "bad",
    [
        "ann@example.org\r\nRCPT TO:<evil@x.org>",
        '"a b"@example.org',
        "a@b@example.org",
        "<a@example.org>,c",
        "a@example.org>, b@example.org",
        "Ann <a@example.org>",
        "a(comment)@example.org",
        "a@[127.0.0.1]",
        "a" * 320 + "@example.org",
        "a@exa mple.org",
        "a\x00@example.org",
        "a@",
        "@example.org",
        "",
        "\u0430nn\u200b@example.org",
    ],
)
def test_only_a_plain_address_is_an_address(bad: str) -> None:
    with pytest.raises(h.BadAddress):
        h.address(bad)


def test_an_address_is_written_in_ascii() -> None:
    assert h.address("ann@b\u00fccher.example") == "ann@xn--bcher-kva.example"
    assert h.address("ann@placet.localhost") == "ann@placet.localhost"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (b"A: 1\r\nB: 2\r\n", [("A", "1")]),
        (b"A: 1\r\n", [("A", "1"), ("B", "2")]),
        (b"A: 1\r\n", [("A", "2")]),
        (b"A: 1\nB: 2\r\n", [("A", "1")]),
        (b"A: 1\rB: 2\r\n", [("A", "1")]),
        (b"A: =?utf-8?q?x=0Ay?=\r\n", [("A", "=?utf-8?q?x=0Ay?=")]),
    ],
)
def test_a_mail_with_other_headers_is_refused(
    headers: bytes, expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(h.BadHeader):
        h.verify(headers + b"\r\nbody", expected)


@pytest.mark.parametrize("value", ["caf\u00e9", "a\nb", "a\x7fb", "x" * 1000])
def test_a_value_that_cannot_stand_in_a_header_is_refused(value: str) -> None:
    with pytest.raises(h.BadHeader):
        h.written([("Subject", value)])


def test_a_long_address_is_not_folded() -> None:
    url = f"<https://placet.example.org/{'x' * 200}>"
    assert h.written([("List-Unsubscribe", url)]).decode() == f"List-Unsubscribe: {url}\r\n"


def test_a_contact_that_is_no_address_is_no_reply_to() -> None:
    message = a_message("reminder")
    for contact in ("Room 12, telephone 4711", "a@b@c", "x@exa_mple", ""):
        data = compose(
            stored(replace(message, facts={**message.facts, "contact": contact})), ANN, HOUSE
        )
        assert read(data).parsed["Reply-To"] is None
