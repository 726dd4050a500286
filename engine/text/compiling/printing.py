r"""A passage as bracketed words, so that every proposer's words can be read back from them.

Convention.  The base comes first in a bracket and carries no name, unless some proposals keep
it where others change it: then it carries theirs.  So with a base that says *will*,
``[will / A: shall / B: should]``; where A keeps *shall*, ``[A: shall / B: should]``; what A
alone inserts is ``[A: new words]``; what A takes out is ``[B: old words / A: delete]``.  A whole
paragraph that not everybody has stands in such a bracket too, with its variations inside.

Exactness.  White space stands outside a bracket where that reads back (``reading_back`` says
how).  Words that would mislead a reader, because they hold brackets like ours, half a bracket or
a reading that says *delete*, are printed with backslashes: first only before brackets that have
no partner, then before those and slashes of the whole paragraph, then before every bracket,
slash and colon; and where white space itself is at stake, the whole wordings stand side by
side.  Each way is tried and read back for everybody, and the first that is exact is taken; the
last one always is.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum

from placet.engine.text.amending.words import Names, Piece, Variation, half_bracket
from placet.engine.text.compiling.reading_back import SLASH, Printed
from placet.engine.text.compiling.values import BASE, Compilation, Passage
from placet.engine.text.notation.groups import DELETE

_SPECIAL = re.compile(r"[\\\[\]/:]")
_SLASHES = re.compile(r"(?<= )/(?= )")
_BRACKET = re.compile(r"[\[\]]")
_Readings = Sequence[tuple[Names, str]]


class _Escaping(Enum):
    """Before what a backslash is printed."""

    HALVES_THAT_VARY = 1
    HALVES = 2
    ALL = 3


def bracketed(
    compilation: Compilation, passage: Passage, attributed: bool = True, keepers: bool = True
) -> str:
    """The words of a passage with brackets where not all who are asked say the same.

    ``attributed``: with names; ``keepers``: also of those who keep the words of the base.
    """
    names = compilation.names_of(passage.holders)
    everybody = compilation.names
    absent = tuple(name for name in everybody if name not in set(names))
    has_base = BASE in passage.holders
    outer = (bool(absent) or not has_base) and any(_wordings(passage.pieces, names, has_base))
    if not outer and not any(passage.variations()):
        words = "".join(piece for piece in passage.pieces if isinstance(piece, str))
        if "[" not in words and "\\" not in words:
            return words
    for printer in _ways(names, has_base):
        printer.keepers = keepers
        inside = printer.inside(passage.pieces)
        shown = printer.around(inside, absent) if outer else inside
        if _is_exact(shown, compilation, passage, absent):
            break
    if attributed:
        return shown
    printer.shows_names = False
    inside = printer.inside(passage.pieces)
    return printer.around(inside, absent) if outer else inside


class _Printer:
    """One way of printing a passage."""

    def __init__(
        self, names: Names, has_base: bool, escaping: _Escaping, tidy: bool, whole: bool = False
    ) -> None:
        self.names, self.has_base = names, has_base
        self.escaping, self.tidy, self.whole = escaping, tidy, whole
        self.shows_names = self.keepers = True

    def inside(self, pieces: Sequence[Piece]) -> str:
        """The pieces, each variation in a bracket."""
        if self.whole:
            wordings = dict.fromkeys(_wordings(pieces, (), True))
            base = next(iter(wordings))
            by_words: dict[str, list[str]] = {}
            for name in self.names:
                by_words.setdefault(_read(pieces, name), []).append(name)
            varying = tuple((tuple(n), w) for w, n in by_words.items() if w != base)
            if varying:
                pieces = (Variation(base, varying),)
        lone = _lone(_read(pieces, None)) if self.escaping is _Escaping.HALVES else frozenset()
        found: list[str] = []
        at = 0
        for piece in pieces:
            if isinstance(piece, Variation):
                found.append(self._variation(piece))
                at += len(piece.base_text)
            else:
                found.append(self._common(piece, at, lone))
                at += len(piece)
        return "".join(found)

    def around(self, inside: str, absent: Names) -> str:
        """A paragraph that some do not have, in its bracket."""
        if not self.has_base:
            return self._bracket([(self.names, inside)])
        return self._bracket([(self._kept_by(self.names), inside), (absent, DELETE)])

    def _kept_by(self, names: Names) -> Names:
        """The names that the base carries."""
        return names if self.keepers else ()

    def _common(self, words: str, at: int, lone: frozenset[int]) -> str:
        """Words that do not vary; they begin at a character of the base, with lone brackets."""
        if self.escaping is _Escaping.ALL:
            return _SPECIAL.sub(r"\\\g<0>", words)
        if self.escaping is _Escaping.HALVES:
            return _without_slashes(_marked(words, {place - at for place in lone}))
        return words

    def _variation(self, piece: Variation) -> str:
        """A bracket with what is said in the place of some words, the base first."""
        others = {name for names, _ in piece.readings for name in names}
        keepers = tuple(name for name in self.names if name not in others)
        readings = [(self._kept_by(keepers), piece.base_text)] if piece.base_text else []
        readings += piece.readings
        before, after = _edges([text for _, text in readings if text]) if self.tidy else ("", "")
        end = -len(after) or None
        shown = [(names, self._reading(text[len(before) : end], text)) for names, text in readings]
        return f"{before}{self._bracket(shown)}{after}"

    def _reading(self, words: str, whole: str) -> str:
        if not whole:
            return DELETE
        if words == DELETE:
            return f"\\{words}"
        if self.escaping is _Escaping.ALL:
            return _SPECIAL.sub(r"\\\g<0>", words)
        marked = _marked(words, _lone(words)) if half_bracket(words) else words
        return _without_slashes(marked) if self.escaping is _Escaping.HALVES else marked

    def _bracket(self, readings: _Readings) -> str:
        return f"[{SLASH.join(self._lead(names) + words for names, words in readings)}]"

    def _lead(self, names: Names) -> str:
        return f"{', '.join(names)}: " if names and self.shows_names else ""


def _ways(names: Names, has_base: bool) -> Iterator[_Printer]:
    """The ways of printing, the one that reads best first."""
    yield _Printer(names, has_base, _Escaping.HALVES_THAT_VARY, tidy=True)
    yield _Printer(names, has_base, _Escaping.HALVES, tidy=True)
    yield _Printer(names, has_base, _Escaping.ALL, tidy=True)
    yield _Printer(names, has_base, _Escaping.ALL, tidy=False)
    yield _Printer(names, has_base, _Escaping.ALL, tidy=False, whole=True)


def _is_exact(shown: str, compilation: Compilation, passage: Passage, absent: Names) -> bool:
    """Whether everybody's words can be read back."""
    printed = Printed(shown, compilation.names)
    if any(printed.read(name) for name in absent):
        return False
    holders = [holder for holder in passage.holders if holder != BASE]
    return all(
        printed.read(name) == compilation.words(passage, holder)
        for holder in holders
        for name in compilation.proposals[holder - 1].names
    )


