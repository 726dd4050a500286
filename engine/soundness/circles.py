"""Circles in a graph: which nodes can come back to themselves, and by the shortest way."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def spread(start: Iterable[Node], moves: Iterable[tuple[Node, Node]]) -> set[Node]:
    """Every node that can be reached from these, themselves included."""
    after: dict[Node, list[Node]] = {}
    for a, b in moves:
        after.setdefault(a, []).append(b)
    reached = set(start)
    queue = deque(reached)
    while queue:
        for b in after.get(queue.popleft(), ()):
            if b not in reached:
                reached.add(b)
                queue.append(b)
    return reached


def knots(graph: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """Strongly connected parts, those that others lead to first (Tarjan, without recursion).

    Every node is in one; a node alone is in a circle only if it leads to itself.
    """
    number: dict[Node, int] = {}
    low: dict[Node, int] = {}
    open_, waiting = set[Node](), list[Node]()
    found: list[list[Node]] = []
    for root in graph:
        if root in number:
            continue
        path = [(root, iter(graph[root]))]
        number[root] = low[root] = len(number)
        open_.add(root)
        waiting.append(root)
        while path:
            node, rest = path[-1]
            step = next((n for n in rest if n not in number or n in open_), None)
            if step is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == number[node]:
                    at = waiting.index(node)
                    found.append(waiting[at:])
                    open_.difference_update(waiting[at:])
                    del waiting[at:]
            elif step in number:
                low[node] = min(low[node], number[step])
            else:
                number[step] = low[step] = len(number)
                open_.add(step)
                waiting.append(step)
                path.append((step, iter(graph.get(step, ()))))
    return found


def shortest_circle(start: Node, graph: Mapping[Node, Iterable[Node]]) -> tuple[Node, ...]:
    """The shortest way from a node back to itself, both ends included; empty if there is none."""
    before: dict[Node, Node] = {}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        for b in graph.get(at, ()):
            if b == start:
                way = [start, at]
                while at != start:
                    at = before[at]
                    way.append(at)
                return tuple(reversed(way)) if len(way) > 2 or way[1] != start else (start, start)
            if b not in before:
                before[b] = at
                queue.append(b)
    return ()
