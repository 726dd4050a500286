"""Tables of comments as files, in and out: bytes to rows, and rows to bytes.

What this package exports is the contract; the modules behind it may be rearranged.
"""

from placet.engine.documents.comment_tables.collating import collated, named_apart
from placet.engine.documents.comment_tables.placing import place, placed, references
from placet.engine.documents.comment_tables.reading import read
from placet.engine.documents.comment_tables.recognised import ENDINGS
from placet.engine.documents.comment_tables.rows import (
    COLOURS,
    BadRow,
    Column,
    Finding,
    Layout,
    SheetHeader,
    SheetRead,
    SheetRow,
    Spot,
    Status,
    cut,
)
from placet.engine.documents.comment_tables.troubles import REFUSALS, SENTENCES, Trouble
from placet.engine.documents.comment_tables.writing import FORMATS, as_written, write

__all__ = [
    "COLOURS",
    "ENDINGS",
    "FORMATS",
    "REFUSALS",
    "SENTENCES",
    "BadRow",
    "Column",
    "Finding",
    "Layout",
    "SheetHeader",
    "SheetRead",
    "SheetRow",
    "Spot",
    "Status",
    "Trouble",
    "as_written",
    "collated",
    "cut",
    "named_apart",
    "place",
    "placed",
    "read",
    "references",
    "write",
]