def _wordings(pieces: Sequence[Piece], names: Names, has_base: bool) -> Iterator[str]:
    """What the base (or who comes first) and these names say."""
    if has_base:
        yield _read(pieces, None)
    for name in names:
        yield _read(pieces, name)


def _read(pieces: Iterable[Piece], name: str | None) -> str:
    said = (
        piece if isinstance(piece, str) else piece.base_text if name is None else piece.read(name)
        for piece in pieces
    )
    return "".join(said)


def _edges(texts: Sequence[str]) -> tuple[str, str]:
    """The white space with which all begin, and that with which all end, if words are left."""
    if not texts or not all(text.strip() for text in texts):
        return "", ""
    before = {text[: len(text) - len(text.lstrip())] for text in texts}
    after = {text[len(text.rstrip()) :] for text in texts}
    return before.pop() if len(before) == 1 else "", after.pop() if len(after) == 1 else ""


def _without_slashes(words: str) -> str:
    """The words with a backslash before each slash that could divide readings."""
    return _SLASHES.sub(r"\\/", words)


def _marked(words: str, places: Collection[int]) -> str:
    """The words with a backslash before these characters."""
    if not places:
        return words
    return "".join(f"\\{char}" if at in places else char for at, char in enumerate(words))


def _lone(words: str) -> frozenset[int]:
    """Where brackets stand that have no partner in these words."""
    open: list[int] = []
    halves: list[int] = []
    for met in _BRACKET.finditer(words):
        if met.group() == "[":
            open.append(met.start())
        elif open:
            open.pop()
        else:
            halves.append(met.start())
    return frozenset((*open, *halves))
