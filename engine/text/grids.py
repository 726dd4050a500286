"""Tables as Markdown writes them: cells between vertical bars, a ruled line under the first row.

Theory.  A table is where a line with bars is followed by a ruled line of as many cells; it goes
on until a line without bars.  A backslash keeps a bar inside its cell.  Markdown has no
caption: a paragraph "Table: ..." or "Table 3: ..." right before a table is its caption, and
the number with its word is the label.
"""

import re
from itertools import pairwise

_RULED = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*(?::?-+:?)?")
_BAR = re.compile(r"(\\*)\|")
_CAPTION = re.compile(
    r"((?:table|tableau|cuadro|tabla|tabelle|tabella|tabela|таблица|الجدول|表)"
    r"(?:\s?([0-9]{1,3}|[ivxlc]{1,8}))?)\s?[:\uff1a](?:\s+|$)",
    re.IGNORECASE,
)


def table_end(lines: list[str], at: int) -> int:
    """Where the table that begins at this line ends; 0 where none begins."""
    if at + 1 >= len(lines) or "|" not in lines[at] or not is_ruled(lines[at + 1]):
        return 0
    if len(cells(lines[at])) != len(cells(lines[at + 1])):
        return 0
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def is_ruled(line: str) -> bool:
    """Whether a line is the one that stands under the first row of a table."""
    return "|" in line and "-" in line and _RULED.fullmatch(line.strip()) is not None


def cells(line: str) -> list[str]:
    """The cells of a line, still as Markdown."""
    line = line.strip()
    bars = [met.end() - 1 for met in _BAR.finditer(line) if len(met[1]) % 2 == 0]
    if not bars or bars[0] != 0:
        bars.insert(0, -1)
    if bars[-1] != len(line) - 1 or len(bars) == 1:
        bars.append(len(line))
    return [line[a + 1 : b].strip() for a, b in pairwise(bars)]


def captioned(words: str) -> tuple[str | None, str] | None:
    """The label, if it has a number, and the words of a caption; None for other paragraphs."""
    met = _CAPTION.match(words)
    return (met[1] if met[2] else None, words[met.end() :].strip()) if met else None
