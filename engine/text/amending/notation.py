"""Readings that differ, written between brackets: ``[A: shall / B: should]``.

Theory.  This is the notation of bracketed drafts (`placet.engine.text.brackets` reads it):
a slash between white space separates readings, acronyms before a colon say whose they are, and
a reading that takes the words out is written ``delete`` and stands last.  Words that all of
the readings begin or end with stand outside the brackets, as white space does.  A slash that
belongs to a reading is written with a backslash.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from placet.engine.text.amending.words import Names, half_bracket
from placet.engine.text.tokens import tokens

DELETE = "delete"


def in_brackets(readings: Sequence[tuple[Names, str]]) -> str:
    """The readings as one bracket; names may be empty, an empty reading deletes."""
    last = sorted(readings, key=lambda reading: not reading[1].strip())
    before, texts, after = _shared([text for _, text in last])
    written = [_attributed(names, text) for (names, _), text in zip(last, texts, strict=True)]
    return f"{before}[{' / '.join(written)}]{after}"


def _attributed(names: Names, text: str) -> str:
    said = _slashes(text) if text else DELETE
    said = f"\\{said}" if text == DELETE else said
    return f"{', '.join(names)}: {said}" if any(names) else said


def _shared(texts: Sequence[str]) -> tuple[str, list[str], str]:
    """What stands before the bracket, what stands in it, and what stands after it."""
    cuts = [tokens(text.strip()) for text in texts]
    before, after = _white(texts, 0), _white(texts, -1)
    head = _common(cuts)
    while head and (_blank(cut[head:] for cut in cuts) or half_bracket("".join(cuts[0][:head]))):
        head -= 1
    cuts = [cut[head:] for cut in cuts] if head else cuts
    shared = "".join(tokens(texts[0].strip())[:head])
    tail = _common([cut[::-1] for cut in cuts])
    while tail and (
        _blank(cut[:-tail] for cut in cuts) or half_bracket("".join(cuts[0][-tail:]))
    ):  # fmt: skip
        tail -= 1
    ending = "".join(cuts[0][-tail:]) if tail else ""
    inside = ["".join(cut[:-tail] if tail else cut) for cut in cuts]
    left = _white(inside, 0) if shared else ""
    right = _white(inside, -1) if ending else ""
    return (
        f"{before}{shared}{left}", [text.strip() for text in inside], f"{right}{ending}{after}"
    )  # fmt: skip


def _common(cuts: Sequence[Sequence[str]]) -> int:
    """With how many tokens all begin."""
    for at, met in enumerate(zip(*cuts, strict=False)):
        if len(set(met)) > 1:
            return at
    return min(map(len, cuts))


def _blank(cuts: Iterable[list[str]]) -> bool:
    """Whether nothing is left of one of them."""
    return any(not "".join(cut).strip() for cut in cuts)


def _white(texts: Sequence[str], end: int) -> str:
    """The longest white space at the beginning (0) or the end (-1) of any of them."""
    spaces = [
        text[: len(text) - len(text.lstrip())] if end == 0 else text[len(text.rstrip()) :]
        for text in texts
        if text.strip()
    ]
    return max(spaces, key=len, default="")


def _slashes(text: str) -> str:
    """The words with a backslash before each slash that would separate readings."""
    depth = 0
    found: list[str] = []
    for at, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
        if char == "/" and depth <= 0 and len(around) == 2 and around.isspace():
            found.append("\\")
        found.append(char)
    return "".join(found)
