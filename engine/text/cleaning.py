"""What may stand in the words of a paragraph.

Theory.  Negotiated words are copied, signed, hashed and read aloud, so two texts that look
the same must be the same characters, and no character may hide or reverse others.  Words are
therefore in Unicode normal form C, with line feeds as the only line ends, without other
control characters, without half surrogates, and with directional controls only in closed
pairs (an unclosed one reverses whatever is printed after it).

Two ways in.  What a person types is *refused* with the place named, never silently altered.
What is imported from a file is *mended*, and the caller reports what was taken out.
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}


def normal(raw: str) -> str:
    """Words in normal form C with line feeds as line ends."""
    return unicodedata.normalize("NFC", LINE_ENDS.sub("\n", raw))


def fault(words: str) -> tuple[int, bool] | None:
    """Where the first character stands that may not stay, and whether it is a control.

    The other possibility is a directional control that is not paired.
    """
    if met := _FORBIDDEN.search(words):
        return met.start(), True
    stray = unbalanced_bidi(words)
    return (stray[0], False) if stray else None


def mended(raw: str) -> tuple[str, str]:
    """Words from a file in the form in which they are kept, and the characters taken out."""
    words = normal(raw)
    dropped = "".join(_FORBIDDEN.findall(words))
    words = _FORBIDDEN.sub("", words)
    stray = frozenset(unbalanced_bidi(words))
    if stray:
        dropped += "".join(words[at] for at in sorted(stray))
        words = "".join(char for at, char in enumerate(words) if at not in stray)
    return unicodedata.normalize("NFC", words), dropped


def unbalanced_bidi(words: str) -> tuple[int, ...]:
    """Where directional controls (U+202A-202E, U+2066-2069) stand that are not closed pairs."""
    opened: list[int] = []
    stray: list[int] = []
    for met in _BIDI.finditer(words):
        if met.group() in _CLOSED_BY:
            opened.append(met.start())
        elif opened and _CLOSED_BY[words[opened[-1]]] == met.group():
            opened.pop()
        else:
            stray.append(met.start())
    return tuple(sorted(stray + opened))
