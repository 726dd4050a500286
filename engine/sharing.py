"""Drafting spaces: what named organisations share before anybody else sees it, as values and rules.

Whoever binds an organisation opens one and invites others; each joins by accepting, and may leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from placet.engine.access import Standing
from placet.engine.decide.words import TITLE, line
from placet.engine.errors import N_, BadInput, NotAllowed
from placet.engine.preparing import clears


class Membership(StrEnum):
    """How an organisation stands to a drafting space."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class DraftingSpace:
    """A private place of named organisations on an objective.

    It has an unguessable id and no number: a number would tell how many others there are.
    """

    id: str
    ref: str
    title: str
    members: Mapping[str, Membership]
    by: str
    at: datetime
    version: int = 1

    @property
    def organisations(self) -> tuple[str, ...]:
        """Those inside."""
        return tuple(o for o, m in self.members.items() if m is Membership.JOINED)


def opened(
    id: str, ref: str, title: str, who: Standing, invited: tuple[str, ...],
    seated: tuple[str, ...], by: str, at: datetime,
) -> DraftingSpace:  # fmt: skip
    """A space of the actor's organisation, to which others are invited."""
    own = clears(who)
    named = line("title", title, TITLE)
    guests = tuple(dict.fromkeys(o for o in invited if o != own))
    if not guests:
        raise BadInput(
            "organisations", N_("Nobody is invited."), N_("Choose at least one organisation.")
        )
    _seated(guests, seated)
    members = {own: Membership.JOINED, **dict.fromkeys(guests, Membership.INVITED)}
    return DraftingSpace(id, ref, named, members, by, at)


def invited(
    space: DraftingSpace, who: Standing, more: tuple[str, ...], seated: tuple[str, ...]
) -> DraftingSpace:
    """A member invites others; whoever declined or left may be asked again."""
    own = clears(who)
    if space.members.get(own) is not Membership.JOINED:
        raise NotAllowed(N_("invite to a drafting space"))
    _seated(more, seated)
    new = {o for o in more if space.members.get(o) is not Membership.JOINED}
    if not new:
        raise BadInput(
            "organisations", N_("Nobody is invited."), N_("Choose at least one organisation.")
        )
    invitations = dict.fromkeys(sorted(new), Membership.INVITED)
    return replace(space, members={**space.members, **invitations}, version=space.version + 1)


def answered(space: DraftingSpace, who: Standing, now: Membership) -> DraftingSpace:
    """The actor's organisation joins, declines or leaves."""
    own = clears(who)
    was = space.members.get(own)
    allowed = {
        Membership.JOINED: (Membership.INVITED,),
        Membership.DECLINED: (Membership.INVITED,),
        Membership.LEFT: (Membership.JOINED,),
    }
    if was not in allowed.get(now, ()):
        raise BadInput("do", N_("This is not open to your organisation now."))
    return replace(space, members={**space.members, own: now}, version=space.version + 1)


def _seated(organisations: tuple[str, ...], seated: tuple[str, ...]) -> None:
    if strangers := [o for o in organisations if o not in seated]:
        raise BadInput(
            "organisations",
            N_("{organisation} is not at this table."),
            N_("Choose among the organisations that were invited."),
            organisation=repr(strangers[0][:40]),
        )
