"""What happened at a table from its board."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemindedOf:
    """One organisation was reminded of one objective."""

    objective: str
    organisation: str


@dataclass(frozen=True, slots=True)
class DigestsSent:
    """Reminders were sent by hand, one mail a person; `force` is why so soon after another."""

    items: tuple[RemindedOf, ...]
    mails: int
    force: str = ""
