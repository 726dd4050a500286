"""What paragraphs were made of over several versions, told as if it were one step.

`rebased` and `follow` compare an old text with a newer one and ask of the newer one what its
paragraphs were made of.  Where versions lie between, a paragraph was made of paragraphs that
were themselves made of others: the account is followed back to the old text.  One amendment
that reworded a paragraph says nothing of where it came from and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from placet.engine.text.changes import Act, Origin


def origins_since(steps: Iterable[Mapping[str, Origin]]) -> Mapping[str, Origin]:
    """The origins of a newer version in terms of an old one.

    `steps` are the origins of each version after the old one, up to the newer one, in order.
    """
    known: dict[str, Origin] = {}
    for step in steps:
        told: dict[str, Origin] = {}
        for id, origin in step.items():
            if origin.act is Act.REPLACE:
                continue
            sources = (s for p in origin.paragraphs for s in _back(known, p))
            here = () if origin.objective else tuple(dict.fromkeys(sources))
            told[id] = replace(origin, paragraphs=here or origin.paragraphs)
        known |= told
    return known


def _back(known: Mapping[str, Origin], paragraph: str) -> tuple[str, ...]:
    """What a paragraph of the version in between was made of."""
    origin = known.get(paragraph)
    return origin.paragraphs if origin and origin.paragraphs else (paragraph,)
