"""A file to a text: Markdown, or plain text as it is pasted.

Theory.  Tolerant in: every word of the file that is text is in the tree, its printed numbers
are labels, and whatever else the file contained is in the report with its line.  Ids are
minted in reading order.  ``writing`` is the way back.
"""

from collections.abc import Callable

from placet.engine.text.cleaning import mended
from placet.engine.text.editing import LONGEST_PARAGRAPH, LONGEST_TEXT, MOST_PARAGRAPHS
from placet.engine.text.inline import Read, inline
from placet.engine.text.lines import Block, File, read_markdown, read_plain
from placet.engine.text.outline import Sketch
from placet.engine.text.recognition import Said, planted, recognised
from placet.engine.text.report import Found, Imported, Remark
from placet.engine.text.tree import Text


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
    said: list[Said] = []
    blocks: list[list[str]] = []
    title, _ = mended(file.title)
    for block in file.blocks:
        found = read(block)
        words, dropped = mended(found.words)
        words = words.strip()
        _note_taken(file, block, found, dropped)
        if block.joined and blocks:
            blocks[-1] += (" | " if block.shape == "cell" else "\n", words)
        else:
            blocks.append([words])
        said.append(Said(block, words, tuple(found.notes)))
    sketches, unused = recognised(said, title.strip())
    for line in unused:
        file.report(line, Found.FOOTNOTE_UNUSED, "")
    file.remarks += size_remarks(sketches)
    paragraphs, minted = planted(sketches, minted)
    report: list[Remark] = sorted(file.remarks, key=lambda remark: remark.line)
    told = tuple(filter(None, map("".join, blocks)))
    return Imported(Text(paragraphs), minted, tuple(report), told)


def _note_taken(file: File, block: Block, found: Read, dropped: str) -> None:
    """Report what was taken out of a block, with the line on which it stands."""
    for kind, text in found.taken:
        lines = (at for at, line in enumerate(block.lines) if text.split("\n")[0] in line)
        file.report(block.line + next(lines, 0), kind, text)
    if dropped:
        file.report(block.line, Found.CHARACTERS, dropped)


def size_remarks(sketches: list[Sketch]) -> list[Remark]:
    """What is nested too deeply, and what is longer than a form takes."""
    found: list[Remark] = []
    for sketch in sketches:
        if sketch.too_deep:
            found.append(Remark(sketch.line, Found.TOO_DEEP))
        if len(sketch.words) > LONGEST_PARAGRAPH:
            found.append(Remark(sketch.line, Found.TOO_LONG))
    total = sum(len(sketch.words) for sketch in sketches)
    if len(sketches) > MOST_PARAGRAPHS or total > LONGEST_TEXT:
        found.append(Remark(1, Found.TOO_LONG))
    return found
