"""A text to Markdown, so that reading it again gives the same words per paragraph.

Theory.  The way back of ``markdown``: headings by level, labels as printed numbers,
sub-paragraphs indented under their paragraph, footnotes with their marks, annexes as headings
that say so, tables between bars.  A label that reading would not recognise is left out rather
than mixed with the words.  Words that reading would take for markup are escaped; where no
backslash helps (a paragraph that begins with "3 bis"), its first character is written as an
entity.  What Markdown cannot write inside a table (paragraphs in a cell) follows the table.
"""

import re

from placet.engine.text.annexes import annexed
from placet.engine.text.grids import captioned, is_ruled
from placet.engine.text.labels import Labelled, labelled
from placet.engine.text.lines import read_markdown
from placet.engine.text.numbering import printed
from placet.engine.text.recognition import FOOTNOTE
from placet.engine.text.tree import Kind, Text

_ESCAPED = re.compile(
    r"(?P<asterisk>\\\*)|(?P<backslash>\\)|(?P<under>_)|(?P<note>\[(?=\^))|(?P<target>(?<=\])\()"
    r"|(?P<tag><(?=[A-Za-z/!]))|(?P<entity>&(?=#?\w+;))|(?P<attributes>\{(?=:))"
)
_BREAK = re.compile(r"(?<=\S)\n(?=\S)")
_NAME = re.compile(r"[^\]\[\s\\]+")
_NOWHERE = -1
_NUMBERED = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.SUBPARAGRAPH)


def to_markdown(text: Text) -> str:
    """The text as Markdown, paragraphs separated by blank lines."""
    rows = labelled(text)
    marks = _footnotes(rows)
    marked: dict[int, list[str]] = {}
    for at, parent in marks.items():
        marked.setdefault(parent, []).append(f"[^{_footnote_name(rows[at])}]")
    tables = _tables(rows)
    inside = {at for table in tables.values() for one in table for at in one}
    blocks: list[str] = []
    notes: list[str] = []
    path: list[tuple[bool, bool]] = []  # (is a heading, is a numbered item), by depth
    for at, row in enumerate(rows):
        del path[row.depth :]
        if at in marks:
            notes.append(f"[^{_footnote_name(row)}]: {_body(row.paragraph.words, '    ')}")
            path.append((False, False))
            continue
        suffix = "".join(marked.get(at, []))
        if row.kind in (Kind.HEADING, Kind.TITLE, Kind.ANNEX):
            level = 1 if at == 0 and _is_title(row) else 2 + sum(head for head, _ in path)
            blocks.append(_heading(_headline(row), level) + suffix)
            path.append((level > 1, False))
            continue
        indent = "    " * sum(item for _, item in path)
        if at in inside or at in tables:
            blocks += _table(rows, at, tables[at], marked, indent) if at in tables else ()
            path.append((False, False))
            continue
        number = _number(row) or ("- " if _holds_more(rows, at, marks) else "")
        body = _body(row.paragraph.words, indent, not number)
        if number and body and not _is_read(number + body.split("\n")[0]):
            body = f"&#{ord(body[0])};{body[1:]}"
        blocks.append(indent + number + body + suffix)
        path.append((False, bool(number)))
    return "\n\n".join([*blocks, *notes, ""])


def _tables(rows: tuple[Labelled, ...]) -> dict[int, list[list[int]]]:
    """For each table its rows, each with its own place first and then those of its cells."""
    found: dict[int, list[list[int]]] = {}
    path: list[int] = []
    for at, row in enumerate(rows):
        del path[row.depth :]
        above = [rows[one].kind for one in path]
        if row.kind is Kind.ROW and above[-1:] == [Kind.TABLE]:
            found.setdefault(path[-1], []).append([at])
        elif row.kind is Kind.CELL and above[-2:] == [Kind.TABLE, Kind.ROW]:
            found[path[-2]][-1].append(at)
        path.append(at)
    return found


def _table(
    rows: tuple[Labelled, ...],
    at: int,
    table: list[list[int]],
    marked: dict[int, list[str]],
    indent: str,
) -> list[str]:
    """A table as one block, its caption before it."""
    lines = [
        [_cell(rows[one]) + "".join(marked.get(one, ())) for one in held[1:]] for held in table
    ]
    lines.insert(1, ["---"] * max(len(lines[0]), 1))
    said = "\n".join(f"{indent}| {' | '.join(line)} |" for line in lines)
    words = _escaped(rows[at].paragraph.words).replace("\n", "&#10;")
    words += "".join(marked.get(at, ()))
    label = rows[at].label or ""
    if captioned(f"{label}: {words}") != (label, words):
        label = "Table"
    return [f"{indent}{label}: {words}", said] if words or label != "Table" else [said]


