"""What an author of tracked changes proposes: a reading of the text, and the changes to it.

Theory.  A paragraph that stays keeps its kind, its label and what it stands under, so that a
proposal says what its author did and not what follows from it (a heading that is inserted does
not take the paragraphs after it away from their heading).  What is new stands where the
reading by itself has it, as far as those that stay allow.  The changes are told in the order
of the reading: made one after the other they lead from the base to the reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from placet.engine.documents.reading.kinship import Kinship, kinship
from placet.engine.documents.reading.own import own_id
from placet.engine.documents.reading.passages import Passage
from placet.engine.documents.reading.recognise import Base, paragraphs_of, sketched
from placet.engine.text.changes import Act, Change
from placet.engine.text.outline import Sketch
from placet.engine.text.tree import Kind, Paragraph, Text, grown, minted_id

_UNDER = {Kind.ROW: Kind.TABLE, Kind.CELL: Kind.ROW}


def proposed(base: Base, passages: Sequence[Passage]) -> tuple[Text, tuple[Change, ...]]:
    """The text of a reading on the ids of the base, and the changes that lead to it."""
    kin = kinship(base.passages, passages)
    return _Proposing(base, passages, kin).made()


@dataclass(slots=True)
class _Proposing:
    """The reading under way: its rows so far, the changes so far, and where it stands."""

    base: Base
    passages: Sequence[Passage]
    kin: Kinship
    minted: int = 0
    rows: list[tuple[int, Paragraph]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    last: dict[str | None, str] = field(default_factory=dict)
    heirs: dict[str, str] = field(default_factory=dict)
    own: dict[str, tuple[str | None, Paragraph]] = field(default_factory=dict)
    split: dict[int, str] = field(default_factory=dict)  # places in the reading: ids of parts
    wording: dict[str, str] = field(default_factory=dict)  # words after splits and merges

    def made(self) -> tuple[Text, tuple[Change, ...]]:
        """The text and the changes."""
        self.minted = self.base.minted
        self.own = paragraphs_of(self.base.text)
        place = {passage.number: at for at, passage in enumerate(self.passages)}
        sketches = sketched(self.passages)
        stays = self._staying(sketches, place)
        above = _parents(sketches)
        kept: dict[int, int] = {}
        for at, sketch in enumerate(sketches):
            there = place[sketch.line]
            depth = self._depth(sketch, there, kept.get(above[at]), stays[at])
            kept[at] = depth
            self._row(sketch, there, depth)
        self._deletions()
        return Text(grown(self.rows), self.base.text.language), tuple(self.changes)

    def _staying(self, sketches: Sequence[Sketch], place: dict[int, int]) -> list[str | None]:
        """For each place the next paragraph that stays where it was, from the end."""
        found: list[str | None] = []
        held: str | None = None
        for sketch in reversed(sketches):
            there = place[sketch.line]
            id = self._id_of(there)
            found.append(held)
            if id is not None and there not in self.kin.moved:
                held = id
        return found[::-1]

    def _id_of(self, there: int) -> str | None:
        """The id in the base of a passage of the reading, None where it is new."""
        source = self.kin.same.get(there)
        return None if source is None else self.base.ids.get(self.base.passages[source].number)

    def _parent(self, id: str) -> str | None:
        """What a paragraph of the base stands under, or what took that one's place."""
        parent = self.own[id][0]
        while parent in self.heirs:
            parent = self.heirs[parent]
        return parent

    def _depth(self, sketch: Sketch, there: int, above: int | None, after: str | None) -> int:
        """How deep the next row stands."""
        if there in self.split:
            return min(self._depth_of_whole(there), len(self.path))
        if self.passages[there].mark:
            return min(sketch.depth, len(self.path))
        by_itself = 0 if above is None else above + 1
        id = self._id_of(there)
        if id is not None and there not in self.kin.moved:
            parent = self._parent(id)
            if parent is None:
                return 0
            if parent in self.path:
                return self.path.index(parent) + 1
            return min(by_itself, len(self.path))
        if sketch.kind in _UNDER:
            kinds = {id: paragraph.kind for id, (_, paragraph) in self.own.items()}
            holders = [at for at, id in enumerate(self.path) if kinds[id] is _UNDER[sketch.kind]]
            return holders[-1] + 1 if holders else len(self.path)
        least = 0
        if after is not None and (parent := self._parent(after)) in self.path:
            least = self.path.index(parent or "") + 1
        return min(max(by_itself, least), len(self.path))

    def _depth_of_whole(self, there: int) -> int:
        id = self.split[there]
        whole = self.own[id][0]
        return 0 if whole is None or whole not in self.path else self.path.index(whole) + 1

    def _row(self, sketch: Sketch, there: int, depth: int) -> None:
        """One paragraph of the reading, and the changes that make it."""
        under = self.path[depth - 1] if depth else None
        after = self.last.get(under)
        id = self._id_of(there)
        label = None if self.passages[there].auto else sketch.label
        if there in self.split:
            id = self.split[there]
            paragraph = replace(self.own[id][1], words=sketch.words, label=label)
            self._reword(paragraph)
        elif id is None:
            id = own_id(self.passages[there], self.own)
            if id is None:
                id, self.minted = minted_id(self.minted)
            paragraph = Paragraph(id, sketch.kind, sketch.words, (), label)
            self.changes.append(Change(Act.ADD, id, sketch.words, sketch.kind, label, under, after))
        else:
            paragraph = self._kept(id, sketch, there)
            if there in self.kin.moved or self._parent(id) != under:
                self.changes.append(Change(Act.MOVE, id, under=under, after=after))
            self._reword(paragraph)
        self.own[id] = (under, paragraph)
        self.rows.append((depth, paragraph))
        self.last[under] = id
        del self.path[depth:]
        self.path.append(id)

    def _kept(self, id: str, sketch: Sketch, there: int) -> Paragraph:
        """A paragraph of the base as the reading has it; what is merged into it, split off it."""
        source = self.kin.same[there]
        paragraph = self.own[id][1]
        words = paragraph.words
        for other in self.kin.merged.get(there, ()):
            absorbed = self.base.ids.get(self.base.passages[other].number)
            if absorbed is not None:
                self.changes.append(Change(Act.MERGE, id, other=absorbed))
                words = f"{words} {self.own[absorbed][1].words}".strip()
                self.heirs[absorbed] = id
        whole, begun = id, 0
        for part, cut in self.kin.parts.get(source, ()):
            self.changes.append(Change(Act.SPLIT, whole, at=cut - begun))
            new, self.minted = minted_id(self.minted)
            rest = words[cut - begun :].lstrip()
            begun += len(words) - len(rest)
            self.wording[whole], words = words[: len(words) - len(rest)].rstrip(), rest
            self.own[new] = (self.own[id][0], Paragraph(new, paragraph.kind, rest))
            self.split[part] = new
            self.heirs[whole] = new
            whole = new
        self.wording[whole] = words
        typed = self.passages[there], self.base.passages[source]
        label = paragraph.label
        if not (typed[0].auto or typed[1].auto) and typed[0].label != typed[1].label:
            label = sketch.label
        marks = typed[0].mark, typed[1].mark
        kind = sketch.kind if marks[0] and marks[1] else paragraph.kind
        return Paragraph(id, kind, sketch.words, (), label)

    def _reword(self, paragraph: Paragraph) -> None:
        """Replace the words and the label of a paragraph where they are others."""
        before = self.own[paragraph.id][1]
        if (before.kind, before.label) != (paragraph.kind, paragraph.label):
            self.changes.append(
                Change(Act.REPLACE, paragraph.id, paragraph.words, paragraph.kind, paragraph.label)
            )
        elif self.wording.get(paragraph.id, before.words) != paragraph.words:
            self.changes.append(Change(Act.REPLACE, paragraph.id, paragraph.words))

    def _deletions(self) -> None:
        """Delete what is not in the reading; what stands under it goes with it."""
        there = {paragraph.id for _, paragraph in self.rows}
        merged = {change.other for change in self.changes if change.act is Act.MERGE}
        gone: set[str] = set()
        for id in paragraphs_of(self.base.text):
            parent = self.own[id][0]
            if id in there or id in merged:
                continue
            gone.add(id)
            if parent not in gone:
                self.changes.append(Change(Act.DELETE, id))


def _parents(sketches: Sequence[Sketch]) -> dict[int, int]:
    """For each sketch the place of the one that it stands under; -1 at the top."""
    found: dict[int, int] = {}
    path: list[int] = []
    for at, sketch in enumerate(sketches):
        del path[sketch.depth :]
        found[at] = path[-1] if path else -1
        path.append(at)
    return found
