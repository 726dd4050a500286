"""A message of the outbox as the bytes that go out, made once and for ever.

Everything in a mail follows from the stored message, its reader and three settings, so the
same message always gives the same bytes: its boundary is derived, Date and Message-ID were
fixed when it was queued.  A sign-in code stands in the bytes as a mark of the same length;
`with_code` puts the digits in at hand-over, and whoever looks at stored mail sees the mark.
"""

from __future__ import annotations

import quopri
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from placet.engine.codes import signin_code
from placet.engine.errors import NotFound
from placet.engine.messages import Kind, Message
from placet.engine.model import Person
from placet.engine.store import StoredMessage
from placet.notifications import headers as h
from placet.notifications.content import letter
from placet.notifications.entering import CODE_MARK
from placet.notifications.facts import Facts
from placet.notifications.letter import Letter
from placet.notifications.parts import is_address
from placet.templates import language, render

REASONS = {
    Kind.SIGN_IN: "signing-in",
    Kind.INVITATION: "invited",
    Kind.MEETING_CALLED: "meeting",
    Kind.MEETING_MOVED: "meeting",
    Kind.MEETING_CANCELLED: "meeting",
    Kind.MINUTES_PUBLISHED: "minutes",
    Kind.PROPOSED: "no-position",
    Kind.POSITION_REQUESTED: "no-position",
    Kind.CONFIRM_NEEDED: "confirmation",
    Kind.COMMENTS_REQUESTED: "no-comments",
    Kind.REVIEW_REQUESTED: "no-review",
    Kind.REMINDER: "still-owed",
    Kind.LAST_CALL: "still-owed",
    Kind.RECEIPT: "recorded",
    Kind.DEADLINE_CHANGED: "deadline",
    Kind.ANSWERS: "answered",
    Kind.STAGE_CHANGED: "stage",
    Kind.DECISION_NEEDED: "decision",
    Kind.OUTCOME: "outcome",
    Kind.CIRCULAR: "circular",
    Kind.PROCEDURE_CHANGED: "procedure",
    Kind.AMENDMENT: "amendment",
    Kind.TREATMENT: "treatment",
    Kind.AMENDMENTS_DECIDED: "amendments-decided",
    Kind.AGREEMENT_PENDING: "agreement-pending",
    Kind.ENTERED_ON_BEHALF: "entered-on-behalf",
    Kind.PROPOSALS_ENTERED: "proposals-entered",
    Kind.DELEGATION: "delegation",
    Kind.REMINDER_DIGEST: "still-owed",
    Kind.PROXY_OFFERED: "proxy-offered",
    Kind.PROXY_ACCEPTED: "proxy-accepted",
    Kind.PROXY_ENDED: "proxy-ended",
    Kind.STATEMENT_ENDED: "reserve-overridden",
    Kind.CONCERN_ENDED: "concern-resolved",
    Kind.COMMENTS_SUBMITTED: "recorded",
    Kind.COMMENTS_RECEIVED: "comments",
    Kind.CLEARANCE_WAITS: "clearance",
    Kind.INTERNAL_REMINDER: "internal-deadline",
    Kind.ANSWER_REJECTED: "answer-rejected",
}


@dataclass(frozen=True, slots=True)
class House:
    """From where mail is written: the base of links, the sender, the domain of ids, the secret."""

    base_url: str
    sender: str
    domain: str
    secret: bytes

    @property
    def address(self) -> str:
        """The sender's bare address."""
        return h.address(parseaddr(self.sender)[1])


@dataclass(frozen=True, slots=True)
class Envelope:
    """A mail ready to be handed over: from where, to whom, and the bytes.

    `key` identifies the outbox row; the same key always has the same bytes.
    """

    key: int
    message_id: str
    sender: str
    recipient: str
    subject: str
    data: bytes


def compose(stored: StoredMessage, person: Person, house: House) -> bytes:
    """Render the message for this person; the bytes are checked before they are given out."""
    message = stored.message
    said = letter(message, person, house.base_url)
    boundary = f"=_{sha256(stored.message_id.encode()).hexdigest()[:32]}"
    given = [*_headers(stored, person, house, said), *_mime(boundary)]
    with language(person.language):
        plain = render("mail/letter.txt.j2", letter=said)
        html = render("mail/letter.html.j2", letter=said)
    body = b"".join(
        (
            _part(boundary, "plain", plain),
            _part(boundary, "html", html),
            f"--{boundary}--\r\n".encode(),
        )
    )
    data = h.written(given) + b"\r\n" + body
    h.verify(data, given)
    if message.kind is Kind.SIGN_IN and data.count(CODE_MARK.encode()) != 2:
        raise h.BadHeader("the mark of the sign-in code is not in both parts")
    return data


