"""Negotiated text: the tree, its labels, its data, and what is done with it.

What this package exports is the contract; the modules behind it may be rearranged.
"""

from placet.engine.text.data import from_data, text_hash, to_data
from placet.engine.text.editing import Edit, edited
from placet.engine.text.labels import Labelled, labelled
from placet.engine.text.tree import (
    Kind,
    Paragraph,
    Text,
    direction,
    find,
    minted_id,
    paragraph_ids,
    walk,
    word_count,
)

__all__ = [
    "Edit",
    "Kind",
    "Labelled",
    "Paragraph",
    "Text",
    "direction",
    "edited",
    "find",
    "from_data",
    "labelled",
    "minted_id",
    "paragraph_ids",
    "text_hash",
    "to_data",
    "walk",
    "word_count",
]
