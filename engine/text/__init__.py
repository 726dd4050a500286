"""Negotiated text: the tree, its labels, its data, and what is done with it.

What this package exports is the contract; the modules behind it may be rearranged.
"""

from placet.engine.text.brackets import (
    SHOWN_DEPTH,
    Alternative,
    Bracket,
    BracketTree,
    Emphasis,
    Mark,
    Plain,
    Span,
    Stray,
    Strong,
    flattened,
    spans,
    standing_alone,
)
from placet.engine.text.changes import Act, Anchor, Change, Origin
from placet.engine.text.data import from_data, text_hash, to_data
from placet.engine.text.editing import (
    DEEPEST_LEVEL,
    LONGEST_PARAGRAPH,
    LONGEST_TEXT,
    MOST_PARAGRAPHS,
    Edit,
    edited,
)
from placet.engine.text.labels import Labelled, labelled
from placet.engine.text.listing import Said, What, listed
from placet.engine.text.markdown import parse_markdown, parse_plain
from placet.engine.text.marks import as_read
from placet.engine.text.matching import Matched, match_imported
from placet.engine.text.naming import names_of
from placet.engine.text.redline import (
    Counts,
    Fate,
    Operation,
    Redline,
    Row,
    changed_ids,
    compare,
    operations,
)
from placet.engine.text.report import Found, Imported, Remark
from placet.engine.text.stats import BlockStats, Stats, block_stats, stats
from placet.engine.text.tokens import count_words
from placet.engine.text.tree import (
    WORDLESS,
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
from placet.engine.text.words import Op, word_operations
from placet.engine.text.writing import to_markdown

__all__ = [
    "DEEPEST_LEVEL",
    "LONGEST_PARAGRAPH",
    "LONGEST_TEXT",
    "MOST_PARAGRAPHS",
    "SHOWN_DEPTH",
    "WORDLESS",
    "Act",
    "Alternative",
    "Anchor",
    "BlockStats",
    "Bracket",
    "BracketTree",
    "Change",
    "Counts",
    "Edit",
    "Emphasis",
    "Fate",
    "Found",
    "Imported",
    "Kind",
    "Labelled",
    "Mark",
    "Matched",
    "Op",
    "Operation",
    "Origin",
    "Paragraph",
    "Plain",
    "Redline",
    "Remark",
    "Row",
    "Said",
    "Span",
    "Stats",
    "Stray",
    "Strong",
    "Text",
    "What",
    "as_read",
    "block_stats",
    "changed_ids",
    "compare",
    "count_words",
    "direction",
    "edited",
    "find",
    "flattened",
    "from_data",
    "labelled",
    "listed",
    "match_imported",
    "minted_id",
    "names_of",
    "operations",
    "paragraph_ids",
    "parse_markdown",
    "parse_plain",
    "spans",
    "standing_alone",
    "stats",
    "text_hash",
    "to_data",
    "to_markdown",
    "walk",
    "word_count",
    "word_operations",
]
