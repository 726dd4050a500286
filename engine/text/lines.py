"""Lines of a file to blocks: front matter, headings, list items, paragraphs, footnotes.

Theory.  A Markdown library would read ``[a][b]``, four spaces and a lone asterisk its own way
before anybody could object, and it knows no line of what it drops.  So the lines are read
here, by the rules that negotiators' files need: a block ends at a blank line, at a heading,
at a table (``grids``), and where a printed number begins an item; wrapped lines are joined by
a space, a backslash or two spaces at a line's end keep the line break.  Whatever is not text
(front matter, attribute lines, rules, link definitions) goes to the report.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from placet.engine.text.cleaning import mended
from placet.engine.text.grids import captioned, cells, table_end
from placet.engine.text.inline import is_address, normal_label
from placet.engine.text.numbering import Printed, printed
from placet.engine.text.report import Found, Remark

Shape = Literal["heading", "paragraph", "footnote", "caption", "table", "row", "cell"]

_PAGE_BREAKS = re.compile("[\x0b\x0c]")
_HASHES = re.compile(r" {0,3}(#{1,30})(?=\s|$)")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})")
_RULE = re.compile(r"(?:[-*_]\s*){3,}|[`~]{3,}[\w-]*|\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-+:?)?")
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}\s*$")
_DEFINITION = re.compile(
    r" {0,3}\[([^\[\]^][^\[\]]*)\]:\s+<?([^\s<>]+)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?"
)
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\[\s]+)\]:\s*(.*)$")
_QUOTE = re.compile(r" {0,3}(?:>\s?)+")
_TITLE = re.compile(r"title\s*:(.*)", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*[-*+]\s+TOC\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """What stands together: its first line, indentation, number, and lines without that."""

    line: int
    indent: int
    shape: Shape = "paragraph"
    level: int = 0
    name: str = ""
    number: Printed | None = None
    lines: list[str] = field(default_factory=list)
    joined: bool = False  # no blank line stands before it

    @property
    def source(self) -> str:
        """The lines joined: a space for a wrap, a line feed for a break that was meant."""
        found: list[str] = []
        for line in self.lines[:-1]:
            bare = line.rstrip()
            if (len(bare) - len(bare.rstrip("\\"))) % 2:
                found += [bare[:-1].rstrip(), "\n"]
            else:
                kept = line.endswith("  ") or bare.startswith("|")
                found += [bare, "\n" if kept else " "]
        return "".join([*found, *self.lines[-1:]]).strip()


@dataclass(slots=True)
class File:
    """A file read into blocks."""

    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)
    headed: bool = False  # the last block may still be underlined as a heading
    blank: bool = True  # a blank line came before
    ended: bool = True  # a blank line, or something that is not text, came before

    def add(self, block: Block) -> None:
        """Begin a block."""
        block.joined = not self.blank
        self.blocks.append(block)
        self.blank = False

    def report(self, line: int, found: Found, source: str) -> None:
        """Note what was not taken as text."""
        self.remarks.append(Remark(line, found, source))


def cut(source: str, file: File) -> list[str]:
    """The lines of a source, mended; what was taken out is reported."""
    source = _PAGE_BREAKS.sub("\n", source.removeprefix("\ufeff"))
    lines: list[str] = []
    for number, raw in enumerate(re.split("\r\n|[\n\r\x85\u2028\u2029]", source), 1):
        words, dropped = mended(raw)
        if dropped:
            file.report(number, Found.CHARACTERS, dropped)
        lines.append(words)
    return lines


def read_markdown(source: str) -> File:
    """The blocks of a Markdown file."""
    file = File()
    lines = cut(source, file)
    begin = _front_matter(lines, file)
    at = begin
    while at < len(lines):
        if end := table_end(lines, at):
            _table(lines, at, end, file)
            at = end
        else:
            _markdown_line(at + 1, lines[at], file)
            at += 1
    return file


def read_plain(source: str) -> File:
    """The blocks of plain text: separated by blank lines, or else one a line."""
    file = File()
    lines = cut(source, file)
    blank_separated = any(not line.strip() for line in "\n".join(lines).strip().split("\n"))
    for number, line in enumerate(lines, 1):
        _text_line(number, line, file)
        if not blank_separated:
            file.ended = True
    return file


def _front_matter(lines: list[str], file: File) -> int:
    """Take off YAML front matter; returns where the text begins."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    ends = (at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "..."))
    end = next(ends, 0)
    for at in range(end + 1 if end else 0):
        met = _TITLE.match(lines[at])
        title = met[1].strip().strip("\"'") if met else ""
        if title and not file.title:
            file.title = title
            file.report(at + 1, Found.FRONT_MATTER, "title:")
        else:
            file.report(at + 1, Found.FRONT_MATTER, lines[at])
    return end + 1 if end else 0


