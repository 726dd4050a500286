"""Reading a mail as a strict parser and a reader would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser


@dataclass(frozen=True)
class Read:
    """A mail taken apart: header block as sent, plain part, HTML part."""

    headers: str
    plain: str
    html: str
    parsed: EmailMessage


def read(data: bytes) -> Read:
    parsed = message_from_bytes(data, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert parsed.defects == []
    plain, html = parsed.iter_parts()
    head = data.partition(b"\r\n\r\n")[0].decode("ascii")
    return Read(head.replace("\r\n", "\n") + "\n", _text(plain), _text(html), parsed)


def _text(part: object) -> str:
    assert isinstance(part, EmailMessage)
    assert part.defects == []
    return str(part.get_content()).replace("\r\n", "\n")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        self._quiet += tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.said.append(data)


@dataclass(frozen=True)
class Html:
    """What an HTML part says and does."""

    text: str
    links: tuple[str, ...]
    tags: frozenset[str]
    attributes: frozenset[str]


def html(source: str) -> Html:
    reader = _Words()
    reader.feed(source)
    reader.close()
    return Html(
        " ".join(" ".join(reader.said).split()),
        tuple(reader.links),
        frozenset(reader.tags),
        frozenset(reader.attributes),
    )


_FACT = re.compile(r"\d[\w:.-]*|[A-Z]{2,}[\w-]*|https?://\S+|\S+@\S+\w")


def facts(text: str) -> set[str]:
    """Numbers, dates, references, acronyms and addresses in a text."""
    return {fact.strip(".,;:") for fact in _FACT.findall(text)}