def _headers(
    stored: StoredMessage, person: Person, house: House, said: Letter
) -> Iterator[h.Header]:
    message = stored.message
    facts = Facts(message.kind, message.facts)
    symbol = facts.text("symbol", "")
    yield "From", h.mailbox(f"{symbol} via Placet" if symbol else "Placet", house.address)
    yield "To", h.mailbox(person.name, person.email)
    if is_address(facts.text("contact", "")):
        yield from _reply_to(facts.text("contact"))
    yield "Subject", h.unstructured(h.clean(said.subject, 200))
    yield "Date", format_datetime(stored.date)
    yield "Message-ID", _angled(stored.message_id)
    if root := _root(message, house.domain):
        yield "In-Reply-To", root
        yield "References", root
    if message.objective:
        labels = (h.atom(message.objective), h.atom(symbol), house.domain)
        yield "List-Id", f"{h.unstructured(h.clean(message.objective, 60))} <{'.'.join(labels)}>"
    yield "Auto-Submitted", "auto-generated"
    yield "X-Auto-Response-Suppress", "OOF, AutoReply"
    yield "X-Placet-Kind", message.kind.value
    if message.objective:
        yield "X-Placet-Objective", h.unstructured(h.clean(message.objective, 60))
    if message.organisation:
        yield "X-Placet-Organisation", h.unstructured(h.clean(message.organisation, 60))
    yield "X-Placet-Reason", REASONS[message.kind]
    yield "Content-Language", h.atom(person.language)


def _reply_to(contact: str) -> Iterator[h.Header]:
    try:
        yield "Reply-To", h.mailbox("", contact)
    except h.BadAddress:
        return


def _mime(boundary: str) -> Iterator[h.Header]:
    yield "MIME-Version", "1.0"
    yield "Content-Type", f'multipart/alternative; boundary="{boundary}"'


def _root(message: Message, domain: str) -> str:
    """The thread of one organisation in one run; the last call has its own."""
    if message.objective is None or message.run is None:
        return ""
    last = ".last-call" if message.kind is Kind.LAST_CALL else ""
    seat = h.atom(message.organisation or "officers")
    return f"<run.{h.atom(message.objective)}.{message.run}.{seat}{last}@{domain}>"


def _angled(message_id: str) -> str:
    return message_id if message_id.startswith("<") else f"<{message_id}>"


def _part(boundary: str, kind: str, text: str) -> bytes:
    body = quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")
    lines = (
        f"--{boundary}",
        f'Content-Type: text/{kind}; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "",
    )
    return "\r\n".join(lines).encode() + body.rstrip(b"\r\n") + b"\r\n\r\n"


def envelope(stored: StoredMessage, person: Person, house: House) -> Envelope:
    """The stored bytes, ready to be handed over to where the person reads mail now."""
    data = stored.bytes or b""
    parsed = message_from_bytes(data)
    recipient = h.address(person.email)
    if parseaddr(str(parsed["To"]))[1] != recipient:
        raise NotFound("address", stored.message.person)
    return Envelope(
        key=stored.id,
        message_id=stored.message_id,
        sender=house.address,
        recipient=recipient,
        subject=h.decoded(str(parsed["Subject"])),
        data=with_code(stored.message, data, house.secret),
    )


def with_code(message: Message, data: bytes, secret: bytes) -> bytes:
    """The bytes with the sign-in code in the place of its mark; other mail as it is."""
    if message.kind is not Kind.SIGN_IN:
        return data
    signin = Facts(message.kind, message.facts).text("signin")
    return data.replace(CODE_MARK.encode(), signin_code(secret, signin).encode())


def expired(message: Message, now: datetime) -> bool:
    """Whether a sign-in mail would come too late to be of use."""
    return (
        message.kind is Kind.SIGN_IN
        and Facts(message.kind, message.facts).instant("expires") <= now
    )
