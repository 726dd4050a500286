"""What is wrong with a definition: the place in it, and a sentence that ends in a remedy.

Workflows and rules are checked alike: nothing raises, all flaws are told at once, and the
place is made of the keys and indexes that the file has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from placet.engine.errors import BadInput

Path = tuple[str | int, ...]

Severity = Literal["error", "warning"]
"""An error refuses the definition; a warning is something that its author should look at."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong, where, and what to do about it."""

    path: Path
    text: str
    severity: Severity = "error"


def unknown(at: Path, what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Flaw]:
    """One flaw for each name that is not in the list."""
    known = list(known)
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            listed = f"use one of: {', '.join(known)}" if known else "none is declared; add it"
            hint = f"did you mean {near[0]}?" if near else listed
            yield Flaw(at, f"there is no {what} called {name or '(empty)'}; {hint}")


def in_words(bad: BadInput) -> str:
    """An error about a field in words, without the field: the path names it."""
    return bad.in_english().removeprefix(f"{bad.field}: ")
