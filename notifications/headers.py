"""Headers, written by ourselves and read back before a mail may leave.

Theory.  The standard library's writer of headers differs between patch releases, and older
ones decode what looks like an encoded word inside a title, so that a title could end a
header and begin another one (CVE-2024-6923, CVE-2026-1299).  So a value is cleaned first
(`clean`: one line, no controls, nothing that looks encoded), then written by the few lines
below: ASCII as it is, anything else as encoded words of at most 75 characters, folded at
spaces only.  `verify` then parses the bytes and compares every header with what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Sequence
from email import message_from_bytes, policy
from email.header import decode_header, make_header

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from placet.engine.errors import PlacetError

CAP = 500
"""The most characters of a header that holds anybody's words."""

LINE = 78
_WORD_BYTES = 42
"""Bytes in one encoded word: 56 characters of base64 and 12 around them."""

_JOINERS = "\u200c\u200d"
_SPACES = re.compile(r"\s+")
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_ATOM = re.compile(r"[^A-Za-z0-9-]+")

_PRIVATE = tuple(f".{name}" for name in SPECIAL_USE_DOMAIN_NAMES)
_PUBLIC = ".placet.org"

Header = tuple[str, str]


class BadHeader(PlacetError):
    """The mail would not have the headers that were meant: {what}"""

    def __init__(self, what: str) -> None:
        super().__init__(what=what)


class BadAddress(PlacetError):
    """{address} is not an address that mail can be sent to."""

    def __init__(self, address: str) -> None:
        super().__init__(address=address)


def clean(value: str, cap: int = CAP) -> str:
    """One line of harmless words: NFC, no control or format characters, nothing encoded."""
    kept = (c if _harmless(c) else " " for c in unicodedata.normalize("NFC", value))
    line = _SPACES.sub(" ", "".join(kept)).replace("=?", "= ?").strip()
    return line[:cap].rstrip()


def _harmless(char: str) -> bool:
    category = unicodedata.category(char)
    return char in _JOINERS or category not in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")


def address(text: str) -> str:
    """An address as it may stand in a header and in a command: ASCII, one, without comments.

    Only its form is judged; names for private use (placet.localhost) are as good as others.
    """
    private = text.rpartition("@")[2].lower().endswith(_PRIVATE)
    try:
        valid = validate_email(
            text + _PUBLIC if private else text,
            check_deliverability=False,
            allow_smtputf8=False,
            allow_quoted_local=False,
            allow_domain_literal=False,
        )
    except EmailNotValidError:
        raise BadAddress(clean(text, 80)) from None
    found = valid.ascii_email or valid.normalized
    return found.removesuffix(_PUBLIC) if private else found


def mailbox(name: str, addr: str) -> str:
    """`"Name" <address>`; the name is cleaned, the address must be good."""
    name = clean(name, 100)
    where = f"<{address(addr)}>"
    if not name:
        return where
    if not name.isascii():
        return f"{encoded(name)} {where}"
    quoted = name if _PHRASE.fullmatch(name) else _quoted(name)
    return f"{quoted} {where}"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def atom(text: str) -> str:
    """What may stand in the left part of a Message-ID or in a label of a domain."""
    return _ATOM.sub("-", text)[:60].strip("-").lower() or "x"


def encoded(text: str) -> str:
    """The text as encoded words (RFC 2047), each of whole characters."""
    words, chunk = [], b""
    for char in text:
        raw = char.encode()
        if len(chunk) + len(raw) > _WORD_BYTES:
            words.append(chunk)
            chunk = b""
        chunk += raw
    words.append(chunk)
    return " ".join(f"=?utf-8?B?{b64encode(word).decode()}?=" for word in words)


def unstructured(text: str) -> str:
    """A cleaned line as the value of a header such as Subject."""
    return text if text.isascii() else encoded(text)


def written(headers: Iterable[Header]) -> bytes:
    """The header block, folded at spaces, without the empty line that ends it."""
    return b"".join(_line(name, value) for name, value in headers)


def _line(name: str, value: str) -> bytes:
    if not value.isascii() or any(c < " " or c == "\x7f" for c in value):
        raise BadHeader(f"{name} is not a line of ASCII")
    lines, line = [], f"{name}:"
    for word in value.split(" "):
        if len(line) + 1 + len(word) > LINE and line.strip() and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += f" {word}"
    lines.append(line)
    if max(map(len, lines)) > 998:
        raise BadHeader(f"{name} has a word that is too long")
    return "".join(f"{part}\r\n" for part in lines).encode("ascii")


def verify(data: bytes, expected: Sequence[Header]) -> None:
    """Refuse a mail whose bytes do not parse to exactly these headers, in this order."""
    head, _, _body = data.partition(b"\r\n\r\n")
    if b"\n" in head.replace(b"\r\n", b"") or b"\r" in head.replace(b"\r\n", b""):
        raise BadHeader("a bare line end")
    parsed = message_from_bytes(data, policy=policy.compat32)
    found = [(name, _unfolded(str(value))) for name, value in parsed.items()]
    meant = [(name, _unfolded(value)) for name, value in expected]
    if found != meant:
        names = [n for n, _ in found], [n for n, _ in meant]
        raise BadHeader(f"{names[0]} instead of {names[1]}" if names[0] != names[1] else "values")
    for name, value in found:
        if any(unicodedata.category(c) == "Cc" for c in decoded(value)):
            raise BadHeader(f"{name} decodes to a control character")


def decoded(value: str) -> str:
    """A header's value as people read it."""
    return str(make_header(decode_header(_unfolded(value))))


def _unfolded(value: str) -> str:
    return _SPACES.sub(" ", value).strip()
