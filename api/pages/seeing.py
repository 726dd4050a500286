"""Who sees an objective, as forms say it: everybody at the table, or the organisations ticked."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_, BadInput

EVERYBODY = "all"
SOME = "some"
FIELDS = ("seen_by", "restricted_to")


def seen_by(typed: Mapping[str, str]) -> tuple[str, ...]:
    """The only organisations that are to see it, none for everybody; BadInput where it is unclear.

    What was ticked is never left aside: a proposal must not be seen by more than was meant.
    """
    ticked = tuple(line for line in typed.get("restricted_to", "").split("\n") if line)
    choice = typed.get("seen_by", EVERYBODY)
    if choice not in (EVERYBODY, SOME):
        raise BadInput("restricted_to", N_("Choose who sees the objective."))
    if ticked and choice == EVERYBODY:
        raise BadInput(
            "restricted_to",
            N_("Organisations are ticked, and yet everybody is to see it."),
            N_("Choose one of the two."),
        )
    if choice == SOME and not ticked:
        raise BadInput(
            "restricted_to",
            N_("No organisation is ticked."),
            N_("Tick those who are to see it, or let everybody see it."),
        )
    return ticked


def ticked(typed: Mapping[str, str]) -> tuple[str, ...]:
    """The organisations that are ticked, whatever else was chosen."""
    return tuple(line for line in typed.get("restricted_to", "").split("\n") if line)
