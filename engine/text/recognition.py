"""Blocks to paragraphs on their way into the tree: the one path of every kind of file.

Theory.  A Markdown file, a page of HTML and a document of a word processor that hold the same
words must become the same tree.  So whatever reads a file gives blocks with their words, in
reading order, and the structure is recognised here: by headings, printed numbers, indentation
and the first words of paragraphs (``outline``).  A block of the shape ``table`` is followed by
its ``row`` blocks, each followed by its ``cell`` blocks; a ``caption`` is followed by its table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from placet.engine.text.grids import captioned
from placet.engine.text.lines import Block
from placet.engine.text.outline import DEEPEST, Outline, Sketch, unnumbered_as_operative
from placet.engine.text.tree import Kind, Paragraph, grown, minted_id

FOOTNOTE = "n. "
"""What the label of a footnote begins with; its mark follows."""


@dataclass(frozen=True, slots=True)
class Said:
    """A block, its words, and the names of the footnotes that are marked in it."""

    block: Block
    words: str
    notes: tuple[str, ...] = ()


def recognised(said: Sequence[Said], title: str = "") -> tuple[list[Sketch], tuple[int, ...]]:
    """The paragraphs of a file with their places and kinds, and the lines of unused footnotes.

    ``title`` is one that stands outside the blocks.  ``Sketch.line`` is that of the block.
    """
    outline = Outline()
    caption: Said | None = None
    footnotes: dict[str, list[tuple[int, str]]] = {}
    if title:
        outline.sketches.append(Sketch(1, 0, Kind.TITLE, title))
    for one in said:
        block = one.block
        if block.shape == "footnote":
            footnotes.setdefault(block.name, []).append((block.line, one.words))
        elif block.shape == "heading":
            outline.heading(block, one.words, one.notes)
        elif block.shape == "caption":
            caption = one
        elif block.shape == "table":
            label, words = captioned(caption.words) or (None, "") if caption else (None, "")
            notes = caption.notes if caption else ()
            outline.grid(block, Kind.TABLE, words or one.words, notes + one.notes, label)
            caption = None
        elif block.shape in ("row", "cell"):
            outline.grid(block, Kind(block.shape), one.words, one.notes)
        elif block.number is not None:
            outline.item(block, block.number, one.words, one.notes)
        else:
            outline.paragraph(block, one.words, one.notes)
    sketches = outline.sketches if title else _titled(outline.sketches, said)
    if not outline.numbered:
        sketches = unnumbered_as_operative(sketches)
    return _with_footnotes(sketches, footnotes)


def planted(sketches: Iterable[Sketch], minted: int) -> tuple[tuple[Paragraph, ...], int]:
    """The tree of these paragraphs with fresh ids in reading order, and the new counter."""
    rows: list[tuple[int, Paragraph]] = []
    for sketch in sketches:
        id, minted = minted_id(minted)
        rows.append((sketch.depth, Paragraph(id, sketch.kind, sketch.words, (), sketch.label)))
    return grown(rows), minted


def _titled(sketches: list[Sketch], said: Sequence[Said]) -> list[Sketch]:
    """A single first-level heading that opens the file is its title; annexes beside it are none.

    What stands under the title, up to the first annex beside it, rises by one level.
    """
    opening = said[0].block if said else None
    if not sketches or opening is None or (opening.shape, opening.level) != ("heading", 1):
        return sketches
    first = sketches[0]
    beside = [at for at, sketch in enumerate(sketches) if at and sketch.depth == 0]
    alone = all(sketches[at].kind is Kind.ANNEX for at in beside)
    if first.kind is not Kind.HEADING or first.line != opening.line or not alone:
        return sketches
    end = beside[0] if beside else len(sketches)
    rest = [replace(sketch, depth=sketch.depth - 1) for sketch in sketches[1:end]]
    return [replace(first, kind=Kind.TITLE), *rest, *sketches[end:]]


def _with_footnotes(
    sketches: list[Sketch], footnotes: dict[str, list[tuple[int, str]]]
) -> tuple[list[Sketch], tuple[int, ...]]:
    """Each footnote under the paragraph that first refers to it, the others at the end."""
    found: list[Sketch] = []
    for sketch in sketches:
        found.append(sketch)
        for name in sketch.notes:
            for line, words in footnotes.pop(name, []):
                depth = min(sketch.depth + 1, DEEPEST)
                found.append(Sketch(line, depth, Kind.NOTE, words, FOOTNOTE + name))
    unused = [(line, name, words) for name, rest in footnotes.items() for line, words in rest]
    found += [Sketch(line, 0, Kind.NOTE, words, FOOTNOTE + name) for line, name, words in unused]
    return found, tuple(line for line, _, _ in unused)
