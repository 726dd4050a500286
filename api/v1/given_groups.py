"""What requests hold about groups and about answering for another organisation."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from placet.api.v1.given import PositionGiven
from placet.api.v1.limits import Body, Code, Codes, Given, Hash, Instant, Number, Reasons, Title
from placet.api.v1.limits import Word as PositionKind
from placet.engine import commands as c
from placet.engine.groups import GroupKind

Refs = Annotated[tuple[Code, ...], Field(max_length=200)]
Members = Annotated[tuple[Code, ...], Field(min_length=1, max_length=200)]


class GroupGiven(Given):
    """A group: its members, and which of them speaks for it."""

    code: Code
    title: Title
    kind: GroupKind = GroupKind.OTHER
    members: Codes
    speaker: Code

    def command(self) -> c.FormGroup:
        """The command."""
        return c.FormGroup(self.code, self.title, self.kind, self.members, self.speaker)


class GroupChangeGiven(Given):
    """What a group is from now on."""

    title: Title
    kind: GroupKind = GroupKind.OTHER
    members: Codes
    speaker: Code

    def command(self, code: str) -> c.ChangeGroup:
        """The command."""
        return c.ChangeGroup(code, self.title, self.kind, self.members, self.speaker)


class WhyGiven(Given):
    """Why, if there is anything to say."""

    reason: Reasons = ""


class StatementGiven(Given):
    """What a group holds, on the ballot that was shown."""

    ballot: Number
    text_hash: Hash
    group: Code
    kind: PositionKind
    words: Reasons = ""

    def command(self) -> c.SpeakForGroup:
        """The command."""
        return c.SpeakForGroup(self.ballot, self.text_hash, self.group, self.kind, self.words)


class ProxyGiven(Given):
    """An offer to answer for the asker's organisation; left out, `since` is now."""

    holder: Code
    until: Instant
    since: Instant | None = None
    objectives: Refs = ()
    reason: Reasons = ""

    def command(self) -> c.GiveProxy:
        """The command."""
        return c.GiveProxy(self.holder, self.until, self.since, self.objectives, self.reason)


class EndGiven(Given):
    """Why it is ended."""

    reason: Body


class CastingGiven(Given):
    """A body that casts for its members, and where that is laid down."""

    holder: Code
    members: Members
    evidence: Body
    since: Instant | None = None
    until: Instant | None = None
    objectives: Refs = ()

    def command(self) -> c.DeclareCasting:
        """The command."""
        return c.DeclareCasting(
            self.holder, self.members, self.evidence, self.since, self.until, self.objectives
        )


class EndCastingGiven(Given):
    """A body that no longer casts for any member."""

    holder: Code
    reason: Body

    def command(self) -> c.EndCasting:
        """The command."""
        return c.EndCasting(self.holder, self.reason)


class CastGiven(PositionGiven):
    """One position for each of the members that are present."""

    present: Members

    def cast(self) -> c.CastForMembers:
        """The command."""
        return c.CastForMembers(self.command(), self.present)
