"""Where a paragraph came from, and what became of it.

Theory.  A version is a text with what it says of its paragraphs (`origins`); one that says
nothing of a paragraph has it from the version before, by its id.  Read backwards this is the
descent of a paragraph, through splits, mergers and alternatives; read forwards it is what
became of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from placet.engine.text.amending.differing import changes_between
from placet.engine.text.changes import Act, Origin
from placet.engine.text.tree import Text, find, walk


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a text: its number, and what its paragraphs were made of."""

    number: int
    text: Text
    origins: Mapping[str, Origin] = field(default_factory=dict)


class Happened(StrEnum):
    """What happened to a paragraph in a version."""

    BEGUN = "begun"
    """It stood in the first version."""
    ADDED = "added"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    """It was split; `others` are the other parts, or what it is a part of."""
    MERGED = "merged"
    """It was merged with `others`."""
    ALTERNATIVE = "alternative"
    """It became an alternative to `others`, or these alternatives to it."""
    CAME = "came"
    """It came from `others` of another objective."""
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a paragraph in which version, with which others, by which amendment."""

    version: int
    paragraph: str
    fate: Happened
    others: tuple[str, ...] = ()
    objective: str = ""
    amendment: int = 0


@dataclass(frozen=True, slots=True)
class Lineage:
    """The descent of a paragraph: how it came to be (newest first), what became of it."""

    paragraph: str
    came: tuple[Event, ...]
    became: tuple[Event, ...]


def standing(versions: Sequence[Version], paragraph: str) -> Sequence[Version]:
    """The versions less those that were taken back: whose text gave way to an older one again.

    All of them for a paragraph that only such a version had.
    """
    found: list[Version] = []
    for version in versions:
        again = next((at for at, kept in enumerate(found) if kept.text == version.text), None)
        if again is None:
            found.append(version)
        else:
            del found[again + 1 :]
    return found if any(find(version.text, paragraph) for version in found) else versions


def lineage(versions: Sequence[Version], paragraph: str) -> Lineage:
    """Where a paragraph came from and what became of it; versions oldest first.

    What a version did that was taken back is left out.  Both are empty for a paragraph that
    no version has.
    """
    history = _History(standing(versions, paragraph))
    return Lineage(paragraph, history.came(paragraph), history.became(paragraph))


class _History:
    """The versions with what is needed to read them in both directions."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self.versions = versions
        self.paragraphs = [{p.id: p for _, p in walk(v.text)} for v in versions]
        self._moved: dict[int, frozenset[str]] = {}

    def came(self, paragraph: str) -> tuple[Event, ...]:
        """What made a paragraph what it is in the newest version that has it, newest first."""
        newest = max((at for at, has in enumerate(self.paragraphs) if paragraph in has), default=-1)
        found: list[tuple[int, Event]] = []
        seen: set[tuple[str, int]] = set()
        waiting = deque([(paragraph, newest)] if newest >= 0 else [])
        while waiting:
            id, at = waiting.popleft()
            while at >= 0 and id in self.paragraphs[at] and (id, at) not in seen:
                seen.add((id, at))
                found += [(at, event) for event in self._changed(id, at)]
                origin = self.versions[at].origins.get(id)
                if origin is not None or at == 0 or id not in self.paragraphs[at - 1]:
                    event = self._begun(id, at, origin)
                    found += [(at, event)] if event else []
                    waiting += [(source, at - 1) for source in event.others] if event else []
                at -= 1
        return tuple(event for _, event in sorted(found, key=lambda pair: -pair[0]))

    def became(self, paragraph: str) -> tuple[Event, ...]:
        """What became of a paragraph and of what was made of it, oldest first."""
        found: list[Event] = []
        alive = [paragraph]
        for at in range(1, len(self.versions)):
            for id in list(alive):
                if id not in self.paragraphs[at - 1]:
                    continue
                events, heirs = self._fates(id, at)
                found += [event for event in events if event not in found]
                alive += [heir for heir in heirs if heir not in alive]
        return tuple(found)

    def _begun(self, id: str, at: int, origin: Origin | None) -> Event | None:
        """How a paragraph came into a version, or was merged there."""
        number = self.versions[at].number
        if origin is None or (origin.act is Act.ADD and not origin.objective):
            fate = Happened.BEGUN if at == 0 else Happened.ADDED
            return Event(number, id, fate, amendment=origin.amendment if origin else 0)
        if origin.act is Act.REPLACE:
            return None
        fates = {
            Act.SPLIT: Happened.SPLIT,
            Act.MERGE: Happened.MERGED,
            Act.ALTERNATIVE: Happened.ALTERNATIVE,
        }
        fate = Happened.CAME if origin.objective else fates.get(origin.act, Happened.ADDED)
        others = tuple(source for source in origin.paragraphs if source != id)
        return Event(number, id, fate, others, origin.objective, origin.amendment)

    def _changed(self, id: str, at: int) -> list[Event]:
        """Whether a paragraph was reworded or moved in a version."""
        if at == 0 or id not in self.paragraphs[at - 1] or id not in self.paragraphs[at]:
            return []
        number, origin = self.versions[at].number, self.versions[at].origins.get(id)
        found: list[Event] = []
        before, after = self.paragraphs[at - 1][id], self.paragraphs[at][id]
        rewords = origin is None or origin.act is Act.REPLACE
        if before.words != after.words and rewords and not self._parts(id, at):
            amendment = origin.amendment if origin else 0
            found.append(Event(number, id, Happened.REWORDED, amendment=amendment))
        if id in self._moves(at):
            found.append(Event(number, id, Happened.MOVED))
        return found

    def _parts(self, id: str, at: int) -> tuple[str, ...]:
        """What a split took from a paragraph in a version."""
        return self._made_of(id, at, Act.SPLIT)

    def _made_of(self, id: str, at: int, act: Act) -> tuple[str, ...]:
        return tuple(
            made
            for made, origin in self.versions[at].origins.items()
            if made != id and origin.act is act and id in origin.paragraphs and not origin.objective
        )

    def _fates(self, id: str, at: int) -> tuple[list[Event], list[str]]:
        """What became of a paragraph in a version, and the paragraphs in which it lives on."""
        version = self.versions[at]
        found: list[Event] = []
        heirs: list[str] = []
        for act, fate in ((Act.SPLIT, Happened.SPLIT), (Act.ALTERNATIVE, Happened.ALTERNATIVE),
                          (Act.MERGE, Happened.MERGED)):  # fmt: skip
            made = self._made_of(id, at, act)
            if made:
                amendment = version.origins[made[0]].amendment
                found.append(Event(version.number, id, fate, made, amendment=amendment))
                heirs += made if act is not Act.ALTERNATIVE else ()
        origin = version.origins.get(id)
        if origin is not None and origin.act is Act.MERGE:
            event = self._begun(id, at, origin)
            found += [event] if event else []
        found += self._changed(id, at)
        if id not in self.paragraphs[at] and not heirs:
            found.append(Event(version.number, id, Happened.DELETED))
        return found, heirs

    def _moves(self, at: int) -> frozenset[str]:
        """The paragraphs that moved in a version."""
        if at not in self._moved:
            changes = changes_between(self.versions[at - 1].text, self.versions[at].text)
            moves = (change.paragraph for change in changes if change.act is Act.MOVE)
            self._moved[at] = frozenset(moves)
        return self._moved[at]
