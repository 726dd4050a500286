"""Amendments compiled: what each supporter would make of the base, as one bracketed text.

Theory.  The proposal of an organisation is the base with every change made that it supports,
one after the other, each brought onto what those before it made of the text.  A change has one
number, so a paragraph that it makes has one id whoever supports it, and the proposals of those
who support the same changes are equal and merge.  What does not fit beside an earlier change of
the same supporter is left out and told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from placet.engine.text.amending import Unfit, WhyUnfit, applied_all, rebased
from placet.engine.text.changes import Change, Origin
from placet.engine.text.compiling.compiled import compiled
from placet.engine.text.compiling.values import Compilation
from placet.engine.text.tree import Text

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A change (by its index) that does not fit beside the others of a supporter, and why."""

    change: int
    name: str
    unfit: Unfit


@dataclass(frozen=True, slots=True)
class ChangesCompiled:
    """The compilation, the counter of ids after it, and what was left out of it."""

    compilation: Compilation
    minted: int
    left_out: tuple[LeftOut, ...]


def compiled_changes(
    base: Text, changes: Sequence[tuple[Names, Change]], minted: int
) -> ChangesCompiled:
    """The compilation of changes to the base, each with the names of all who support it.

    ``minted`` is the highest number ever used for an id.  Raises ``BadInput`` for a change that
    does not fit the base.
    """
    numbers: dict[Change, int] = {}
    for _, change in changes:
        numbers.setdefault(change, minted + len(numbers))
    names = dict.fromkeys(name for supporters, _ in changes for name in supporters)
    texts: dict[str, Text] = {}
    left: list[LeftOut] = []
    for name in names:
        own = [(at, change) for at, (by, change) in enumerate(changes) if name in by]
        texts[name] = _text(base, name, own, numbers, left)
    return ChangesCompiled(compiled(base, texts), minted + len(numbers), tuple(left))


def _text(
    base: Text,
    name: str,
    own: Sequence[tuple[int, Change]],
    numbers: dict[Change, int],
    left: list[LeftOut],
) -> Text:
    """The base with the changes that one supports."""
    text = base
    origins: dict[str, Origin] = {}
    for at, change in own:
        fitting = rebased(change, base, text, origins)
        if isinstance(fitting, Unfit):
            if fitting.reason is not WhyUnfit.DONE:
                left.append(LeftOut(at, name, fitting))
            continue
        made = applied_all(text, [fitting], numbers[change])
        text = made.text
        origins |= made.origins
    return text
