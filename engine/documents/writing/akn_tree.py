"""Units as a tree again, and the three parts of a document: opening, body, annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from placet.engine.documents.writing.woven import Woven
from placet.engine.text import Kind


@dataclass(slots=True)
class Node:
    """A paragraph with what stands under it."""

    woven: Woven
    children: list[Node] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """What the paragraph is."""
        return self.woven.unit.kind


def tree(woven: Sequence[Woven]) -> list[Node]:
    """The nodes of the top; a depth rises by one at most, also where rows of two texts mix."""
    top: list[Node] = []
    holders = [top]
    for one in woven:
        depth = min(one.unit.depth, len(holders) - 1)
        del holders[depth + 1 :]
        node = Node(one)
        holders[depth].append(node)
        if one.unit.kind is not Kind.ROW:  # which holds its cells by itself
            holders.append(node.children)
    return top


def divided(top: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """The opening (title, recitals and notes before and between them), the body, the annexes."""
    end = len(top)
    while end and top[end - 1].kind is Kind.ANNEX:
        end -= 1
    begin = 0
    if top and top[0].kind is Kind.TITLE and not top[0].children:
        begin = 1
    last = begin
    for at in range(begin, end):
        node = top[at]
        if node.kind not in (Kind.PREAMBULAR, Kind.NOTE) or not _plain(node):
            break
        if node.kind is Kind.PREAMBULAR:
            last = at + 1
    return top[:last], top[last:end], top[end:]


def _plain(node: Node) -> bool:
    """Whether a node and all under it can stand in a recital."""
    kinds: tuple[Kind, ...] = (Kind.PREAMBULAR, Kind.NOTE, Kind.SUBPARAGRAPH)
    return node.kind in kinds and all(map(_plain, node.children))


def only_rows(nodes: Sequence[Node]) -> bool:
    """Whether all of them are rows of a table."""
    return all(node.kind is Kind.ROW for node in nodes)
