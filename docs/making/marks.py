"""The marks of a page: its title, its tables, names set as code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOTE = "<!-- Made by docs/generate.py. Change the code, then run `make docs`. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def page(title: str, *parts: str) -> str:
    """One page of the reference."""
    return "\n\n".join([f"# {title}", NOTE, *(part.strip() for part in parts if part)]) + "\n"


def codes(names: Iterable[str]) -> str:
    """Names, each set as code."""
    return ", ".join(f"`{name}`" for name in names)


def meaning(thing: type) -> str:
    """What a class says of itself, in one line."""
    return " ".join((thing.__doc__ or "").split())
