"""The shapes of what the text commands answer, from which their JSON Schemas are made."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from placet.api.ruling.told import Told


class SourceTold(Told):
    """The characters of the file itself, footnote marks and link targets included."""

    open_brackets: int
    close_brackets: int


class HalfTold(Told):
    """A bracket without a partner in its paragraph."""

    paragraph: Annotated[str, Field(description="The id of the paragraph.")]
    label: Annotated[str, Field(description="How people call it.")]
    character: Annotated[int, Field(description="Which character of its words, from 1.")]
    bracket: Literal["[", "]"]
    partner: Annotated[
        str | None, Field(description="The paragraph with its partner when all is read through.")
    ]


class OptionsTold(Told):
    """Options across paragraphs."""

    options: Annotated[list[str], Field(description="Their marks, such as Option 1.")]
    paragraphs: Annotated[list[list[str]], Field(description="The ids that each one holds.")]


class ReservationTold(Told):
    """A footnote in which somebody reserves a position."""

    paragraph: str
    names: list[str]
    words: str


class ParagraphTold(Told):
    """The counts of one paragraph."""

    paragraph: str
    label: str | None
    open_brackets: int
    close_brackets: int
    depth: int
    alternatives: int
    placeholders: int
    balanced: bool
    words: int
    bracketed_words: int


class StatsTold(Told):
    """How bracketed a text is."""

    file: str
    blocks: Annotated[int, Field(description="What stands between blank lines, headings too.")]
    paragraphs: Annotated[int, Field(description="Paragraphs of the tree.")]
    bracketed_paragraphs: Annotated[int, Field(description="Blocks with brackets.")]
    unbalanced_paragraphs: Annotated[int, Field(description="Blocks with half a bracket.")]
    open_brackets: int
    close_brackets: int
    depth: Annotated[int, Field(description="Deepest nesting, read through the whole text.")]
    alternatives: Annotated[
        int, Field(description="Runs of brackets side by side, and groups of Options.")
    ]
    bracketed_share: Annotated[float, Field(description="bracketed_paragraphs / blocks.")]
    words: int
    bracketed_words: int
    placeholders: int
    options: list[OptionsTold]
    reservations: list[ReservationTold]
    unbalanced: list[HalfTold]
    source: Annotated[SourceTold | None, Field(description="null: no plain characters.")]
    by_paragraph: Annotated[list[ParagraphTold] | None, Field(description="With --paragraphs.")] = (
        None
    )


class ParagraphCountsTold(Told):
    """What became of paragraphs; one that moved and changed counts in both."""

    changed: int
    added: int
    removed: int
    moved: int
    renumbered: Annotated[int, Field(description="Another printed number; not in changed.")]


class OperationTold(Told):
    """A stretch of both texts; where a paragraph ends, its text ends with an empty line."""

    op: Literal["equal", "delete", "insert"]
    paragraph: str
    text: str
    moved: Annotated[bool, Field(description="Its paragraph stands elsewhere too.")] = False
    mark: Annotated[bool, Field(description="A printed number or mark, not words.")] = False


class ChangeTold(Told):
    """One change, as a sentence says it."""

    paragraph: str
    what: str
    old: str
    new: str
    sentence: str


class ComparedTold(Told):
    """Two texts compared: equal and delete are the old one, equal and insert the new one."""

    words_inserted: int
    words_deleted: int
    paragraphs: ParagraphCountsTold
    operations: list[OperationTold]
    changes: Annotated[list[ChangeTold], Field(description="The list of changes, in words too.")]


class ReadingTold(Told):
    """What some propose in the place of words; null takes the paragraph out."""

    names: list[str]
    text: str | None


class ClashTold(Told):
    """Words for which there is more than one proposal."""

    paragraph: str
    label: str | None
    base: Annotated[str | None, Field(description="The words of the base; null: it has none.")]
    readings: list[ReadingTold]


class CellTold(Told):
    """What one proposal has at a place of the text."""

    names: list[str]
    change: Literal["same", "changed", "added", "deleted", "moved", "moved_away", "absent"]
    words: str | None


class RowTold(Told):
    """A row of the table with the base, every proposal and the bracketed words."""

    paragraph: str
    label: str | None
    base: str | None
    proposals: list[CellTold]
    bracketed: str


class CompiledTold(Told):
    """Proposals compiled."""

    text: Annotated[str, Field(description="The bracketed text.")]
    readings: Annotated[
        dict[str, str], Field(description="The text of each proposer, read out of it.")
    ]
    clashes: list[ClashTold]
    rows: list[RowTold]
