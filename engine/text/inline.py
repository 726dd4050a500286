"""Inline Markdown to words: links lose their target, brackets stay.

Theory.  In a negotiated text ``[a][b]`` is two alternatives and ``[x](a)`` a placeholder and
a paragraph.  They are a link only where label b is defined in the file, or where what stands
in the parentheses looks like an address.  Then the brackets and the target go and the words
stay.  Footnote marks, tags and comments are taken out; entities and backslash escapes are
replaced by their characters, except ``\\*``, which stays because words know that escape.
Everything taken out is reported.  One pass, a stack for brackets, no backtracking.
"""

import html
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from placet.engine.text.report import Found

_TOKEN = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|(?P<note>\[\^[^\]\[\s]+\])"
    r"|(?P<comment><!--[^<>]*-->)"
    r"|<(?P<address>(?:https?://|mailto:)[^\s<>]+)>"
    r"|(?P<tag></?[A-Za-z][^<>]*>)"
    r"|&(?P<entity>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?P<image>!(?=\[[^\[\]]*\]\([^()\s]+\)))"
    r"|(?P<bracket>[\[\]])"
    r"|(?P<under>(?<!_)_{1,2}(?!_))"
)
_TARGET = re.compile(
    r"\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+(\"[^\"]*\"|'[^']*'))?\s*\)"
)
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_ADDRESS = re.compile(
    r"[a-zA-Z][a-zA-Z0-9+.-]*://|mailto:|www\.|\.{0,2}/|#|[^\s/]+\.(?:html?|pdf|docx?|md|org|int|com)\b"
)
_LONGEST_SHORTCUT = 999


@dataclass(slots=True)
class Read:
    """The words of a block, the footnotes marked in it, what was taken out."""

    words: str
    notes: list[str] = field(default_factory=list)
    taken: list[tuple[Found, str]] = field(default_factory=list)


def is_address(target: str) -> bool:
    """Whether the target of a link looks like an address and not like a paragraph's letter."""
    return _ADDRESS.match(target) is not None


def normal_label(label: str) -> str:
    """A link label as Markdown compares them: case and white space aside."""
    return " ".join(label.split()).casefold()


def inline(source: str, defined: Collection[str]) -> Read:
    """The words of a block of Markdown; ``defined`` are the link labels that the file defines."""
    return _Inline(source, defined).read()


class _Inline:
    """One pass over a block: pieces that will be joined, and what is open."""

    def __init__(self, source: str, defined: Collection[str]) -> None:
        self.source = source
        self.defined = defined
        self.found = Read("")
        self.pieces: list[str] = []
        self.open: list[tuple[int, int]] = []  # opening bracket: its piece, its end in source
        self.under: dict[int, int] = {}  # open underscores: width to piece

    def read(self) -> Read:
        at = 0
        while met := _TOKEN.search(self.source, at):
            self.pieces.append(self.source[at : met.start()])
            at = met.end()
            kind, text = met.lastgroup, met.group()
            if kind == "escape":
                self.pieces.append("\\*" if text == "\\*" else text[1:])
            elif kind == "note":
                self.found.notes.append(text[2:-1])
                self.found.taken.append((Found.FOOTNOTE_MARK, text))
            elif kind == "address":
                self.pieces.append(met["address"])
            elif kind in ("tag", "comment"):
                self.pieces.append("\n" if re.match(r"<br\b", text, re.IGNORECASE) else "")
                self.found.taken.append((Found.TAG, text))
            elif kind == "entity":
                self.pieces.append(html.unescape(text))
            elif kind == "under":
                self._underscore(met.start(), at)
            elif text == "[":
                self.open.append((len(self.pieces), at))
                self.pieces.append("[")
            elif text == "]":
                at = self._closing(met.start(), at)
        self.pieces.append(self.source[at:])
        self.found.words = "".join(self.pieces)
        return self.found

    def _closing(self, start: int, at: int) -> int:
        """A closing bracket: the end of a link, or a bracket; returns where to go on."""
        self.pieces.append("]")
        if not self.open:
            return at
        piece, begin = self.open.pop()
        name = self.source[begin:start] if start - begin <= _LONGEST_SHORTCUT else ""
        label = _LABEL.match(self.source, at) if self.defined else None
        if (target := _TARGET.match(self.source, at)) and is_address(target[1]):
            end = target.end()
        elif label and self._is_defined(label[1] or name):
            end = label.end()
        elif self._is_defined(name):
            end = at
        else:
            return at
        self.pieces[piece] = self.pieces[-1] = ""
        if end > at:
            self.found.taken.append((Found.LINK_TARGET, self.source[at:end]))
        return end

    def _is_defined(self, label: str) -> bool:
        return bool(self.defined and label) and normal_label(label) in self.defined

    def _underscore(self, start: int, end: int) -> None:
        """An underscore that emphasises becomes an asterisk, any other stays."""
        before = self.source[start - 1 : start]
        after = self.source[end : end + 1]
        width = end - start
        opens = bool(after) and not after.isspace() and not before.isalnum()
        closes = bool(before) and not before.isspace() and not after.isalnum()
        self.pieces.append("_" * width)
        if closes and width in self.under:
            self.pieces[self.under.pop(width)] = self.pieces[-1] = "*" * width
        elif opens:
            self.under[width] = len(self.pieces) - 1
