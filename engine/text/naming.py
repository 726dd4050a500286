"""How people call a paragraph: "3 (a)", "Annex II, 4", "Table 1, row 2, column 3".

Theory.  A name is what somebody says in the room or writes in a letter, so it is made of what
is printed: the label with those above it.  What has no label is called by its first words; a
table, its rows and its cells by where they stand, with the words of the text's own language,
since they name a place in that text.  Tables are counted through the whole text, onwards from
a printed number.
"""

import re
from collections.abc import Iterable

from placet.engine.text.labels import Labelled, labelled, language_of
from placet.engine.text.tree import Kind, Text

TABLES = {
    "ar": ("الجدول {0}", "{0}، الصف {1}", "{0}، الصف {1}، العمود {2}"),
    "en": ("Table {0}", "{0}, row {1}", "{0}, row {1}, column {2}"),
    "es": ("Cuadro {0}", "{0}, fila {1}", "{0}, fila {1}, columna {2}"),
    "fr": ("Tableau {0}", "{0}, ligne {1}", "{0}, ligne {1}, colonne {2}"),
    "ru": ("Таблица {0}", "{0}, строка {1}", "{0}, строка {1}, графа {2}"),
    "zh": ("表{0}", "{0}，第{1}行", "{0}，第{1}行，第{2}列"),  # noqa: RUF001
}
"""Table, row and cell by the language of the text; in others as in English."""
_FIRST = 5
"""How many words stand for a paragraph that has no label."""
_NUMBER = re.compile("([0-9]{1,3})$")
_GRID = (Kind.TABLE, Kind.ROW, Kind.CELL)


def names_of(text: Text, ids: Iterable[str]) -> tuple[str, ...]:
    """How people call these paragraphs: the label with those above it, "3 (a)".

    One without a label is called by its first words, in quotation marks.  In the order of the
    ids, which need not all be in the text.
    """
    names = all_names(text)
    return tuple(names.get(id, id) for id in ids)


def all_names(text: Text) -> dict[str, str]:
    """How people call each paragraph, by id; in reading order."""
    names: dict[str, str] = {}
    above: list[str] = []
    grid = _Grid(text)
    for row in labelled(text):
        del above[row.depth :]
        label = row.label or ""
        above.append(f"{label}," if label and row.kind is Kind.ANNEX else label)
        called = grid.name(row)
        if called is None:
            path = " ".join(x for x in above if x).removesuffix(",")
            called = path if label else _first_words(row)
        names[row.id] = called
    return names


class _Grid:
    """Where in its tables a reading has come to."""

    def __init__(self, text: Text) -> None:
        self.words = TABLES.get(language_of(text), TABLES["en"])
        self.tables = self.row = self.column = 0
        self.depth: int | None = None
        self.table = ""

    def name(self, row: Labelled) -> str | None:
        """The name of a table, of a row in one or of a cell in that; None for all else."""
        if row.kind is Kind.TABLE:
            printed = _NUMBER.search(row.label or "")
            self.tables = int(printed[1]) if printed else self.tables + 1
            self.row, self.depth = 0, row.depth
            self.table = row.label or self.words[0].format(self.tables)
            return self.table
        if row.kind not in _GRID or self.depth is None or row.depth <= self.depth:
            return None
        if row.kind is Kind.ROW:
            self.row, self.column = self.row + 1, 0
            return row.label or self.words[1].format(self.table, self.row)
        self.column += 1
        return row.label or self.words[2].format(self.table, self.row, self.column)


def _first_words(row: Labelled) -> str:
    """The beginning of a paragraph in quotation marks; its id where it has no words."""
    words = row.paragraph.words.split()
    if not words:
        return row.id
    begun = " ".join(words[:_FIRST]).rstrip(",;:.") + ("..." if len(words) > _FIRST else "")
    return f"\u201c{begun}\u201d"
