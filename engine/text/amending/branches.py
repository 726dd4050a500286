"""A text taken apart, so that many changes cost no more than they touch.

Theory.  A tree of frozen paragraphs is copied from the root to the leaf by every change.
Here each paragraph stands alone with the id of the one above it and the ids of those under
it; a change moves ids between lists, and the text is put together once, at the end.  The top
of the text is `None`.  A paragraph that is taken out leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.text.tree import Kind, Paragraph, Text, grown, walk


class Branches:
    """The paragraphs of a text by id, each with its place; to be changed, then put together."""

    def __init__(self, text: Text) -> None:
        """Take a text apart."""
        self.language = text.language
        self.own: dict[str, Paragraph] = {}
        self.above: dict[str, str | None] = {}
        self.under: dict[str | None, list[str]] = {None: []}
        path: list[str] = []
        for depth, paragraph in walk(text):
            del path[depth:]
            self._set(paragraph)
            self.above[paragraph.id] = path[-1] if path else None
            self.under[self.above[paragraph.id]].append(paragraph.id)
            self.under[paragraph.id] = []
            path.append(paragraph.id)

    def __contains__(self, id: str) -> bool:
        return id in self.own

    def text(self) -> Text:
        """The paragraphs put together again."""
        return Text(grown([(depth, self.own[id]) for depth, id in self.subtree(None)]),
                    self.language)  # fmt: skip

    def subtree(self, id: str | None) -> Iterator[tuple[int, str]]:
        """A paragraph and all that stands under it (`None`: the whole text), with the depth."""
        waiting = [(0, id)] if id is not None else [(0, i) for i in reversed(self.under[None])]
        while waiting:
            depth, here = waiting.pop()
            yield depth, here
            waiting.extend((depth + 1, child) for child in reversed(self.under[here]))

    def lineage(self, id: str | None) -> Iterator[str]:
        """A paragraph and those above it, up to the top."""
        while id is not None:
            yield id
            id = self.above[id]

    def before(self, id: str) -> str | None:
        """The paragraph that stands before this one under the same one, if there is one."""
        row = self.under[self.above[id]]
        at = row.index(id)
        return row[at - 1] if at else None

    def put(self, paragraph: Paragraph, under: str | None, after: str | None) -> None:
        """Add a paragraph, without what it may hold, at a place."""
        self._set(paragraph)
        self.under[paragraph.id] = []
        self.above[paragraph.id] = under
        self._insert(paragraph.id, under, after)

    def move(self, id: str, under: str | None, after: str | None) -> None:
        """Take a paragraph with all under it to another place."""
        self.under[self.above[id]].remove(id)
        self.above[id] = under
        self._insert(id, under, after)

    def take_out(self, id: str) -> None:
        """Take a paragraph and all that stands under it out of the text."""
        self.under[self.above[id]].remove(id)
        for _, gone in list(self.subtree(id)):
            del self.own[gone], self.above[gone], self.under[gone]

    def hand_over(self, id: str, to: str, after: str | None) -> None:
        """Put what stands under one paragraph under another, after one of those there."""
        row = self.under[to]
        at = row.index(after) + 1 if after is not None else 0
        row[at:at] = self.under[id]
        for child in self.under[id]:
            self.above[child] = to
        self.under[id] = []

    def reword(self, id: str, words: str) -> None:
        """Give a paragraph other words."""
        old = self.own[id]
        self.own[id] = Paragraph(id, old.kind, words, (), old.label)

    def restyle(self, id: str, kind: Kind, label: str | None) -> None:
        """Give a paragraph another kind and label."""
        self.own[id] = Paragraph(id, kind, self.own[id].words, (), label)

    def _set(self, paragraph: Paragraph) -> None:
        self.own[paragraph.id] = Paragraph(
            paragraph.id, paragraph.kind, paragraph.words, (), paragraph.label
        )

    def _insert(self, id: str, under: str | None, after: str | None) -> None:
        row = self.under[under]
        row.insert(row.index(after) + 1 if after is not None else 0, id)
