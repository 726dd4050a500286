"""Commands that link objectives of a table, or unlink them."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.links import LinkKind


@dataclass(frozen=True, slots=True)
class LinkObjectives:
    """Link objectives (by reference): a package, or alternatives of which one can be adopted."""

    kind: LinkKind
    title: str
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnlinkObjectives:
    """Take a link away; what was adopted subject to it stands by itself from now on."""

    number: int
    reason: str


LinkCommand = LinkObjectives | UnlinkObjectives