def _markdown_line(number: int, line: str, file: File) -> None:
    """One line of Markdown: not text, a heading, a footnote, or text."""
    if met := _ATTRIBUTES.search(line):
        file.report(number, Found.ATTRIBUTES, met.group().strip())
        line = line[: met.start()]
        if not line.strip():
            _drop_contents(file)
            return
    bare = line.rstrip()
    if file.headed and (met := _SETEXT.fullmatch(bare)):
        file.report(number, Found.RULE, line.strip())
        file.blocks[-1].shape = "heading"
        file.blocks[-1].level = 1 if met[1].startswith("=") else 2
        file.ended, file.headed = True, False
    elif _RULE.fullmatch(bare.lstrip()):
        file.report(number, Found.RULE, line.strip())
        file.ended, file.headed = True, False
    elif (met := _DEFINITION.fullmatch(bare)) and is_address(met[2]):
        file.report(number, Found.LINK_DEFINITION, line.strip())
        file.defined.add(normal_label(met[1]))
        file.ended, file.headed = True, False
    elif met := _HASHES.match(line):
        words = _without_closing(line[met.end() :].strip())
        if words:
            file.add(Block(number, 0, "heading", len(met[1]), lines=[words]))
        file.ended, file.headed = True, False
    elif met := _FOOTNOTE.match(line):
        file.add(Block(number, 0, "footnote", name=met[1], lines=[met[2]]))
        file.ended, file.headed = False, False
    else:
        quote = _QUOTE.match(line)
        _text_line(number, line[quote.end() :] if quote else line, file)


def _table(lines: list[str], begin: int, end: int, file: File) -> None:
    """A table: its block, and for each row its block and one for each cell."""
    last = file.blocks[-1] if file.blocks else None
    if last and last.shape == "paragraph" and last.number is None and captioned(last.source):
        last.shape = "caption"
    indent = _indent(lines[begin])
    file.add(Block(begin + 1, indent, "table", lines=[""]))
    for at in (begin, *range(begin + 2, end)):
        file.add(Block(at + 1, indent, "row", lines=[""]))
        for cell in cells(lines[at]):
            file.add(Block(at + 1, indent, "cell", lines=[cell]))
    file.ended, file.headed = True, False


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.lstrip().expandtabs(4))


def _text_line(number: int, line: str, file: File) -> None:
    """A line of text: it begins a block or goes on with one."""
    content = line.lstrip()
    if not content:
        file.ended, file.headed, file.blank = True, False, True
        return
    indent = _indent(line)
    last = file.blocks[-1] if file.blocks else None
    if last and last.shape == "footnote" and (not file.ended or indent >= 2):
        last.lines[-1] += "  " if last.lines[-1] else ""
        last.lines.append(content)
        file.ended = False
        return
    label = printed(content)
    if last is None or file.ended or (label and _interrupts(label, last)):
        words = content[label.words_at :].lstrip(" ") if label else content
        file.add(Block(number, indent, number=label, lines=[words]))
        file.headed = label is None
    else:
        last.lines.append(content)
        file.headed = False
    file.ended = False


def _interrupts(label: Printed, last: Block) -> bool:
    """Whether a printed number inside a block begins an item rather than a wrapped line."""
    return last.number is not None or label.style == "bullet" or label.label in ("1", "(a)", "a)")


def _without_closing(words: str) -> str:
    """A heading without the hashes that may close it."""
    bare = words.rstrip("#")
    return bare.rstrip() if bare != words and (not bare or bare[-1].isspace()) else words


def _drop_contents(file: File) -> None:
    """Take off the line that stood for a table of contents."""
    last = file.blocks[-1] if file.blocks else None
    if last and not file.ended and last.number and last.number.style == "bullet":
        if _CONTENTS.match("* " + last.source):
            file.report(last.line, Found.CONTENTS, last.source)
            file.blocks.pop()
    file.ended, file.headed = True, False
