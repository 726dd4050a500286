"""Where organisations overlap and where they part, theme by theme.

Theory.  Of a theme one knows whose mandates bear on it and who seeks or would avoid what.  It is
*shared* where two or more seek something and nobody would avoid it, *contested* where somebody
seeks and somebody would avoid, *alone* where only one speaks, and *open* where there are mandates
and nobody has said anything yet.  Goals whose words are alike stand together, so that a first
text can say each thing once.  Likeness is a suggestion for readers and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from placet.engine.beginnings import Beginnings, Goal, Provision, Sense
from placet.engine.text import Kind

ALIKE = 80
"""From which share of common words (in per cent) goals stand together."""


class Meeting(StrEnum):
    """How organisations meet on a theme."""

    SHARED = "shared"
    CONTESTED = "contested"
    ALONE = "alone"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: whose mandates bear on it, who seeks and who would avoid what.

    `alike` are the goals in groups, those that most organisations share first.
    """

    name: str
    meeting: Meeting
    provisions: tuple[Provision, ...]
    alike: tuple[tuple[Goal, ...], ...]

    @property
    def seeking(self) -> tuple[str, ...]:
        """Organisations that seek something, in the order in which they said so."""
        return _of(self.alike, Sense.SEEK)

    @property
    def avoiding(self) -> tuple[str, ...]:
        """Organisations that would avoid something."""
        return _of(self.alike, Sense.AVOID)

    @property
    def mandated(self) -> tuple[str, ...]:
        """Organisations whose mandates bear on it."""
        return tuple(dict.fromkeys(p.organisation for p in self.provisions))

    @property
    def unspoken(self) -> tuple[str, ...]:
        """Organisations with a mandate that have said nothing of it."""
        said = {*self.seeking, *self.avoiding}
        return tuple(x for x in self.mandated if x not in said)


def themes(of: Beginnings) -> tuple[Theme, ...]:
    """All themes: shared ones first, then contested, alone, open; then by how many speak."""
    names: dict[str, str] = {}
    for name in (*(g.theme for g in of.goals), *(t for p in of.provisions for t in p.themes)):
        names.setdefault(name.casefold(), name)
    found = [_theme(of, key, name) for key, name in names.items()]
    order = list(Meeting)
    return tuple(
        sorted(
            found,
            key=lambda t: (order.index(t.meeting), -len({*t.seeking, *t.avoiding}), t.name),
        )
    )


@dataclass(frozen=True, slots=True)
class Seed:
    """A paragraph with which a text can begin."""

    kind: Kind
    words: str


def seed(theme: Theme) -> tuple[Seed, ...]:
    """A first text out of what was said: mandates recalled, each thing that is sought said once.

    What only some seek, or what somebody would avoid, stands in brackets with who said it: that
    is what is to be negotiated.
    """
    recalled = [
        Seed(Kind.PREAMBULAR, f"Recalling {p.citation} ({p.organisation}),")
        for p in theme.provisions
    ]
    opposed = bool(theme.avoiding)
    said = []
    for group in theme.alike:
        names = ", ".join(dict.fromkeys(goal.organisation for goal in group))
        words = " ".join(group[0].words.split())
        if group[0].sense is Sense.AVOID:
            said.append(Seed(Kind.OPERATIVE, f"[{names}: not: {words}]"))
        elif opposed or len({goal.organisation for goal in group}) == 1:
            said.append(Seed(Kind.OPERATIVE, f"[{names}: {words}]"))
        else:
            said.append(Seed(Kind.OPERATIVE, words))
    return (*recalled, *said)


def _theme(of: Beginnings, key: str, name: str) -> Theme:
    goals = [g for g in of.goals if g.theme.casefold() == key]
    provisions = tuple(p for p in of.provisions if key in {t.casefold() for t in p.themes})
    seek = {g.organisation for g in goals if g.sense is Sense.SEEK}
    avoid = {g.organisation for g in goals if g.sense is Sense.AVOID}
    if seek and avoid:
        meeting = Meeting.CONTESTED
    elif len(seek) > 1:
        meeting = Meeting.SHARED
    elif goals:
        meeting = Meeting.ALONE
    else:
        meeting = Meeting.OPEN
    return Theme(name, meeting, provisions, _grouped(goals))


def _grouped(goals: Iterable[Goal]) -> tuple[tuple[Goal, ...], ...]:
    """Goals of one sense whose words are alike stand together."""
    groups: list[list[Goal]] = []
    for goal in goals:
        for group in groups:
            first = group[0]
            if first.sense is goal.sense and _alike(first.words, goal.words):
                group.append(goal)
                break
        else:
            groups.append([goal])
    groups.sort(key=lambda g: -len({goal.organisation for goal in g}))
    return tuple(tuple(group) for group in groups)


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(one.casefold(), other.casefold()) >= ALIKE


def _of(groups: Iterable[tuple[Goal, ...]], sense: Sense) -> tuple[str, ...]:
    found = (goal.organisation for group in groups for goal in group if goal.sense is sense)
    return tuple(dict.fromkeys(found))
