"""Commands about a table that are given from its board."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwedAnswer:
    """What one organisation owes on one objective."""

    objective: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SendDigests:
    """Remind many at once, one mail a person.

    `chosen` names whose answers (none: everything that is owed at the table).  Who was
    reminded within the last day gets none, unless `force` gives the reason why.  In a
    rehearsal everybody is reminded of one objective, which `SendReminders` does.
    """

    chosen: tuple[OwedAnswer, ...] = ()
    force: str = ""
