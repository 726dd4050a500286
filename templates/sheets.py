"""Plain text for a terminal: paragraphs and two columns, no wider than a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill

WIDTH = 96
_WIDEST = 28


def paragraph(words: str, indent: int = 0) -> str:
    """Words in lines of a readable length; names are never broken."""
    space = " " * indent
    return fill(
        words,
        WIDTH,
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    )


def columns(rows: Sequence[tuple[str, str]], indent: int = 2) -> Iterable[str]:
    """A short word and what is said of it, a row each; a long word stands on a line of its own."""
    wide = max((len(left) for left, _ in rows if len(left) <= _WIDEST), default=0)
    edge = indent + wide + (2 if wide else 0)
    for left, right in rows:
        body = paragraph(right, edge)
        if len(left) > wide:
            yield f"{' ' * indent}{left}"
            yield body
        else:
            yield f"{' ' * indent}{left:<{edge - indent}}{body.lstrip()}".rstrip()


def section(title: str, rows: Sequence[tuple[str, str]]) -> Iterable[str]:
    """A heading with rows under it, after an empty line; nothing where there are no rows."""
    if rows:
        yield ""
        yield title
        yield from columns(rows)
