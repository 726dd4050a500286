"""In which order stages stand below each other.

The order of the file is its author's, and is kept unless another makes the ways much
shorter: that in which stages are met when one follows the first step out of each as far as
it leads (reverse postorder, as compilers order the blocks of a program).
"""

from __future__ import annotations

from collections.abc import Sequence

Moves = Sequence[tuple[str, str]]


def in_order(names: Sequence[str], moves: Moves) -> list[str]:
    """The names, the first one first; `moves` lead from one to another, in table order."""
    written = list(names)
    followed = _followed(written, moves)
    return followed if 3 * _length(followed, moves) < 2 * _length(written, moves) else written


def _followed(names: list[str], moves: Moves) -> list[str]:
    """Reverse postorder from the first name; what is not reached comes last."""
    after = {name: [b for a, b in moves if a == name and b in names] for name in names}
    met: set[str] = set()
    left: list[str] = []
    for root in names:
        if root in met:
            continue
        met.add(root)
        path = [(root, iter(reversed(after[root])))]
        finished: list[str] = []
        while path:
            name, rest = path[-1]
            step = next((b for b in rest if b not in met), None)
            if step is None:
                finished.append(name)
                path.pop()
            else:
                met.add(step)
                path.append((step, iter(reversed(after[step]))))
        left += reversed(finished)
    return left


def _length(order: list[str], moves: Moves) -> int:
    """How far the moves lead; one back counts a little more than one on."""
    place = {name: at for at, name in enumerate(order)}
    return sum(abs(place[a] - place[b]) + 2 * (place[a] > place[b]) for a, b in moves)