def _cell(row: Labelled) -> str:
    return _escaped(row.paragraph.words).replace("\n", "&#10;").replace("|", "\\|")


def _footnotes(rows: tuple[Labelled, ...]) -> dict[int, int]:
    """Which rows can be written as footnotes, and of which rows: those that come first there."""
    found: dict[int, int] = {}
    names: set[str] = set()
    path: list[int] = []
    for at, row in enumerate(rows):
        del path[row.depth :]
        name = _footnote_name(row)
        first = bool(path) and (path[-1] == at - 1 or found.get(at - 1) == path[-1])
        alone = at + 1 == len(rows) or rows[at + 1].depth <= row.depth
        if first and alone and name and name not in names and path[-1] not in found:
            found[at] = path[-1]
            names.add(name)
        path.append(at)
    for at in range(len(rows) - 1, 0, -1):  # those at the end to which nothing refers
        name = _footnote_name(rows[at])
        if rows[at].depth or not name or name in names:
            break
        found[at] = _NOWHERE
        names.add(name)
    return found


def _holds_more(rows: tuple[Labelled, ...], at: int, marks: dict[int, int]) -> bool:
    """Whether a note holds more than footnotes, so that it must be written as an item."""
    row = rows[at]
    own = (i for i in range(at + 1, at + 1 + len(row.paragraph.children)))
    return row.kind is Kind.NOTE and any(i < len(rows) and i not in marks for i in own)


def _footnote_name(row: Labelled) -> str:
    """The mark of a footnote, empty when the row is none."""
    if row.kind is not Kind.NOTE or not row.label or not row.label.startswith(FOOTNOTE):
        return ""
    name = row.label.removeprefix(FOOTNOTE)
    return name if _NAME.fullmatch(name) else ""


def _headline(row: Labelled) -> str:
    """The words of a heading; of an annex with its label, so that reading knows it for one."""
    words = _escaped(row.paragraph.words)
    if row.kind is not Kind.ANNEX:
        return f"&#{ord(words[0])};{words[1:]}" if annexed(words) else words
    for label in (row.label or "", "Annex"):
        line = f"{label}: {words}" if words else label
        if annexed(line) == (label, words):
            return line
    return words


def _is_title(row: Labelled) -> bool:
    return row.kind is Kind.TITLE and not row.paragraph.children


def _heading(escaped: str, level: int) -> str:
    escaped = escaped.replace("\n", "&#10;")
    if escaped.endswith("#"):
        escaped = escaped[:-1] + "\\#"
    return f"{'#' * min(level, 30)} {escaped}"


def _number(row: Labelled) -> str:
    """The label as it is printed before the words, empty when it would not be recognised."""
    if row.kind not in _NUMBERED or not row.label:
        return ""
    body = _body(row.paragraph.words, "", False).split("\n")[0]
    for between in (". ", " ", ": "):
        line = row.label + between + body
        met = printed(line)
        if met and met.label == row.label and line[met.words_at :].lstrip(" ") == body:
            return row.label + between
    return ""


def _body(words: str, indent: str, begins: bool = True) -> str:
    """The words escaped, line by line; ``begins``: no number stands before them."""
    lines = _BREAK.sub("\0", _escaped(words)).replace("\n", "&#10;").split("\0")
    safe = [_plain(line) if at or begins else line for at, line in enumerate(lines)]
    return f"\\\n{indent}".join(safe)


def _escaped(words: str) -> str:
    """The words with a backslash before what reading would take for inline markup."""

    def escape(met: re.Match[str]) -> str:
        if met.lastgroup == "asterisk":
            return met.group()
        if met.lastgroup in ("entity", "attributes"):
            return f"&#{ord(met.group())};"
        return "\\" + met.group()

    return _ESCAPED.sub(escape, words)


def _is_read(line: str) -> bool:
    """Whether reading takes a line that begins with a number or a bullet for an item."""
    blocks = read_markdown(line).blocks
    return len(blocks) == 1 and blocks[0].number is not None


def _plain(line: str) -> str:
    """A line that reading takes for text: its first character as an entity where needed."""
    file = read_markdown(line)
    is_text = [block.source for block in file.blocks] == [line] and not file.remarks
    if is_ruled(line) or captioned(line):
        return f"&#{ord(line[0])};{line[1:]}"
    if is_text and file.blocks[0].shape == "paragraph" and file.blocks[0].number is None:
        return line if not line.startswith("=") else f"&#61;{line[1:]}"
    return f"&#{ord(line[0])};{line[1:]}" if line else line
