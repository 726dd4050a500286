"""A file to a text: Markdown, or plain text as it is pasted.

Theory.  Tolerant in: every word of the file that is text is in the tree, its printed numbers
are labels, and whatever else the file contained is in the report with its line.  Ids are
minted in reading order.  ``writing`` is the way back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from placet.engine.text.cleaning import mended
from placet.engine.text.editing import LONGEST_PARAGRAPH, LONGEST_TEXT, MOST_PARAGRAPHS
from placet.engine.text.inline import Read, inline
from placet.engine.text.lines import Block, File, read_markdown, read_plain
from placet.engine.text.outline import DEEPEST, Outline, Sketch, unnumbered_as_operative
from placet.engine.text.report import Found, Imported, Remark
from placet.engine.text.tree import Kind, Paragraph, Text, grown, minted_id

FOOTNOTE = "n. "
"""What the label of a footnote begins with; its mark follows."""


def parse_markdown(source: str, minted: int = 0) -> Imported:
    """The text of a Markdown file.

    ``minted`` is the highest number ever used for an id in this objective.  Never raises for
    what the file contains.
    """
    file = read_markdown(source)
    return _imported(file, lambda block: inline(block.source, file.defined), minted)


def parse_plain(source: str, minted: int = 0) -> Imported:
    """The text of plain text: paragraphs are separated by blank lines, or else one a line.

    Nothing is read as markup but printed numbers.
    """
    return _imported(read_plain(source), lambda block: Read(block.source), minted)


def _imported(file: File, read: Callable[[Block], Read], minted: int) -> Imported:
    outline = Outline()
    footnotes: dict[str, list[tuple[int, str]]] = {}
    blocks: list[str] = []
    if file.title:
        title, _ = mended(file.title)
        outline.sketches.append(Sketch(1, 0, Kind.TITLE, title.strip()))
    for block in file.blocks:
        found = read(block)
        words, dropped = mended(found.words)
        words = words.strip()
        _note_taken(file, block, found, dropped)
        if block.joined and blocks:
            blocks[-1] += "\n" + words
        else:
            blocks.append(words)
        notes = tuple(found.notes)
        if block.shape == "footnote":
            footnotes.setdefault(block.name, []).append((block.line, words))
        elif block.shape == "heading":
            outline.heading(block, words, notes)
        elif block.number is not None:
            outline.item(block, block.number, words, notes)
        else:
            outline.paragraph(block, words, notes)
    sketches = _titled(outline.sketches, file)
    if not outline.numbered:
        sketches = unnumbered_as_operative(sketches)
    sketches = _with_footnotes(sketches, footnotes, file)
    return _minted(sketches, file, minted, tuple(block for block in blocks if block))


def _note_taken(file: File, block: Block, found: Read, dropped: str) -> None:
    """Report what was taken out of a block, with the line on which it stands."""
    for kind, text in found.taken:
        lines = (at for at, line in enumerate(block.lines) if text.split("\n")[0] in line)
        file.report(block.line + next(lines, 0), kind, text)
    if dropped:
        file.report(block.line, Found.CHARACTERS, dropped)


def _titled(sketches: list[Sketch], file: File) -> list[Sketch]:
    """A single first-level heading that opens the file is its title."""
    levels = [block.level for block in file.blocks if block.shape == "heading"]
    first = file.blocks[0] if file.blocks else None
    if file.title or not sketches or levels.count(1) != 1 or first is None or first.level != 1:
        return sketches
    rest = [replace(sketch, depth=sketch.depth - 1) for sketch in sketches[1:]]
    return [replace(sketches[0], kind=Kind.TITLE), *rest]


def _with_footnotes(
    sketches: list[Sketch], footnotes: dict[str, list[tuple[int, str]]], file: File
) -> list[Sketch]:
    """Each footnote under the paragraph that first refers to it, the others at the end."""
    found: list[Sketch] = []
    for sketch in sketches:
        found.append(sketch)
        for name in sketch.notes:
            for line, words in footnotes.pop(name, []):
                depth = min(sketch.depth + 1, DEEPEST)
                found.append(Sketch(line, depth, Kind.NOTE, words, FOOTNOTE + name))
    for name, unused in footnotes.items():
        for line, words in unused:
            file.report(line, Found.FOOTNOTE_UNUSED, "")
            found.append(Sketch(line, 0, Kind.NOTE, words, FOOTNOTE + name))
    return found


def _minted(
    sketches: Sequence[Sketch], file: File, minted: int, blocks: tuple[str, ...]
) -> Imported:
    """The tree with its ids, and the report in the order of the file."""
    rows: list[tuple[int, Paragraph]] = []
    total = 0
    for sketch in sketches:
        id, minted = minted_id(minted)
        rows.append((sketch.depth, Paragraph(id, sketch.kind, sketch.words, (), sketch.label)))
        total += len(sketch.words)
        if sketch.too_deep:
            file.report(sketch.line, Found.TOO_DEEP, "")
        if len(sketch.words) > LONGEST_PARAGRAPH:
            file.report(sketch.line, Found.TOO_LONG, "")
    if len(rows) > MOST_PARAGRAPHS or total > LONGEST_TEXT:
        file.report(1, Found.TOO_LONG, "")
    report: list[Remark] = sorted(file.remarks, key=lambda remark: remark.line)
    return Imported(Text(grown(rows)), minted, tuple(report), blocks)
