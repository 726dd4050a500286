"""Who belongs to a group, who speaks for it, and what it says.

Groups are the secretariat's to note; a member may always leave.  What a group sponsors, remarks
or says is done by its speaker's delegates and is marked with both: the group, and the
organisation that spoke.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor, standing
from placet.engine.decide.situation import Situation
from placet.engine.decide.words import REMARK, TITLE, line, words
from placet.engine.errors import N_, AlreadyExists, BadInput, NotAllowed, NotFound
from placet.engine.groups import Group, group_named
from placet.engine.model import Negotiation
from placet.engine.parties import at_the_table

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&-]{0,19}", re.ASCII)

FEWEST = 2
"""Members that a group has when it is noted."""


def decide_groups(
    before: Negotiation, command: c.GroupCommand, actor: Actor, now: datetime
) -> tuple[e.GroupEvent, ...]:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.FormGroup():
            return _form(before, command)
        case c.ChangeGroup():
            known = _known(before, command.code)
            changed = _checked(before, command, known.code)
            return () if changed == known else (e.GroupChanged(changed),)
        case c.DissolveGroup():
            known = _known(before, command.code)
            return (e.GroupDissolved(known.code, words("reason", command.reason, REMARK)),)
        case c.LeaveGroup():
            return _leave(before, command, actor, now)
        case _:
            assert_never(command)


def speaks_for(s: Situation, code: str) -> str:
    """The group in whose name the actor's organisation speaks; "" where it names none.

    Raises BadInput for a group that there is not, NotAllowed where another organisation speaks
    for it.
    """
    if not code:
        return ""
    group = group_named(s.negotiation.groups, code)
    if group is None:
        raise BadInput(
            "group",
            N_("{group} is not a group at this table."),
            N_("Choose one of the groups of the negotiation, or none."),
            group=repr(code[:40]),
        )
    if group.speaker != s.who.organisation:
        raise NotAllowed(N_("speak for a group for which another organisation speaks"))
    return group.code


def _form(before: Negotiation, command: c.FormGroup) -> tuple[e.GroupEvent, ...]:
    code = command.code.strip()
    if not _CODE.fullmatch(code):
        raise BadInput(
            "code",
            N_("{code} is not a short name."),
            N_("Use up to 20 letters, digits, dots, ampersands and hyphens, such as G77."),
            code=repr(code[:40]),
        )
    if group_named(before.groups, code) is not None:
        raise AlreadyExists("group", code)
    if code in {p.organisation for p in before.participants}:
        raise BadInput(
            "code",
            N_("{code} is an organisation at this table."),
            N_("Give the group another short name."),
            code=code,
        )
    return (e.GroupFormed(_checked(before, command, code)),)


def _checked(before: Negotiation, command: c.FormGroup | c.ChangeGroup, code: str) -> Group:
    members = tuple(dict.fromkeys(command.members))
    at_table = set(at_the_table(before))
    for member in members:
        if member not in at_table:
            raise BadInput(
                "members",
                N_("{organisation} is not at this table."),
                N_("Invite the organisation first."),
                organisation=repr(member[:40]),
            )
    if len(members) < FEWEST:
        raise BadInput(
            "members", N_("A group has at least two members."), N_("Choose its members.")
        )
    if command.speaker not in members:
        raise BadInput(
            "speaker",
            N_("The organisation that speaks for a group is one of its members."),
            N_("Choose one of them."),
        )
    return Group(code, line("title", command.title, TITLE), command.kind, members, command.speaker)


def _leave(
    before: Negotiation, command: c.LeaveGroup, actor: Actor, now: datetime
) -> tuple[e.GroupEvent, ...]:
    group = _known(before, command.code)
    organisation = standing(actor, before, now).organisation
    if organisation is None or organisation not in group.members:
        raise NotAllowed(N_("leave a group to which one's organisation does not belong"))
    if organisation == group.speaker:
        raise BadInput(
            "code",
            N_("{organisation} speaks for {group}."),
            N_("Ask the secretariat to name another speaker first."),
            organisation=organisation,
            group=group.code,
        )
    return (e.GroupLeft(group.code, organisation, actor.person, now),)


def groups_let_go(
    before: Negotiation, organisation: str, actor: Actor, now: datetime
) -> tuple[e.GroupLeft, ...]:
    """An organisation that leaves the table leaves its groups.

    Those for which it speaks keep it, and are silent, until the secretariat names another.
    """
    return tuple(
        e.GroupLeft(g.code, organisation, actor.person, now)
        for g in before.groups
        if organisation in g.members and organisation != g.speaker
    )


def _known(before: Negotiation, code: str) -> Group:
    group = group_named(before.groups, code)
    if group is None:
        raise NotFound("group", code)
    return group
