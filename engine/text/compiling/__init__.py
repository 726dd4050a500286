"""Compilation: a base text and the proposals of many as one bracketed, attributed text.

Every proposer's text can be read out of it exactly, and without the proposals it is the base.
"""

from placet.engine.text.compiling.aligned import aligned
from placet.engine.text.compiling.compiled import base_of, compiled, reading_of
from placet.engine.text.compiling.printing import bracketed
from placet.engine.text.compiling.proposed import ChangesCompiled, LeftOut, compiled_changes
from placet.engine.text.compiling.reading_back import Printed, read_back, unescaped
from placet.engine.text.compiling.told import (
    Cell,
    Clash,
    ColumnRow,
    as_text,
    clashes_of,
    columns,
)
from placet.engine.text.compiling.values import BASE, Compilation, Form, Passage, Proposal

__all__ = [
    "BASE",
    "Cell",
    "ChangesCompiled",
    "Clash",
    "ColumnRow",
    "Compilation",
    "Form",
    "LeftOut",
    "Passage",
    "Printed",
    "Proposal",
    "aligned",
    "as_text",
    "base_of",
    "bracketed",
    "clashes_of",
    "columns",
    "compiled",
    "compiled_changes",
    "read_back",
    "reading_of",
    "unescaped",
]
