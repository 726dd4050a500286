"""Printed numbers at the start of a paragraph: 1., (a), (ii), 3.3 bis, PP2, OP7 ter, -.

Theory.  A number in a file is a label and nothing else: it is taken off the words and pinned
as it was printed (a full stop or colon after it is punctuation and goes).  What merely looks
like one stays in the words: "2.5 million", "(Establishment)".
"""

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["preambular", "operative", "number", "dotted", "letter", "roman", "bullet"]

_SUFFIX = (
    r"(?i:\s?(?:bis|ter|quat(?:er)?|quin(?:quies)?|sex(?:ies)?|sept(?:ies)?|oct(?:ies)?"
    r"|alt(?:\.?\s?\d{1,2})?)(?![^\W_]))"
)
_NUMBER = r"\d{1,3}"
_END = r"(?=\s|\[\^|$)"
_LETTER = r"(?:([a-z])\2?|a[b-lo-ru-z]|[ivxl]{2,7}|[A-Z]{1,2}|\d{1,3})"

_RUN = re.compile(rf"((?:PP|OP)\s?{_NUMBER}{_SUFFIX}*)[.:)]?{_END}", re.IGNORECASE)
_PLAIN = re.compile(rf"({_NUMBER}{_SUFFIX}*)(?:\.|(\))){_END}", re.IGNORECASE)
_BIS = re.compile(rf"({_NUMBER}{_SUFFIX}+):?{_END}", re.IGNORECASE)
_DOTTED = re.compile(
    rf"({_NUMBER}(?:\.(?:{_NUMBER}|x))+(?:{_SUFFIX}|(?=[.:)])|{_END}(?!\s+[a-z])){_SUFFIX}*)"
    rf"[.:)]?{_END}"
)
_PAREN = re.compile(rf"(\({_LETTER}{_SUFFIX}*\){_SUFFIX}*){_END}")
_HALF = re.compile(r"([a-zA-Z]\)|[a-z](?=\.))\.?(?=\s|\[\^|$)")
_BULLET = re.compile(r"[-*+•·]\s+(?=\S)")
_CORE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number: the label (``None`` for a bullet), its style, and where words begin."""

    label: str | None
    style: Style
    words_at: int


def printed(line: str) -> Printed | None:
    """The number with which a line starts, if it starts with one."""
    if met := _RUN.match(line):
        style: Style = "preambular" if line[:2].upper() == "PP" else "operative"
        return Printed(met.group(1), style, met.end())
    if met := _PLAIN.match(line):
        return Printed(met.group(1) + (met.group(2) or ""), "number", met.end())
    if met := _BIS.match(line):
        return Printed(met.group(1), "number", met.end())
    if met := _DOTTED.match(line):
        return Printed(met.group(1), "dotted", met.end())
    if met := _PAREN.match(line):
        return Printed(met.group(1), _lettered(met.group(1)), met.end())
    if met := _HALF.match(line):
        return Printed(met.group(1), "letter", met.end())
    if met := _BULLET.match(line):
        return Printed(None, "bullet", met.end())
    return None


def core(label: str) -> str:
    """The bare letters or digits of a label: "(a)" is a, "3.3 bis" is 3."""
    met = _CORE.search(label)
    return met.group() if met else ""


def _lettered(label: str) -> Style:
    bare = core(label)
    if bare.isdecimal():
        return "number"
    return "roman" if (len(bare) > 1 and set(bare) <= set("ivxl")) or bare == "i" else "letter"
