"""In which language something is said.

The language belongs to the reader, so it is a context variable: whoever renders a page or a
mail says once for whom (`with language("fr")`), and every sentence below that follows.  The
source language is English; the others are catalogues `locale/<code>.po`, read at first use
(a wheel carries the same files, nothing has to be compiled).

Two languages exist for tests alone.  In `en-XA` every letter that went through a catalogue
is accented, so that a plain letter on a page is a string that nobody can translate;
`untranslated` finds them.  `ar-XB` is the same, written from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from html.parser import HTMLParser
from importlib.resources import files
from io import BytesIO

from babel.core import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"
PSEUDO = "en-XA"
PSEUDO_RTL = "ar-XB"

LOCALES = files("placet.templates") / "locale"
"""Where the catalogues are."""

_current: ContextVar[str] = ContextVar("language", default=SOURCE)

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_PLACES = re.compile(r"(%\(\w+\)[sd]|%%|\{[^{}]*\}|<[^<>]+>|&#?\w+;)")


class Pseudo(NullTranslations):
    """A catalogue that knows every sentence: the same words, accented."""

    def gettext(self, message: str) -> str:
        """The sentence, accented."""
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form that English takes, accented."""
        return accented(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The sentence, accented."""
        return accented(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The form that English takes, accented."""
        return accented(msgid1 if n == 1 else msgid2)


def accented(message: str) -> str:
    """The message with every letter accented but those of places, tags and entities."""
    parts = _PLACES.split(message)
    return "".join(p if i % 2 else p.translate(_ACCENTS) for i, p in enumerate(parts))


@contextmanager
def language(code: str) -> Iterator[None]:
    """Say everything below in this language (BCP 47); an unknown one is the source's."""
    token = _current.set(known(code))
    try:
        yield
    finally:
        _current.reset(token)


def current() -> str:
    """The language that is spoken now."""
    return _current.get()


def is_pseudo(code: str) -> bool:
    """Whether this is a language for tests."""
    return code in (PSEUDO, PSEUDO_RTL)


@lru_cache
def known(code: str) -> str:
    """The nearest language that there is a catalogue for: fr-CH is fr, unknown is English."""
    if is_pseudo(code) or code in languages():
        return code
    base = code.replace("_", "-").split("-")[0].lower()
    return base if base in languages() else SOURCE


@lru_cache
def languages() -> tuple[str, ...]:
    """Every language that people may choose."""
    if not LOCALES.is_dir():
        return (SOURCE,)
    found = (e.name.removesuffix(".po") for e in LOCALES.iterdir() if e.name.endswith(".po"))
    return (SOURCE, *sorted(found))


@lru_cache
def locale(code: str) -> Locale:
    """How this language writes dates and numbers.  English is that of the United Nations."""
    if code in (SOURCE, PSEUDO):
        return Locale.parse("en_GB")
    try:
        return Locale.parse(code.split("-")[0] if is_pseudo(code) else code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def direction(code: str) -> str:
    """`ltr` or `rtl`."""
    return str(locale(code).text_direction)


@lru_cache
def _catalogue(code: str) -> NullTranslations:
    if is_pseudo(code):
        return Pseudo()
    if code == SOURCE:
        return NullTranslations()
    compiled = BytesIO()
    with (LOCALES / f"{code}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code.replace("-", "_")))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue(_current.get()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that the reader's language takes for `n`."""
    return _catalogue(_current.get()).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message in the reader's language, where one word has several meanings."""
    return _catalogue(_current.get()).pgettext(context, message)


def npgettext(context: str, singular: str, plural: str, n: int) -> str:
    """The form for `n`, where one word has several meanings."""
    return _catalogue(_current.get()).npgettext(context, singular, plural, n)


_ = gettext


def NC_(context: str, message: str) -> str:
    """Mark a word for `pgettext` and return it unchanged."""
    return message


class _Places(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"({key})"


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """The sentence with its {places} filled; a place without a value shows its name."""
    return sentence.format_map(_Places(values))


_ALWAYS = re.compile(r"https?://\S+|mailto:\S+|\S+@\S+|[\w.:/-]*\d[\w.:/-]*|\bPlacet\b|\bUTC\b")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SHOWN = ("title", "aria-label", "alt", "placeholder", "aria-description", "summary")
_SILENT = frozenset({"script", "style", "code", "bdi", "textarea", "template"})
_VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "col", "wbr", "source", "area"})


class _Reader(HTMLParser):
    """Collects what people read: text and the attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []
        self._open: list[tuple[str, bool]] = []

    @property
    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        quiet = self._silent or tag in _SILENT or named.get("translate") == "no"
        if not quiet:
            self.read += [v for n in _SHOWN if (v := named.get(n))]
            if tag == "input" and named.get("type") in ("submit", "button"):
                self.read.append(named.get("value") or "")
        if tag not in _VOID:
            self._open.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.read.append(data)


def untranslated(html: str, data: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of a page rendered in a pseudo language that no catalogue can reach.

    `data` are the values that are not ours to translate (titles, names, codes).  So is what
    stands in `<bdi>`, `<code>`, `<textarea>` or an element with `translate="no"`, and
    whatever holds a digit, an @ or is an address.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return untranslated_text("\n".join(reader.read), data)


def untranslated_text(text: str, data: Iterable[str] = ()) -> tuple[str, ...]:
    """The same for plain text."""
    for value in sorted(filter(None, data), key=len, reverse=True):
        text = text.replace(value, " ")
    return tuple(dict.fromkeys(_WORD.findall(_ALWAYS.sub(" ", text))))
