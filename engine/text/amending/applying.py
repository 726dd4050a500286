"""One change, or several in order, made to a text.

Theory.  A change never mends itself: it fits the text it is applied to, or it is refused and
nothing is changed.  What it makes of old paragraphs is told beside the text (`origins`), for
a text knows only ids.  The other way round: what ``split`` cuts, ``merge`` of the two parts
joins again (white space at the cut is one space), and ``move`` and ``replace`` are undone by
themselves.

An alternative stands behind its paragraph and behind the alternatives it has already.  UN
practice writes "3 alt", and "3 alt.1", "3 alt.2" where there are more; the label is pinned,
because it names what it is an alternative to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.fitting import must_fit
from placet.engine.text.amending.proposing import may_stand
from placet.engine.text.changes import Act, Change, Origin
from placet.engine.text.labels import labelled
from placet.engine.text.tree import Kind, Paragraph, Text, minted_id

_WORDED = frozenset((Act.ADD, Act.REPLACE, Act.ALTERNATIVE))
_ALT = re.compile(r"\s?\balt(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Applied:
    """A text with changes made: the counter of ids, the ids made, where they came from.

    `origins` are by the id of the new text and name paragraphs of the text before.
    """

    text: Text
    minted: int
    made: tuple[str, ...]
    origins: Mapping[str, Origin]


def applied(text: Text, change: Change, minted: int, amendment: int = 0) -> Applied:
    """The text with one proposed change made to it; `amendment` is the number of it.

    `minted` is the highest number ever used for an id in this objective.  Raises ``BadInput``
    that says what does not fit, where, and what to do.
    """
    work = Work(Branches(text), minted)
    must_fit(work.branches, change)
    work.make(may_stand(work.branches, change), amendment)
    return work.done()


def as_kept(text: Text, change: Change) -> Change:
    """A proposed change as it is recorded: its words and label clean, none where none belong.

    Raises ``BadInput`` as `applied` does where it does not fit the text.
    """
    return as_kept_each(text, (change,))[0]


def as_kept_each(text: Text, changes: Iterable[Change]) -> tuple[Change, ...]:
    """As `as_kept`, for many changes, each by itself: the text is taken apart once."""
    branches = Branches(text)
    found = []
    for change in changes:
        must_fit(branches, change)
        kept = may_stand(branches, change)
        found.append(kept if kept.act in _WORDED else replace(kept, words="", label=None))
    return tuple(found)


def applied_all(text: Text, changes: Iterable[Change], minted: int, amendment: int = 0) -> Applied:
    """The text with computed changes made to it one after the other.

    A paragraph to add that names an id gets that one.  Words are taken as they are, and the
    shape of tables is not judged on the way.  Raises ``BadInput`` where a change has no place.
    """
    work = Work(Branches(text), minted)
    for change in changes:
        must_fit(work.branches, change)
        work.make(change, amendment)
    return work.done()


@dataclass(slots=True)
class Work:
    """A text under change; every change must fit (`must_fit`) before it is made."""

    branches: Branches
    minted: int
    made: list[str] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)

    def done(self) -> Applied:
        """The text as it is now, with what became of it."""
        origins = {id: origin for id, origin in self.origins.items() if id in self.branches}
        made = tuple(id for id in self.made if id in self.branches)
        return Applied(self.branches.text(), self.minted, made, origins)

    def make(self, change: Change, amendment: int = 0) -> None:
        """Make one change."""
        branches = self.branches
        match change.act:
            case Act.ADD:
                self._add(change, amendment)
            case Act.REPLACE:
                branches.reword(change.paragraph, change.words)
                if change.kind is not None:
                    branches.restyle(change.paragraph, change.kind, change.label)
                if amendment and change.paragraph not in self.origins:
                    origin = Origin(Act.REPLACE, (change.paragraph,), amendment=amendment)
                    self.origins[change.paragraph] = origin
            case Act.DELETE:
                branches.take_out(change.paragraph)
            case Act.MOVE:
                branches.move(change.paragraph, change.under, change.after)
            case Act.SPLIT:
                self._split(change, amendment)
            case Act.MERGE:
                self._merge(change, amendment)
            case Act.ALTERNATIVE:
                self._alternative(change, amendment)
            case Act.RETAIN:
                pass

    def _new(self, id: str, origin: Origin) -> str:
        """The id of a new paragraph: the one given, or a fresh one that the text does not have."""
        if not id:
            id, self.minted = minted_id(self.minted)
            while id in self.branches:
                id, self.minted = minted_id(self.minted)
        elif met := re.fullmatch(r"p(\d{1,15})", id):
            self.minted = max(self.minted, int(met.group(1)))
        self.made.append(id)
        self.origins[id] = origin
        return id

    def _sources(self, id: str) -> tuple[str, ...]:
        """The paragraphs of the text before the changes that this one was made of."""
        return self.origins[id].paragraphs if id in self.origins else (id,)

    def _add(self, change: Change, amendment: int) -> None:
        id = self._new(change.paragraph, Origin(Act.ADD, amendment=amendment))
        kind = change.kind or Kind.OPERATIVE
        paragraph = Paragraph(id, kind, change.words, (), change.label)
        self.branches.put(paragraph, change.under, change.after)

    def _split(self, change: Change, amendment: int) -> None:
        branches, first = self.branches, self.branches.own[change.paragraph]
        origin = Origin(Act.SPLIT, self._sources(first.id), amendment=amendment)
        id = self._new("", origin)
        second = Paragraph(id, first.kind, first.words[change.at :].lstrip())
        branches.reword(first.id, first.words[: change.at].rstrip())
        branches.put(second, branches.above[first.id], first.id)
        branches.hand_over(first.id, id, None)

    def _merge(self, change: Change, amendment: int) -> None:
        branches, id = self.branches, change.paragraph
        sources = (*self._sources(id), *self._sources(change.other))
        words = f"{branches.own[id].words} {branches.own[change.other].words}".strip()
        branches.reword(id, words)
        if branches.above[change.other] == id:
            after: str | None = change.other
        else:
            after = branches.under[id][-1] if branches.under[id] else None
        branches.hand_over(change.other, id, after)
        branches.take_out(change.other)
        self.origins[id] = Origin(Act.MERGE, sources, amendment=amendment)

    def _alternative(self, change: Change, amendment: int) -> None:
        branches, beside = self.branches, self.branches.own[change.paragraph]
        origin = Origin(Act.ALTERNATIVE, self._sources(beside.id), amendment=amendment)
        label = change.label or next_alternative(branches, beside.id)
        id = self._new("", origin)
        paragraph = Paragraph(id, change.kind or beside.kind, change.words, (), label)
        branches.put(paragraph, branches.above[beside.id], last_alternative(branches, beside.id))


def last_alternative(branches: Branches, id: str) -> str:
    """Of a paragraph and the alternatives that follow it, the last one."""
    row = branches.under[branches.above[id]]
    last = id
    for sibling in row[row.index(id) + 1 :]:
        if not _ALT.search(branches.own[sibling].label or ""):
            break
        last = sibling
    return last


def next_alternative(branches: Branches, id: str) -> str:
    """The label of a new alternative to a paragraph: "3 alt", "3 alt.1", "3 alt.2"."""
    text = branches.text()
    label = next((row.label for row in labelled(text) if row.id == id), None) or ""
    stem = f"{_ALT.sub('', label)} alt".strip()
    taken = {branches.own[sibling].label for sibling in branches.under[branches.above[id]]}
    if stem not in taken:
        return stem
    return next(f"{stem}.{n}" for n in range(1, len(taken) + 2) if f"{stem}.{n}" not in taken)
