"""What an import says about what it did not take as text.

Theory.  Tolerant in: a file is never refused for what it contains, and nothing vanishes
silently.  Every character that carried meaning and is not in the tree stands in a remark,
with its line and a code; a page puts the code into words.  A document of a word processor and
a page of HTML have no lines: there, the line is the number of the block, where every
paragraph, table, row and cell counts one (empty ones too) in reading order.
"""

from dataclasses import dataclass
from enum import StrEnum

from placet.engine.text.tree import Text


class Found(StrEnum):
    """What a remark is about; ``Remark`` says which leave nothing out."""

    FRONT_MATTER = "front_matter"
    ATTRIBUTES = "attributes"
    CONTENTS = "contents"
    LINK_TARGET = "link_target"
    LINK_DEFINITION = "link_definition"
    FOOTNOTE_MARK = "footnote_mark"
    FOOTNOTE_UNUSED = "footnote_unused"
    TAG = "tag"
    RULE = "rule"
    CHARACTERS = "characters"
    TOO_DEEP = "too_deep"
    TOO_LONG = "too_long"
    IMAGE = "image"
    FIELD = "field"
    TEXT_BOX = "text_box"
    HEADER = "header"
    MERGED_CELLS = "merged_cells"
    NESTED_TABLE = "nested_table"
    HIDDEN = "hidden"
    STRUCK = "struck"
    EQUATION = "equation"
    EMBEDDED = "embedded"
    EXTERNAL = "external"
    SYMBOL = "symbol"
    SCRIPT = "script"
    FORMATTING = "formatting"
    COMMENT_MOVED = "comment_moved"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something met in a file: its line or block (from 1), what it is, the characters themselves.

    ``FOOTNOTE_UNUSED`` (its note stands at the end), ``TOO_DEEP`` (nested less deeply) and
    ``TOO_LONG`` (more than a form takes) leave nothing out and carry no characters.  What the
    words of these say is kept: ``FIELD`` (its result; the characters are the instruction),
    ``MERGED_CELLS`` (in the first cell), ``NESTED_TABLE`` (in the cell around it), ``STRUCK``
    (struck through by hand, which is no deletion), ``FORMATTING`` (a tracked change of form
    alone), ``COMMENT_MOVED`` (its place is not in the text without the changes).
    """

    line: int
    found: Found
    source: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A text from a file, the counter of ids after it, and what was met.

    ``blocks`` are the words between blank lines as read, in the order of the file.
    """

    text: Text
    minted: int
    report: tuple[Remark, ...]
    blocks: tuple[str, ...] = ()
