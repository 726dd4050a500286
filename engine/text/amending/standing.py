"""The changes of one author, made one after the other, as changes that each stand alone.

Theory.  Amendments are accepted or refused one by one, so each must make sense against the base
by itself.  What the changes do together is known: the author's text.  It is taken apart again
into changes that name paragraphs of the base only:

* a paragraph that stays is replaced where its words, kind or label are others, and moved where
  it stands elsewhere;
* a paragraph of the author's own is added, without an id, after the nearest paragraph of the
  base that stays before it; what hangs under it is added (or moved) behind it;
* a paragraph whose end was only cut or joined is split or merged, as long as nothing hangs on it;
* what is gone is deleted, with all that stood under it; what the author saved out of it is
  added as the author's own, for nobody could refuse the one and accept the other.

All of them made together (`merged`) give the words of the author's text, in its order.  Where
this cannot be exact: what hung under a paragraph of the author's own stands beside it; a row of
a table, which has cells of its own, is added as one paragraph behind the table; two paragraphs
of the same words at the same place are one change; a paragraph that would stand under one that
stood under it stays where it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from placet.engine.text.aligning import longest_rise
from placet.engine.text.amending.applying import applied_all
from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.fitting import cuts_a_word
from placet.engine.text.changes import Act, Change
from placet.engine.text.tree import WORDLESS, Kind, Paragraph, Text, paragraph_ids

_GRID = (Kind.ROW, Kind.CELL)


def as_amendments(
    changes: Sequence[Change], base: Text, minted: int | None = None
) -> tuple[Change, ...]:
    """The changes of one author, each against the base alone; `merged`, they give its words.

    `minted` is the counter of ids with which the changes were made, the highest of the base if
    left out.  Raises ``BadInput`` where they cannot be made one after the other.
    """
    if minted is None:
        numbers = (id[1:] for id in paragraph_ids(base) if id[1:].isdecimal())
        minted = max(map(int, numbers), default=0)
    done = applied_all(base, changes, minted)
    return _Author(Branches(base), Branches(done.text)).changes()


@dataclass(slots=True)
class _Author:
    """The base and the author's text; `kept` are the paragraphs that are the same in both."""

    base: Branches
    text: Branches
    kept: set[str] = field(default_factory=set)
    cut: dict[str, Change] = field(default_factory=dict)  # second parts: the splits they come from
    joined: dict[str, Change] = field(default_factory=dict)  # merged paragraphs: the mergers

    def changes(self) -> tuple[Change, ...]:
        """Words and places in the order of the text, deletions at the end."""
        for _, id in self.base.subtree(None):
            if id in self.text and all(up in self.text for up in self.base.lineage(id)):
                self.kept.add(id)
        self._find_mergers()
        found: list[Change] = []
        for above in [None, *(id for _, id in self.text.subtree(None) if id in self.kept)]:
            row = list(self._row(above))
            self._find_splits(row)
            found += self._reworded(above)
            found += self._placed(above, row)
        found += self.joined.values()
        return (*dict.fromkeys(found), *self._deletions())

    def _row(self, above: str | None) -> Iterator[str]:
        """What stands under a paragraph that is kept; the author's own opens into what it holds."""
        waiting = list(reversed(self.text.under[above]))
        while waiting:
            id = waiting.pop()
            yield id
            if id not in self.kept and self.text.own[id].kind is not Kind.ROW:
                waiting += reversed(self.text.under[id])

    def _reworded(self, id: str | None) -> Iterator[Change]:
        """What gives a paragraph its words, kind and label, unless a cut or a merger does."""
        made = (*self.cut.values(), *self.joined.values())
        if id is None or any(id == change.paragraph for change in made):
            return
        old, new = self.base.own[id], self.text.own[id]
        if (old.kind, old.label) != (new.kind, new.label):
            yield Change(Act.REPLACE, id, new.words, kind=new.kind, label=new.label)
        elif old.words != new.words:
            yield Change(Act.REPLACE, id, new.words)

    def _placed(self, above: str | None, row: Sequence[str]) -> Iterator[Change]:
        """What is added to the row and moved into it."""
        places = {id: at for at, id in enumerate(self.base.under.get(above, ()))}
        common = [id for id in row if id in self.kept and id in places]
        stay = {common[at] for at in longest_rise([places[id] for id in common])}
        last: str | None = None
        for id in row:
            if id in stay:
                last = id
            elif id in self.cut:
                yield self.cut[id]
            elif id in self.kept:
                inside = id in self.base.lineage(above)
                if not inside and self._fits(above, self.base.own[id].kind):
                    yield Change(Act.MOVE, id, under=above, after=last)
            else:
                yield from self._added(id, above, last)

    def _added(self, id: str, above: str | None, last: str | None) -> Iterator[Change]:
        """A paragraph of the author's own."""
        paragraph = self.text.own[id]
        kind, words, label = paragraph.kind, paragraph.words, paragraph.label
        if kind is Kind.ROW:
            cells = (self.text.own[cell].words for cell in self.text.under[id])
            words = " | ".join(filter(None, cells))
        if kind in _GRID or (kind is Kind.TABLE and self.text.under[id]):
            kind, label = Kind.NOTE, None
        if not words and (kind not in WORDLESS):
            return
        while above is not None and self.base.own[above].kind in (Kind.TABLE, *_GRID):
            above, last = self.base.above[above], above
        yield Change(Act.ADD, words=words, kind=kind, label=label, under=above, after=last)

    def _fits(self, above: str | None, kind: Kind) -> bool:
        there = self.base.own[above].kind if above is not None else None
        return (there is Kind.TABLE) == (kind is Kind.ROW) and (there is Kind.ROW) == (
            kind is Kind.CELL
        )

    def _deletions(self) -> Iterator[Change]:
        """What takes out what is gone, each with all that it held."""
        for _, id in self.base.subtree(None):
            above = self.base.above[id]
            if id not in self.kept and id not in self.joined:
                if above is None or above in self.kept:
                    yield Change(Act.DELETE, id)

    def _find_splits(self, row: Sequence[str]) -> None:
        """Note paragraphs that only end earlier, and what they lost begins the next."""
        for first, second in itertools.pairwise(row):
            if first not in self.kept or second in self.kept or self._holds(first, second):
                continue
            old, one, two = self.base.own[first], self.text.own[first], self.text.own[second]
            at = len(old.words) - len(two.words)
            parts = old.words[:at].rstrip() == one.words and old.words[at:] == two.words
            if parts and one.words and two.words and self._same(old, one, two) and not two.label:
                if old.kind not in (Kind.TABLE, *_GRID) and not cuts_a_word(old.words, at):
                    self.cut[second] = Change(Act.SPLIT, first, at=at)

    def _find_mergers(self) -> None:
        """Note paragraphs to whose words only those of another one were added."""
        for id in self.kept:
            row = self.base.under[self.base.above[id]]
            following = row[row.index(id) + 1 : row.index(id) + 2]
            for other in following:
                old, gone, new = self.base.own[id], self.base.own[other], self.text.own[id]
                whole = f"{old.words} {gone.words}".strip()
                if other in self.text or self._holds(other) or new.words != whole:
                    continue
                if gone.words and self._same(old, new, gone) and old.kind not in _GRID:
                    self.joined[other] = Change(Act.MERGE, id, other=other)

    def _holds(self, *ids: str) -> bool:
        """Whether something stands under one of them, in the base or in the author's text."""
        return any(self.base.under.get(id) or self.text.under.get(id) for id in ids)

    @staticmethod
    def _same(old: Paragraph, *others: Paragraph) -> bool:
        """Whether all are of one kind, and the first of the others has its label."""
        first = others[0]
        return first.label == old.label and all(other.kind == old.kind for other in others)
